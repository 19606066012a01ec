//! 5.24 and 5.25: what can be watched until a webcast starts.

use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::webcast::{
    AttachWarmup, AttachWarmupResponse, DetachWarmup, DetachWarmupResponse,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(attach).on(detach);
}

/// 为直播分配一个点播作为暖场: the latest one takes the place of the one before.
fn attach(
    turn: &mut Turn<'_>,
    request: AttachWarmup,
) -> Result<AttachWarmupResponse, Refusal> {
    let id = request.webcast_id.as_str();
    turn.world.webcast(id, &turn.caller)?;
    let vod = turn.world.vod(request.vod_id.as_str(), &turn.caller)?.id.clone();
    turn.world.webcast_mut(id, &turn.caller)?.warmup = Some(vod);
    Ok(AttachWarmupResponse {})
}

/// 为直播取消暖场
fn detach(
    turn: &mut Turn<'_>,
    request: DetachWarmup,
) -> Result<DetachWarmupResponse, Refusal> {
    let webcast = turn.world.webcast_mut(request.webcast_id.as_str(), &turn.caller)?;
    if webcast.warmup.as_deref() != Some(request.vod_id.as_str()) {
        let rule = "`vodId` is not the warm-up of the webcast";
        return Err(Refusal::not_found("warmup does not exist", rule));
    }
    webcast.warmup = None;
    Ok(DetachWarmupResponse {})
}
