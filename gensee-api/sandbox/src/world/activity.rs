//! What viewers did: visits, chat, questions, votes, roll calls, praise, rewards.

mod index;
mod reactions;
mod sessions;
mod talk;
mod visits;
mod votes;

use serde::{Deserialize, Serialize};

use super::tracked::{Cell, List, Tracked};
use crate::world::ControlError;
use gensee_api::Time;

pub use reactions::RollCallId;
pub(crate) use reactions::{Called, Praise, Reward, RollCall};
pub(crate) use sessions::Session;
pub(crate) use talk::Asked;
pub use talk::QuestionId;
pub(crate) use visits::{Presence, Visit, Watch, peak};
pub use visits::{Viewer, VisitId, WatchId};
pub(crate) use votes::{Ballot, Vote};
pub use votes::{VoteAnswer, VoteForm, VoteId, VoteQuestion};

use index::Index;

/// What people did on the site, each list in the order of time. The entries of a deleted webcast stay, because the
/// exports still show them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Activity {
    pub(crate) sessions: List<Session>,
    pub(crate) visits: List<Visit>,
    pub(crate) watches: List<Watch>,
    pub(crate) chat: List<talk::Message>,
    pub(crate) questions: List<Asked>,
    pub(crate) votes: List<Vote>,
    pub(super) ballots: List<Ballot>,
    pub(crate) roll_calls: List<RollCall>,
    pub(super) called: List<Called>,
    pub(crate) praise: List<Praise>,
    pub(crate) rewards: List<Reward>,
    /// How many anonymous viewers there were.
    pub(super) anonymous: Cell<u32>,
    #[serde(skip)]
    index: Index,
}

/// A person, as the exports name one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) uid: i64,
    pub(crate) nickname: String,
}

/// Defines a handle: the place of an entry in its list.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident of $list:ident: $item:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(usize);

        impl $name {
            /// The place as a number, for HTTP callers, which cannot hold a handle.
            pub(crate) fn number(self) -> usize {
                self.0
            }

            /// The handle with this number; `None` when the list has no such entry.
            pub(crate) fn numbered(number: usize, activity: &super::Activity) -> Option<Self> {
                (number < activity.$list.len()).then_some(Self(number))
            }

            /// The handle of the next entry that is added to the list.
            pub(super) fn next(activity: &super::Activity) -> Self {
                Self(activity.$list.len())
            }

            /// Its place in the list.
            fn place(self) -> usize {
                self.0
            }

            pub(super) fn of(
                self,
                activity: &super::Activity,
            ) -> Result<&$item, super::ControlError> {
                let foreign = super::ControlError::Foreign(stringify!($name));
                activity.$list.get(self.0).ok_or(foreign)
            }
        }
    };
}
use handle;

impl Activity {
    /// All lists by name. The names must not change, because existing state files have them.
    pub(super) fn tracked(&mut self) -> [(&'static str, &mut dyn Tracked); 12] {
        let Self {
            sessions,
            visits,
            watches,
            chat,
            questions,
            votes,
            ballots,
            roll_calls,
            called,
            praise,
            rewards,
            anonymous,
            index: _,
        } = self;
        [
            ("sessions", sessions),
            ("visits", visits),
            ("watches", watches),
            ("chat", chat),
            ("questions", questions),
            ("votes", votes),
            ("ballots", ballots),
            ("roll_calls", roll_calls),
            ("called", called),
            ("praise", praise),
            ("rewards", rewards),
            ("anonymous", anonymous),
        ]
    }

    /// The person and the webcast of a visit that is not over.
    ///
    /// # Errors
    /// When the visit is over.
    fn inside(&self, visit: VisitId) -> Result<(Person, String), ControlError> {
        let visit = visit.of(self)?;
        if visit.presence.left.is_some() {
            return Err(ControlError::Left);
        }
        Ok((visit.person.clone(), visit.webcast.clone()))
    }

    /// Does the same as [`inside`](Self::inside), and checks that the webcast is live.
    fn inside_live(&self, visit: VisitId) -> Result<(Person, String), ControlError> {
        let (person, webcast) = self.inside(visit)?;
        self.live(&webcast)?;
        Ok((person, webcast))
    }

    /// Checks that a session of the webcast is open.
    fn live(&self, webcast: &str) -> Result<(), ControlError> {
        let going = self.open_session(webcast).is_some();
        going.then_some(()).ok_or_else(|| ControlError::NotLive(webcast.into()))
    }

    /// The place of the open session. Only the last session of a webcast can be open.
    fn open_session(&self, webcast: &str) -> Option<usize> {
        let last = *self.index.sessions_of(webcast).last()?;
        self.sessions.get(last)?.is_open().then_some(last)
    }

    /// The sessions of a webcast, in the order of time.
    fn sessions_of(&self, webcast: &str) -> impl DoubleEndedIterator<Item = &Session> {
        self.index
            .sessions_of(webcast)
            .iter()
            .filter_map(|place| self.sessions.get(*place))
    }

    /// The visits of a webcast, in the order of time.
    pub(crate) fn visits_of(&self, webcast: &str) -> impl Iterator<Item = &Visit> {
        self.index.visits_of(webcast).iter().filter_map(|place| self.visits.get(*place))
    }

    /// How often a vod was watched.
    pub(crate) fn watched(&self, vod: &str) -> usize {
        self.index.watches_of(vod)
    }

    /// The votes of a webcast with the ballots cast, in the order of time.
    pub(crate) fn votes_of(
        &self,
        webcast: &str,
    ) -> impl Iterator<Item = (&Vote, Vec<&Ballot>)> {
        let votes = self.votes.iter().enumerate();
        votes.filter(move |(_, vote)| vote.webcast == webcast).map(|(place, vote)| {
            let ballots = self.index.ballots_of(place).iter();
            (vote, ballots.filter_map(|place| self.ballots.get(*place)).collect())
        })
    }

    /// The people who were called in a roll call.
    pub(crate) fn called_in(&self, call: &RollCall) -> &[Called] {
        self.called.get(call.called.clone()).unwrap_or_default()
    }

    /// Rebuilds the index, after the lists were read from a snapshot or a state file.
    pub(super) fn find_all(&mut self) {
        self.index = Index::of(self);
    }

    /// The session in which something happened.
    pub(crate) fn session_at(&self, webcast: &str, moment: Time) -> Option<&Session> {
        let held = |session: &&Session| {
            session.started <= moment
                && session.ended.is_none_or(|ended| moment <= ended)
        };
        self.sessions_of(webcast).rev().find(held)
    }

    /// The session of a webcast that was finished last.
    pub(crate) fn last_finished(&self, webcast: &str) -> Option<(Time, Time)> {
        let finished = self
            .sessions_of(webcast)
            .filter_map(|session| Some((session.started, session.ended?)));
        finished.max_by_key(|(_, ended)| *ended)
    }
}
