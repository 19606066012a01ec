//! Ends connections whose other side does not read what is sent to it, because each holds a seat and an answer.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::AsyncWrite;
use tokio::time::{Instant, Sleep};

/// A reader that takes less than this is too slow: bytes in a second.
const SLOWEST: u64 = 16 * 1024;

/// The writing half of a connection: it fails when it has been stuck for too long.
pub(super) struct Hasty<S> {
    stream: S,
    limit: Duration,
    /// When writing fails, from the moment at which it got stuck.
    stuck: Option<Pin<Box<Sleep>>>,
}

impl<S> Hasty<S> {
    pub(super) fn new(stream: S, limit: Duration) -> Self {
        Self { stream, limit, stuck: None }
    }

    /// Passes a result on, and measures for how long there was none. What was written gives time for that many bytes.
    fn watch<T>(
        &mut self,
        context: &mut Context<'_>,
        result: Poll<io::Result<T>>,
        written: impl FnOnce(&T) -> Option<usize>,
    ) -> Poll<io::Result<T>> {
        match &result {
            Poll::Pending => {
                let limit = self.limit;
                let stuck = self
                    .stuck
                    .get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
                if stuck.as_mut().poll(context).is_ready() {
                    return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
                }
            }
            Poll::Ready(Ok(value)) => match (written(value), &mut self.stuck) {
                (Some(bytes), Some(stuck)) => {
                    let more = Duration::from_millis(bytes as u64 * 1000 / SLOWEST);
                    let latest = Instant::now() + self.limit;
                    let end =
                        (stuck.deadline() + more).min(latest).max(stuck.deadline());
                    stuck.as_mut().reset(end);
                }
                (Some(_), None) => {}
                (None, _) => self.stuck = None,
            },
            Poll::Ready(Err(_)) => {}
        }
        result
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Hasty<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.watch(context, result, |written| Some(*written))
    }

    fn poll_flush(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_flush(context);
        this.watch(context, result, |()| None)
    }

    fn poll_shutdown(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_shutdown(context);
        this.watch(context, result, |()| None)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write_vectored(context, slices);
        this.watch(context, result, |written| Some(*written))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
