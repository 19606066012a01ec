//! The state file: what a sandbox holds outlives the process.
//!
//! ```text
//! a call, a control ─▶ the world, which notes what it changed ─▶ batch ─▶ a round: one transaction for all that wait
//!         ▲                                                                  │
//!         └──────────── answered when its round is on the disk ◀─────────────┘
//! ```
//!
//! An answer is sent after all that it can have seen was written, so nothing that was acknowledged, or read, is lost by
//! a kill. When the file cannot be written, nothing is acknowledged any more: the call at hand and all later ones are
//! answered with the return code 300. The change of the call at hand may then be in the file, or not.

mod batch;
mod commit_queue;
mod error;
mod file;
#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use super::alone;
use super::clock::Setting;
use super::world::World;

pub(super) use batch::Batch;
pub(super) use commit_queue::PersistError;

use commit_queue::CommitQueue;
use file::StateFile;

/// A file that is written as the world changes.
pub(super) struct Store {
    commits: Arc<CommitQueue>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Store {
    /// Opens a file, or makes a new one; what it holds, unless it is new.
    ///
    /// # Errors
    /// When it is not a state file of this version, when another process has it open, and when it cannot be read or
    /// written.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Option<(World, Setting)>)> {
        let file = StateFile::open(path)?;
        let held = file.read()?;
        Ok((Self::of(file)?, held))
    }

    fn of(file: StateFile) -> io::Result<Self> {
        let commits = Arc::new(CommitQueue::default());
        let held = Arc::clone(&commits);
        let thread = thread::Builder::new()
            .name("gensee-sandbox-state".to_owned())
            .spawn(move || held.run(|batch| file.write(batch)))?;
        Ok(Self { commits, thread: Mutex::new(Some(thread)) })
    }

    /// Puts changes into the next round. The world is still held, so that they come in its order.
    pub(super) fn queue(&self, batch: serde_json::Result<Batch>) {
        self.commits.queue(batch);
    }

    /// Waits until all that was queued before is on the disk.
    pub(super) async fn saved(&self) -> Result<(), PersistError> {
        self.commits.saved().await
    }

    /// The same for code without async.
    pub(super) fn saved_here(&self) -> Result<(), PersistError> {
        self.commits.saved_here()
    }

    /// Writes what is left and lets go of the file.
    pub(super) fn close(&self) {
        self.commits.close();
        // A thread that panicked has told whoever waits.
        let _ = alone(&self.thread).take().map(JoinHandle::join);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.close();
    }
}
