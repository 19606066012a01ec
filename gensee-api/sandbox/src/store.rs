//! The state file, which keeps the contents of a sandbox beyond the end of the process.
//!
//! ```text
//! a call, a control ─▶ the world, which records its changes ─▶ batch ─▶ a commit: one transaction for all that wait
//!         ▲                                                                  │
//!         └──────────── answered when its commit is on the disk ◀────────────┘
//! ```
//!
//! An answer is sent only after every change that it can show was written. So killing the process loses nothing that
//! was acknowledged or read. When the file cannot be written, no call is acknowledged any more: the current call and
//! all later ones are answered with the return code 300. Whether the file then has the change of the current call is
//! open.

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

use super::clock::Setting;
use super::lock;
use super::world::World;

pub(super) use batch::Batch;
pub(super) use commit_queue::PersistError;

use commit_queue::CommitQueue;
use file::StateFile;

/// A state file that is written whenever the world has changed.
pub(super) struct Store {
    commits: Arc<CommitQueue>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Store {
    /// Opens a file, or makes a new one. Returns its contents too, unless the file is new.
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

    /// Puts changes into the next commit. The caller still holds the lock of the world, because the changes must be
    /// queued in the order in which they were made.
    pub(super) fn queue(&self, batch: serde_json::Result<Batch>) {
        self.commits.queue(batch);
    }

    /// Waits until every batch that was queued before this call is on the disk.
    pub(super) async fn saved(&self) -> Result<(), PersistError> {
        self.commits.saved().await
    }

    /// Does the same as [`saved`](Self::saved), for code without async.
    pub(super) fn saved_here(&self) -> Result<(), PersistError> {
        self.commits.saved_here()
    }

    /// Writes the batches that are still waiting, and closes the file.
    pub(super) fn close(&self) {
        self.commits.close();
        // A panic of the thread can be ignored here, because every waiting caller has got it as an error.
        let _ = lock(&self.thread).take().map(JoinHandle::join);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.close();
    }
}
