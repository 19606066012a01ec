//! The thread that keeps the connections of blocking clients.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime;
use tokio::task::coop;

use crate::error::{Error, Result};

pub(crate) struct Runtime {
    /// `None` only while it is dropped.
    inner: Option<runtime::Runtime>,
}

impl Runtime {
    pub(crate) fn start() -> Result<Self> {
        // A thread of its own notices when the server closes a connection between two calls; otherwise the next call
        // would fail.
        let inner = runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("gensee-api")
            .enable_io()
            .enable_time()
            .build()
            .map_err(|error| {
                Error::config(
                    "blocking::Client",
                    format!("its thread cannot be started: {error}"),
                )
            })?;
        Ok(Self { inner: Some(inner) })
    }

    /// Blocks this thread until the future is done, and returns its output.
    ///
    /// Not by `Runtime::block_on`, which panics on every thread that runs async tasks, also where that thread may be
    /// blocked.
    pub(crate) fn block_on<F: Future>(&self, future: F) -> Result<F::Output> {
        if runs_a_task() {
            return Err(Error::config(
                "blocking::Client",
                "would block the async runtime it is called in; use `Client` there, or `tokio::task::spawn_blocking`",
            ));
        }
        let Some(inner) = &self.inner else {
            return Err(Error::config("blocking::Client", "its thread has ended"));
        };
        let _entered = inner.enter();
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut future = pin!(future);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(output) => return Ok(output),
                Poll::Pending => thread::park(),
            }
        }
    }
}

/// Whether this thread runs an async task at the moment, whose runtime would wait with it. Inside `spawn_blocking` and
/// `block_in_place` it does not, although a runtime is at hand there.
///
/// Tokio tells of it only by the budget that each task has, and that code outside of tasks has not.
fn runs_a_task() -> bool {
    if runtime::Handle::try_current().is_err() {
        return false;
    }
    let mut context = Context::from_waker(Waker::noop());
    let mut taken = Vec::new();
    // No budget is greater than a byte.
    let ends = (0..=u8::MAX).any(|_| match coop::poll_proceed(&mut context) {
        Poll::Ready(part) => {
            taken.push(part);
            !coop::has_budget_remaining()
        }
        Poll::Pending => true,
    });
    // Each part gives back what was there before it, so the first one must come last.
    while taken.pop().is_some() {}
    ends
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // Not a plain drop, because that waits for the thread, and panics inside an async runtime.
        if let Some(inner) = self.inner.take() {
            inner.shutdown_background();
        }
    }
}
