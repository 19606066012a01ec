//! Where the things of a world stand: tables, lists and cells that know what was changed in them, so that a store
//! writes that and nothing else.
//!
//! They are read as what they are made of; whoever changes something goes through a method that notes it.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::mem;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What became of an entry: its JSON, or nothing when it is gone.
type Change = (String, Option<Vec<u8>>);

/// Something of a world that a store keeps, entry by entry.
pub(crate) trait Tracked {
    /// What was changed since the last time.
    fn changes(&mut self) -> serde_json::Result<Vec<Change>>;

    /// Takes all that was changed for written.
    fn settled(&mut self);

    /// Takes everything for changed.
    fn unsettled(&mut self);

    /// Puts back an entry that a store kept; entries come in any order. `None` when the text cannot be such an entry.
    fn put(&mut self, key: &str, json: &[u8]) -> Option<()>;

    /// Whether all that must be there was put back.
    fn is_complete(&self) -> bool {
        true
    }
}

/// Things by their keys.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
#[serde(bound(deserialize = "K: Deserialize<'de>, V: Deserialize<'de>"))]
pub(crate) struct Table<K: Ord, V> {
    entries: BTreeMap<K, V>,
    #[serde(skip)]
    changed: BTreeSet<K>,
}

/// Things by their place. None is ever taken away.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub(crate) struct List<T> {
    entries: Vec<T>,
    #[serde(skip)]
    changed: BTreeSet<usize>,
    /// Put back by a store before its place was reached.
    #[serde(skip)]
    early: BTreeMap<usize, T>,
}

/// One thing. Whoever borrows it to change it has changed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Cell<T> {
    value: T,
    #[serde(skip)]
    changed: bool,
}

impl<K: Ord + Clone, V> Table<K, V> {
    pub(crate) fn insert(&mut self, key: K, value: V) {
        self.changed.insert(key.clone());
        self.entries.insert(key, value);
    }

    pub(crate) fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let (key, _) = self.entries.get_key_value(key)?;
        self.changed.insert(key.clone());
        self.entries.get_mut(key.clone().borrow())
    }

    pub(crate) fn remove<Q>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let (key, value) = self.entries.remove_entry(key)?;
        self.changed.insert(key);
        Some(value)
    }

    /// Keeps those that are `wanted`.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&K, &V) -> bool) {
        let gone = self.entries.extract_if(.., |key, value| !wanted(key, value));
        self.changed.extend(gone.map(|(key, _)| key));
    }

    /// Changes those that are `meant`.
    pub(crate) fn change_where(
        &mut self,
        meant: impl Fn(&V) -> bool,
        mut change: impl FnMut(&mut V),
    ) {
        for (key, value) in self.entries.iter_mut().filter(|(_, value)| meant(value)) {
            self.changed.insert(key.clone());
            change(value);
        }
    }
}

impl<V> Table<u64, V> {
    /// Adds one after all others.
    pub(crate) fn push(&mut self, value: V) {
        let last = self.entries.last_key_value();
        let next = last.map_or(0, |(last, _)| last.saturating_add(1));
        self.insert(next, value);
    }
}

impl<K, V> Tracked for Table<K, V>
where
    K: Ord + Clone + Display + FromStr,
    V: Serialize + DeserializeOwned,
{
    fn changes(&mut self) -> serde_json::Result<Vec<Change>> {
        let changed = mem::take(&mut self.changed).into_iter();
        let change = |key: K| {
            let json = self.entries.get(&key).map(serde_json::to_vec).transpose();
            json.map(|json| (key.to_string(), json))
        };
        changed.map(change).collect()
    }

    fn settled(&mut self) {
        self.changed.clear();
    }

    fn unsettled(&mut self) {
        self.changed = self.entries.keys().cloned().collect();
    }

    fn put(&mut self, key: &str, json: &[u8]) -> Option<()> {
        let key = key.parse().ok()?;
        self.entries.insert(key, serde_json::from_slice(json).ok()?);
        Some(())
    }
}

impl<T> Cell<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { value, changed: false }
    }
}

impl<T> List<T> {
    pub(crate) fn push(&mut self, value: T) {
        self.changed.insert(self.entries.len());
        self.entries.push(value);
    }

    pub(crate) fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        let entry = self.entries.get_mut(place)?;
        self.changed.insert(place);
        Some(entry)
    }
}

impl<T: Serialize + DeserializeOwned> Tracked for List<T> {
    fn changes(&mut self) -> serde_json::Result<Vec<Change>> {
        let changed = mem::take(&mut self.changed).into_iter();
        let change = |place: usize| {
            let json = self.entries.get(place).map(serde_json::to_vec).transpose();
            json.map(|json| (place.to_string(), json))
        };
        changed.map(change).collect()
    }

    fn settled(&mut self) {
        self.changed.clear();
    }

    fn unsettled(&mut self) {
        self.changed = (0..self.entries.len()).collect();
    }

    fn put(&mut self, key: &str, json: &[u8]) -> Option<()> {
        let place = key.parse().ok()?;
        self.early.insert(place, serde_json::from_slice(json).ok()?);
        while let Some(next) = self.early.remove(&self.entries.len()) {
            self.entries.push(next);
        }
        Some(())
    }

    fn is_complete(&self) -> bool {
        self.early.is_empty()
    }
}

impl<T: Serialize + DeserializeOwned> Tracked for Cell<T> {
    fn changes(&mut self) -> serde_json::Result<Vec<Change>> {
        if !mem::take(&mut self.changed) {
            return Ok(Vec::new());
        }
        Ok(vec![(String::new(), Some(serde_json::to_vec(&self.value)?))])
    }

    fn settled(&mut self) {
        self.changed = false;
    }

    fn unsettled(&mut self) {
        self.changed = true;
    }

    fn put(&mut self, key: &str, json: &[u8]) -> Option<()> {
        self.value = key.is_empty().then(|| serde_json::from_slice(json).ok())??;
        Some(())
    }
}

impl<K: Ord, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { entries: BTreeMap::new(), changed: BTreeSet::new() }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), changed: BTreeSet::new(), early: BTreeMap::new() }
    }
}

impl<K: Ord, V> Deref for Table<K, V> {
    type Target = BTreeMap<K, V>;

    fn deref(&self) -> &BTreeMap<K, V> {
        &self.entries
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<T> Deref for Cell<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Cell<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.changed = true;
        &mut self.value
    }
}

/// The same things, whatever of them is written.
impl<K: Ord, V: PartialEq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<T: PartialEq> PartialEq for Cell<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
