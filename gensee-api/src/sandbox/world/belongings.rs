//! What belongs to a webcast beside its settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{World, text};
use crate::webcast::{
    Attachment, FullScreenMode, MobileMode, PadMode, PlayerMode, PlayerTheme, PtzCommand,
};

/// What was attached to a webcast, and what its clients were last told to do. It goes with the webcast.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Belongings {
    /// Files elsewhere, each address once.
    pub(in crate::sandbox) files: Vec<File>,
    /// Documents of the site, each once.
    pub(in crate::sandbox) documents: Vec<i64>,
    /// The webcasts that it can relay, each once.
    pub(in crate::sandbox) relays: Vec<String>,
    /// By user.
    pub(in crate::sandbox) captures: BTreeMap<i64, Capture>,
    /// By user.
    pub(in crate::sandbox) cameras: BTreeMap<i64, Camera>,
}

/// A file elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct File {
    pub(in crate::sandbox) url: String,
    name: Option<String>,
    description: Option<String>,
}

impl From<Attachment> for File {
    fn from(Attachment { url, name, description }: Attachment) -> Self {
        Self { url, name, description }
    }
}

/// Pictures that are taken of a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Capture {
    /// For how many milliseconds.
    pub(in crate::sandbox) time: i64,
    /// Milliseconds from one picture to the next.
    pub(in crate::sandbox) interval: i64,
}

/// What a camera does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Camera {
    #[serde(with = "text::code")]
    pub(in crate::sandbox) command: PtzCommand,
    pub(in crate::sandbox) times: i64,
}

/// How the player in the browser shows a webcast or a vod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Player {
    #[serde(with = "text::code")]
    pub(in crate::sandbox) mode: PlayerMode,
    #[serde(with = "text::code_or_none")]
    pub(in crate::sandbox) mobile: Option<MobileMode>,
    #[serde(with = "text::code_or_none")]
    pub(in crate::sandbox) pad: Option<PadMode>,
    pub(in crate::sandbox) auto_play: Option<bool>,
    pub(in crate::sandbox) video: Option<bool>,
    pub(in crate::sandbox) show_window: Option<bool>,
    #[serde(with = "text::code_or_none")]
    pub(in crate::sandbox) theme: Option<PlayerTheme>,
    #[serde(with = "text::code_or_none")]
    pub(in crate::sandbox) full_screen: Option<FullScreenMode>,
}

impl World {
    /// Drops what is kept elsewhere about a webcast that is no more.
    pub(super) fn forget(&mut self, webcast: &str) {
        self.players.remove(webcast);
        self.webcasts.change_where(
            |other| other.belongings.relays.iter().any(|relay| relay == webcast),
            |other| other.belongings.relays.retain(|relay| relay != webcast),
        );
    }
}
