//! 5.28: how the player in the browser shows a webcast or a vod.

use super::facts::default_code;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::Player;
use crate::webcast::{
    FullScreenMode, MobileMode, PadMode, PlayerMode, PlayerTheme, SetPlayer,
    SetPlayerResponse,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(set);
}

/// 设置Web端播放器模式: all of it anew. What means nothing in the mode is not kept.
fn set(turn: &mut Turn<'_>, request: SetPlayer) -> Result<SetPlayerResponse, Refusal> {
    codes_are_listed(&request)?;
    let id = request.id.as_str();
    if request.live.unwrap_or(false) {
        turn.world.webcast(id, &turn.caller)?;
    } else {
        turn.world.vod(id, &turn.caller)?;
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
    turn.world.players.insert(request.id, player);
    Ok(SetPlayerResponse {})
}

fn codes_are_listed(request: &SetPlayer) -> Result<(), Refusal> {
    let unlisted = [
        (matches!(request.mode, PlayerMode::Other(_)), "mode"),
        (matches!(request.mobile_mode, Some(MobileMode::Other(_))), "mobileMode"),
        (matches!(request.pad_mode, Some(PadMode::Other(_))), "padMode"),
        (matches!(request.player_theme, Some(PlayerTheme::Other(_))), "playerTheme"),
        (
            matches!(request.full_screen_mode, Some(FullScreenMode::Other(_))),
            "fullScreenMode",
        ),
    ];
    match unlisted.into_iter().find(|(unlisted, _)| *unlisted) {
        Some((_, name)) => Err(Refusal::unlisted(name)),
        None => Ok(()),
    }
}
