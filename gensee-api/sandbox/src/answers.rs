//! Answers that are set on request, for paths that the document does not have, such as the export of surveys. They belong
//! to the world: snapshots and state files have them.
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
use crate::world::{Answer, World};

pub(super) use http::routes;

/// How many answers there can be at one time.
const MOST: usize = 200;

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        (status, [(CONTENT_TYPE, self.content_type)], self.body).into_response()
    }
}

/// Sets an answer. It takes the place of one for the same path and parameters. `None` when there are too many.
pub(super) fn set(world: &mut World, answer: Answer) -> Option<()> {
    let same = |known: &Answer| {
        known.path == answer.path && known.parameters == answer.parameters
    };
    world.answers.retain(|_, known| !same(known));
    (world.answers.len() < MOST).then(|| world.answers.push(answer))
}

/// Whether an answer is set for a path.
pub(super) fn has(world: &World, path: &str) -> bool {
    world.answers.values().any(|answer| is_at(answer, path))
}

/// The answer to a call. When several could answer it, the one that was set last does.
pub(super) fn find(world: &World, path: &str, form: &str) -> Option<Answer> {
    let answers = world.answers.values().rev();
    let mut at = answers.filter(|answer| is_at(answer, path)).peekable();
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

/// Whether a request has the path of an answer, with or without the base path.
fn is_at(answer: &Answer, path: &str) -> bool {
    answer.path == path || below_base(path) == Some(&answer.path)
}
