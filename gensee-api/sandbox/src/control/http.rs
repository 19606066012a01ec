//! `/sandbox/control`: all methods of [`Control`], for callers in other languages. Bodies are JSON or forms.

mod argument;
mod fields;
mod output;
mod verbs;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::Value;
use tokio::task;

use super::Control;
use crate::own_request::{self, OwnError};
use crate::world::ControlError;
use crate::{AppState, reply};
use fields::{FieldPath, Fields};
use verbs::{VERBS, Verb};

/// The routes, without state.
pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/sandbox/control", get(list))
        .route("/sandbox/control/{verb}", post(act).fallback(not_posted))
}

async fn list() -> Response {
    let verbs: Value = VERBS.iter().map(Verb::plain).collect();
    reply::response(verbs.to_string())
}

async fn act(
    State(app): State<Arc<AppState>>,
    Path(name): Path<String>,
    request: Request<Body>,
) -> Result<Response, OwnError> {
    let verb = VERBS.iter().find(|verb| verb.name == name).ok_or_else(|| {
        let words = format!("`{name}` is not a verb; `GET /sandbox/control` lists them");
        OwnError::new(StatusCode::NOT_FOUND, words)
    })?;
    let body = own_request::read(request).await.map_err(|mut error| {
        error.words =
            format!("`{name}`: {}; send such as {}", error.words, (verb.example)());
        error
    })?;
    // It runs on a blocking thread, because the methods of `Control` block.
    let done = task::spawn_blocking(move || play(verb, body, Control::new(app))).await;
    let done = done.unwrap_or_else(|_| {
        let words = format!("`{name}` went wrong within the sandbox; report it");
        Err(OwnError::new(StatusCode::INTERNAL_SERVER_ERROR, words))
    });
    Ok(reply::response(done?.to_string()))
}

fn play(verb: &Verb, body: Value, control: Control) -> Result<Value, OwnError> {
    let mut fields = Fields::open(body.clone(), FieldPath::new(verb.name, &control))?;
    let outcome = (verb.act)(&control, &mut fields)?;
    outcome.map_err(|error| refused(verb, &body, &error))
}

/// The error for a method other than POST.
async fn not_posted(Path(name): Path<String>) -> OwnError {
    let words = format!("`{name}` is done, not read; send it with POST");
    OwnError::new(StatusCode::METHOD_NOT_ALLOWED, words)
}

/// The error when the world or the state file does not allow the action. The message has the fields that name an
/// object, and the reason.
fn refused(verb: &Verb, body: &Value, error: &ControlError) -> OwnError {
    let mut place = format!("`{}`", verb.name);
    for field in (verb.fields)().iter().filter(|field| field.kind.names_one()) {
        place += &format!(", `{}` {}", field.name, body[field.name]);
    }
    let status = match error {
        ControlError::NotSaved(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::CONFLICT,
    };
    OwnError::new(status, format!("{place}: {error}"))
}
