//! The body of an answer, as the real server writes it.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use super::refusal::Refusal;
use crate::open_enum::OpenEnum;
use crate::webcast::ReturnCode;

/// A successful answer: the properties of `response` and the code.
pub(super) fn success(response: &impl Serialize) -> serde_json::Result<String> {
    let mut properties = match serde_json::to_value(response)? {
        Value::Object(properties) => properties,
        _ => serde_json::Map::new(),
    };
    properties.insert("code".to_owned(), code(&ReturnCode::Success));
    Ok(alphabetical(Value::Object(properties)).to_string())
}

/// An answer that refuses. The HTTP status is 200 all the same.
pub(super) fn refusal(refusal: &Refusal) -> String {
    let properties = BTreeMap::from([
        ("code", code(&refusal.code)),
        ("message", refusal.message.as_str().into()),
    ]);
    serde_json::json!(properties).to_string()
}

/// The response that carries an answer, well or refused.
pub(super) fn response(body: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, "application/json;charset=UTF-8")], body.into()).into_response()
}

/// The code as text.
fn code(code: &ReturnCode) -> Value {
    code.code().into()
}

/// Keys in alphabetical order, in nested objects too.
fn alphabetical(value: Value) -> Value {
    match value {
        Value::Object(properties) => {
            let sorted: BTreeMap<_, _> = properties.into_iter().collect();
            let sorted =
                sorted.into_iter().map(|(key, value)| (key, alphabetical(value)));
            Value::Object(sorted.collect())
        }
        Value::Array(items) => items.into_iter().map(alphabetical).collect(),
        scalar => scalar,
    }
}
