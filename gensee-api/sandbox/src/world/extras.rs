//! What belongs to a webcast beside its settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{World, text};
use gensee_api::webcast::{
    Attachment, FullScreenMode, MobileMode, PadMode, PlayerMode, PlayerTheme, PtzCommand,
};

/// What was attached to a webcast, and what its clients were last told to do. It goes with the webcast.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct WebcastExtras {
    /// Files elsewhere, each address once.
    pub(crate) files: Vec<File>,
    /// Documents of the site, each once.
    pub(crate) documents: Vec<i64>,
    /// The webcasts that it can relay, each once.
    pub(crate) relays: Vec<String>,
    /// By user.
    pub(crate) captures: BTreeMap<i64, Capture>,
    /// By user.
    pub(crate) cameras: BTreeMap<i64, Camera>,
}

/// A file elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct File {
    pub(crate) url: String,
    name: Option<String>,
    description: Option<String>,
}

impl From<Attachment> for File {
    fn from(Attachment { url, name, description, .. }: Attachment) -> Self {
        Self { url, name, description }
    }
}

/// Pictures that are taken of a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Capture {
    /// For how many milliseconds.
    pub(crate) time: i64,
    /// Milliseconds from one picture to the next.
    pub(crate) interval: i64,
}

/// What a camera does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Camera {
    #[serde(with = "text::code")]
    pub(crate) command: PtzCommand,
    pub(crate) times: i64,
}

/// How the player in the browser shows a webcast or a vod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Player {
    #[serde(with = "text::code")]
    pub(crate) mode: PlayerMode,
    #[serde(with = "text::code_or_none")]
    pub(crate) mobile: Option<MobileMode>,
    #[serde(with = "text::code_or_none")]
    pub(crate) pad: Option<PadMode>,
    pub(crate) auto_play: Option<bool>,
    pub(crate) video: Option<bool>,
    pub(crate) show_window: Option<bool>,
    #[serde(with = "text::code_or_none")]
    pub(crate) theme: Option<PlayerTheme>,
    #[serde(with = "text::code_or_none")]
    pub(crate) full_screen: Option<FullScreenMode>,
}

impl World {
    /// Drops what is kept elsewhere about a webcast that is no more.
    pub(super) fn forget(&mut self, webcast: &str) {
        self.players.remove(webcast);
        self.webcasts.change_where(
            |other| other.extras.relays.iter().any(|relay| relay == webcast),
            |other| other.extras.relays.retain(|relay| relay != webcast),
        );
    }
}
