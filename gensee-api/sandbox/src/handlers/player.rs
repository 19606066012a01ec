//! 5.28: how the player in the browser shows a webcast or a vod.

use super::field_info::default_code;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::world::Player;
use gensee_api::webcast::{PlayerMode, SetPlayer, SetPlayerResponse};

pub(super) fn all(router: &mut Router) {
    router.on(set);
}

/// 设置Web端播放器模式: it replaces all player settings. A setting that has no meaning in the mode is not kept.
fn set(
    context: &mut Context<'_>,
    request: SetPlayer,
) -> Result<SetPlayerResponse, ApiError> {
    let id = request.id.as_str();
    if request.live.unwrap_or(false) {
        context.world.webcast(id, &context.caller)?;
    } else {
        context.world.vod(id, &context.caller)?;
    }
    let mode = request.mode;
    let video_or_document = mode == PlayerMode::VideoOrDocument;
    let panes = [PlayerMode::InteractiveFourPanes, PlayerMode::InteractiveThreePanes];
    let full_screen = mode == PlayerMode::InteractiveFullScreen;
    let player = Player {
        mobile: request
            .mobile_mode
            .or_else(|| default_code::<SetPlayer, _>("mobileMode")),
        pad: request.pad_mode.or_else(|| default_code::<SetPlayer, _>("padMode")),
        auto_play: request.auto_play.filter(|_| video_or_document),
        video: request.video.filter(|_| video_or_document),
        show_window: request.show_window.filter(|_| video_or_document),
        theme: request.player_theme.filter(|_| panes.contains(&mode)),
        full_screen: request.full_screen_mode.filter(|_| full_screen),
        mode,
    };
    context.world.players.insert(request.id, player);
    Ok(SetPlayerResponse::new())
}
