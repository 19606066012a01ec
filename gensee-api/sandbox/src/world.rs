//! The state that all operations share: plain data.

mod activity;
mod address;
mod answer;
mod console;
mod conversions;
mod documents;
mod error;
mod extras;
mod ids;
mod media;
mod text;
mod tracked;
mod users;
mod webcasts;

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

pub(super) use activity::{
    Activity, Asked, Ballot, Called, Praise, Presence, Reward, RollCall, Session, Visit,
    Watch, peak,
};
pub use activity::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm, VoteId, VoteQuestion,
    WatchId,
};
pub use answer::Answer;
pub(super) use console::{Console, Receiver};
#[cfg(test)]
pub(super) use conversions::CONVERSION_MILLIS;
pub(super) use conversions::{Conversion, Post, PostKind, Upload};
pub(super) use documents::Document;
pub use error::ControlError;
pub(super) use extras::{Camera, Capture, Player, WebcastExtras};
pub(super) use media::{About, Interval, Record, Source, Vod};
pub(super) use users::{Caller, Hashes, Profile, User};
pub(super) use webcasts::{Phase, Settings, Tokens, Webcast};

pub(super) use tracked::{Cell, Table, Tracked};

pub(super) use address::organizer_id;

use address::entry;
use ids::Ids;

/// The version of the format of snapshots and state files. A change of the format must raise it.
pub(super) const VERSION: u32 = 3;

/// Everything that a site holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct World {
    /// By login name.
    pub(super) users: Table<String, User>,
    /// By id, including those that were ended.
    pub(super) webcasts: Table<String, Webcast>,
    /// The ids of webcasts that were deleted.
    pub(super) deleted: Table<String, ()>,
    pub(super) records: Table<i64, Record>,
    /// The ids of recordings that were deleted.
    pub(super) deleted_records: Table<i64, ()>,
    pub(super) vods: Table<String, Vod>,
    /// Documents that the site keeps, by id.
    pub(super) documents: Table<i64, Document>,
    /// The player settings of webcasts and vods, by the id of the webcast or vod.
    pub(super) players: Table<String, Player>,
    /// The conversions that are still running, in the order in which they began.
    pub(super) conversions: Table<u64, Conversion>,
    /// The callbacks that are to be sent to addresses of the callers.
    pub(super) outbox: Table<u64, Post>,
    /// The operations that the site's administration has switched off, by name.
    pub(super) disabled: Table<String, ()>,
    /// The answers that the user of the sandbox has set, the last one under the highest number.
    pub(super) answers: Table<u64, Answer>,
    /// Visits, and what the viewers did.
    pub(super) activity: Activity,
    pub(super) ids: Cell<Ids>,
    /// What is set in the site's console.
    pub(super) console: Cell<Console>,
    /// The ids of webcasts by subject.
    #[serde(skip)]
    subjects: HashMap<String, String>,
    /// The posts of the outbox that are being sent.
    #[serde(skip)]
    sending: BTreeSet<u64>,
}

impl World {
    /// Makes a world that has only an administrator.
    pub(super) fn new(admin: &str, password: &str) -> Self {
        let mut world = Self::empty();
        let admin_of_site = User {
            id: world.ids.number(),
            hashes: Hashes::of(password),
            role: gensee_api::Role::Admin,
            enabled: true,
            effective: None,
            invalid: None,
            points: None,
            vod_points: None,
            profile: Profile { name: "Administrator".to_owned(), ..Profile::default() },
        };
        world.users.insert(admin.to_owned(), admin_of_site);
        world
    }

    /// Makes a world without any entry.
    pub(super) fn empty() -> Self {
        Self {
            users: Table::default(),
            webcasts: Table::default(),
            deleted: Table::default(),
            records: Table::default(),
            deleted_records: Table::default(),
            vods: Table::default(),
            documents: Table::default(),
            players: Table::default(),
            conversions: Table::default(),
            outbox: Table::default(),
            disabled: Table::default(),
            answers: Table::default(),
            activity: Activity::default(),
            ids: Cell::default(),
            console: Cell::default(),
            subjects: HashMap::new(),
            sending: BTreeSet::new(),
        }
    }

    /// All parts that a state file keeps, by name. The names must not change, because existing state files have them.
    pub(super) fn tracked(&mut self) -> Vec<(&'static str, &mut dyn Tracked)> {
        let Self {
            users,
            webcasts,
            deleted,
            records,
            deleted_records,
            vods,
            documents,
            players,
            conversions,
            outbox,
            disabled,
            answers,
            activity,
            ids,
            console,
            subjects: _,
            sending: _,
        } = self;
        let mut tracked: Vec<(&'static str, &mut dyn Tracked)> = vec![
            ("users", users),
            ("webcasts", webcasts),
            ("deleted", deleted),
            ("records", records),
            ("deleted_records", deleted_records),
            ("vods", vods),
            ("documents", documents),
            ("players", players),
            ("conversions", conversions),
            ("outbox", outbox),
            ("disabled", disabled),
            ("answers", answers),
            ("ids", ids),
            ("console", console),
        ];
        tracked.extend(activity.tracked());
        tracked
    }

    /// A copy in which no post is being sent.
    pub(super) fn copy(&self) -> Self {
        let mut copy = self.clone();
        copy.sending.clear();
        copy
    }

    /// Puts back an entry of the part called `name`. `None` when there is no such part, or when the part cannot hold
    /// the entry.
    pub(super) fn put(&mut self, name: &str, key: &str, json: &[u8]) -> Option<()> {
        let mut tracked = self.tracked().into_iter();
        let (_, owner) = tracked.find(|(owner, _)| *owner == name)?;
        owner.put(key, json)
    }

    /// The name of a part that still misses an entry after all entries were put back.
    pub(super) fn incomplete(&mut self) -> Option<&'static str> {
        let mut tracked = self.tracked().into_iter();
        tracked.find(|(_, tracked)| !tracked.is_complete()).map(|(name, _)| name)
    }

    /// Rebuilds what is not kept in snapshots and state files, after the world was read from one. No post is being sent
    /// then.
    pub(super) fn find_all(&mut self) {
        self.activity.find_all();
        let subjects = self.webcasts.values();
        let subjects =
            subjects.map(|held| (held.settings.subject.clone(), held.id.clone()));
        self.subjects = subjects.collect();
        self.sending.clear();
    }
}
