//! `/sandbox/send`: sends requests for the page, so that the page can call a site that does not know it.

mod result;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::Extension;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::Full;
use serde::Deserialize;

use crate::quiet_client::{QuietClient, quiet_client};
use crate::reply;
use crate::world::Hashes;
use gensee_api::TimeFormat;
use gensee_api::params::{FormWriter, ListFormat};
use gensee_api::webcast::OPERATIONS;
use gensee_api::{Password, Site};

use result::{Answer, Failure, FailureKind, SendResult};

const TIMEOUT: Duration = Duration::from_secs(30);
const LONGEST_TIMEOUT: Duration = Duration::from_secs(120);

/// Sends the requests of one sandbox's page.
#[derive(Debug)]
pub(crate) struct Sender {
    /// The address for requests that name no site: the sandbox itself.
    home: SocketAddr,
    /// It is made at the first request, because most sandboxes never send.
    http: OnceLock<QuietClient>,
}

/// A request of the page. It has no `Debug`, because the form has a password.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SendRequest {
    site: Option<String>,
    method: Verb,
    path: String,
    form: Vec<(String, String)>,
    hash: Option<Hash>,
    timeout_ms: Option<u64>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Verb {
    Get,
    Post,
}

/// How the password that the user typed is hashed.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Hash {
    Md5,
    Sha1,
}

impl Sender {
    /// Makes the sender of a sandbox that listens on this address.
    pub(crate) fn new(listens: SocketAddr) -> Arc<Self> {
        let mut home = listens;
        if home.ip().is_unspecified() {
            home.set_ip(match home {
                SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        Arc::new(Self { home, http: OnceLock::new() })
    }

    fn http(&self) -> Result<&QuietClient, Failure> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let http = quiet_client().map_err(|error| Failure::of(&error))?;
        Ok(self.http.get_or_init(|| http))
    }

    async fn send(&self, request: SendRequest) -> Result<Answer, Failure> {
        let limit = request.timeout_ms.map_or(TIMEOUT, Duration::from_millis);
        let request = self.request(request)?;
        let http = self.http()?;
        let exchange = async {
            let began = Instant::now();
            let response =
                http.request(request).await.map_err(|error| Failure::of(&error))?;
            Answer::read(response, began).await
        };
        let limit = limit.min(LONGEST_TIMEOUT);
        tokio::time::timeout(limit, exchange).await.unwrap_or_else(|_| {
            let message =
                format!("no whole answer within {limit:?}; allow more time, or look whether the site is up");
            Err(Failure { kind: FailureKind::Timeout, message })
        })
    }

    fn request(&self, request: SendRequest) -> Result<Request<Full<Bytes>>, Failure> {
        let SendRequest { site, method, path, form, hash, .. } = request;
        let wrong = |message: String| Failure { kind: FailureKind::Request, message };
        if !OPERATIONS.iter().any(|operation| operation.path == path) {
            return Err(wrong(format!(
                "`path` is `{path}`, which no operation has; take one of the document, such as `/webcast/created`"
            )));
        }
        let site = site.unwrap_or_else(|| format!("http://{}", self.home));
        // Only the address is used here, because the login is in the form.
        let site = Site::new(&site, "tool", Password::plain(""))
            .map_err(|error| wrong(error.to_string()))?;
        if cfg!(not(feature = "rustls")) && site.base_url().starts_with("https:") {
            let message =
                "this build has no TLS; turn on the feature `rustls` of gensee-sandbox";
            return Err(Failure { kind: FailureKind::Tls, message: message.to_owned() });
        }
        let mut writer = FormWriter::new(TimeFormat::Millis, ListFormat::Indexed);
        for (name, value) in &form {
            match hash {
                Some(hash) if name == "password" => writer.text(name, &hash.of(value)),
                _ => writer.text(name, value),
            }
        }
        let (base, form) = (site.base_url(), writer.finish());
        let request = match method {
            Verb::Get => Request::builder()
                .method(Method::GET)
                .uri(format!("{base}{path}?{form}"))
                .body(Full::default()),
            Verb::Post => Request::builder()
                .method(Method::POST)
                .uri(format!("{base}{path}"))
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8")
                .body(form.into()),
        };
        // The error is dropped, because its message can quote the address.
        let long = |_| {
            wrong("the address is too long or malformed; send it with POST".to_owned())
        };
        request.map_err(long)
    }
}

impl Hash {
    fn of(self, clear: &str) -> String {
        let hashes = Hashes::of(clear);
        match self {
            Self::Md5 => hashes.md5().to_owned(),
            Self::Sha1 => hashes.sha1().to_owned(),
        }
    }
}

/// The error message with only the place of the error, because serde's message can quote the password.
fn unreadable(error: &serde_json::Error) -> String {
    format!(
        "line {}, column {}: the request cannot be read; write it as {{\"method\": \"POST\", \"path\": \"/webcast/page\", \"form\": [[\"loginName\", \"…\"]]}}",
        error.line(),
        error.column()
    )
}

/// Sends a request. Only JSON is accepted, because a form of another site cannot post JSON.
pub(super) async fn send(
    Extension(sender): Extension<Arc<Sender>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, (StatusCode, String)> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let remedy =
            "the body must be JSON; send it with `Content-Type: application/json`";
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, remedy.to_owned()));
    }
    let request = serde_json::from_slice(&body)
        .map_err(|error| (StatusCode::BAD_REQUEST, unreadable(&error)))?;
    let outcome = SendResult::from(sender.send(request).await);
    let outcome = serde_json::to_string(&outcome)
        .map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(reply::response(outcome))
}
