//! One call: from the request that arrived to the response, with the fault that strikes it, and what is kept of it.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};

use super::arrival::{self, Arrival};
use super::faults::{self, Fault};
use super::refusal::Refusal;
use super::requests::{LoggedRequest, parameters};
use super::{Shared, reply};
use crate::operation::OperationInfo;
use crate::webcast::ReturnCode;

/// Answers whatever is not the sandbox's own.
pub(super) async fn answer(
    State(shared): State<Arc<Shared>>,
    request: Request<Body>,
) -> Response {
    let began = Instant::now();
    let logged = LoggedRequest::new(&request, shared.clock.now());
    let number = shared.requests().push(logged);
    let response = match read(&shared, request).await {
        Ok((arrival, operation)) => {
            shared.requests().change(number, |logged| {
                logged.operation = Some(operation.name);
                logged.parameters = parameters(&arrival, operation);
            });
            respond(&shared, &arrival, operation, number).await
        }
        Err(status) => status.into_response(),
    };
    shared.requests().change(number, |logged| {
        logged.status = Some(response.status().as_u16());
        logged.duration = Some(began.elapsed());
    });
    response
}

async fn read(
    shared: &Shared,
    request: Request<Body>,
) -> Result<(Arrival, &'static OperationInfo), StatusCode> {
    let arrival = arrival::in_time(shared, arrival::read(request)).await?;
    let operation = shared.dispatch.operation(&arrival.path);
    Ok((arrival, operation.ok_or(StatusCode::NOT_FOUND)?))
}

async fn respond(
    shared: &Shared,
    arrival: &Arrival,
    operation: &'static OperationInfo,
    number: u64,
) -> Response {
    let fault = shared.faults().next(operation.name);
    let asked = || match &fault {
        Some(Fault::Code(code)) => Err(Refusal::fault(code)),
        _ => {
            let now = shared.clock.now();
            let answer = shared.dispatch.answer(arrival, &mut shared.world(), now);
            answer.unwrap_or_else(|| Ok(String::new()))
        }
    };
    let answer = || match asked() {
        Ok(body) => {
            let code = ReturnCode::Success;
            shared.requests().change(number, |logged| logged.code = Some(code));
            body
        }
        Err(refusal) => refuse(shared, operation, number, &refusal),
    };
    let response = if let Some(fault) = &fault {
        shared.requests().change(number, |logged| logged.fault = Some(fault.name()));
        if let Fault::Delay(delay) = fault {
            tokio::time::sleep(*delay).await;
        }
        faults::spoil(fault, answer)
    } else {
        reply::response(answer())
    };
    match shared.saved().await {
        Ok(()) => response,
        Err(unsaved) => {
            let (code, rule) = (ReturnCode::SystemError, unsaved.to_string());
            let refusal = Refusal::new(code, "system error", rule);
            reply::response(refuse(shared, operation, number, &refusal))
        }
    }
}

/// Keeps and logs why.
fn refuse(
    shared: &Shared,
    operation: &'static OperationInfo,
    number: u64,
    refusal: &Refusal,
) -> String {
    #[cfg(feature = "tracing")]
    tracing::info!(
        operation = operation.name,
        section = operation.section,
        code = refusal.code.to_string(),
        rule = refusal.rule,
        "refused"
    );
    let rule = format!("{} {}: {}", operation.section, operation.name, refusal.rule);
    shared.requests().change(number, |logged| {
        logged.code = Some(refusal.code.clone());
        logged.rule = Some(rule);
    });
    reply::refusal(refusal)
}
