//! What changed in a list since the last time.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use md5::{Digest as _, Md5};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::answer::Answer;
use crate::wire::Time;

/// Finds what was added to a list, changed in it, and removed from it, for a copy of the list that is renewed from time
/// to time.
///
/// The calls that sync (chapters 5.22, 5.23 and 5.29) list by the time of creation, so to ask only for what was
/// created since the last time misses much: a vod that is published later than it was created, a new subject, a
/// deletion. The tracker asks for the whole range again, or for as much of it as an [`overlap`](Self::overlap) says, and
/// compares what arrives with what it knows.
///
/// It knows a digest of each row, not the row. Store it with serde after each round, when the changes are stored: after
/// a crash in between the same changes come again, and none is lost.
///
/// ```no_run
/// use gensee_api::{RowChange, ChangeTracker, Client, Time, webcast::SyncVods};
///
/// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let mut tracker: ChangeTracker = match std::fs::read_to_string("vods.json") {
///     Ok(stored) => serde_json::from_str(&stored)?,
///     Err(_) => ChangeTracker::new(Time::china("2020-01-01 00:00:00")?),
/// };
/// let (from, to) = tracker.begin(Time::now());
/// let mut vods = client.items(SyncVods::new(from, to));
/// while let Some(vod) = vods.try_next().await? {
///     match tracker.compare(&vod.id, vod.created_time, &vod) {
///         Some(change) => println!("{change:?}: {:?}", vod.subject),
///         None => {}
///     }
/// }
/// for id in tracker.end() {
///     println!("removed: {id}");
/// }
/// std::fs::write("vods.json", serde_json::to_string(&tracker)?)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ChangeTracker {
    start: Time,
    overlap: Option<Duration>,
    /// The end of the last round.
    position: Option<Time>,
    known: BTreeMap<String, Known>,
    round: Option<Round>,
}

/// What is known of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    created: Option<Time>,
    digest: String,
}

/// What has arrived since [`ChangeTracker::begin`].
#[derive(Clone, Debug, PartialEq, Eq)]
struct Round {
    from: Time,
    to: Time,
    arrived: BTreeMap<String, Known>,
}

/// How a row differs from the last round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowChange {
    /// It was not there.
    Added,
    /// It had other values.
    Changed,
}

impl ChangeTracker {
    /// A tracker that knows nothing, of what was created at or after `start`.
    pub fn new(start: Time) -> Self {
        ChangeTracker {
            start,
            overlap: None,
            position: None,
            known: BTreeMap::new(),
            round: None,
        }
    }

    /// Asks only for what was created since the last round or so long before it. By default everything since the start
    /// is asked for again. What is older is not looked at any more: a change, a late publication or a removal of it is
    /// missed.
    #[must_use]
    pub fn overlap(mut self, time: Duration) -> Self {
        self.overlap = Some(time);
        self
    }

    /// Begins a round: the range to ask for, whose end is `now`. A round that was begun before and not ended does not
    /// count.
    pub fn begin(&mut self, now: Time) -> (Time, Time) {
        let back = self.position.zip(self.overlap).map(|(position, overlap)| {
            let overlap = i64::try_from(overlap.as_millis()).unwrap_or(i64::MAX);
            Time::from_millis(position.millis().saturating_sub(overlap))
        });
        let from = back.map_or(self.start, |back| back.max(self.start));
        self.round = Some(Round { from, to: now, arrived: BTreeMap::new() });
        (from, now)
    }

    /// Takes a row that has arrived, with its id and the time of its creation; `None` when it is as it was.
    pub fn compare(
        &mut self,
        id: impl fmt::Display,
        created: Option<Time>,
        row: &impl Answer,
    ) -> Option<RowChange> {
        let (id, digest) = (id.to_string(), digest(row));
        let change = match self.known.get(&id) {
            None => Some(RowChange::Added),
            Some(known) => (known.digest != digest).then_some(RowChange::Changed),
        };
        let round = self.round.as_mut()?;
        // Pages that move while they are read give a row twice.
        let before = round.arrived.insert(id, Known { created, digest });
        change.filter(|_| before.is_none())
    }

    /// Ends a round, all of whose rows have arrived: the ids of the rows that were removed. Without it, the next round
    /// is compared with the last one that was ended.
    pub fn end(&mut self) -> Vec<String> {
        let Some(Round { from, to, arrived }) = self.round.take() else {
            return Vec::new();
        };
        let known = std::mem::replace(&mut self.known, arrived);
        self.position = Some(to);
        let gone = known.into_iter().filter(|(id, _)| !self.known.contains_key(id));
        // What was created before the range is not there because it was not asked for.
        let whole = self.overlap.is_none();
        let asked_for = |known: &Known| {
            whole || known.created.is_some_and(|created| created >= from)
        };
        gone.filter(|(_, known)| asked_for(known)).map(|(id, _)| id).collect()
    }
}

fn digest(row: &impl Answer) -> String {
    let json = serde_json::to_vec(row).unwrap_or_default();
    Md5::digest(json)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The stored form.
#[derive(Answer)]
struct Stored {
    #[answer(always)]
    start: Time,
    overlap_ms: Option<i64>,
    position: Option<Time>,
    known: Vec<StoredRow>,
}

#[derive(Answer)]
struct StoredRow {
    #[answer(always)]
    id: String,
    created: Option<Time>,
    #[answer(always)]
    digest: String,
}

impl Serialize for ChangeTracker {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = |(id, known): (&String, &Known)| StoredRow {
            id: id.clone(),
            created: known.created,
            digest: known.digest.clone(),
        };
        let stored = Stored {
            start: self.start,
            overlap_ms: self
                .overlap
                .map(|time| i64::try_from(time.as_millis()).unwrap_or(i64::MAX)),
            position: self.position,
            known: self.known.iter().map(row).collect(),
        };
        stored.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ChangeTracker {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        let row = |row: StoredRow| {
            (row.id, Known { created: row.created, digest: row.digest })
        };
        let overlap = stored.overlap_ms.map(u64::try_from).transpose();
        Ok(ChangeTracker {
            start: stored.start,
            overlap: overlap.map_err(D::Error::custom)?.map(Duration::from_millis),
            position: stored.position,
            known: stored.known.into_iter().map(row).collect(),
            round: None,
        })
    }
}

impl fmt::Debug for ChangeTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangeTracker")
            .field("start", &self.start)
            .field("overlap", &self.overlap)
            .field("position", &self.position)
            .field("known", &self.known.len())
            .finish_non_exhaustive()
    }
}
