//! What all connections share: the world and what stands beside it, each alone for one at a time.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Snapshot;
use super::clock::Clock;
use super::faults::Faults;
use super::request_log::RequestLog;
use super::router::Router;
use super::store::{Batch, PersistError, Store};
use super::world::World;

/// What all connections share.
pub(super) struct AppState {
    pub(super) router: Router,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    requests: Mutex<RequestLog>,
    pub(super) clock: Clock,
    pub(super) read_timeout: Duration,
    /// What it was started with.
    start: Snapshot,
    /// None while nothing outlives it.
    store: Option<Store>,
}

/// The world, alone. What was changed goes to the store when it is let go, so that the store has all changes in order.
pub(super) struct WorldGuard<'a> {
    world: MutexGuard<'a, World>,
    app: &'a AppState,
    /// Whether it is another world than before.
    anew: bool,
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppState").field("clock", &self.clock).finish_non_exhaustive()
    }
}

impl AppState {
    /// With a world that nothing of outlives the process.
    pub(super) fn new(
        router: Router,
        world: World,
        clock: Clock,
        read_timeout: Duration,
    ) -> Self {
        Self {
            router,
            start: Snapshot { world: world.copy(), clock: clock.setting() },
            world: Mutex::new(world),
            faults: Mutex::default(),
            requests: Mutex::default(),
            clock,
            read_timeout,
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

    /// The world as it stands now, alone. A handler that panicked has changed nothing half: each checks before it
    /// changes.
    pub(super) fn world(&self) -> WorldGuard<'_> {
        let mut world = alone(&self.world);
        world.settle(self.clock.now());
        WorldGuard { world, app: self, anew: false }
    }

    /// Waits until all that was changed so far outlives the process.
    pub(super) async fn saved(&self) -> Result<(), PersistError> {
        match &self.store {
            Some(store) => store.saved().await,
            None => Ok(()),
        }
    }

    /// The same for code without async.
    pub(super) fn saved_here(&self) -> Result<(), PersistError> {
        match &self.store {
            Some(store) => store.saved_here(),
            None => Ok(()),
        }
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

    pub(super) fn requests(&self) -> MutexGuard<'_, RequestLog> {
        alone(&self.requests)
    }
}

impl Deref for WorldGuard<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl DerefMut for WorldGuard<'_> {
    fn deref_mut(&mut self) -> &mut World {
        &mut self.world
    }
}

impl Drop for WorldGuard<'_> {
    fn drop(&mut self) {
        let AppState { store, clock, .. } = self.app;
        let world = &mut self.world;
        match store {
            None => Batch::forget(world, clock),
            Some(store) if self.anew => store.queue(Batch::all(world, clock)),
            Some(store) => store.queue(Batch::changed(world, clock)),
        }
    }
}

/// A lock, whoever panicked with it.
pub(super) fn alone<T>(app: &Mutex<T>) -> MutexGuard<'_, T> {
    app.lock().unwrap_or_else(PoisonError::into_inner)
}
