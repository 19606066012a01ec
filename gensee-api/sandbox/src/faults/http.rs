//! `/sandbox/faults`.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::{Fault, Injection};
use crate::own_request::{self, OwnError};
use crate::router::operation_named;
use crate::{AppState, reply};
use gensee_api::OpenEnum as _;
use gensee_api::params::{self, Parameters};
use gensee_api::webcast::ReturnCode;

/// The routes, without state.
pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/sandbox/faults", get(list).post(inject).delete(clear))
}

/// The form that asks for a fault.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct FaultRequest {
    fault: String,
    ms: Option<i64>,
    property: Option<String>,
    code: Option<ReturnCode>,
    operation: Option<String>,
    #[param(range = 0..=4294967295)]
    times: Option<i64>,
    #[param(range = 0..=100)]
    rate: Option<i64>,
    seed: Option<i64>,
}

async fn inject(
    State(app): State<Arc<AppState>>,
    request: Request<Body>,
) -> Result<StatusCode, OwnError> {
    let body = own_request::read(request).await?;
    let known = |name: &String| FaultRequest::ROWS.iter().any(|row| row.name == *name);
    let unknown =
        body.as_object().and_then(|fields| fields.keys().find(|name| !known(name)));
    if let Some(name) = unknown {
        let names: Vec<_> =
            FaultRequest::ROWS.iter().map(|row| format!("`{}`", row.name)).collect();
        let words = format!(
            "`{name}` is not a field; leave it out, or mean one of {}",
            names.join(", ")
        );
        return Err(OwnError::bad(words));
    }
    let request = read(&own_request::form(&body)).map_err(OwnError::bad)?;
    app.faults().inject(request);
    Ok(StatusCode::NO_CONTENT)
}

async fn list(State(app): State<Arc<AppState>>) -> Response {
    let faults: Value = app.faults().all().map(plain).collect();
    reply::response(faults.to_string())
}

/// An injection with the fields of the request that makes it again.
fn plain(injection: &Injection) -> Value {
    let mut plain = json!({
        "fault": injection.fault.name(),
        "operation": injection.operation,
        "times": injection.times,
        "rate": injection.percent,
        "seed": injection.seed.cast_signed(),
    });
    match &injection.fault {
        Fault::Delay(delay) => {
            plain["ms"] = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX).into();
        }
        Fault::Rename(property) => plain["property"] = property.as_str().into(),
        Fault::Code(code) if injection.fault.name() == "code" => {
            plain["code"] = code.code().into();
        }
        _ => {}
    }
    plain
}

async fn clear(State(app): State<Arc<AppState>>) -> StatusCode {
    app.faults().clear();
    StatusCode::NO_CONTENT
}

/// The injection that a form asks for, or what is wrong with the form.
fn read(form: &str) -> Result<Injection, String> {
    let request: FaultRequest =
        params::from_form(form).map_err(|error| error.to_string())?;
    request.check().map_err(|invalid| invalid.to_string())?;
    let operation = request.operation.as_deref().map(operation_named).transpose()?;
    // Neither conversion fails, because the check above keeps both within their bounds.
    let times = request.times.and_then(|times| u32::try_from(times).ok());
    let percent = request.rate.and_then(|rate| u8::try_from(rate).ok());
    Ok(Injection {
        times,
        percent: percent.unwrap_or(100),
        seed: request.seed.unwrap_or_default().cast_unsigned(),
        operation: operation.map(|operation| operation.name.to_owned()),
        fault: fault(request)?,
    })
}

fn fault(request: FaultRequest) -> Result<Fault, String> {
    Ok(match request.fault.as_str() {
        "delay" => {
            let ms = request.ms.and_then(|ms| u64::try_from(ms).ok());
            let ms = ms.ok_or("`ms` must be there with `delay`, and not negative")?;
            Fault::Delay(Duration::from_millis(ms))
        }
        "rename" => Fault::Rename(
            request.property.ok_or("`property` must be there with `rename`")?,
        ),
        "code" => Fault::Code(request.code.ok_or("`code` must be there with `code`")?),
        name => {
            let plain = [
                Fault::Unavailable,
                Fault::Html,
                Fault::Code(ReturnCode::Failure),
                Fault::Code(ReturnCode::SystemError),
                Fault::Reset,
                Fault::Truncate,
                Fault::Empty,
                Fault::ContentType,
                Fault::NumberAsText,
            ];
            let found = plain.iter().find(|fault| fault.name() == name).cloned();
            let names: Vec<_> = plain.iter().map(Fault::name).collect();
            found.ok_or_else(|| {
                let names = names.join(", ");
                format!(
                    "`fault` is `{name}`; it must be delay, rename, code or one of {names}"
                )
            })?
        }
    })
}
