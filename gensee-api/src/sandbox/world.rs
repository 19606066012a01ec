//! The state that all operations share: plain data.

mod ids;
mod media;
mod users;
mod webcasts;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use media::{About, Record, Source, View, Vod};
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
