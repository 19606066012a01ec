//! The operations that the site's administration has switched off. Over HTTP, by their names or paths: `GET /sandbox/disabled`
//! lists them, `POST /sandbox/disabled` with the form `operation=create_webcast`, or the same as JSON, switches one off, and
//! `DELETE /sandbox/disabled` switches all on again, or one with the query `operation=create_webcast`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;

use super::own_request::{self, OwnError};
use super::router::operation_named;
use super::{AppState, reply};
use gensee_api::params::{self, ParamError, Parameters};

/// The routes, without state.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/sandbox/disabled", get(list).post(disable).delete(enable))
}

/// The form that names an operation.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct Named {
    operation: String,
}

type Outcome = Result<StatusCode, OwnError>;

async fn list(State(app): State<Arc<AppState>>) -> Response {
    let names: Value = app.world().disabled.keys().cloned().collect();
    reply::response(names.to_string())
}

async fn disable(State(app): State<Arc<AppState>>, request: Request<Body>) -> Outcome {
    let form = own_request::form(&own_request::read(request).await?);
    let operation = read(&form)?;
    app.world().disabled.insert(operation.to_owned(), ());
    own_request::done(&app).await
}

async fn enable(State(app): State<Arc<AppState>>, RawQuery(query): RawQuery) -> Outcome {
    match query {
        Some(query) => {
            let operation = read(&query)?;
            app.world().disabled.remove(operation);
        }
        None => app.world().disabled.retain(|_, ()| false),
    }
    own_request::done(&app).await
}

/// The operation that a form names.
fn read(form: &str) -> Result<&'static str, OwnError> {
    let named = params::from_form::<Named>(form);
    let named = named.map_err(|error: ParamError| error.to_string());
    let info = named.and_then(|named| operation_named(&named.operation));
    info.map(|info| info.name).map_err(OwnError::bad)
}
