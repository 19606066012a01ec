//! 5.39 and 5.40: webcasts that relay others.

use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use gensee_api::webcast::{
    AddRelay, AddRelayResponse, RemoveRelay, RemoveRelayResponse,
};

pub(super) fn all(router: &mut Router) {
    router.on(add).on(remove);
}

/// 为直播添加一条转播源记录: any other webcast of the site can be added, whoever created it, and each once.
fn add(
    context: &mut Context<'_>,
    request: AddRelay,
) -> Result<AddRelayResponse, ApiError> {
    let (id, relay) = (request.webcast_id.as_str(), request.relay_id.as_str());
    context.world.webcast(id, &context.caller)?;
    if id == relay {
        return Err(ApiError::business(
            "webcast cannot relay itself",
            Rule::own_relay(),
        ));
    }
    if !context.world.webcasts.contains_key(relay) {
        return Err(ApiError::not_found(
            "relay webcast does not exist",
            Rule::unknown_relay(),
        ));
    }
    let relays = &mut context.world.webcast_mut(id, &context.caller)?.extras.relays;
    if relays.iter().any(|other| other == relay) {
        return Err(ApiError::duplicate("relay exists", Rule::relay_already()));
    }
    relays.push(relay.to_owned());
    Ok(AddRelayResponse::new())
}

/// 为直播取消一条转播源记录
fn remove(
    context: &mut Context<'_>,
    request: RemoveRelay,
) -> Result<RemoveRelayResponse, ApiError> {
    let webcast =
        context.world.webcast_mut(request.webcast_id.as_str(), &context.caller)?;
    let relays = &mut webcast.extras.relays;
    let place = relays.iter().position(|relay| relay == request.relay_id.as_str());
    let Some(place) = place else {
        return Err(ApiError::not_found("relay does not exist", Rule::no_relay()));
    };
    relays.remove(place);
    Ok(RemoveRelayResponse::new())
}
