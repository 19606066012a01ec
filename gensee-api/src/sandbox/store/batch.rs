//! What is to be written.

use std::collections::BTreeMap;

use crate::sandbox::clock::Clock;
use crate::sandbox::world::{Shelf, World};

/// The name under which the clock stands beside the shelves of the world.
pub(super) const CLOCK: &str = "clock";

/// Changes of entries. Of several changes of one the last counts.
#[derive(Default)]
pub(in crate::sandbox) struct Batch {
    /// Whether all that was written before goes.
    pub(super) anew: bool,
    /// By shelf and key; none for what is gone.
    pub(super) rows: BTreeMap<(&'static str, String), Option<Vec<u8>>>,
}

impl Batch {
    /// What was changed in a world and its clock since the last time.
    pub(in crate::sandbox) fn changed(
        world: &mut World,
        clock: &Clock,
    ) -> serde_json::Result<Self> {
        let mut batch = Self::default();
        for (name, shelf) in world.shelves() {
            batch.take(name, shelf)?;
        }
        batch.take(CLOCK, &mut *clock.shelf())?;
        Ok(batch)
    }

    /// All there is, in the place of all that there was.
    pub(in crate::sandbox) fn all(
        world: &mut World,
        clock: &Clock,
    ) -> serde_json::Result<Self> {
        for (_, shelf) in world.shelves() {
            shelf.unsettled();
        }
        clock.shelf().unsettled();
        Ok(Self { anew: true, ..Self::changed(world, clock)? })
    }

    /// Takes what was changed for written, where nothing is.
    pub(in crate::sandbox) fn forget(world: &mut World, clock: &Clock) {
        for (_, shelf) in world.shelves() {
            shelf.settled();
        }
        clock.shelf().settled();
    }

    fn take(
        &mut self,
        name: &'static str,
        shelf: &mut dyn Shelf,
    ) -> serde_json::Result<()> {
        let changes = shelf.changes()?.into_iter();
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
