//! 5.39 and 5.40: webcasts that relay others.

use crate::api_error::ApiError;
use crate::router::{Context, Router};
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
        let rule = "`relayId` is the webcast itself";
        return Err(ApiError::business("webcast cannot relay itself", rule));
    }
    if !context.world.webcasts.contains_key(relay) {
        let rule = "`relayId` is not a webcast of the site";
        return Err(ApiError::not_found("relay webcast does not exist", rule));
    }
    let relays = &mut context.world.webcast_mut(id, &context.caller)?.extras.relays;
    if relays.iter().any(|other| other == relay) {
        let rule = "`relayId` is a relay of the webcast already";
        return Err(ApiError::duplicate("relay exists", rule));
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
        let rule = "`relayId` is not a relay of the webcast";
        return Err(ApiError::not_found("relay does not exist", rule));
    };
    relays.remove(place);
    Ok(RemoveRelayResponse::new())
}
