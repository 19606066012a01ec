//! `/sandbox/control`: all methods of [`Control`], for callers in other languages.

mod argument;
mod fields;
mod output;
mod verbs;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::task;

use super::Control;
use crate::world::ControlError;
use crate::{AppState, parsed_request, reply};
use fields::{FieldPath, Fields};
use verbs::{VERBS, Verb};

/// The routes, without state.
pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/sandbox/control", get(list))
        .route("/sandbox/control/{verb}", post(act).fallback(not_posted))
}

/// Why a request is not carried out: the HTTP status, and a message that names the place first and the remedy last.
#[derive(Clone, Debug, PartialEq)]
struct VerbError {
    status: StatusCode,
    words: String,
}

impl VerbError {
    fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, words: words.into() }
    }
}

impl IntoResponse for VerbError {
    fn into_response(self) -> Response {
        (self.status, reply::response(json!({ "error": self.words }).to_string()))
            .into_response()
    }
}

async fn list() -> Response {
    let verbs: Value = VERBS.iter().map(Verb::plain).collect();
    reply::response(verbs.to_string())
}

async fn act(
    State(app): State<Arc<AppState>>,
    Path(name): Path<String>,
    request: Request<Body>,
) -> Result<Response, VerbError> {
    let verb = VERBS.iter().find(|verb| verb.name == name).ok_or_else(|| {
        let words = format!("`{name}` is not a verb; `GET /sandbox/control` lists them");
        VerbError::new(StatusCode::NOT_FOUND, words)
    })?;
    let body = parsed_request::in_time(&app, parsed_request::bytes(request)).await;
    let body = body.map_err(|status| {
        VerbError::new(
            status,
            format!("`{name}`: the body did not arrive whole; send less, or faster"),
        )
    })?;
    // A verb without fields needs no body.
    let body = if body.is_empty() { b"{}" } else { body.as_ref() };
    let body: Value = serde_json::from_slice(body).map_err(|error| {
        let words = format!(
            "`{name}`: the body is not JSON ({error}); send such as {}",
            (verb.example)()
        );
        VerbError::new(StatusCode::BAD_REQUEST, words)
    })?;
    // It runs on a blocking thread, because the methods of `Control` block.
    let done = task::spawn_blocking(move || play(verb, body, Control::new(app))).await;
    let done = done.unwrap_or_else(|_| {
        let words = format!("`{name}` went wrong within the sandbox; report it");
        Err(VerbError::new(StatusCode::INTERNAL_SERVER_ERROR, words))
    });
    Ok(reply::response(done?.to_string()))
}

fn play(verb: &Verb, body: Value, control: Control) -> Result<Value, VerbError> {
    let mut fields = Fields::open(body.clone(), FieldPath::new(verb.name, &control))?;
    let outcome = (verb.act)(&control, &mut fields)?;
    outcome.map_err(|error| refused(verb, &body, &error))
}

/// The error for a method other than POST.
async fn not_posted(Path(name): Path<String>) -> VerbError {
    let words = format!("`{name}` is done, not read; send it with POST");
    VerbError::new(StatusCode::METHOD_NOT_ALLOWED, words)
}

/// The error when the world or the state file does not allow the action. The message has the fields that name an
/// object, and the reason.
fn refused(verb: &Verb, body: &Value, error: &ControlError) -> VerbError {
    let mut place = format!("`{}`", verb.name);
    for field in (verb.fields)().iter().filter(|field| field.kind.names_one()) {
        place += &format!(", `{}` {}", field.name, body[field.name]);
    }
    let status = match error {
        ControlError::NotSaved(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::CONFLICT,
    };
    VerbError::new(status, format!("{place}: {error}"))
}
