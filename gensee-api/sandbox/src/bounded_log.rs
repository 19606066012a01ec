//! A log of the last entries.

use std::collections::VecDeque;

/// How many entries are kept.
const KEPT: usize = 1000;

/// The last entries.
pub(super) struct BoundedLog<T> {
    entries: VecDeque<T>,
    /// How many entries came before the first one that is kept.
    gone: u64,
}

impl<T> Default for BoundedLog<T> {
    fn default() -> Self {
        Self { entries: VecDeque::new(), gone: 0 }
    }
}

impl<T> BoundedLog<T> {
    /// Adds an entry, and returns its number.
    pub(super) fn push(&mut self, entry: T) -> u64 {
        if self.entries.len() == KEPT {
            self.entries.pop_front();
            self.gone += 1;
        }
        self.entries.push_back(entry);
        self.gone + self.entries.len() as u64 - 1
    }

    /// Changes an entry, if it is still kept.
    pub(super) fn change(&mut self, number: u64, add: impl FnOnce(&mut T)) {
        let index =
            number.checked_sub(self.gone).and_then(|index| usize::try_from(index).ok());
        if let Some(entry) = index.and_then(|index| self.entries.get_mut(index)) {
            add(entry);
        }
    }

    /// All entries that are kept, the oldest first.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.entries.iter()
    }

    pub(super) fn clear(&mut self) {
        self.gone += self.entries.len() as u64;
        self.entries.clear();
    }
}
