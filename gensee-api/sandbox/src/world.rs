//! The state that all operations share: plain data.

mod activity;
mod address;
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
#[cfg(test)]
pub(super) use conversions::CONVERSION_MILLIS;
pub(super) use conversions::{Conversion, Post, Upload};
pub(super) use documents::Document;
pub use error::ControlError;
pub(super) use extras::{Camera, Capture, Player, WebcastExtras};
pub(super) use media::{About, Interval, Record, Source, Vod};
pub(super) use users::{Caller, Hashes, Profile, User};
pub(super) use webcasts::{Phase, Settings, Tokens, Webcast};

pub(super) use tracked::{Cell, Tracked};

use address::entry;
use ids::Ids;
use tracked::Table;

/// Which form a world has in snapshots and state files. Whoever changes what stands in them counts on.
pub(super) const VERSION: u32 = 1;

/// Everything that a site holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct World {
    /// By login name.
    pub(super) users: Table<String, User>,
    /// By id, those that were ended too.
    pub(super) webcasts: Table<String, Webcast>,
    /// The ids of webcasts that were deleted.
    pub(super) deleted: Table<String, ()>,
    pub(super) records: Table<i64, Record>,
    /// The ids of recordings that were deleted.
    pub(super) deleted_records: Table<i64, ()>,
    pub(super) vods: Table<String, Vod>,
    /// Documents that the site keeps.
    pub(super) documents: Table<i64, Document>,
    /// How webcasts and vods are shown, by id.
    pub(super) players: Table<String, Player>,
    /// What is being converted, in the order in which it came.
    pub(super) conversions: Table<u64, Conversion>,
    /// What is to be told to addresses of the callers.
    pub(super) outbox: Table<u64, Post>,
    /// The operations that the site's administration has switched off, by name.
    pub(super) disabled: Table<String, ()>,
    /// Who was there, and what they did.
    pub(super) activity: Activity,
    pub(super) ids: Cell<Ids>,
    /// The ids of webcasts by subject.
    #[serde(skip)]
    subjects: HashMap<String, String>,
    /// The posts of the outbox that are on their way.
    #[serde(skip)]
    sending: BTreeSet<u64>,
}

impl World {
    /// A world in which there is nothing but an administrator.
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

    /// A world without anything.
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
            activity: Activity::default(),
            ids: Cell::default(),
            subjects: HashMap::new(),
            sending: BTreeSet::new(),
        }
    }

    /// All that outlives the world, by names that stay: a state file has them.
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
            activity,
            ids,
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
            ("ids", ids),
        ];
        tracked.extend(activity.tracked());
        tracked
    }

    /// A copy that is nowhere under way.
    pub(super) fn copy(&self) -> Self {
        let mut copy = self.clone();
        copy.sending.clear();
        copy
    }

    /// Puts back an entry of what is tracked under `name`. `None` when nothing is, or when it cannot hold the entry.
    pub(super) fn put(&mut self, name: &str, key: &str, json: &[u8]) -> Option<()> {
        let mut tracked = self.tracked().into_iter();
        let (_, owner) = tracked.find(|(owner, _)| *owner == name)?;
        owner.put(key, json)
    }

    /// The name under which something is still missing after all was put back.
    pub(super) fn incomplete(&mut self) -> Option<&'static str> {
        let mut tracked = self.tracked().into_iter();
        tracked.find(|(_, tracked)| !tracked.is_complete()).map(|(name, _)| name)
    }

    /// Finds its way again, after it was read from elsewhere: nothing of it is under way.
    pub(super) fn find_all(&mut self) {
        self.activity.find_all();
        let subjects = self.webcasts.values();
        let subjects =
            subjects.map(|held| (held.settings.subject.clone(), held.id.clone()));
        self.subjects = subjects.collect();
        self.sending.clear();
    }
}
