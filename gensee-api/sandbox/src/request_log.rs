//! The log of the last calls, without their secrets. Over HTTP, `GET /sandbox/requests` lists them,
//! `GET /sandbox/requests.har` gives them as HAR 1.2, both with `?operation=create_webcast` or `?code=500` only those,
//! and `DELETE /sandbox/requests` removes all.

mod har;
mod http;
mod redact;

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use axum::http::header::HOST;

use super::bounded_log::BoundedLog;
use super::rule::Rule;
use gensee_api::Time;
use gensee_api::operation::OperationInfo;
use gensee_api::webcast::ReturnCode;

pub(super) use http::routes;
pub(super) use redact::{all_headers, parameters, shown_name};

/// Longer methods, hosts and paths are cut.
const LONGEST: usize = 1000;

/// A call that arrived.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// When it arrived, by the sandbox's clock.
    pub time: Time,
    /// The method, such as `POST`.
    pub method: String,
    /// Scheme and host of the address as the caller used it.
    pub site: String,
    /// The path, without the query.
    pub path: String,
    /// The operation, such as `create_webcast`; `None` when no operation has this path, or the request could not be
    /// read.
    pub operation: Option<&'static str>,
    /// The headers in the order in which they arrived; `***` for the value of one that can hold a secret.
    pub headers: Vec<(String, String)>,
    /// The parameters in the order in which they arrived, up to a limit of their total length.
    pub parameters: Vec<LoggedParameter>,
    /// The HTTP status; `None` while the call is not answered, or when the caller closed the connection.
    pub status: Option<u16>,
    /// The return code, if the call got one.
    pub code: Option<ReturnCode>,
    /// The rule that the call broke, if it was refused.
    pub rule: Option<String>,
    /// The same in Chinese; `None` too where a page of another site was refused.
    pub rule_zh: Option<String>,
    /// The [`Fault`](super::Fault) that struck it, by its name.
    pub fault: Option<&'static str>,
    /// The headers of the answer.
    pub answer_headers: Vec<(String, String)>,
    /// The body of the answer, up to a limit of its length, with `***` for secrets; `None` when there is none, or when
    /// a fault has changed it.
    pub answer: Option<String>,
    /// How many bytes the body of the answer had, before a fault changed it.
    pub answer_bytes: usize,
    /// How long it took, up to the first byte of the answer.
    pub duration: Option<Duration>,
}

/// A parameter of a [`LoggedRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggedParameter {
    /// The name, such as `attachmentList[0].url`; `***` for one that no row of the operation has.
    pub name: String,
    /// The value; `***` for a secret, and for a parameter that no row of the operation names.
    pub value: String,
    /// Whether it came in the query rather than in the body.
    pub in_query: bool,
}

impl LoggedRequest {
    /// The duration with fractions, because most calls take less than one millisecond.
    fn milliseconds(&self) -> Option<f64> {
        self.duration.map(|duration| duration.as_secs_f64() * 1000.0)
    }

    /// Keeps the rule that the call broke.
    pub(super) fn broke(&mut self, rule: Rule) {
        (self.rule, self.rule_zh) = (Some(rule.english), Some(rule.chinese));
    }

    /// Keeps the answer of an operation without its secrets.
    pub(super) fn answered(&mut self, body: &str, operation: &OperationInfo) {
        self.answer_bytes = body.len();
        self.answer = redact::answer(body, operation.response);
    }

    /// Keeps an answer that was set by the user of the sandbox.
    pub(super) fn answer_was(&mut self, body: &str) {
        self.answer_bytes = body.len();
        self.answer = Some(redact::shorten(body, LONGEST));
    }

    /// Makes an entry from the head of a request, before its body is read.
    pub(super) fn new(request: &Request<Body>, time: Time) -> Self {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
        Self {
            time,
            method: cut(request.method().as_str()),
            site: format!("http://{}", cut(host.unwrap_or_default())),
            path: cut(request.uri().path()),
            operation: None,
            headers: redact::open_headers(request.headers()),
            parameters: Vec::new(),
            status: None,
            code: None,
            rule: None,
            rule_zh: None,
            fault: None,
            answer_headers: Vec::new(),
            answer: None,
            answer_bytes: 0,
            duration: None,
        }
    }
}

/// The last calls.
pub(super) type RequestLog = BoundedLog<LoggedRequest>;
