//! 5.39 and 5.40: webcasts that relay others.

use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::webcast::{AddRelay, AddRelayResponse, RemoveRelay, RemoveRelayResponse};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(add).on(remove);
}

/// 为直播添加一条转播源记录: any other webcast of the site, whoever created it, each once.
fn add(turn: &mut Turn<'_>, request: AddRelay) -> Result<AddRelayResponse, Refusal> {
    let (id, relay) = (request.webcast_id.as_str(), request.relay_id.as_str());
    turn.world.webcast(id, &turn.caller)?;
    if id == relay {
        let rule = "`relayId` is the webcast itself";
        return Err(Refusal::business("webcast cannot relay itself", rule));
    }
    if !turn.world.webcasts.contains_key(relay) {
        let rule = "`relayId` is no webcast of the site";
        return Err(Refusal::not_found("relay webcast does not exist", rule));
    }
    let relays = &mut turn.world.webcast_mut(id, &turn.caller)?.belongings.relays;
    if relays.iter().any(|other| other == relay) {
        let rule = "`relayId` is a relay of the webcast already";
        return Err(Refusal::duplicate("relay exists", rule));
    }
    relays.push(relay.to_owned());
    Ok(AddRelayResponse {})
}

/// 为直播取消一条转播源记录
fn remove(
    turn: &mut Turn<'_>,
    request: RemoveRelay,
) -> Result<RemoveRelayResponse, Refusal> {
    let webcast = turn.world.webcast_mut(request.webcast_id.as_str(), &turn.caller)?;
    let relays = &mut webcast.belongings.relays;
    let place = relays.iter().position(|relay| relay == request.relay_id.as_str());
    let Some(place) = place else {
        let rule = "`relayId` is no relay of the webcast";
        return Err(Refusal::not_found("relay does not exist", rule));
    };
    relays.remove(place);
    Ok(RemoveRelayResponse {})
}
