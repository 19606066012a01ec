//! What is to be written.

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::world::{Tracked, World};

/// The name under which the clock stands beside the tracked of the world.
pub(super) const CLOCK: &str = "clock";

/// Changes of entries. Of several changes of one the last counts.
#[derive(Default)]
pub(crate) struct Batch {
    /// Whether all that was written before goes.
    pub(super) anew: bool,
    /// By tracked and key; none for what is gone.
    pub(super) rows: BTreeMap<(&'static str, String), Option<Vec<u8>>>,
}

impl Batch {
    /// What was changed in a world and its clock since the last time.
    pub(crate) fn changed(world: &mut World, clock: &Clock) -> serde_json::Result<Self> {
        let mut batch = Self::default();
        for (name, tracked) in world.tracked() {
            batch.take(name, tracked)?;
        }
        batch.take(CLOCK, &mut *clock.tracked())?;
        Ok(batch)
    }

    /// All there is, in the place of all that there was.
    pub(crate) fn all(world: &mut World, clock: &Clock) -> serde_json::Result<Self> {
        for (_, tracked) in world.tracked() {
            tracked.unsettled();
        }
        clock.tracked().unsettled();
        Ok(Self { anew: true, ..Self::changed(world, clock)? })
    }

    /// Takes what was changed for written, where nothing is.
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

    /// Adds what came later.
    pub(super) fn then(&mut self, later: Self) {
        if later.anew {
            *self = later;
        } else {
            self.rows.extend(later.rows);
        }
    }
}
