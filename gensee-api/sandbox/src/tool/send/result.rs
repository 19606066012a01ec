//! The result of a send request: an answer, or the reason why there is none.

use std::error::Error;
use std::io;
use std::time::Instant;

use axum::http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER, SERVER, TRANSFER_ENCODING,
};
use axum::http::{HeaderMap, Response, Uri};
use hyper::body::Incoming;
use hyper_util::client::legacy;
use serde::Serialize;

use crate::quiet_client::{causes, read_body, whole};

/// How many bytes of a body are read; the rest is ignored.
const LONGEST: usize = 4 * 1024 * 1024;

/// An answer or a failure.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SendResult {
    Error(Failure),
    #[serde(untagged)]
    Answer(Answer),
}

/// The answer of the site.
#[derive(Serialize)]
pub(super) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    truncated: bool,
    /// How many bytes of the body were read.
    bytes: usize,
    /// How many milliseconds it took until all of it was read.
    ms: f64,
}

/// Why there is no answer.
#[derive(Serialize)]
pub(super) struct Failure {
    pub(super) kind: FailureKind,
    pub(super) message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FailureKind {
    /// The send request itself is wrong.
    Request,
    Refused,
    Tls,
    Timeout,
    Broken,
}

impl From<Result<Answer, Failure>> for SendResult {
    fn from(result: Result<Answer, Failure>) -> Self {
        match result {
            Ok(answer) => Self::Answer(answer),
            Err(failure) => Self::Error(failure),
        }
    }
}

impl Answer {
    /// Reads an answer, with at most `LONGEST` bytes of its body.
    pub(super) async fn read(
        response: Response<Incoming>,
        began: Instant,
    ) -> Result<Self, Failure> {
        let status = response.status().as_u16();
        let headers = headers(response.headers());
        let body = read_body(response, LONGEST).await;
        let (body, truncated) = body.map_err(|error| Failure::of(&error))?;
        Ok(Self {
            status,
            headers,
            truncated,
            bytes: body.len(),
            body: String::from_utf8_lossy(&body).into_owned(),
            ms: began.elapsed().as_secs_f64() * 1000.0,
        })
    }
}

impl Failure {
    /// Makes a failure of the error of a client, by its causes.
    pub(super) fn of(error: &(dyn Error + 'static)) -> Self {
        let mut kind = FailureKind::Broken;
        for cause in causes(error) {
            if let Some(error) = cause.downcast_ref::<legacy::Error>()
                && error.is_connect()
            {
                kind = FailureKind::Refused;
            }
            if cause.downcast_ref::<io::Error>().is_some_and(is_tls) {
                kind = FailureKind::Tls;
            }
        }
        Self { kind, message: whole(error) }
    }
}

/// The headers of an answer that are useful to the user of the page. Cookies are left out, because the page does not
/// need them.
fn headers(all: &HeaderMap) -> Vec<(String, String)> {
    let names = [
        CONTENT_TYPE,
        CONTENT_LENGTH,
        TRANSFER_ENCODING,
        DATE,
        SERVER,
        LOCATION,
        RETRY_AFTER,
    ];
    let shown = names.into_iter().filter_map(|name| {
        let text = all.get(&name)?.to_str().ok()?;
        // Only the origin is shown, because the address of a redirection can repeat the query with the password.
        let text = if name == LOCATION {
            let address = Uri::try_from(text).ok()?;
            let host = address.authority()?.as_str().rsplit('@').next()?;
            format!("{}://{host}", address.scheme_str()?)
        } else {
            text.to_owned()
        };
        Some((name.to_string(), text))
    });
    shown.collect()
}

/// Whether the error comes from TLS, which reports its errors as invalid data, nested in another error.
fn is_tls(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<io::Error>());
    error.kind() == io::ErrorKind::InvalidData || inner.is_some_and(is_tls)
}
