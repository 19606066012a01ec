//! Answers that are set on request, for paths that the document does not have, such as the export of surveys.
//!
//! Over HTTP: `POST /sandbox/answers` with JSON or a form,
//! `{"path":"/webcast/export/survey","parameters":{"webcastId":"5f3c…"},"body":{"code":"0"},"status":200}` (all but `path`
//! may be absent; the path stands with or without the base path, and `contentType` can be given too),
//! `GET /sandbox/answers`, and `DELETE /sandbox/answers`, with `?path=…` for those of one path.

mod http;

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::parsed_request::below_base;

pub(super) use http::routes;

/// How many answers there can be at one time.
const MOST: usize = 200;
const JSON: &str = "application/json;charset=UTF-8";

/// An answer that is set for the calls of a path. It comes before that of an operation, and no login is checked.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use gensee_sandbox::{Answer, Sandbox};
///
/// let sandbox = Sandbox::start()?;
/// let survey = Answer::new("/webcast/export/survey", r#"{"code":"0","list":[]}"#);
/// sandbox.set_answer(survey.when("webcastId", "5f3c"))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// The path, with or without the base path.
    pub path: String,
    /// The parameters that a call must have, with their values.
    pub parameters: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The HTTP status.
    pub status: u16,
    /// The content type of the body.
    pub content_type: String,
}

impl Answer {
    /// Answers all calls of a path with this body, as JSON with the status 200.
    pub fn new(path: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            parameters: Vec::new(),
            body: body.into(),
            status: 200,
            content_type: JSON.to_owned(),
        }
    }

    /// Only for the calls in which a parameter has this value.
    #[must_use]
    pub fn when(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// With another HTTP status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Whether a request has its path, with or without the base path.
    fn is_at(&self, path: &str) -> bool {
        self.path == path || below_base(path) == Some(&self.path)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        (status, [(CONTENT_TYPE, self.content_type)], self.body).into_response()
    }
}

/// The answers that are set.
#[derive(Default)]
pub(super) struct Answers(Vec<Answer>);

impl Answers {
    /// Sets an answer. It takes the place of one for the same path and parameters. `None` when there are too many.
    pub(super) fn set(&mut self, answer: Answer) -> Option<()> {
        let same = |known: &Answer| {
            known.path == answer.path && known.parameters == answer.parameters
        };
        self.0.retain(|known| !same(known));
        (self.0.len() < MOST).then(|| self.0.push(answer))
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether an answer is set for a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.iter().any(|answer| answer.is_at(path))
    }

    /// The answer to a call. When several could answer it, the one that was set last does.
    pub(super) fn find(&self, path: &str, form: &str) -> Option<Answer> {
        let mut at = self.0.iter().rev().filter(|answer| answer.is_at(path)).peekable();
        at.peek()?;
        let sent: HashMap<_, _> = form_urlencoded::parse(form.as_bytes()).collect();
        let meant = |answer: &&Answer| {
            let mut wanted = answer.parameters.iter();
            wanted.all(|(name, value)| {
                sent.get(name.as_str()).is_some_and(|sent| *sent == value.as_str())
            })
        };
        at.find(meant).cloned()
    }
}
