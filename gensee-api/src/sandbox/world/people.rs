//! Who was there, and what they did: visits, talk, votes, roll calls, praise, rewards.

mod reactions;
mod sessions;
mod talk;
mod visits;
mod votes;

use crate::Time;
use crate::sandbox::control::ControlError;

pub use reactions::RollCallId;
pub(in crate::sandbox) use reactions::{Praise, RollCall};
pub(in crate::sandbox) use sessions::Session;
pub(in crate::sandbox) use talk::Asked;
pub use talk::QuestionId;
pub(in crate::sandbox) use visits::{Stay, Visit, Watch, peak};
pub use visits::{Viewer, VisitId, WatchId};
pub(in crate::sandbox) use votes::Ballot;
pub use votes::{VoteAnswer, VoteForm, VoteId, VoteQuestion};

/// What people did on the site, each list in the order of time. What is gone stays in the books: a deleted webcast
/// takes none of it along.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct People {
    pub(in crate::sandbox) sessions: Vec<Session>,
    pub(in crate::sandbox) visits: Vec<Visit>,
    pub(in crate::sandbox) watches: Vec<Watch>,
    pub(in crate::sandbox) chat: Vec<talk::Message>,
    pub(in crate::sandbox) questions: Vec<Asked>,
    pub(in crate::sandbox) votes: Vec<votes::Vote>,
    pub(in crate::sandbox) roll_calls: Vec<RollCall>,
    pub(in crate::sandbox) praise: Vec<Praise>,
    pub(in crate::sandbox) rewards: Vec<reactions::Reward>,
    /// How many anonymous viewers there were.
    anonymous: u32,
}

/// A person, as the exports name one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) struct Person {
    pub(in crate::sandbox) uid: i64,
    pub(in crate::sandbox) nickname: String,
}

/// A handle: where something stands in its list.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident of $list:ident: $item:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(usize);

        impl $name {
            /// Where it stands, for callers that cannot hold a handle.
            pub(in crate::sandbox) fn number(self) -> usize {
                self.0
            }

            /// The handle of a number; none when it was not given.
            pub(in crate::sandbox) fn numbered(number: usize, people: &super::People) -> Option<Self> {
                (number < people.$list.len()).then_some(Self(number))
            }

            /// The one that comes next into the list.
            pub(super) fn next(people: &super::People) -> Self {
                Self(people.$list.len())
            }

            pub(super) fn change(
                self,
                people: &mut super::People,
            ) -> Result<&mut $item, super::ControlError> {
                people.$list.get_mut(self.0).ok_or(super::ControlError::Foreign(stringify!($name)))
            }
        }
    };
}
use handle;

impl People {
    /// The person of a visit, and the webcast.
    ///
    /// # Errors
    /// When the visit is over.
    fn inside(&self, visit: VisitId) -> Result<(Person, String), ControlError> {
        let visit = visit.of(self)?;
        if visit.stay.left.is_some() {
            return Err(ControlError::Left);
        }
        Ok((visit.person.clone(), visit.webcast.clone()))
    }

    /// The same, while a session goes on.
    fn inside_live(&self, visit: VisitId) -> Result<(Person, String), ControlError> {
        let (person, webcast) = self.inside(visit)?;
        self.live(&webcast)?;
        Ok((person, webcast))
    }

    /// That a session goes on.
    fn live(&self, webcast: &str) -> Result<(), ControlError> {
        let open = |session: &Session| session.webcast == webcast && session.is_open();
        let going = self.sessions.iter().any(open);
        going.then_some(()).ok_or_else(|| ControlError::NotLive(webcast.into()))
    }

    /// The session in which something happened.
    pub(in crate::sandbox) fn session_at(
        &self,
        webcast: &str,
        moment: Time,
    ) -> Option<&Session> {
        let held = |session: &&Session| {
            session.webcast == webcast
                && session.started <= moment
                && session.ended.is_none_or(|ended| moment <= ended)
        };
        self.sessions.iter().rev().find(held)
    }

    /// The session of a webcast that was finished last.
    pub(in crate::sandbox) fn last_finished(
        &self,
        webcast: &str,
    ) -> Option<(Time, Time)> {
        let of_webcast =
            self.sessions.iter().filter(|session| session.webcast == webcast);
        let finished =
            of_webcast.filter_map(|session| Some((session.started, session.ended?)));
        finished.max_by_key(|(_, ended)| *ended)
    }
}
