//! The body of an answer, as the real server writes it or as the document prints it.

mod print;

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};

use super::api_error::ApiError;
use super::fidelity::Fidelity;
use gensee_api::OpenEnum;
use gensee_api::operation::OperationInfo;
use gensee_api::webcast::ReturnCode;

use print::as_printed;

/// The properties of an answer.
pub(super) type Properties = Map<String, Value>;

/// The properties of an answer as the real server writes them.
pub(super) fn properties(response: &impl Serialize) -> serde_json::Result<Properties> {
    serde_json::from_value(serde_json::to_value(response)?)
}

/// A successful answer: the properties and the code. With [`Fidelity::Document`] the code is only there when the
/// document prints it.
pub(super) fn success(
    properties: Properties,
    operation: &OperationInfo,
    fidelity: Fidelity,
) -> String {
    let (mut properties, coded) = match fidelity {
        Fidelity::Server => (properties, true),
        Fidelity::Document => {
            (as_printed(properties, operation.response), operation.code_printed)
        }
    };
    if coded {
        properties.insert("code".to_owned(), code(&ReturnCode::Success));
    }
    alphabetical(Value::Object(properties)).to_string()
}

/// An answer with an error. It always has the code, and its HTTP status is 200 like that of a success.
pub(super) fn error(error: &ApiError) -> String {
    let properties = BTreeMap::from([
        ("code", code(&error.code)),
        ("message", error.message.as_str().into()),
    ]);
    serde_json::json!(properties).to_string()
}

/// The response that carries an answer, whether a success or an error.
pub(super) fn response(body: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, "application/json;charset=UTF-8")], body.into()).into_response()
}

/// The code as text.
fn code(code: &ReturnCode) -> Value {
    code.code().into()
}

/// Sorts the keys alphabetically, in nested objects too, because another crate can make serde_json keep another order.
pub(super) fn alphabetical(value: Value) -> Value {
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
