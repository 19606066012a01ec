//! The state that all connections share: the world, the faults and the request log, each behind a lock of its own.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Snapshot;
use super::clock::Clock;
use super::deliveries::DeliveryLog;
use super::faults::Faults;
use super::outbox::Outbox;
use super::request_log::RequestLog;
use super::router::Router;
use super::store::{Batch, PersistError, Store};
use super::trust::Hosts;
use super::world::World;
use tokio::sync::Semaphore;

/// The state that all connections share.
pub(super) struct AppState {
    pub(super) router: Router,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    requests: Mutex<RequestLog>,
    deliveries: Mutex<DeliveryLog>,
    pub(super) outbox: Outbox,
    pub(super) clock: Clock,
    pub(super) read_timeout: Duration,
    /// Other hosts under which the sandbox is called, and whose pages may call it.
    pub(super) trusted: Hosts,
    /// Hosts other than this machine that callbacks are sent to.
    pub(super) called_back: Hosts,
    /// Lets one snapshot be restored at a time, because each needs much memory.
    pub(super) restoring: Semaphore,
    /// The world and the clock at the start; a reset returns to them.
    start: Snapshot,
    /// The state file; `None` when nothing is kept beyond the end of the process.
    store: Option<Store>,
}

/// The locked world. Dropping the guard queues the changes in the store before the lock is released, so that the store
/// gets all changes in order.
pub(super) struct WorldGuard<'a> {
    world: MutexGuard<'a, World>,
    app: &'a AppState,
    /// Whether the whole world was replaced.
    anew: bool,
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppState").field("clock", &self.clock).finish_non_exhaustive()
    }
}

impl AppState {
    /// Makes a state without a state file.
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
            deliveries: Mutex::default(),
            outbox: Outbox::default(),
            clock,
            read_timeout,
            trusted: Hosts::default(),
            called_back: Hosts::default(),
            restoring: Semaphore::new(1),
            store: None,
        }
    }

    /// The same state, with a state file if there is one.
    pub(super) fn kept_in(self, store: Option<Store>) -> Self {
        Self { store, ..self }
    }

    /// The same state, with the hosts that are trusted and those that callbacks are sent to.
    pub(super) fn with_hosts(self, trusted: Hosts, called_back: Hosts) -> Self {
        Self { trusted, called_back, ..self }
    }

    /// Writes the changes that are still waiting, and closes the state file.
    pub(super) fn close(&self) {
        if let Some(store) = &self.store {
            store.close();
        }
    }

    /// Locks the world, with all changes that are due by now. A handler that panicked has left no half-made change,
    /// because every handler checks before it changes.
    pub(super) fn world(&self) -> WorldGuard<'_> {
        let mut world = lock(&self.world);
        world.settle(self.clock.now());
        WorldGuard { world, app: self, anew: false }
    }

    /// Waits until every change so far is in the state file, if there is one.
    pub(super) async fn saved(&self) -> Result<(), PersistError> {
        match &self.store {
            Some(store) => store.saved().await,
            None => Ok(()),
        }
    }

    /// Does the same as [`saved`](Self::saved), for code without async.
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

    /// Replaces the world and its clock by those of a snapshot.
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
        self.deliveries().clear();
    }

    pub(super) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(super) fn requests(&self) -> MutexGuard<'_, RequestLog> {
        lock(&self.requests)
    }

    pub(super) fn deliveries(&self) -> MutexGuard<'_, DeliveryLog> {
        lock(&self.deliveries)
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

/// Locks a mutex, even when a thread has panicked while it held the lock.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
