//! Webcasts through their life.

use serde::{Deserialize, Serialize};

use super::{Belongings, Caller, World, entry, text};
use crate::sandbox::control::ControlError;
use crate::sandbox::refusal::Refusal;
use crate::webcast::{ATTENDEE_ENTRY, ClientType, PANELIST_ENTRY, Telconf, WebcastSkin};
use crate::{Secret, Time};

/// A webcast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Webcast {
    pub(in crate::sandbox) id: String,
    /// Eight digits.
    pub(in crate::sandbox) number: String,
    /// Login name of who created it.
    pub(in crate::sandbox) creator: String,
    pub(in crate::sandbox) created: Time,
    pub(in crate::sandbox) life: Life,
    pub(in crate::sandbox) settings: Settings,
    pub(in crate::sandbox) tokens: Tokens,
    /// The vod that viewers can watch until it starts.
    pub(in crate::sandbox) warmup: Option<String>,
    /// The recordings that the organizer can play in it.
    pub(in crate::sandbox) inserts: Vec<i64>,
    pub(in crate::sandbox) belongings: Belongings,
}

/// Where a webcast stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::sandbox) enum Life {
    /// Nobody is in it.
    NotStarted,
    /// Clients are in it, and nobody has pressed start.
    Joined,
    /// It is going on, since start was pressed.
    Live { since: Time },
    /// It was ended, and the site's administration can restore it.
    Ended,
}

/// What 创建直播 and 修改直播配置 set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Settings {
    pub(in crate::sandbox) subject: String,
    pub(in crate::sandbox) start: Time,
    pub(in crate::sandbox) end: Option<Time>,
    pub(in crate::sandbox) max_attendees: Option<i64>,
    pub(in crate::sandbox) login_required: bool,
    pub(in crate::sandbox) opened: bool,
    pub(in crate::sandbox) description: Option<String>,
    pub(in crate::sandbox) plan: Option<String>,
    pub(in crate::sandbox) speaker_info: Option<String>,
    pub(in crate::sandbox) switch_client: bool,
    pub(in crate::sandbox) realtime: bool,
    pub(in crate::sandbox) aac: bool,
    #[serde(with = "text::code")]
    pub(in crate::sandbox) telconf: Telconf,
    #[serde(with = "text::code")]
    pub(in crate::sandbox) client_type: ClientType,
    #[serde(with = "text::code_or_none")]
    pub(in crate::sandbox) skin: Option<WebcastSkin>,
}

/// With which people join; an empty one lets everybody in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Tokens {
    #[serde(with = "text::secret")]
    pub(in crate::sandbox) organizer: Secret,
    #[serde(with = "text::secret")]
    pub(in crate::sandbox) panelist: Secret,
    #[serde(with = "text::secret")]
    pub(in crate::sandbox) attendee: Secret,
}

impl World {
    /// A webcast that the caller may change: an administrator any, an organizer his own.
    ///
    /// # Errors
    /// With the words of the real server, which do not tell an unknown webcast from somebody else's.
    pub(in crate::sandbox) fn webcast(
        &self,
        id: &str,
        caller: &Caller,
    ) -> Result<&Webcast, Refusal> {
        let webcast = self.webcasts.get(id);
        let webcast = webcast.filter(|webcast| caller.sees(&webcast.creator));
        webcast
            .ok_or_else(|| not_his_webcast(self.webcasts.contains_key(id), id, caller))
    }

    /// The same, to change it.
    ///
    /// # Errors
    /// As for [`webcast`](Self::webcast).
    pub(in crate::sandbox) fn webcast_mut(
        &mut self,
        id: &str,
        caller: &Caller,
    ) -> Result<&mut Webcast, Refusal> {
        self.webcast(id, caller)?;
        self.webcasts.get_mut(id).ok_or_else(|| not_his_webcast(false, id, caller))
    }

    /// A webcast, whoever asks.
    ///
    /// # Errors
    /// When there is no such webcast, or no more.
    pub(in crate::sandbox) fn known_webcast(
        &self,
        id: &str,
    ) -> Result<&Webcast, ControlError> {
        let webcast = self.webcasts.get(id);
        webcast.ok_or_else(|| ControlError::UnknownWebcast(id.into()))
    }

    /// Whether a webcast, `but` for one, has this subject.
    pub(in crate::sandbox) fn has_subject(
        &self,
        subject: &str,
        but: Option<&str>,
    ) -> bool {
        self.subjects.get(subject).is_some_and(|id| Some(id.as_str()) != but)
    }

    /// Keeps a webcast.
    pub(in crate::sandbox) fn add_webcast(&mut self, webcast: Webcast) {
        self.subjects.insert(webcast.settings.subject.clone(), webcast.id.clone());
        self.webcasts.insert(webcast.id.clone(), webcast);
    }

    /// Gives a webcast another subject.
    pub(in crate::sandbox) fn rename(&mut self, id: &str, subject: String) {
        let Some(webcast) = self.webcasts.get_mut(id) else { return };
        self.subjects.remove(&webcast.settings.subject);
        self.subjects.insert(subject.clone(), id.to_owned());
        webcast.settings.subject = subject;
    }

    /// Keeps a webcast no more, nor what is kept elsewhere about it.
    pub(in crate::sandbox) fn remove_webcast(&mut self, id: &str) {
        let Some(webcast) = self.webcasts.remove(id) else { return };
        self.subjects.remove(&webcast.settings.subject);
        self.forget(id);
        self.deleted.insert(id.to_owned(), ());
    }

    /// Says where a webcast stands.
    pub(in crate::sandbox) fn set_life(&mut self, id: &str, life: Life) {
        if let Some(webcast) = self.webcasts.get_mut(id) {
            webcast.life = life;
        }
    }
}

fn not_his_webcast(exists: bool, id: &str, caller: &Caller) -> Refusal {
    Refusal::unseen(
        exists,
        "current user is not the webcast's organizer",
        format!("no webcast `{id}` that `{}` may change", caller.login),
    )
}

/// `address`, which lets in whoever has it where there is a token.
fn with_token(address: String, token: &Secret) -> Secret {
    match token.expose() {
        "" => address.into(),
        token => format!("{address}?token={token}").into(),
    }
}

impl Webcast {
    /// Where the organizer joins; the address lets in whoever has it.
    pub(in crate::sandbox) fn organizer_url(&self, host: &str) -> Secret {
        with_token(self.panelist_url(host), &self.tokens.organizer)
    }

    /// Where all join with the desktop client.
    pub(in crate::sandbox) fn panelist_url(&self, host: &str) -> String {
        entry(host, PANELIST_ENTRY, &self.id)
    }

    /// Where attendees join in the browser.
    pub(in crate::sandbox) fn attendee_url(&self, host: &str) -> Secret {
        with_token(self.attendee_short_url(host), &self.tokens.attendee)
    }

    /// The same without the token.
    pub(in crate::sandbox) fn attendee_short_url(&self, host: &str) -> String {
        entry(host, ATTENDEE_ENTRY, &self.id)
    }

    /// Whether start was pressed and it is still going on.
    pub(in crate::sandbox) fn is_live(&self) -> bool {
        matches!(self.life, Life::Live { .. })
    }

    /// Whether its end is over.
    pub(in crate::sandbox) fn is_expired(&self, now: Time) -> bool {
        self.settings.end.is_some_and(|end| end < now)
    }
}
