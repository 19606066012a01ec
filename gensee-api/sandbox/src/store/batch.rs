//! The changes that are to be written to the state file.

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::world::{Tracked, World};

/// The name of the clock in the state file, beside the names of the world's parts.
pub(super) const CLOCK: &str = "clock";

/// Changes of entries. When an entry was changed several times, the last change counts.
#[derive(Default)]
pub(crate) struct Batch {
    /// Whether everything that was written before is removed first.
    pub(super) anew: bool,
    /// The JSON of each entry by the name of its part and its key; `None` for an entry that was removed.
    pub(super) rows: BTreeMap<(&'static str, String), Option<Vec<u8>>>,
}

impl Batch {
    /// The changes in a world and its clock since they were last written.
    pub(crate) fn changed(world: &mut World, clock: &Clock) -> serde_json::Result<Self> {
        let mut batch = Self::default();
        for (name, tracked) in world.tracked() {
            batch.take(name, tracked)?;
        }
        batch.take(CLOCK, &mut *clock.tracked())?;
        Ok(batch)
    }

    /// All entries of a world and its clock, to replace everything that was written before.
    pub(crate) fn all(world: &mut World, clock: &Clock) -> serde_json::Result<Self> {
        for (_, tracked) in world.tracked() {
            tracked.unsettled();
        }
        clock.tracked().unsettled();
        Ok(Self { anew: true, ..Self::changed(world, clock)? })
    }

    /// Marks all changes as written. A sandbox without a state file uses it, because it writes nothing.
    pub(crate) fn forget(world: &mut World, clock: &Clock) {
        for (_, tracked) in world.tracked() {
            tracked.settled();
        }
        clock.tracked().settled();
    }

    fn take(
        &mut self,
        name: &'static str,
        tracked: &mut dyn Tracked,
    ) -> serde_json::Result<()> {
        let changes = tracked.changes()?.into_iter();
        self.rows.extend(changes.map(|(key, json)| ((name, key), json)));
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.anew && self.rows.is_empty()
    }

    /// Adds a later batch.
    pub(super) fn then(&mut self, later: Self) {
        if later.anew {
            *self = later;
        } else {
            self.rows.extend(later.rows);
        }
    }
}
