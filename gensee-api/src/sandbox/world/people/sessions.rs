//! Sessions: a webcast from start to finish.

use serde::{Deserialize, Serialize};

use crate::Time;
use crate::sandbox::world::World;

/// One time that a webcast was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Session {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) started: Time,
    /// None while it goes on.
    pub(in crate::sandbox) ended: Option<Time>,
    /// What the webcast was called then; it may be deleted since.
    pub(in crate::sandbox) subject: String,
    /// Its number.
    pub(in crate::sandbox) number: String,
}

impl Session {
    pub(in crate::sandbox) fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

impl World {
    /// Opens a session of a webcast, unless one is open.
    pub(in crate::sandbox) fn open_session(&mut self, webcast: &str, now: Time) {
        let Some(held) = self.webcasts.get(webcast) else { return };
        if self.people.open_session(webcast).is_some() {
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
        self.people.index.session(self.people.sessions.len(), &session);
        self.people.sessions.push(session);
    }

    /// Ends the open session of a webcast, if there is one; whoever is inside leaves, session or not.
    pub(in crate::sandbox) fn close_session(
        &mut self,
        webcast: &str,
        now: Time,
    ) -> Option<&Session> {
        let people = &mut self.people;
        for place in people.inside_of(webcast) {
            people.end_visit(place, now);
        }
        for place in people.index.open_calls(webcast) {
            people.end_call(place, now);
        }
        let subject = self.webcasts.get(webcast).map(|held| &held.settings.subject);
        let session = people.sessions.get_mut(people.open_session(webcast)?)?;
        session.ended = Some(now);
        if let Some(subject) = subject {
            session.subject.clone_from(subject);
        }
        Some(session)
    }
}
