//! Sends the callbacks of the world to the addresses that callers named.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use tokio::task::JoinSet;
use tokio::time;

use super::AppState;
use super::world::Post;

/// The pause between two looks at the outbox of the world.
const PAUSE: Duration = Duration::from_millis(50);
/// How long a receiver may take to answer.
const LONGEST: Duration = Duration::from_secs(5);
/// How many callbacks are sent at one time.
const AT_ONCE: usize = 16;

/// Sends the callbacks that become due, until the future is dropped.
pub(super) async fn deliver(app: Arc<AppState>) {
    let mut pause = time::interval(PAUSE);
    let mut client = None;
    let mut sending = JoinSet::new();
    loop {
        pause.tick().await;
        while sending.try_join_next().is_some() {}
        let posts = due(&app, AT_ONCE - sending.len());
        // The state file is written first, because a kill must not undo a change that a receiver was told about.
        if app.saved().await.is_err() {
            continue;
        }
        for (number, post) in posts {
            // Most sandboxes send nothing, and a client with TLS takes a while to build.
            if client.is_none() {
                client = quiet_client();
            }
            if let Some(client) = client.clone() {
                let app = Arc::clone(&app);
                sending.spawn(async move {
                    send(client, post).await;
                    app.world().posted(number);
                });
            }
        }
    }
}

fn due(app: &AppState, room: usize) -> Vec<(u64, Post)> {
    app.world().take_posts(room)
}

/// A client that sends only to the named address: it follows no redirect and uses no proxy.
fn quiet_client() -> Option<reqwest::Client> {
    let client = reqwest::Client::builder()
        .timeout(LONGEST)
        .redirect(Policy::none())
        .no_proxy()
        .build();
    client.map_err(|error| unsent(&error)).ok()
}

/// Sends a callback once. A failed one is not sent again.
async fn send(client: reqwest::Client, post: Post) {
    let request = client
        .post(post.url.expose())
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(post.form);
    if let Err(error) = request.send().await.and_then(|answer| answer.error_for_status())
    {
        unsent(&error.without_url());
    }
}

/// Logs a failure without the address, because the address can hold a key.
fn unsent(error: &reqwest::Error) {
    tracing::warn!(%error, "a callback was not delivered");
}
