//! The collections that a world is made of: tables, lists and cells. Each records which of its entries were changed,
//! so that a store writes those entries and no others.
//!
//! Reading goes straight to the inner collection, through `Deref`. Every change goes through a method that records it.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::mem;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The key of a changed entry and its JSON, or `None` when the entry was removed.
type Change = (String, Option<Vec<u8>>);

/// A part of a world that a store writes, entry by entry.
pub(crate) trait Tracked {
    /// Returns the entries that were changed since the last call, and marks them as written.
    fn changes(&mut self) -> serde_json::Result<Vec<Change>>;

    /// Marks all changes as written.
    fn settled(&mut self);

    /// Marks every entry as changed.
    fn unsettled(&mut self);

    /// Puts back an entry that a store has kept; the entries may come in any order. Returns `None` when the key or the
    /// JSON cannot be such an entry.
    fn put(&mut self, key: &str, json: &[u8]) -> Option<()>;

    /// Whether no entry is missing after all entries were put back.
    fn is_complete(&self) -> bool {
        true
    }
}

/// Values by their keys.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
#[serde(bound(deserialize = "K: Deserialize<'de>, V: Deserialize<'de>"))]
pub(crate) struct Table<K: Ord, V> {
    entries: BTreeMap<K, V>,
    #[serde(skip)]
    changed: BTreeSet<K>,
}

/// Values by their place. A value is never removed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub(crate) struct List<T> {
    entries: Vec<T>,
    #[serde(skip)]
    changed: BTreeSet<usize>,
    /// Entries that a store put back before those of the lower places.
    #[serde(skip)]
    early: BTreeMap<usize, T>,
}

/// One value. A mutable borrow counts as a change.
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

    /// Keeps the entries that are `wanted`, and removes the others.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&K, &V) -> bool) {
        let gone = self.entries.extract_if(.., |key, value| !wanted(key, value));
        self.changed.extend(gone.map(|(key, _)| key));
    }

    /// Changes the entries that are `meant`.
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
    /// Adds a value under the number after the highest one.
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

/// Tables are equal when their entries are; which entries still have to be written does not matter.
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
