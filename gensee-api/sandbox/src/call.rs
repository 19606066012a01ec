//! Handles one call: reads the request, applies a fault if one was injected, makes the response, and logs the call.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Method as HttpMethod, Request, StatusCode};
use axum::response::{IntoResponse, Response};

use super::api_error::ApiError;
use super::faults::{self, Fault};
use super::parsed_request::{self, ParsedRequest};
use super::request_log::{LoggedRequest, parameters};
use super::{AppState, reply};
use gensee_api::Method;
use gensee_api::operation::OperationInfo;
use gensee_api::webcast::ReturnCode;

/// Answers every request that is not for an address of the sandbox itself.
pub(super) async fn answer(
    State(app): State<Arc<AppState>>,
    request: Request<Body>,
) -> Response {
    let began = Instant::now();
    let logged = LoggedRequest::new(&request, app.clock.now());
    let number = app.requests().push(logged);
    let response = match read(&app, request).await {
        Ok((request, operation)) => {
            app.requests().change(number, |logged| {
                logged.operation = Some(operation.name);
                logged.parameters = parameters(&request, operation);
            });
            respond(&app, &request, operation, number).await
        }
        Err(status) => status.into_response(),
    };
    app.requests().change(number, |logged| {
        logged.status = Some(response.status().as_u16());
        logged.duration = Some(began.elapsed());
    });
    response
}

async fn read(
    app: &AppState,
    request: Request<Body>,
) -> Result<(ParsedRequest, &'static OperationInfo), StatusCode> {
    let method = request.method().clone();
    let request = parsed_request::in_time(app, parsed_request::read(request)).await?;
    let operation = app.router.operation(&request.path);
    let operation = operation.ok_or(StatusCode::NOT_FOUND)?;
    if !lists(operation.methods, &method) {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    Ok((request, operation))
}

/// Whether 请求方式 has the method.
fn lists(methods: &[Method], method: &HttpMethod) -> bool {
    methods.iter().any(|listed| match listed {
        Method::Post => method == HttpMethod::POST,
        Method::Get => method == HttpMethod::GET,
    })
}

async fn respond(
    app: &AppState,
    request: &ParsedRequest,
    operation: &'static OperationInfo,
    number: u64,
) -> Response {
    let fault = app.faults().next(operation.name);
    let asked = || match &fault {
        Some(Fault::Code(code)) => Err(ApiError::fault(code)),
        _ => {
            let now = app.clock.now();
            let answer = app.router.answer(request, &mut app.world(), now);
            answer.unwrap_or_else(|| Ok(String::new()))
        }
    };
    let answer = || match asked() {
        Ok(body) => {
            let code = ReturnCode::Success;
            app.requests().change(number, |logged| logged.code = Some(code));
            body
        }
        Err(error) => refuse(app, operation, number, &error),
    };
    let response = if let Some(fault) = &fault {
        app.requests().change(number, |logged| logged.fault = Some(fault.name()));
        if let Fault::Delay(delay) = fault {
            tokio::time::sleep(*delay).await;
        }
        faults::spoil(fault, answer)
    } else {
        reply::response(answer())
    };
    match app.saved().await {
        Ok(()) => response,
        Err(error) => {
            let (code, rule) = (ReturnCode::SystemError, error.to_string());
            let error = ApiError::new(code, "system error", rule);
            reply::response(refuse(app, operation, number, &error))
        }
    }
}

/// Logs why a call was refused, and makes the answer.
fn refuse(
    app: &AppState,
    operation: &'static OperationInfo,
    number: u64,
    error: &ApiError,
) -> String {
    tracing::info!(
        operation = operation.name,
        section = operation.section,
        code = error.code.to_string(),
        rule = error.rule,
        "refused"
    );
    let rule = format!("{} {}: {}", operation.section, operation.name, error.rule);
    app.requests().change(number, |logged| {
        logged.code = Some(error.code.clone());
        logged.rule = Some(rule);
    });
    reply::error(error)
}

#[cfg(test)]
mod tests {
    use super::{HttpMethod, Method, lists};

    #[test]
    fn only_listed_methods_are_answered() {
        let both = [Method::Post, Method::Get];
        for (methods, method, answered) in [
            (&both[..], HttpMethod::GET, true),
            (&both, HttpMethod::POST, true),
            (&both, HttpMethod::PUT, false),
            (&[Method::Post], HttpMethod::GET, false),
            (&[Method::Post], HttpMethod::POST, true),
            (&[Method::Get], HttpMethod::POST, false),
        ] {
            assert_eq!(lists(methods, &method), answered, "{methods:?} {method}");
        }
    }
}
