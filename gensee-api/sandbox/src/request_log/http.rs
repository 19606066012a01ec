//! `/sandbox/requests`.

use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::{LoggedRequest, har};
use crate::own_request::OwnError;
use crate::router::operation_named;
use crate::{AppState, reply};
use gensee_api::OpenEnum;

/// The routes, without state.
pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/sandbox/requests", get(list).delete(clear))
        .route("/sandbox/requests.har", get(archive))
}

/// Which calls are wanted: all, unless a field limits them.
#[derive(Default)]
struct Filter {
    operation: Option<&'static str>,
    code: Option<String>,
}

impl Filter {
    fn read(query: Option<&str>) -> Result<Self, OwnError> {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        {
            match &*name {
                "operation" => {
                    let operation = operation_named(&value).map_err(OwnError::bad)?;
                    filter.operation = Some(operation.name);
                }
                "code" => filter.code = Some(value.into_owned()),
                _ => {
                    let words =
                        format!("`{name}` is not a filter; write `operation` or `code`");
                    return Err(OwnError::bad(words));
                }
            }
        }
        Ok(filter)
    }

    fn wants(&self, call: &LoggedRequest) -> bool {
        let code = call.code.as_ref().map(OpenEnum::code);
        self.operation.is_none_or(|operation| call.operation == Some(operation))
            && self.code.as_deref().is_none_or(|wanted| code == Some(wanted))
    }
}

async fn list(
    State(app): State<Arc<AppState>>,
    RawQuery(query): RawQuery,
) -> Result<Response, OwnError> {
    let filter = Filter::read(query.as_deref())?;
    let requests = app.requests();
    let requests: Value =
        requests.all().filter(|call| filter.wants(call)).map(plain).collect();
    Ok(reply::response(requests.to_string()))
}

async fn archive(
    State(app): State<Arc<AppState>>,
    RawQuery(query): RawQuery,
) -> Result<Response, OwnError> {
    let filter = Filter::read(query.as_deref())?;
    let requests = app.requests();
    let archive = har::archive(requests.all().filter(|call| filter.wants(call)));
    Ok(reply::response(archive.to_string()))
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
        "ruleZh": request.rule_zh,
        "fault": request.fault,
        "durationMs": request.milliseconds(),
    })
}
