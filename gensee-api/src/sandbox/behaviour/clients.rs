//! 5.43 and 5.45: what the client of somebody inside is told to do.

use super::facts::{clamped, default_of};
use crate::UserId;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::{Belongings, Camera, Capture};
use crate::webcast::{
    CaptureScreen, CaptureScreenResponse, ControlCamera, ControlCameraResponse,
    PtzCommand,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(capture_screen).on(control_camera);
}

/// 指定直播间不同用户截屏: nobody says what the token must be, so any is taken.
fn capture_screen(
    turn: &mut Turn<'_>,
    request: CaptureScreen,
) -> Result<CaptureScreenResponse, Refusal> {
    let capture = Capture {
        time: clamped::<CaptureScreen>("screenCaptureTime", request.screen_capture_time),
        interval: clamped::<CaptureScreen>("screenInterval", request.screen_interval),
    };
    let belongings = inside(turn, request.webcast_id.as_str(), request.userid)?;
    belongings.captures.insert(request.userid.get(), capture);
    Ok(CaptureScreenResponse {})
}

/// ptz指令: a position is restored once, however often it is said.
fn control_camera(
    turn: &mut Turn<'_>,
    request: ControlCamera,
) -> Result<ControlCameraResponse, Refusal> {
    let command = request.command;
    let times = match command {
        PtzCommand::Other(_) => return Err(Refusal::unlisted("command")),
        PtzCommand::RestoreOne | PtzCommand::RestoreTwo | PtzCommand::RestoreThree => {
            None
        }
        _ => request.times,
    };
    let usual = || default_of::<ControlCamera>("times")?.parse().ok();
    let times = times.or_else(usual).unwrap_or(1);
    let belongings = inside(turn, request.webcast_id.as_str(), request.userid)?;
    belongings.cameras.insert(request.userid.get(), Camera { command, times });
    Ok(ControlCameraResponse {})
}

/// What belongs to a webcast that a client of the user is in.
fn inside<'a>(
    turn: &'a mut Turn<'_>,
    webcast: &str,
    user: UserId,
) -> Result<&'a mut Belongings, Refusal> {
    turn.world.webcast(webcast, &turn.caller)?;
    if !turn.world.is_inside(webcast, user.get()) {
        let rule = "no client of `userid` is in the webcast";
        return Err(Refusal::business("user is not in the webcast", rule));
    }
    Ok(&mut turn.world.webcast_mut(webcast, &turn.caller)?.belongings)
}
