//! The state that all operations share: plain data.

mod belongings;
mod conversions;
mod documents;
mod ids;
mod media;
mod people;
mod users;
mod webcasts;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub(super) use belongings::{Belongings, Camera, Capture, Player};
#[cfg(test)]
pub(super) use conversions::CONVERSION_MILLIS;
pub(super) use conversions::{Conversion, Post, Upload};
pub(super) use documents::Document;
pub(super) use media::{About, Record, Source, Span, Vod};
pub(super) use people::{
    Asked, Ballot, People, Praise, RollCall, Session, Stay, Visit, Watch, peak,
};
pub use people::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm, VoteId, VoteQuestion,
    WatchId,
};
pub(super) use users::{Caller, Hashes, Profile, User};
pub(super) use webcasts::{Life, Settings, Tokens, Webcast};

use ids::Ids;

/// Everything that a site holds.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// By login name.
    pub(super) users: BTreeMap<String, User>,
    /// By id, those that were ended too.
    pub(super) webcasts: BTreeMap<String, Webcast>,
    /// The ids of webcasts that were deleted.
    pub(super) deleted: BTreeSet<String>,
    pub(super) records: BTreeMap<i64, Record>,
    /// The ids of recordings that were deleted.
    pub(super) deleted_records: BTreeSet<i64>,
    pub(super) vods: BTreeMap<String, Vod>,
    /// Documents that the site keeps.
    pub(super) documents: BTreeMap<i64, Document>,
    /// How webcasts and vods are shown, by id.
    pub(super) players: BTreeMap<String, Player>,
    /// What is being converted, in the order in which it came.
    pub(super) conversions: Vec<Conversion>,
    /// What is to be told to addresses of the callers.
    pub(super) outbox: VecDeque<Post>,
    /// The operations that the site's administration has switched off, by name.
    pub(super) disabled: BTreeSet<String>,
    /// Who was there, and what they did.
    pub(super) people: People,
    pub(super) ids: Ids,
}

impl World {
    /// A world in which there is nothing but an administrator.
    pub(super) fn new(admin: &str, password: &str) -> Self {
        let mut world = Self {
            users: BTreeMap::new(),
            webcasts: BTreeMap::new(),
            deleted: BTreeSet::new(),
            records: BTreeMap::new(),
            deleted_records: BTreeSet::new(),
            vods: BTreeMap::new(),
            documents: BTreeMap::new(),
            players: BTreeMap::new(),
            conversions: Vec::new(),
            outbox: VecDeque::new(),
            disabled: BTreeSet::new(),
            people: People::default(),
            ids: Ids::default(),
        };
        let admin_of_site = User {
            id: world.ids.number(),
            hashes: Hashes::of(password),
            role: crate::Role::Admin,
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
}
