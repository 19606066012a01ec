//! Sends calls: attempts, time-outs, and the errors that their failures become.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use backon::BackoffBuilder as _;
use http::header;

use super::Shared;
use super::call::RawAnswer;
use super::options::Options;
use super::trace::Span;
use super::transport::Failure;
use crate::error::{Error, Result, Sent, TimeoutKind};
use crate::operation::{Effect, Operation};
use crate::params::{Form, Parameters as _};
use crate::response::drift;
use crate::site::{self, Partial, origin};
use crate::webcast::shared::Login;

/// The request of a call, without the type of its operation, so that the code that sends it is compiled once and not
/// once for each operation.
struct Prepared {
    operation: &'static str,
    /// The request; every attempt sends a copy of it.
    request: http::Request<Vec<u8>>,
    options: Options,
    /// Number of attempts that were begun.
    attempts: AtomicU32,
    /// Number of retries; 0 for operations that do not only read.
    retries: usize,
}

impl Shared {
    // Not `async fn`: the futures hold the finished request, not the operation, so they are `Send` even when the
    // operation is not.
    pub(super) fn answer<'a, O: Operation>(
        &'a self,
        operation: &O,
        options: Options,
    ) -> impl Future<Output = Result<Partial<O::Response>>> + Send + use<'a, O> {
        let prepared = self.prepare(operation, options);
        let span = Span::call(O::NAME);
        span.clone().within(async move {
            let result = match prepared {
                Ok(prepared) => match self.exchange(&prepared, &span).await {
                    Ok(raw) => self.read::<O>(raw),
                    Err(error) => Err(error),
                }
                .map_err(|error| self.scrub::<O>(error, &prepared))
                .map(|(answer, faults)| {
                    let faults = faults.into_iter();
                    let scrub =
                        |(before, fault)| (before, self.scrub::<O>(fault, &prepared));
                    (answer, faults.map(scrub).collect())
                }),
                Err(error) => Err(error),
            };
            span.outcome(&result);
            result
        })
    }

    pub(super) fn raw<'a, O: Operation>(
        &'a self,
        operation: &O,
        options: Options,
    ) -> impl Future<Output = Result<RawAnswer>> + Send + use<'a, O> {
        let prepared = self.prepare(operation, options);
        let span = Span::call(O::NAME);
        span.clone().within(async move {
            let prepared = prepared?;
            let raw = self.exchange(&prepared, &span).await;
            raw.map_err(|error| self.scrub::<O>(error, &prepared))
        })
    }

    fn prepare<O: Operation>(
        &self,
        operation: &O,
        options: Options,
    ) -> Result<Prepared> {
        Ok(Prepared {
            operation: O::NAME,
            request: self.site.request_with(
                operation,
                options.format,
                &options.extra,
            )?,
            attempts: AtomicU32::new(0),
            // Only reads are retried. A change may have been made before the connection broke, and a retry could make
            // it twice.
            retries: if O::EFFECT == Effect::Read { options.retries } else { 0 },
            options,
        })
    }

    fn read<O: Operation>(&self, raw: RawAnswer) -> Result<Partial<O::Response>> {
        let answer = site::read::<O>(raw.status, raw.location, &raw.sent, &raw.body)?;
        if self.strict || self.on_drift.is_some() {
            let drifts = drift::report::<O>(&raw.body);
            if let Some(report) = &self.on_drift {
                drifts.iter().for_each(report);
            }
            if self.strict && !drifts.is_empty() {
                return Err(Error::Drift { operation: O::NAME, drifts });
            }
        }
        Ok(answer)
    }

    /// Makes the attempts of a call within its total time-out.
    async fn exchange(&self, prepared: &Prepared, span: &Span) -> Result<RawAnswer> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::config(
                "Client",
                "is used outside a tokio runtime; use the blocking client, or `Site` with an HTTP stack of your own",
            ));
        }
        let limit = prepared.options.total;
        let attempts = limited(limit, self.attempts(prepared, span));
        attempts.await.unwrap_or(Err(Error::Timeout {
            operation: prepared.operation,
            sent: self.sent(prepared),
            which: TimeoutKind::Total,
            limit,
        }))
    }

    // Not with `backon::Retryable`, because rustc cannot prove that the futures behind its closure are `Send`.
    async fn attempts(&self, prepared: &Prepared, span: &Span) -> Result<RawAnswer> {
        let mut delays = self.backoff.with_max_times(prepared.retries).build();
        loop {
            let result = self.attempt(prepared, span).await;
            let again = match &result {
                Ok(raw) => raw.status.is_server_error(),
                Err(error) => error.is_retryable(),
            };
            match delays.next() {
                Some(delay) if again => tokio::time::sleep(delay).await,
                _ => return result,
            }
        }
    }

    async fn attempt(&self, prepared: &Prepared, span: &Span) -> Result<RawAnswer> {
        let attempt = span.attempt();
        prepared.attempts.fetch_add(1, Ordering::Relaxed);
        let limit = prepared.options.attempt;
        let once = limited(limit, self.once(prepared));
        let result = attempt.clone().within(once).await.unwrap_or(Err(Error::Timeout {
            operation: prepared.operation,
            sent: self.sent(prepared),
            which: TimeoutKind::Attempt,
            limit,
        }));
        attempt.status(&result);
        result
    }

    async fn once(&self, prepared: &Prepared) -> Result<RawAnswer> {
        let failed = |failure| self.failed(prepared, failure);
        let too_large =
            || Error::TooLarge { operation: prepared.operation, limit: self.max_body };

        let request = prepared.request.clone();
        let mut answer = self.transport.execute(request).await.map_err(failed)?;
        if answer.content_length().is_some_and(|length| length > self.max_body as u64) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if chunk.len() > self.max_body - body.len() {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(RawAnswer {
            sent: *self.sent(prepared),
            status: answer.status,
            location: answer
                .headers
                .get(header::LOCATION)
                .and_then(|value| origin(value.to_str().ok()?)),
            body,
        })
    }

    fn failed(&self, prepared: &Prepared, failure: Failure) -> Error {
        let operation = prepared.operation;
        let sent = self.sent(prepared);
        match failure {
            Failure::ConnectTimeout => Error::Timeout {
                operation,
                sent,
                which: TimeoutKind::Connect,
                limit: self.connect_timeout,
            },
            Failure::Broken { reason, source } => {
                Error::Transport { operation, sent, reason: reason.into(), source }
            }
        }
    }

    fn sent(&self, prepared: &Prepared) -> Box<Sent> {
        Box::new(self.site.sent(prepared.attempts.load(Ordering::Relaxed)))
    }

    /// Removes secrets of the request from an error, in case the server repeated them.
    fn scrub<O: Operation>(&self, error: Error, prepared: &Prepared) -> Error {
        let sent = match prepared.request.uri().query() {
            Some(query) => query.as_bytes(),
            None => prepared.request.body(),
        };
        let form = Form::parse(sent);
        let reader = form.reader();
        let secrets = [Login::ROWS, O::ROWS].map(|rows| site::secrets(rows, &reader));
        error.scrub(&secrets.into_iter().flatten().collect::<Vec<_>>())
    }
}

/// The output of the future; `None` when it takes longer than `limit`.
async fn limited<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    tokio::time::timeout(limit, future).await.ok()
}
