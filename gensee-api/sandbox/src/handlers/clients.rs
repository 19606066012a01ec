//! 5.43 and 5.45: commands for the client of a user who is inside.

use super::field_info::{clamped, default_of};
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use crate::world::{Camera, Capture, WebcastExtras};
use gensee_api::UserId;
use gensee_api::webcast::{
    CaptureScreen, CaptureScreenResponse, ControlCamera, ControlCameraResponse,
    PtzCommand,
};

pub(super) fn all(router: &mut Router) {
    router.on(capture_screen).on(control_camera);
}

/// 指定直播间不同用户截屏: any token is accepted, because the document does not say what it must be.
fn capture_screen(
    context: &mut Context<'_>,
    request: CaptureScreen,
) -> Result<CaptureScreenResponse, ApiError> {
    let capture = Capture {
        time: clamped::<CaptureScreen>("screenCaptureTime", request.screen_capture_time),
        interval: clamped::<CaptureScreen>("screenInterval", request.screen_interval),
    };
    let extras = inside(context, request.webcast_id.as_str(), request.userid)?;
    extras.captures.insert(request.userid.get(), capture);
    Ok(CaptureScreenResponse::new())
}

/// ptz指令: a position is restored once, whatever number of times is given.
fn control_camera(
    context: &mut Context<'_>,
    request: ControlCamera,
) -> Result<ControlCameraResponse, ApiError> {
    let command = request.command;
    let times = match command {
        PtzCommand::RestoreOne | PtzCommand::RestoreTwo | PtzCommand::RestoreThree => {
            None
        }
        _ => request.times,
    };
    let usual = || default_of::<ControlCamera>("times")?.parse().ok();
    let times = times.or_else(usual).unwrap_or(1);
    let extras = inside(context, request.webcast_id.as_str(), request.userid)?;
    extras.cameras.insert(request.userid.get(), Camera { command, times });
    Ok(ControlCameraResponse::new())
}

/// The extras of a webcast, which a client of the user must be in.
fn inside<'a>(
    context: &'a mut Context<'_>,
    webcast: &str,
    user: UserId,
) -> Result<&'a mut WebcastExtras, ApiError> {
    context.world.webcast(webcast, &context.caller)?;
    if !context.world.is_inside(webcast, user.get()) {
        return Err(ApiError::business(
            "user is not in the webcast",
            Rule::not_inside(),
        ));
    }
    Ok(&mut context.world.webcast_mut(webcast, &context.caller)?.extras)
}
