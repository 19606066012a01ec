//! Webcasts and their phases.

use serde::{Deserialize, Serialize};

use super::{Caller, WebcastExtras, World, entry, organizer_id, text};
use crate::api_error::ApiError;
use crate::rule::Rule;
use crate::world::ControlError;
use gensee_api::webcast::{
    ATTENDEE_ENTRY, ClientType, ORGANIZER_ENTRY, PANELIST_ENTRY, SiteEventAction,
    Telconf, WebcastSkin,
};
use gensee_api::{OrganizerToken, PanelistToken, Secret, Time};

/// A webcast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Webcast {
    pub(crate) id: String,
    /// Eight digits.
    pub(crate) number: String,
    /// Login name of the user who created it.
    pub(crate) creator: String,
    pub(crate) created: Time,
    pub(crate) phase: Phase,
    pub(crate) settings: Settings,
    pub(crate) tokens: Tokens,
    /// The vod that viewers can watch until it starts.
    pub(crate) warmup: Option<String>,
    /// The recordings that the organizer can play in it.
    pub(crate) inserts: Vec<i64>,
    pub(crate) extras: WebcastExtras,
}

/// The phase of a webcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    /// Nobody is in it.
    NotStarted,
    /// Clients are in it, and the organizer has not pressed start.
    Joined,
    /// It is live: start was pressed.
    Live {
        since: Time,
        /// Whether the organizer has paused it.
        paused: bool,
    },
    /// It was ended, and the site's administration can restore it.
    Ended,
}

/// What 创建直播 and 修改直播配置 set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) subject: String,
    pub(crate) start: Time,
    pub(crate) end: Option<Time>,
    pub(crate) max_attendees: Option<i64>,
    pub(crate) login_required: bool,
    pub(crate) opened: bool,
    pub(crate) description: Option<String>,
    pub(crate) plan: Option<String>,
    pub(crate) speaker_info: Option<String>,
    pub(crate) switch_client: bool,
    pub(crate) realtime: bool,
    pub(crate) aac: bool,
    #[serde(with = "text::code")]
    pub(crate) telconf: Telconf,
    #[serde(with = "text::code")]
    pub(crate) client_type: ClientType,
    #[serde(with = "text::code_or_none")]
    pub(crate) skin: Option<WebcastSkin>,
}

/// The tokens with which people join. An empty token lets everybody in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tokens {
    #[serde(with = "text::secret")]
    pub(crate) organizer: Secret,
    #[serde(with = "text::secret")]
    pub(crate) panelist: Secret,
    #[serde(with = "text::secret")]
    pub(crate) attendee: Secret,
}

impl Tokens {
    pub(crate) fn organizer(&self) -> OrganizerToken {
        OrganizerToken::new(&self.organizer)
    }

    pub(crate) fn panelist(&self) -> PanelistToken {
        PanelistToken::new(&self.panelist)
    }
}

impl World {
    /// A webcast that the caller may change: an administrator may change any, an organizer their own.
    ///
    /// # Errors
    /// With the real server's message, which is the same for an unknown webcast and for one of another user.
    pub(crate) fn webcast(
        &self,
        id: &str,
        caller: &Caller,
    ) -> Result<&Webcast, ApiError> {
        let webcast = self.webcasts.get(id);
        let webcast = webcast.filter(|webcast| caller.sees(&webcast.creator));
        webcast
            .ok_or_else(|| not_own_webcast(self.webcasts.contains_key(id), id, caller))
    }

    /// Does the same as [`webcast`](Self::webcast), but returns it for changes.
    ///
    /// # Errors
    /// As for [`webcast`](Self::webcast).
    pub(crate) fn webcast_mut(
        &mut self,
        id: &str,
        caller: &Caller,
    ) -> Result<&mut Webcast, ApiError> {
        self.webcast(id, caller)?;
        self.webcasts.get_mut(id).ok_or_else(|| not_own_webcast(false, id, caller))
    }

    /// A webcast, without a check of the caller.
    ///
    /// # Errors
    /// When there is no such webcast, or it was deleted.
    pub(crate) fn known_webcast(&self, id: &str) -> Result<&Webcast, ControlError> {
        let webcast = self.webcasts.get(id);
        webcast.ok_or_else(|| ControlError::UnknownWebcast(id.into()))
    }

    /// Whether a webcast other than `but` has this subject.
    pub(crate) fn has_subject(&self, subject: &str, but: Option<&str>) -> bool {
        self.subjects.get(subject).is_some_and(|id| Some(id.as_str()) != but)
    }

    /// Adds a webcast.
    pub(crate) fn add_webcast(&mut self, webcast: Webcast) {
        self.subjects.insert(webcast.settings.subject.clone(), webcast.id.clone());
        let id = webcast.id.clone();
        self.webcasts.insert(id.clone(), webcast);
        self.tell_by_creator(SiteEventAction::Created, &id);
    }

    /// Gives a webcast another subject.
    pub(crate) fn rename(&mut self, id: &str, subject: String) {
        let Some(webcast) = self.webcasts.get_mut(id) else { return };
        self.subjects.remove(&webcast.settings.subject);
        self.subjects.insert(subject.clone(), id.to_owned());
        webcast.settings.subject = subject;
    }

    /// Removes a webcast, and what other tables hold about it.
    pub(crate) fn remove_webcast(&mut self, id: &str) {
        let Some(webcast) = self.webcasts.remove(id) else { return };
        self.subjects.remove(&webcast.settings.subject);
        self.forget(id);
        self.deleted.insert(id.to_owned(), ());
    }

    /// Sets the phase of a webcast.
    pub(crate) fn set_phase(&mut self, id: &str, phase: Phase) {
        if let Some(webcast) = self.webcasts.get_mut(id) {
            webcast.phase = phase;
        }
    }
}

fn not_own_webcast(exists: bool, id: &str, caller: &Caller) -> ApiError {
    ApiError::unseen(
        exists,
        "current user is not the webcast's organizer",
        Rule::no_webcast(id, &caller.login),
    )
}

/// `address` with the token added, if there is one. Anyone who has that address can join.
fn with_token(address: String, token: &Secret) -> Secret {
    match token.expose() {
        "" => address.into(),
        token => format!("{address}?token={token}").into(),
    }
}

impl Webcast {
    /// Where the organizer joins. It is a secret, because anyone who has the address can join without a token.
    pub(crate) fn organizer_url(&self, host: &str) -> Secret {
        entry(host, ORGANIZER_ENTRY, &organizer_id(&self.id)).into()
    }

    /// Where all join with the desktop client.
    pub(crate) fn panelist_url(&self, host: &str) -> String {
        entry(host, PANELIST_ENTRY, &self.id)
    }

    /// Where attendees join in the browser.
    pub(crate) fn attendee_url(&self, host: &str) -> Secret {
        with_token(self.attendee_short_url(host), &self.tokens.attendee)
    }

    /// The address for attendees without the token.
    pub(crate) fn attendee_short_url(&self, host: &str) -> String {
        entry(host, ATTENDEE_ENTRY, &self.id)
    }

    /// Whether start was pressed and the webcast has not ended since.
    pub(crate) fn is_live(&self) -> bool {
        matches!(self.phase, Phase::Live { .. })
    }

    /// Whether its end time has passed.
    pub(crate) fn is_expired(&self, now: Time) -> bool {
        self.settings.end.is_some_and(|end| end < now)
    }
}
