//! `/sandbox/requests`.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::{LoggedRequest, har};
use crate::open_enum::OpenEnum;
use crate::sandbox::{Shared, reply};

/// The routes, without state.
pub(in crate::sandbox) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/sandbox/requests", get(list).delete(clear))
        .route("/sandbox/requests.har", get(archive))
}

async fn list(State(shared): State<Arc<Shared>>) -> Response {
    let requests: Value = shared.requests().all().map(plain).collect();
    reply::response(requests.to_string())
}

async fn archive(State(shared): State<Arc<Shared>>) -> Response {
    reply::response(har::archive(shared.requests().all()).to_string())
}

async fn clear(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.requests().clear();
    StatusCode::NO_CONTENT
}

fn plain(request: &LoggedRequest) -> Value {
    let parameters = request.parameters.iter().map(|parameter| {
        json!({
            "name": parameter.name,
            "value": parameter.value,
            "inQuery": parameter.in_query,
        })
    });
    json!({
        "time": request.time.millis(),
        "method": request.method,
        "path": request.path,
        "operation": request.operation,
        "parameters": parameters.collect::<Vec<_>>(),
        "status": request.status,
        "code": request.code.as_ref().map(OpenEnum::code),
        "rule": request.rule,
        "fault": request.fault,
        "durationMs": request.duration.map(milliseconds),
    })
}

/// With fractions: most calls take less than one.
pub(super) fn milliseconds(duration: std::time::Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
