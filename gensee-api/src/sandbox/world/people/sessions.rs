//! Sessions: a webcast from start to finish.

use crate::Time;
use crate::sandbox::world::World;

/// One time that a webcast was held.
#[derive(Clone, Debug, PartialEq)]
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
        let open = |session: &Session| session.webcast == webcast && session.is_open();
        if self.people.sessions.iter().any(open) {
            return;
        }
        self.people.sessions.push(Session {
            id: self.ids.number(),
            webcast: webcast.to_owned(),
            started: now,
            ended: None,
            subject: held.settings.subject.clone(),
            number: held.number.clone(),
        });
    }

    /// Ends the open session of a webcast, if there is one; whoever is inside leaves, session or not.
    pub(in crate::sandbox) fn close_session(
        &mut self,
        webcast: &str,
        now: Time,
    ) -> Option<&Session> {
        for visit in &mut self.people.visits {
            if visit.webcast == webcast {
                visit.stay.end(now);
            }
        }
        for call in &mut self.people.roll_calls {
            if call.webcast == webcast {
                call.ended.get_or_insert(now);
            }
        }
        let subject = self.webcasts.get(webcast).map(|held| &held.settings.subject);
        let mut sessions = self.people.sessions.iter_mut();
        let session =
            sessions.find(|session| session.webcast == webcast && session.is_open())?;
        session.ended = Some(now);
        if let Some(subject) = subject {
            session.subject.clone_from(subject);
        }
        Some(session)
    }
}
