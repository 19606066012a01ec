//! What all connections share: the world and what stands beside it, each alone for one at a time.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Snapshot;
use super::clock::Clock;
use super::dispatch::Dispatch;
use super::faults::Faults;
use super::requests::Journal;
use super::store::{Batch, Store, Unsaved};
use super::world::World;

/// What all connections share.
pub(super) struct Shared {
    pub(super) dispatch: Dispatch,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    requests: Mutex<Journal>,
    pub(super) clock: Clock,
    pub(super) arrival: Duration,
    /// What it was started with.
    start: Snapshot,
    /// None while nothing outlives it.
    store: Option<Store>,
}

/// The world, alone. What was changed goes to the store when it is let go, so that the store has all changes in order.
pub(super) struct Held<'a> {
    world: MutexGuard<'a, World>,
    shared: &'a Shared,
    /// Whether it is another world than before.
    anew: bool,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("clock", &self.clock).finish_non_exhaustive()
    }
}

impl Shared {
    /// With a world that nothing of outlives the process.
    pub(super) fn new(
        dispatch: Dispatch,
        world: World,
        clock: Clock,
        arrival: Duration,
    ) -> Self {
        Self {
            dispatch,
            start: Snapshot { world: world.copy(), clock: clock.setting() },
            world: Mutex::new(world),
            faults: Mutex::default(),
            requests: Mutex::default(),
            clock,
            arrival,
            store: None,
        }
    }

    /// The same, and from now on it outlives the process.
    pub(super) fn kept_in(self, store: Option<Store>) -> Self {
        Self { store, ..self }
    }

    /// Lets go of what it is kept in, after all that is waiting was written.
    pub(super) fn close(&self) {
        if let Some(store) = &self.store {
            store.close();
        }
    }

    /// The world as it stands now, alone. A behaviour that panicked has changed nothing half: each checks before it
    /// changes.
    pub(super) fn world(&self) -> Held<'_> {
        let mut world = alone(&self.world);
        world.settle(self.clock.now());
        Held { world, shared: self, anew: false }
    }

    /// Waits until all that was changed so far outlives the process.
    pub(super) async fn saved(&self) -> Result<(), Unsaved> {
        match &self.store {
            Some(store) => store.saved().await,
            None => Ok(()),
        }
    }

    /// The same for code without async.
    pub(super) fn saved_here(&self) -> Result<(), Unsaved> {
        self.store.as_ref().map_or(Ok(()), Store::saved_here)
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        let world = self.world();
        Snapshot { world: world.copy(), clock: self.clock.setting() }
    }

    /// Puts a snapshot in the place of the world and its clock.
    pub(super) fn restore(&self, snapshot: &Snapshot) {
        let mut world = self.world();
        *world = snapshot.world.copy();
        self.clock.set(snapshot.clock);
        world.anew = true;
    }

    pub(super) fn reset(&self) {
        self.restore(&self.start);
        self.faults().clear();
        self.requests().clear();
    }

    pub(super) fn faults(&self) -> MutexGuard<'_, Faults> {
        alone(&self.faults)
    }

    pub(super) fn requests(&self) -> MutexGuard<'_, Journal> {
        alone(&self.requests)
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

/// A lock, whoever panicked with it.
pub(super) fn alone<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
