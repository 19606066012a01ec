//! Spans of `tracing`, or empty stand-ins without the feature. They hold names and numbers only, never a value of a
//! request or an answer.

#[cfg(feature = "tracing")]
pub(crate) use on::Span;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::Span;

#[cfg(feature = "tracing")]
mod on {
    use std::future::Future;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use tracing::Instrument as _;
    use tracing::field::Empty;

    use http::StatusCode;

    use crate::error::Error;

    /// The span of a call, or of one of its attempts.
    #[derive(Clone)]
    pub(crate) struct Span {
        span: tracing::Span,
        attempts: Arc<AtomicU64>,
    }

    impl Span {
        pub(crate) fn call(operation: &'static str) -> Self {
            Self {
                span: tracing::info_span!(
                    "gensee",
                    operation,
                    attempts = Empty,
                    code = Empty,
                    error = Empty
                ),
                attempts: Arc::default(),
            }
        }

        pub(crate) fn attempt(&self) -> Self {
            let attempt = self.attempts.fetch_add(1, Ordering::Relaxed) + 1;
            self.span.record("attempts", attempt);
            Self {
                span: tracing::debug_span!(parent: &self.span, "attempt", attempt, status = Empty, error = Empty),
                attempts: Arc::clone(&self.attempts),
            }
        }

        pub(crate) fn status(&self, result: Result<StatusCode, &Error>) {
            match result {
                Ok(status) => self.span.record("status", status.as_u16()),
                Err(error) => self.span.record("error", error.kind()),
            };
        }

        pub(crate) fn outcome(&self, result: Result<(), &Error>) {
            match result {
                Ok(()) => {
                    self.span.record("code", "0");
                }
                Err(error) => {
                    if let Some(code) = error.code() {
                        self.span.record("code", tracing::field::display(code));
                    }
                    self.span.record("error", error.kind());
                }
            }
        }

        pub(crate) async fn within<F: Future>(self, future: F) -> F::Output {
            future.instrument(self.span).await
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::future::Future;

    use http::StatusCode;

    use crate::error::Error;

    #[derive(Clone)]
    pub(crate) struct Span;

    impl Span {
        pub(crate) fn call(_operation: &'static str) -> Self {
            Self
        }

        pub(crate) fn attempt(&self) -> Self {
            Self
        }

        pub(crate) fn status(&self, _result: Result<StatusCode, &Error>) {}

        pub(crate) fn outcome(&self, _result: Result<(), &Error>) {}

        pub(crate) async fn within<F: Future>(self, future: F) -> F::Output {
            future.await
        }
    }
}
