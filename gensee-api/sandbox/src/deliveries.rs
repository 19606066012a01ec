//! The log of the last callbacks that the sandbox sent, without their secrets. Over HTTP, `GET /sandbox/deliveries` lists
//! them, and `DELETE /sandbox/deliveries` removes them.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::bounded_log::BoundedLog;
use super::world::{Post, PostKind};
use super::{AppState, reply};
use gensee_api::webcast::KCheckAnswer;
use gensee_api::{OpenEnum as _, Time};

/// How many characters of an answer are kept.
const LONGEST: usize = 200;
const HIDDEN: &str = "***";

/// A callback that was sent.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LoggedDelivery {
    /// When it was sent first, by the sandbox's clock.
    pub time: Time,
    /// What it is: `transcode`, `event` or `k_check`.
    pub kind: &'static str,
    /// The method, `POST` or `GET`.
    pub method: &'static str,
    /// The address, where a user and the values of a query are hidden.
    pub address: String,
    /// The form that was sent; `***` for a secret.
    pub form: String,
    /// How often it was sent.
    pub attempts: u32,
    /// Whether it has arrived: it was answered with a status of 2xx.
    pub arrived: bool,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// The beginning of the last answer. Of the answer to a check, only the words `pass` and `fail` are shown.
    pub answer: Option<String>,
    /// Why the last attempt got no answer.
    pub error: Option<String>,
}

/// The last callbacks.
pub(super) type DeliveryLog = BoundedLog<LoggedDelivery>;

impl LoggedDelivery {
    pub(super) fn new(post: &Post, time: Time) -> Self {
        let (kind, form) = match post.kind {
            PostKind::Transcode => ("transcode", post.form.clone()),
            PostKind::Event => ("event", post.form.clone()),
            PostKind::KCheck => ("k_check", format!("k={HIDDEN}")),
        };
        Self {
            time,
            kind,
            method: if post.get { "GET" } else { "POST" },
            address: shown(post.url.expose()),
            form,
            attempts: 0,
            arrived: false,
            status: None,
            answer: None,
            error: None,
        }
    }

    /// Adds what became of an attempt.
    pub(super) fn attempted(
        &mut self,
        answer: Result<(u16, String), String>,
        kind: PostKind,
    ) {
        self.attempts += 1;
        (self.status, self.answer, self.error) = match answer {
            Ok((status, body)) => (Some(status), Some(body), None),
            Err(error) => (None, None, Some(error)),
        };
        // A receiver may answer with the form that it got.
        self.answer = self.answer.take().map(|body| match is_known(kind, &body) {
            true => body.chars().take(LONGEST).collect(),
            false => HIDDEN.to_owned(),
        });
        self.arrived = self.status.is_some_and(|status| (200..300).contains(&status));
    }
}

/// An address without the parts that can be secrets.
fn shown(url: &str) -> String {
    let Ok(uri) = url.trim().parse::<Uri>() else { return HIDDEN.to_owned() };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return HIDDEN.to_owned();
    };
    let host = authority.as_str();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let query = uri.query().map(|query| {
        let pairs = query.split('&');
        let pairs = pairs.map(|pair| match pair.split_once('=') {
            Some((name, _)) => format!("{name}={HIDDEN}"),
            None => HIDDEN.to_owned(),
        });
        format!("?{}", pairs.collect::<Vec<_>>().join("&"))
    });
    format!("{scheme}://{host}{}{}", uri.path(), query.unwrap_or_default())
}

/// The routes, without state.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/sandbox/deliveries", get(list).delete(clear))
}

async fn list(State(app): State<Arc<AppState>>) -> Response {
    let deliveries: Value = app.deliveries().all().map(plain).collect();
    reply::response(deliveries.to_string())
}

async fn clear(State(app): State<Arc<AppState>>) -> StatusCode {
    app.deliveries().clear();
    StatusCode::NO_CONTENT
}

fn plain(delivery: &LoggedDelivery) -> Value {
    json!({
        "time": delivery.time.millis(),
        "kind": delivery.kind,
        "method": delivery.method,
        "address": delivery.address,
        "form": delivery.form,
        "attempts": delivery.attempts,
        "arrived": delivery.arrived,
        "status": delivery.status,
        "answer": delivery.answer,
        "error": delivery.error,
    })
}

/// Whether an answer is one of the words that the server knows.
fn is_known(kind: PostKind, answer: &str) -> bool {
    let word = KCheckAnswer::from_code(answer.trim());
    kind != PostKind::KCheck || !matches!(word, KCheckAnswer::Other(_))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn addresses_are_shown_without_their_secrets() {
        for (url, expected) in [
            ("http://127.0.0.1:9000/done", "http://127.0.0.1:9000/done"),
            ("http://me.example", "http://me.example/"),
            (
                "https://me:secret@me.example/a?key=secret&b",
                "https://me.example/a?key=***&***",
            ),
            ("http://me.example/a#b", "http://me.example/a"),
            ("no address", "***"),
            ("/done?key=secret", "***"),
        ] {
            assert_eq!(shown(url), expected, "{url}");
        }
    }
}
