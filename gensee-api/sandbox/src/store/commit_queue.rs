//! CommitQueue of writing: whatever was queued while one was written goes into the next, so that many calls share the one
//! wait for the disk.

use std::error::Error;
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use thiserror::Error;
use tokio::sync::watch;

use super::batch::Batch;
use crate::alone;

/// Why something is not known to be on the disk.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub(crate) struct PersistError(String);

/// Between those who change the world and the thread that writes.
#[derive(Default)]
pub(super) struct CommitQueue {
    state: Mutex<State>,
    /// Something was queued, or a round is over.
    turned: Condvar,
    /// The same for async code.
    progress: watch::Sender<Progress>,
}

#[derive(Default)]
struct State {
    waiting: Batch,
    /// How many batches were queued.
    queued: u64,
    closed: bool,
    progress: Progress,
}

/// How far the writing is.
#[derive(Clone, Debug, Default)]
struct Progress {
    /// So many batches are on the disk.
    saved: u64,
    /// Why there will be no more.
    ended: Option<PersistError>,
}

impl CommitQueue {
    /// Puts a batch into the next round. Once the writing has ended there is none; what cannot be written ends it.
    pub(super) fn queue(&self, batch: serde_json::Result<Batch>) {
        let batch = match batch {
            Ok(batch) if batch.is_empty() => return,
            batch => batch,
        };
        let mut state = alone(&self.state);
        state.queued += 1;
        match batch {
            _ if state.progress.ended.is_some() => {}
            Ok(batch) => {
                state.waiting.then(batch);
                self.turned.notify_all();
            }
            Err(error) => {
                drop(state);
                self.end(error.to_string());
            }
        }
    }

    /// Lets the writing end after what is waiting.
    pub(super) fn close(&self) {
        alone(&self.state).closed = true;
        self.turned.notify_all();
    }

    /// Writes round after round, until it is closed or cannot any more.
    pub(super) fn run<E: Error>(&self, write: impl Fn(Batch) -> Result<(), E>) {
        // Nobody waits for a thread that panicked.
        let _ending = Ending(self);
        while let Some((batch, number)) = self.next() {
            match write(batch) {
                Ok(()) => self.tell(|progress| progress.saved = number),
                Err(error) => {
                    tracing::error!("{error}");
                    return self.end(error.to_string());
                }
            }
        }
    }

    /// What is waiting, as soon as there is something, and the number of its last batch.
    fn next(&self) -> Option<(Batch, u64)> {
        let idle = |state: &mut State| state.waiting.is_empty() && !state.closed;
        let mut state = self.wait_while(idle);
        let batch = mem::take(&mut state.waiting);
        (!batch.is_empty()).then_some((batch, state.queued))
    }

    /// Writes nothing any more. What ended it first is the reason.
    fn end(&self, why: String) {
        self.tell(|progress| {
            progress.ended.get_or_insert(PersistError(why));
        });
    }

    fn tell(&self, change: impl FnOnce(&mut Progress)) {
        let mut state = alone(&self.state);
        change(&mut state.progress);
        self.progress.send_replace(state.progress.clone());
        self.turned.notify_all();
    }

    /// Waits until all that was queued before is written.
    pub(super) async fn saved(&self) -> Result<(), PersistError> {
        let number = {
            let state = alone(&self.state);
            if let Some(over) = state.progress.over(state.queued) {
                return over;
            }
            state.queued
        };
        let mut progress = self.progress.subscribe();
        // The sender lives as long as this.
        match progress.wait_for(|progress| progress.over(number).is_some()).await {
            Ok(progress) => progress.over(number).unwrap_or(Ok(())),
            Err(_) => Ok(()),
        }
    }

    /// The same, and the thread stands still meanwhile.
    pub(super) fn saved_here(&self) -> Result<(), PersistError> {
        let number = alone(&self.state).queued;
        let state = self.wait_while(|state| state.progress.over(number).is_none());
        state.progress.over(number).unwrap_or(Ok(()))
    }

    fn wait_while(&self, wait: impl FnMut(&mut State) -> bool) -> MutexGuard<'_, State> {
        let state = self.turned.wait_while(alone(&self.state), wait);
        state.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    /// How it went with the batch of a number; none while that is open.
    fn over(&self, number: u64) -> Option<Result<(), PersistError>> {
        if self.saved >= number {
            return Some(Ok(()));
        }
        self.ended.clone().map(Err)
    }
}

/// Tells that nothing is written any more, however that came.
struct Ending<'a>(&'a CommitQueue);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.end("the sandbox has stopped; start another one".to_owned());
    }
}
