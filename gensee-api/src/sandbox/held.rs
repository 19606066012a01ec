//! The world while somebody has it alone.

use std::ops::{Deref, DerefMut};
use std::sync::MutexGuard;

use super::store::Batch;
use super::world::World;
use super::{Shared, Snapshot, alone};

/// The world, alone. What was changed goes to the store when it is let go, so that the store has all changes in order.
pub(super) struct Held<'a> {
    world: MutexGuard<'a, World>,
    shared: &'a Shared,
    /// Whether it is another world than before.
    anew: bool,
}

impl<'a> Held<'a> {
    pub(super) fn new(shared: &'a Shared) -> Self {
        let mut world = alone(&shared.world);
        world.settle(shared.clock.now());
        Self { world, shared, anew: false }
    }

    /// Puts a snapshot in the place of the world and its clock.
    pub(super) fn replace(&mut self, snapshot: &Snapshot) {
        *self.world = snapshot.world.copy();
        self.shared.clock.set(snapshot.clock);
        self.anew = true;
    }
}

impl Deref for Held<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut World {
        &mut self.world
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let Shared { store, clock, .. } = self.shared;
        let world = &mut self.world;
        match store {
            None => Batch::forget(world, clock),
            Some(store) if self.anew => store.queue(Batch::all(world, clock)),
            Some(store) => store.queue(Batch::changed(world, clock)),
        }
    }
}
