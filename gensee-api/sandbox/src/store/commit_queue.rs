//! The queue of batches that wait to be written. All batches that are queued during one commit go into the next one, so
//! that many calls share one wait for the disk.

use std::error::Error;
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use thiserror::Error;
use tokio::sync::watch;

use super::batch::Batch;
use crate::lock;

/// Why it is unknown whether a change is on the disk.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub(crate) struct PersistError(String);

/// The queue between the threads that change the world and the thread that writes.
#[derive(Default)]
pub(super) struct CommitQueue {
    state: Mutex<State>,
    /// Signalled when a batch was queued, a commit is over, or the queue was closed.
    turned: Condvar,
    /// The progress, for async code that waits for a commit.
    progress: watch::Sender<Progress>,
}

#[derive(Default)]
struct State {
    waiting: Batch,
    /// How many batches were queued so far.
    queued: u64,
    closed: bool,
    progress: Progress,
}

/// How far the writing has come.
#[derive(Clone, Debug, Default)]
struct Progress {
    /// How many batches are on the disk.
    saved: u64,
    /// Why nothing is written any more; `None` while the writing goes on.
    ended: Option<PersistError>,
}

impl CommitQueue {
    /// Puts a batch into the next commit. The batch is dropped when the writing has ended. A batch that could not be
    /// serialized ends the writing.
    pub(super) fn queue(&self, batch: serde_json::Result<Batch>) {
        let batch = match batch {
            Ok(batch) if batch.is_empty() => return,
            batch => batch,
        };
        let mut state = lock(&self.state);
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

    /// Ends the writing after the batches that are waiting now.
    pub(super) fn close(&self) {
        lock(&self.state).closed = true;
        self.turned.notify_all();
    }

    /// Writes commit after commit, until the queue is closed or a commit fails.
    pub(super) fn run<E: Error>(&self, write: impl Fn(Batch) -> Result<(), E>) {
        // It ends the writing even when this thread panics, because waiting threads would otherwise wait
        // for ever.
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

    /// Waits for batches, and takes all that are waiting and the number of the last one. Returns `None` when the queue
    /// is closed and empty.
    fn next(&self) -> Option<(Batch, u64)> {
        let idle = |state: &mut State| state.waiting.is_empty() && !state.closed;
        let mut state = self.wait_while(idle);
        let batch = mem::take(&mut state.waiting);
        (!batch.is_empty()).then_some((batch, state.queued))
    }

    /// Ends the writing. If it has ended before, the first reason stays.
    fn end(&self, why: String) {
        self.tell(|progress| {
            progress.ended.get_or_insert(PersistError(why));
        });
    }

    fn tell(&self, change: impl FnOnce(&mut Progress)) {
        let mut state = lock(&self.state);
        change(&mut state.progress);
        self.progress.send_replace(state.progress.clone());
        self.turned.notify_all();
    }

    /// Waits until every batch that was queued before this call is written.
    pub(super) async fn saved(&self) -> Result<(), PersistError> {
        let number = {
            let state = lock(&self.state);
            if let Some(over) = state.progress.over(state.queued) {
                return over;
            }
            state.queued
        };
        let mut progress = self.progress.subscribe();
        // The error cannot occur, because the sender lives as long as `self`.
        match progress.wait_for(|progress| progress.over(number).is_some()).await {
            Ok(progress) => progress.over(number).unwrap_or(Ok(())),
            Err(_) => Ok(()),
        }
    }

    /// Does the same as [`saved`](Self::saved), but blocks the thread.
    pub(super) fn saved_here(&self) -> Result<(), PersistError> {
        let number = lock(&self.state).queued;
        let state = self.wait_while(|state| state.progress.over(number).is_none());
        state.progress.over(number).unwrap_or(Ok(()))
    }

    fn wait_while(&self, wait: impl FnMut(&mut State) -> bool) -> MutexGuard<'_, State> {
        let state = self.turned.wait_while(lock(&self.state), wait);
        state.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    /// The result for the batch with this number; `None` while it is not decided.
    fn over(&self, number: u64) -> Option<Result<(), PersistError>> {
        if self.saved >= number {
            return Some(Ok(()));
        }
        self.ended.clone().map(Err)
    }
}

/// Ends the writing when it is dropped, also by a panic.
struct Ending<'a>(&'a CommitQueue);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.end("the sandbox has stopped; start another one".to_owned());
    }
}
