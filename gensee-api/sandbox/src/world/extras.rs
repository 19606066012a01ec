//! What a webcast has besides its settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{World, text};
use gensee_api::webcast::{
    Attachment, FullScreenMode, MobileMode, PadMode, PlayerMode, PlayerTheme, PtzCommand,
};

/// What was attached to a webcast, and what its clients were last told to do. It is deleted with the webcast.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct WebcastExtras {
    /// Files outside the site, each address once.
    pub(crate) files: Vec<File>,
    /// Documents of the site, each once.
    pub(crate) documents: Vec<i64>,
    /// The webcasts that it can relay, each once.
    pub(crate) relays: Vec<String>,
    /// By the id of the user.
    pub(crate) captures: BTreeMap<i64, Capture>,
    /// By the id of the user.
    pub(crate) cameras: BTreeMap<i64, Camera>,
}

/// A file outside the site.
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

/// The screenshots that a client was told to take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Capture {
    /// How many milliseconds they go on.
    pub(crate) time: i64,
    /// Milliseconds from one picture to the next.
    pub(crate) interval: i64,
}

/// What a camera was told to do.
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
    /// Removes what other tables and other webcasts hold about a webcast that was deleted.
    pub(super) fn forget(&mut self, webcast: &str) {
        self.players.remove(webcast);
        self.webcasts.change_where(
            |other| other.extras.relays.iter().any(|relay| relay == webcast),
            |other| other.extras.relays.retain(|relay| relay != webcast),
        );
    }
}
