//! `/sandbox/answers`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, Request, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Map, Value, json};

use super::{Answer, MOST};
use crate::own_request::{self, OwnError};
use crate::world::Table;
use crate::{AppState, reply};

const FIELDS: [&str; 5] = ["path", "parameters", "body", "status", "contentType"];

/// The routes, without state.
pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/sandbox/answers", get(list).post(set).delete(clear))
}

async fn list(State(app): State<Arc<AppState>>) -> Response {
    let answers: Value = app.world().answers.values().map(plain).collect();
    reply::response(answers.to_string())
}

fn plain(answer: &Answer) -> Value {
    let parameters = answer.parameters.iter();
    let parameters: Map<_, _> =
        parameters.map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    json!({
        "path": answer.path,
        "parameters": parameters,
        "body": answer.body,
        "status": answer.status,
        "contentType": answer.content_type,
    })
}

async fn set(
    State(app): State<Arc<AppState>>,
    request: Request<Body>,
) -> Result<StatusCode, OwnError> {
    let answer = read(own_request::read(request).await?)?;
    super::set(&mut app.world(), answer).ok_or_else(|| {
        let words = format!("there are {MOST} answers already; delete some");
        OwnError::new(StatusCode::CONFLICT, words)
    })?;
    own_request::done(&app).await
}

async fn clear(
    State(app): State<Arc<AppState>>,
    RawQuery(query): RawQuery,
) -> Result<StatusCode, OwnError> {
    let Some(query) = query else {
        app.world().answers.retain(|_, _| false);
        return own_request::done(&app).await;
    };
    let query = own_request::object(&query)?;
    let path = query.get("path").and_then(Value::as_str).ok_or_else(|| {
        OwnError::bad("`path` is missing; give it, or delete all without a query")
    })?;
    if !remove(&mut app.world().answers, path) {
        let words =
            format!("no answer is set for `{path}`; `GET /sandbox/answers` lists them");
        return Err(OwnError::new(StatusCode::NOT_FOUND, words));
    }
    own_request::done(&app).await
}

/// Removes the answers of a path; whether there was one.
fn remove(answers: &mut Table<u64, Answer>, path: &str) -> bool {
    let before = answers.len();
    answers.retain(|_, answer| answer.path != path);
    answers.len() < before
}

/// The answer that a request sets, or what is wrong with the request.
fn read(value: Value) -> Result<Answer, OwnError> {
    let Value::Object(mut fields) = value else {
        return Err(OwnError::bad("the body is not an object; give one with `path`"));
    };
    if let Some(name) = fields.keys().find(|name| !FIELDS.contains(&name.as_str())) {
        let known = FIELDS.map(|name| format!("`{name}`")).join(", ");
        let words =
            format!("`{name}` is not a field; leave it out, or mean one of {known}");
        return Err(OwnError::bad(words));
    }
    let path =
        fields.get("path").and_then(Value::as_str).filter(|path| path.starts_with('/'));
    let path = path.ok_or_else(|| {
        OwnError::bad("`path` is not a path; give one such as `/webcast/export/survey`")
    })?;
    if path.starts_with("/sandbox") {
        let words = format!(
            "`path` is `{path}`, which the sandbox itself answers; give another"
        );
        return Err(OwnError::bad(words));
    }
    let mut answer = Answer::new(path, "");
    answer.body = match fields.remove("body") {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text,
        Some(json) => json.to_string(),
    };
    for (name, value) in parameters(fields.remove("parameters"))? {
        answer = answer.when(name, value);
    }
    if let Some(status) = fields.remove("status").filter(|status| !status.is_null()) {
        let read = text(&status).and_then(|text| text.parse().ok());
        answer.status =
            read.filter(|status| (200..600).contains(status)).ok_or_else(|| {
                OwnError::bad("`status` cannot be read; give a number from 200 to 599")
            })?;
    }
    if let Some(kind) = fields.remove("contentType").filter(|kind| !kind.is_null()) {
        let read = text(&kind).filter(|kind| HeaderValue::from_str(kind).is_ok());
        answer.content_type = read.ok_or_else(|| {
            OwnError::bad("`contentType` is not one; give such as `text/html`")
        })?;
    }
    Ok(answer)
}

fn parameters(value: Option<Value>) -> Result<Vec<(String, String)>, OwnError> {
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Object(parameters)) => parameters
            .into_iter()
            .map(|(name, value)| {
                let value = text(&value).ok_or_else(|| {
                    let words = format!(
                        "`parameters.{name}` is not a text; give the value as it is sent"
                    );
                    OwnError::bad(words)
                })?;
                Ok((name, value))
            })
            .collect(),
        Some(_) => Err(OwnError::bad(
            "`parameters` is not an object; give the names with their values",
        )),
    }
}

/// The text of a text, a number or a boolean.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}
