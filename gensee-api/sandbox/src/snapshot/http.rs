//! `/sandbox/snapshot` and `/sandbox/reset`.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};

use super::Snapshot;
use crate::http_error::HttpError;
use crate::own_request::{self, OwnError};
use crate::rule::Rule;
use crate::{AppState, parsed_request, reply};

/// A longer snapshot is refused: it is more than 20 times as long as that of the seed `demo`.
const LONGEST: usize = 64 * 1024 * 1024;

/// The routes, without state.
pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/sandbox/snapshot", get(give).put(take))
        .route("/sandbox/reset", post(reset))
}

async fn give(State(app): State<Arc<AppState>>) -> Response {
    reply::response(app.snapshot().to_json())
}

async fn take(
    State(app): State<Arc<AppState>>,
    request: Request<Body>,
) -> Result<StatusCode, OwnError> {
    // This does not fail, because the semaphore is never closed.
    let _alone = app.restoring.acquire().await;
    let body = parsed_request::in_time(&app, bounded(request.into_body())).await?;
    let snapshot = Snapshot::from_json(&String::from_utf8_lossy(&body));
    app.restore(&snapshot.map_err(|error| OwnError::bad(error.to_string()))?);
    own_request::done(&app).await
}

/// A body, unless it is too long; one that says so itself is not read.
async fn bounded(body: Body) -> Result<axum::body::Bytes, HttpError> {
    let too_long = || {
        HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, Rule::snapshot_too_long(LONGEST))
    };
    if body.size_hint().lower() > LONGEST as u64 {
        return Err(too_long());
    }
    to_bytes(body, LONGEST).await.map_err(|_| too_long())
}

async fn reset(State(app): State<Arc<AppState>>) -> Result<StatusCode, OwnError> {
    app.reset();
    own_request::done(&app).await
}
