//! The thread that keeps the connections of blocking clients.

use std::future::Future;

use tokio::runtime;

use crate::error::{Error, Result};

pub(super) struct Runtime {
    /// `None` only while it is dropped.
    inner: Option<runtime::Runtime>,
}

impl Runtime {
    pub(super) fn start() -> Result<Self> {
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
    pub(super) fn block_on<F: Future>(&self, future: F) -> Result<F::Output> {
        if runtime::Handle::try_current().is_ok() {
            return Err(Error::config(
                "blocking::Client",
                "would block the async runtime it is called in; use `Client` there",
            ));
        }
        match &self.inner {
            Some(inner) => Ok(inner.block_on(future)),
            None => Err(Error::config("blocking::Client", "its thread has ended")),
        }
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
