//! `/sandbox/snapshot` and `/sandbox/reset`.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};

use super::Snapshot;
use crate::sandbox::{Shared, reply};

/// A longer snapshot is refused.
const LONGEST: usize = 256 * 1024 * 1024;

/// The routes, without state.
pub(in crate::sandbox) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/sandbox/snapshot", get(give).put(take))
        .route("/sandbox/reset", post(reset))
}

async fn give(State(shared): State<Arc<Shared>>) -> Response {
    reply::response(shared.snapshot().to_json())
}

async fn take(
    State(shared): State<Arc<Shared>>,
    request: Request<Body>,
) -> Result<StatusCode, (StatusCode, String)> {
    let body = to_bytes(request.into_body(), LONGEST);
    let body = tokio::time::timeout(shared.arrival, body).await;
    let body = body.map_err(|_| (StatusCode::REQUEST_TIMEOUT, String::new()))?;
    let body = body.map_err(|_| (StatusCode::PAYLOAD_TOO_LARGE, String::new()))?;
    let snapshot = Snapshot::from_json(&String::from_utf8_lossy(&body));
    let snapshot =
        snapshot.map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    shared.restore(&snapshot);
    reply::done(&shared).await
}

async fn reset(
    State(shared): State<Arc<Shared>>,
) -> Result<StatusCode, (StatusCode, String)> {
    shared.reset();
    reply::done(&shared).await
}
