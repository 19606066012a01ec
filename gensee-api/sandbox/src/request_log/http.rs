//! `/sandbox/requests`.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::{LoggedRequest, har};
use crate::{AppState, reply};
use gensee_api::OpenEnum;

/// The routes, without state.
pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/sandbox/requests", get(list).delete(clear))
        .route("/sandbox/requests.har", get(archive))
}

async fn list(State(app): State<Arc<AppState>>) -> Response {
    let requests: Value = app.requests().all().map(plain).collect();
    reply::response(requests.to_string())
}

async fn archive(State(app): State<Arc<AppState>>) -> Response {
    reply::response(har::archive(app.requests().all()).to_string())
}

async fn clear(State(app): State<Arc<AppState>>) -> StatusCode {
    app.requests().clear();
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
        "durationMs": request.milliseconds(),
    })
}
