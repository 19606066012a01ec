//! Sends what the world has to tell to addresses that callers named.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use tokio::task::JoinSet;
use tokio::time;

use super::AppState;
use super::world::Post;

/// How often the world is asked.
const PAUSE: Duration = Duration::from_millis(50);
/// For how long a receiver may keep the sender waiting.
const LONGEST: Duration = Duration::from_secs(5);
/// To how many receivers at one time.
const AT_ONCE: usize = 16;

/// Sends whatever becomes due, until it is dropped.
pub(super) async fn deliver(app: Arc<AppState>) {
    let mut pause = time::interval(PAUSE);
    let mut client = None;
    let mut sending = JoinSet::new();
    loop {
        pause.tick().await;
        while sending.try_join_next().is_some() {}
        let posts = due(&app, AT_ONCE - sending.len());
        // First the state file, then the callback: a kill must not undo what a receiver was told.
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

/// It goes to the address that was named, and nowhere else: neither by a redirect nor by a proxy.
fn quiet_client() -> Option<reqwest::Client> {
    let client = reqwest::Client::builder()
        .timeout(LONGEST)
        .redirect(Policy::none())
        .no_proxy()
        .build();
    client.map_err(|error| unsent(&error)).ok()
}

/// Nobody tries again: a receiver that was not there has missed it.
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

/// The address stays out of the log: it can hold a key.
fn unsent(error: &reqwest::Error) {
    tracing::warn!(%error, "a callback was not delivered");
}
