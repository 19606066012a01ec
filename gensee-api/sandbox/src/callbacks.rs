//! Sends the callbacks of the world to the addresses that callers named, or that are set in the site's console,
//! but only to hosts that are allowed.
//!
//! A callback is sent again when it gets no answer, or one with a status other than 2xx: 1 second later, and once more 4
//! seconds after that. Then it is given up. The check of `k` is sent once, because somebody waits for it. What was sent is
//! in the log of [`deliveries`](super::Sandbox::deliveries).

use std::sync::Arc;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{Request, Uri};
use http_body_util::Full;
use tokio::task::JoinSet;
use tokio::time;

use super::AppState;
use super::deliveries::LoggedDelivery;
use super::outbox::{LONGEST, Question};
use super::quiet_client::{QuietClient, quiet_client, read_body, whole};
use super::trust::{Hosts, is_loopback};
use super::world::Post;
use gensee_api::OpenEnum as _;
use gensee_api::webcast::KCheckAnswer;

/// The pause between two looks at the outbox of the world.
const PAUSE: Duration = Duration::from_millis(50);
/// How many callbacks are sent at one time.
const AT_ONCE: usize = 16;
/// The pauses before a callback is sent again.
const AGAIN: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(4)];
/// The longest answer that is read.
const LONGEST_ANSWER: usize = 1024;

/// Sends the callbacks that become due, until the future is dropped.
pub(super) async fn deliver(app: Arc<AppState>) {
    let Some(mut asked) = app.outbox.take() else { return };
    let mut pause = time::interval(PAUSE);
    let mut client = None;
    let mut sending = JoinSet::new();
    loop {
        // Most sandboxes send nothing, and a client with TLS takes a while to build.
        let mut sender = || {
            if client.is_none() {
                let unbuilt =
                    |error: &_| tracing::warn!(%error, "callbacks cannot be sent");
                client = quiet_client().inspect_err(unbuilt).ok();
            }
            Some(Sender { client: client.clone()?, app: Arc::clone(&app) })
        };
        tokio::select! {
            _ = pause.tick() => {}
            Some(_) = sending.join_next() => {}
            Some(Question { post, answer }) = asked.recv() => {
                if let Some(sender) = sender() {
                    // Whoever does not wait any more needs no answer.
                    tokio::spawn(async move { answer.send(sender.ask(&post).await) });
                }
                continue;
            }
        }
        let posts = due(&app, AT_ONCE.saturating_sub(sending.len()));
        // The state file is written first, because a kill must not undo a change that a receiver was told about.
        if app.saved().await.is_err() {
            continue;
        }
        for (number, post) in posts {
            if let Some(sender) = sender() {
                sending.spawn(async move {
                    sender.send(&post).await;
                    sender.app.world().posted(number);
                });
            }
        }
    }
}

fn due(app: &AppState, room: usize) -> Vec<(u64, Post)> {
    app.world().take_posts(room)
}

/// Whether a callback may be sent to an address: to this machine, and to the hosts that are allowed.
///
/// # Errors
/// What is wrong with the address, without the parts that can hold a key.
fn permit(address: &str, allowed: &Hosts) -> Result<(), String> {
    let url: Uri = address.parse().map_err(|_| "the address is malformed".to_owned())?;
    if !matches!(url.scheme_str(), Some("http" | "https")) {
        return Err("the address is not one of http or https".to_owned());
    }
    if url.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err("the address has a user name or a password; leave it out".to_owned());
    }
    let host = url.host().unwrap_or_default();
    if is_loopback(host) || allowed.has(host) {
        return Ok(());
    }
    Err(format!(
        "the host `{host}` is not this machine; allow it with `--allow-callbacks {host}`"
    ))
}

/// Sends forms, and logs what becomes of them.
struct Sender {
    client: QuietClient,
    app: Arc<AppState>,
}

impl Sender {
    /// Sends a callback until it has arrived, or is given up.
    async fn send(&self, post: &Post) {
        let Some(number) = self.begin(post) else { return };
        let mut again = AGAIN.into_iter();
        while self.attempt(number, post).await.is_none() {
            let Some(pause) = again.next() else { return };
            time::sleep(pause).await;
        }
    }

    /// Sends a question once, and returns the answer.
    async fn ask(&self, post: &Post) -> Option<KCheckAnswer> {
        let answer = self.attempt(self.begin(post)?, post).await?;
        Some(KCheckAnswer::from_code(answer.trim()))
    }

    /// Begins a delivery; `None` when the address is not permitted, which is logged.
    fn begin(&self, post: &Post) -> Option<u64> {
        let mut logged = LoggedDelivery::new(post, self.app.clock.now());
        let permit = permit(post.url.expose(), &self.app.called_back);
        if let Err(reason) = &permit {
            tracing::warn!(reason, "a callback was not sent");
            logged.error = Some(reason.clone());
        }
        let number = self.app.deliveries().push(logged);
        permit.is_ok().then_some(number)
    }

    /// Sends a form once. Returns the body of the answer, if the form has arrived.
    async fn attempt(&self, number: u64, post: &Post) -> Option<String> {
        let answer = self.exchange(post).await;
        if let Err(error) = &answer {
            tracing::warn!(error, "a callback was not delivered");
        }
        let arrived =
            answer.as_ref().ok().filter(|(status, _)| (200..300).contains(status));
        let arrived = arrived.map(|(_, body)| body.clone());
        self.app
            .deliveries()
            .change(number, |logged| logged.attempted(answer, post.kind));
        arrived
    }

    /// The status and the body of the answer to a form. Everything that the sandbox sends by itself goes through here.
    async fn exchange(&self, post: &Post) -> Result<(u16, String), String> {
        let url = post.url.expose();
        let request = if post.get {
            let joint = if url.contains('?') { '&' } else { '?' };
            Request::get(format!("{url}{joint}{}", post.form)).body(Full::default())
        } else {
            let form = "application/x-www-form-urlencoded";
            Request::post(url).header(CONTENT_TYPE, form).body(post.form.clone().into())
        };
        let request = request.map_err(|_| "the address is malformed".to_owned())?;
        let exchange = async {
            let answer =
                self.client.request(request).await.map_err(|error| whole(&error))?;
            let status = answer.status().as_u16();
            let body = read_body(answer, LONGEST_ANSWER).await;
            let (body, _) = body.map_err(|error| whole(&error))?;
            Ok((status, String::from_utf8_lossy(&body).into_owned()))
        };
        time::timeout(LONGEST, exchange)
            .await
            .unwrap_or_else(|_| Err(format!("no whole answer within {LONGEST:?}")))
    }
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
            ("http://2130706433/", &Hosts::default(), false),
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
