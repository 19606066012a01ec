//! Puts a fault into an answer.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_core::Stream;
use serde_json::Value;

use super::Fault;
use crate::reply;

/// The page of a proxy whose server cannot be reached.
const PAGE: &str = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>\
                    <body><h1>502 Bad Gateway</h1></body></html>";

/// The response that carries this answer, with a fault in it. `answer` is only called when the call has its effect.
pub(crate) fn spoil(fault: &Fault, answer: impl FnOnce() -> String) -> Response {
    match fault {
        Fault::Unavailable => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Fault::Html => {
            ([(CONTENT_TYPE, "text/html;charset=UTF-8")], PAGE).into_response()
        }
        Fault::Delay(_) | Fault::Code(_) => reply::response(answer()),
        Fault::Reset => broken(answer().into_bytes()),
        Fault::Truncate => {
            let mut body = answer().into_bytes();
            body.truncate(body.len() / 2);
            reply::response(body)
        }
        Fault::Empty => {
            answer();
            reply::response("")
        }
        Fault::ContentType => {
            ([(CONTENT_TYPE, "text/plain;charset=UTF-8")], answer()).into_response()
        }
        Fault::Rename(name) => changed(answer(), &|value| rename(value, name)),
        Fault::NumberAsText => changed(answer(), &number_as_text),
    }
}

fn changed(answer: String, change: &dyn Fn(Value) -> Value) -> Response {
    let value = serde_json::from_str(&answer).map(|value| deep(value, change));
    reply::response(value.map_or(answer, |value| value.to_string()))
}

/// Changes a value and everything in it.
fn deep(value: Value, change: &dyn Fn(Value) -> Value) -> Value {
    match change(value) {
        Value::Object(properties) => {
            let changed = |(key, value)| (key, deep(value, change));
            Value::Object(properties.into_iter().map(changed).collect())
        }
        Value::Array(items) => {
            items.into_iter().map(|item| deep(item, change)).collect()
        }
        scalar => scalar,
    }
}

fn rename(value: Value, name: &str) -> Value {
    let Value::Object(mut properties) = value else { return value };
    if let Some(value) = properties.remove(name) {
        properties.insert(format!("{name}Renamed"), value);
    }
    Value::Object(properties)
}

fn number_as_text(value: Value) -> Value {
    match value {
        Value::Number(number) => number.to_string().into(),
        other => other,
    }
}

/// A response that promises the whole body, sends half of it and breaks.
fn broken(mut body: Vec<u8>) -> Response {
    let promised = HeaderValue::from(body.len());
    body.truncate(body.len() / 2);
    let mut response = reply::response(Body::from_stream(Breaking::Half(body.into())));
    response.headers_mut().insert(CONTENT_LENGTH, promised);
    response
}

/// A body that fails after its first piece.
enum Breaking {
    Half(Bytes),
    /// The first piece is handed over. It is sent while the stream is pending once.
    Pause,
    Break,
}

impl Stream for Breaking {
    type Item = io::Result<Bytes>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        match &mut *self {
            Breaking::Half(piece) => {
                let piece = std::mem::take(piece);
                *self = Breaking::Pause;
                Poll::Ready(Some(Ok(piece)))
            }
            Breaking::Pause => {
                *self = Breaking::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Breaking::Break => {
                Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
            }
        }
    }
}
