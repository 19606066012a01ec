//! Handles one call: reads the request, applies a fault if one was injected, makes the response, and logs the call.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};

use super::api_error::ApiError;
use super::faults::{self, Fault};
use super::http_error::{HttpError, check_method};
use super::parsed_request::{self, ParsedRequest};
use super::request_log::{self, LoggedRequest};
use super::rule::Rule;
use super::world::Answer;
use super::{AppState, answers, reply};
use gensee_api::Method;
use gensee_api::operation::OperationInfo;
use gensee_api::webcast::ReturnCode;

/// What a request asks for.
enum Asked {
    Operation(ParsedRequest, &'static OperationInfo),
    /// The answer that was set for it.
    Prepared(Answer),
}

/// Answers every request that is not for an address of the sandbox itself.
pub(super) async fn answer(
    State(app): State<Arc<AppState>>,
    request: Request<Body>,
) -> Response {
    let began = Instant::now();
    let logged = LoggedRequest::new(&request, app.clock.now());
    let number = app.requests().push(logged);
    let response = match read(&app, request, number).await {
        Ok(Asked::Operation(request, operation)) => {
            respond(&app, &request, operation, number).await
        }
        Ok(Asked::Prepared(answer)) => {
            app.requests().change(number, |logged| logged.answer_was(&answer.body));
            answer.into_response()
        }
        Err(error) => {
            tracing::info!(
                status = error.status.as_u16(),
                rule = error.rule.english,
                "not a call"
            );
            app.requests().change(number, |logged| {
                logged.broke(error.rule.clone());
            });
            error.into_response()
        }
    };
    app.requests().change(number, |logged| {
        logged.status = Some(response.status().as_u16());
        logged.answer_headers = request_log::all_headers(response.headers());
        logged.duration = Some(began.elapsed());
    });
    response
}

async fn read(
    app: &AppState,
    request: Request<Body>,
    number: u64,
) -> Result<Asked, HttpError> {
    let path = request.uri().path().to_owned();
    let operation =
        parsed_request::below_base(&path).and_then(|path| app.router.operation(path));
    app.requests().change(number, |logged| {
        logged.operation = operation.map(|operation| operation.name);
    });
    let unknown = |rule| HttpError::new(StatusCode::NOT_FOUND, rule);
    if operation.is_none() && !answers::has(&app.world(), &path) {
        return Err(unknown(Rule::unknown_path()));
    }
    let methods = operation
        .map_or(&[Method::Post, Method::Get][..], |operation| operation.methods);
    check_method(methods, request.method())?;
    let request = parsed_request::in_time(app, parsed_request::read(request)).await?;
    let rows = operation.map_or(&[][..], |operation| operation.request);
    app.requests().change(number, |logged| {
        logged.parameters = request_log::parameters(&request, rows);
    });
    if let Some(name) = request.empty_brackets() {
        let name = request_log::shown_name(&name, rows);
        return Err(HttpError::new(StatusCode::BAD_REQUEST, Rule::empty_brackets(name)));
    }
    let prepared = answers::find(&app.world(), &path, &request.form);
    if let Some(answer) = prepared {
        return Ok(Asked::Prepared(answer));
    }
    let operation = operation.ok_or_else(|| unknown(Rule::other_parameters()))?;
    Ok(Asked::Operation(request, operation))
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
            answer
                .unwrap_or_else(|| Ok(String::new()))
                .map_err(|error| because(error, request))
        }
    };
    let answer = || match asked() {
        Ok(body) => {
            let code = ReturnCode::Success;
            app.requests().change(number, |logged| {
                logged.code = Some(code);
                logged.answered(&body, operation);
            });
            body
        }
        Err(error) => refuse(app, operation, number, &error),
    };
    let response = if let Some(fault) = &fault {
        app.requests().change(number, |logged| logged.fault = Some(fault.name()));
        if let Fault::Delay(delay) = fault {
            tokio::time::sleep(*delay).await;
        }
        let response = faults::spoil(fault, answer);
        if fault.changes_the_answer() {
            app.requests().change(number, |logged| logged.answer = None);
        }
        response
    } else {
        reply::response(answer())
    };
    match app.saved().await {
        Ok(()) => response,
        Err(error) => {
            let (code, rule) = (ReturnCode::SystemError, Rule::unwritable(error));
            let error = ApiError::new(code, "system error", rule);
            reply::response(refuse(app, operation, number, &error))
        }
    }
}

/// The error with the reason why the body was not read, because that is what its missing parameters come from.
fn because(mut error: ApiError, request: &ParsedRequest) -> ApiError {
    if let Some(unread) = &request.unread {
        error.rule = error.rule.because(unread);
    }
    error
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
        rule = error.rule.english,
        "refused"
    );
    let rule = error.rule.at(operation.section, operation.name);
    let body = reply::error(error);
    app.requests().change(number, |logged| {
        logged.code = Some(error.code.clone());
        logged.broke(rule);
        logged.answered(&body, operation);
    });
    body
}
