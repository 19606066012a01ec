//! Sessions: a webcast from start to finish.

use serde::{Deserialize, Serialize};

use crate::world::World;
use gensee_api::Time;
use gensee_api::webcast::SiteEventAction;

/// A session of a webcast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) id: i64,
    pub(crate) webcast: String,
    pub(crate) started: Time,
    /// `None` while it is open.
    pub(crate) ended: Option<Time>,
    /// The subject of the webcast, kept here because the webcast can be deleted later.
    pub(crate) subject: String,
    /// The number of the webcast.
    pub(crate) number: String,
}

impl Session {
    pub(crate) fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

impl World {
    /// Opens a session of a webcast, unless one is open.
    pub(crate) fn open_session(&mut self, webcast: &str, now: Time) {
        let Some(held) = self.webcasts.get(webcast) else { return };
        if self.activity.open_session(webcast).is_some() {
            return;
        }
        let session = Session {
            id: self.ids.number(),
            webcast: webcast.to_owned(),
            started: now,
            ended: None,
            subject: held.settings.subject.clone(),
            number: held.number.clone(),
        };
        self.activity.index.session(self.activity.sessions.len(), &session);
        self.activity.sessions.push(session);
    }

    /// Ends the open session of a webcast, if there is one. All people inside leave, even without an open session.
    pub(crate) fn close_session(
        &mut self,
        webcast: &str,
        now: Time,
    ) -> Option<&Session> {
        if self.activity.open_session(webcast).is_some() {
            self.tell_by_creator(SiteEventAction::LiveEnded, webcast);
        }
        for place in self.activity.inside_of(webcast) {
            self.end_visit(place, SiteEventAction::UserLeft, now);
        }
        let activity = &mut self.activity;
        for place in activity.index.open_calls(webcast) {
            activity.end_call(place, now);
        }
        let subject = self.webcasts.get(webcast).map(|held| &held.settings.subject);
        let session = activity.sessions.get_mut(activity.open_session(webcast)?)?;
        session.ended = Some(now);
        if let Some(subject) = subject {
            session.subject.clone_from(subject);
        }
        Some(session)
    }
}
