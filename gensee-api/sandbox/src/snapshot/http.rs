//! `/sandbox/snapshot` and `/sandbox/reset`.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};

use super::Snapshot;
use crate::{AppState, reply};

/// A longer snapshot is refused.
const LONGEST: usize = 256 * 1024 * 1024;

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
) -> Result<StatusCode, (StatusCode, String)> {
    let body = to_bytes(request.into_body(), LONGEST);
    let body = tokio::time::timeout(app.read_timeout, body).await;
    let body = body.map_err(|_| (StatusCode::REQUEST_TIMEOUT, String::new()))?;
    let body = body.map_err(|_| (StatusCode::PAYLOAD_TOO_LARGE, String::new()))?;
    let snapshot = Snapshot::from_json(&String::from_utf8_lossy(&body));
    let snapshot =
        snapshot.map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    app.restore(&snapshot);
    reply::done(&app).await
}

async fn reset(
    State(app): State<Arc<AppState>>,
) -> Result<StatusCode, (StatusCode, String)> {
    app.reset();
    reply::done(&app).await
}
