//! Sends the callbacks of the world to the addresses that callers named, but only to hosts that are allowed.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use tokio::task::JoinSet;
use tokio::time;

use super::AppState;
use super::trust::{Hosts, is_loopback};
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
                    send(client, post, &app.called_back).await;
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

/// Whether a callback may be sent to an address: to this machine, and to the hosts that are allowed.
///
/// # Errors
/// What is wrong with the address, without the parts that can hold a key.
fn permit(address: &str, allowed: &Hosts) -> Result<(), String> {
    let url: Url = address.parse().map_err(|_| "the address is malformed".to_owned())?;
    if !["http", "https"].contains(&url.scheme()) {
        return Err("the address is not one of http or https".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address has a user name or a password; leave it out".to_owned());
    }
    let host = url.host_str().unwrap_or_default();
    if is_loopback(host) || allowed.has(host) {
        return Ok(());
    }
    Err(format!(
        "the host `{host}` is not this machine; allow it with `--allow-callbacks {host}`"
    ))
}

/// Sends a callback once. A failed one is not sent again. Everything that the sandbox sends by itself goes through here.
async fn send(client: reqwest::Client, post: Post, allowed: &Hosts) {
    if let Err(reason) = permit(post.url.expose(), allowed) {
        tracing::warn!(reason, "a callback was not sent");
        return;
    }
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

#[cfg(test)]
mod tests {
    use super::{Hosts, permit};

    #[test]
    fn callbacks_go_to_this_machine_and_to_allowed_hosts() {
        let mut some = Hosts::default();
        some.add("hooks.example");
        let mut all = Hosts::default();
        all.add("*");
        for (address, allowed, sent) in [
            ("http://127.0.0.1:9/done", &Hosts::default(), true),
            ("http://localhost/", &Hosts::default(), true),
            ("http://[::1]:9/", &Hosts::default(), true),
            ("http://[::ffff:127.0.0.1]/", &Hosts::default(), true),
            ("http://2130706433/", &Hosts::default(), true),
            ("http://10.0.0.1/", &Hosts::default(), false),
            ("http://169.254.169.254/latest", &Hosts::default(), false),
            ("http://localhost.evil.example/", &Hosts::default(), false),
            ("http://127.0.0.1@10.0.0.1/", &Hosts::default(), false),
            ("http://root:key@127.0.0.1/", &Hosts::default(), false),
            ("http://root:key@hooks.example/", &some, false),
            ("http://hooks.example/x?key=1", &some, true),
            ("https://HOOKS.example/", &some, true),
            ("http://other.example/", &some, false),
            ("http://10.0.0.1/", &all, true),
            ("ftp://127.0.0.1/", &all, false),
            ("127.0.0.1/done", &all, false),
        ] {
            let answer = permit(address, allowed);
            assert_eq!(answer.is_ok(), sent, "{address}: {answer:?}");
            assert!(!format!("{answer:?}").contains("key"), "{answer:?}");
        }
    }
}
