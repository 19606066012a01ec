//! 5.24 and 5.25: warm-ups, the vods that viewers can watch until a webcast starts.

use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use gensee_api::webcast::{
    AttachWarmup, AttachWarmupResponse, DetachWarmup, DetachWarmupResponse,
};

pub(super) fn all(router: &mut Router) {
    router.on(attach).on(detach);
}

/// 为直播分配一个点播作为暖场: a new warm-up replaces the earlier one.
fn attach(
    context: &mut Context<'_>,
    request: AttachWarmup,
) -> Result<AttachWarmupResponse, ApiError> {
    let id = request.webcast_id.as_str();
    context.world.webcast(id, &context.caller)?;
    let vod = context.world.vod(request.vod_id.as_str(), &context.caller)?.id.clone();
    context.world.webcast_mut(id, &context.caller)?.warmup = Some(vod);
    Ok(AttachWarmupResponse::new())
}

/// 为直播取消暖场
fn detach(
    context: &mut Context<'_>,
    request: DetachWarmup,
) -> Result<DetachWarmupResponse, ApiError> {
    let webcast =
        context.world.webcast_mut(request.webcast_id.as_str(), &context.caller)?;
    if webcast.warmup.as_deref() != Some(request.vod_id.as_str()) {
        return Err(ApiError::not_found("warmup does not exist", Rule::no_warmup()));
    }
    webcast.warmup = None;
    Ok(DetachWarmupResponse::new())
}
