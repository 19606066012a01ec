//! Sends calls: attempts, time-outs, and the errors that their failures become.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use backon::BackoffBuilder as _;
use http::{HeaderMap, Request, StatusCode, header};
use tokio::time::Instant;

use super::Shared;
use super::call::RawAnswer;
use super::limiter::Waits;
use super::options::Options;
use super::trace::Span;
use super::transport::{Failure, Incoming};
use crate::error::{Error, Result, Sent, TimeoutKind, TooLong};
use crate::operation::{Effect, Operation};
use crate::params::{Form, Parameters as _};
use crate::response::drift::{self, Drift};
use crate::site::{self, Partial};
use crate::webcast::shared::Login;

/// Least time that a server which asks to wait is waited for: what the header can express.
const LEAST_WAIT: Duration = Duration::from_secs(1);

/// The request of a call, without the type of its operation, so that the code that sends it is compiled once and not
/// once for each operation.
pub(super) struct Prepared {
    pub(super) operation: &'static str,
    /// The request; every attempt sends a copy of it.
    pub(super) request: Request<Vec<u8>>,
    pub(super) options: Options,
    /// Number of attempts that were begun.
    attempts: AtomicU32,
    /// The call changes nothing on the server.
    reads: bool,
}

/// What an attempt waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// The head of the answer; its body is then read from [`Answer::incoming`].
    Head,
    /// The end of the answer.
    End,
}

/// The answer of an attempt.
pub(super) struct Answer {
    pub(super) incoming: Incoming,
    /// The body, if the attempt waited for it.
    body: Vec<u8>,
}

impl Answer {
    pub(super) fn status(&self) -> StatusCode {
        self.incoming.status
    }
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
            let result = async {
                let prepared = prepared?;
                let scrub = |error| scrub::<O>(error, &prepared.request);
                let (answer, faults) =
                    self.read_answer::<O>(&prepared, &span).await.map_err(scrub)?;
                let faults = faults.into_iter();
                let faults = faults.map(|(before, fault)| (before, scrub(fault)));
                Ok((answer, faults.collect()))
            }
            .await;
            span.outcome(result.as_ref().map(drop));
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
            raw.map_err(|error| scrub::<O>(error, &prepared.request))
        })
    }

    pub(super) fn prepare<O: Operation>(
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
            reads: O::EFFECT == Effect::Read,
            options,
        })
    }

    /// Sends a call until the server does not say that it is too much.
    async fn read_answer<O: Operation>(
        &self,
        prepared: &Prepared,
        span: &Span,
    ) -> Result<Partial<O::Response>> {
        let mut waits = Waits::default();
        loop {
            let raw = self.exchange(prepared, span).await?;
            let result = self.read::<O>(raw);
            let busy = result.as_ref().err().filter(|error| self.is_busy(error));
            let wait = busy.filter(|_| prepared.reads);
            match wait.and_then(|_| waits.next(prepared.options.total)) {
                Some(wait) => self.limiter.pause(wait),
                None => return result,
            }
        }
    }

    /// Whether an error is the code by which the server says that it is too much.
    pub(super) fn is_busy(&self, error: &Error) -> bool {
        self.busy_code.is_some() && error.code() == self.busy_code.as_ref()
    }

    fn read<O: Operation>(&self, raw: RawAnswer) -> Result<Partial<O::Response>> {
        let answer = site::read::<O>(
            raw.status,
            site::location(&raw.headers),
            &raw.sent,
            &raw.body,
        )?;
        if self.watches() {
            self.report(O::NAME, drift::report::<O>(&raw.body))?;
        }
        Ok(answer)
    }

    /// Whether answers are looked at for drift.
    pub(super) fn watches(&self) -> bool {
        self.strict || self.on_drift.is_some()
    }

    /// Reports drifts.
    ///
    /// # Errors
    /// In strict mode they are an error.
    pub(super) fn report(
        &self,
        operation: &'static str,
        drifts: Vec<Drift>,
    ) -> Result<()> {
        if let Some(report) = &self.on_drift {
            drifts.iter().for_each(report);
        }
        if self.strict && !drifts.is_empty() {
            return Err(Error::Drift { operation, drifts });
        }
        Ok(())
    }

    async fn exchange(&self, prepared: &Prepared, span: &Span) -> Result<RawAnswer> {
        // On the heap, because the state of a request is large, and many calls lie within each other in a program.
        let attempts = Box::pin(self.attempts(prepared, span, Until::End));
        let Answer { incoming, body } = attempts.await?;
        Ok(RawAnswer {
            sent: self.sent(prepared),
            status: incoming.status,
            headers: incoming.headers,
            body,
        })
    }

    /// Makes the attempts of a call within its total time-out, which does not count the wait for its turn.
    pub(super) async fn attempts(
        &self,
        prepared: &Prepared,
        span: &Span,
        until: Until,
    ) -> Result<Answer> {
        in_runtime()?;
        let limit = prepared.options.total;
        let mut permit = Some(self.limiter.admit().await);
        let deadline = Instant::now().checked_add(limit);
        let attempts = async {
            let mut delays = self.backoff.with_max_times(prepared.retries()).build();
            loop {
                let permit = match permit.take() {
                    Some(permit) => permit,
                    None => self.limiter.admit().await,
                };
                let result = self.attempt(prepared, span, until).await;
                drop(permit);
                if let Some(wait) = throttled(prepared, &result)
                    && let Some(until) = Instant::now().checked_add(wait)
                    && deadline.is_none_or(|deadline| until < deadline)
                {
                    // The server asks the whole client to wait, not this call alone.
                    self.limiter.pause(wait);
                    continue;
                }
                let again = match &result {
                    Ok(answer) => is_temporary(answer.status()),
                    Err(error) => error.is_retryable(),
                };
                match delays.next() {
                    Some(delay) if again => tokio::time::sleep(delay).await,
                    _ => return result,
                }
            }
        };
        limited(limit, attempts)
            .await
            .unwrap_or_else(|| Err(self.timeout(prepared, TimeoutKind::Total, limit)))
    }

    async fn attempt(
        &self,
        prepared: &Prepared,
        span: &Span,
        until: Until,
    ) -> Result<Answer> {
        let attempt = span.attempt();
        prepared.attempts.fetch_add(1, Ordering::Relaxed);
        let limit = prepared.options.attempt;
        let once = limited(limit, self.once(prepared, until));
        let result = attempt.clone().within(once).await;
        let result = result
            .unwrap_or_else(|| Err(self.timeout(prepared, TimeoutKind::Attempt, limit)));
        attempt.status(result.as_ref().map(Answer::status));
        result
    }

    async fn once(&self, prepared: &Prepared, until: Until) -> Result<Answer> {
        let failed = |failure| self.failed(prepared, failure);
        let too_large = || Error::TooLarge {
            operation: prepared.operation,
            limit: self.max_body,
            what: TooLong::Body,
        };

        let request = prepared.request.clone();
        let mut incoming = self.transport.execute(request).await.map_err(failed)?;
        let mut body = Vec::new();
        if until == Until::Head {
            return Ok(Answer { incoming, body });
        }
        let length = incoming.content_length();
        if length.is_some_and(|length| length > self.max_body as u64) {
            return Err(too_large());
        }
        while let Some(chunk) = incoming.chunk().await.map_err(failed)? {
            if chunk.len() > self.max_body - body.len() {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { incoming, body })
    }

    pub(super) fn failed(&self, prepared: &Prepared, failure: Failure) -> Error {
        match failure {
            Failure::ConnectTimeout(limit) => {
                self.timeout(prepared, TimeoutKind::Connect, limit)
            }
            Failure::Broken { reason, source } => Error::Transport {
                operation: prepared.operation,
                sent: Box::new(self.sent(prepared)),
                reason: reason.into(),
                source,
            },
        }
    }

    pub(super) fn timeout(
        &self,
        prepared: &Prepared,
        which: TimeoutKind,
        limit: Duration,
    ) -> Error {
        let sent = Box::new(self.sent(prepared));
        Error::Timeout { operation: prepared.operation, sent, which, limit }
    }

    pub(super) fn sent(&self, prepared: &Prepared) -> Sent {
        self.site.sent(prepared.attempts.load(Ordering::Relaxed))
    }
}

impl Prepared {
    /// Number of retries. Only reads are retried: a change may have been made before the connection broke, and a retry
    /// could make it twice.
    pub(super) fn retries(&self) -> usize {
        if self.reads { self.options.retries } else { 0 }
    }
}

/// Removes secrets of the request from an error, in case the server repeated them.
pub(super) fn scrub<O: Operation>(error: Error, request: &Request<Vec<u8>>) -> Error {
    let sent = match request.uri().query() {
        Some(query) => query.as_bytes(),
        None => request.body(),
    };
    let form = Form::parse(sent);
    let reader = form.reader();
    let secrets = [Login::ROWS, O::ROWS].map(|rows| site::secrets(rows, &reader));
    error.scrub(&secrets.into_iter().flatten().collect::<Vec<_>>())
}

/// Refuses a call outside a runtime.
pub(super) fn in_runtime() -> Result<()> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::config(
            "Client",
            "is used outside a tokio runtime; use the blocking client, or `Site` with an HTTP stack of your own",
        )),
    }
}

/// Whether the same request may succeed later.
fn is_temporary(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

/// How long the server asks to wait before the next request; `None` when it does not, or when the call must not be sent
/// again.
fn throttled(prepared: &Prepared, result: &Result<Answer>) -> Option<Duration> {
    let answer = result.as_ref().ok().filter(|_| prepared.reads)?;
    let asks = [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE]
        .contains(&answer.status());
    // Without a least wait, a server that answers `Retry-After: 0` would be asked without a pause.
    let wait = retry_after(&answer.incoming.headers).filter(|_| asks)?;
    Some(wait.max(LEAST_WAIT))
}

/// The time of the header `Retry-After`: a number of seconds, or a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let wait = date.duration_since(jiff::Timestamp::now());
    Some(wait.try_into().unwrap_or_default())
}

/// The output of the future; `None` when it takes longer than `limit`.
pub(super) async fn limited<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    tokio::time::timeout(limit, future).await.ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderMap, header};

    use super::retry_after;

    #[test]
    fn when_a_server_wants_the_next_request() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        for (text, expected) in [
            ("0", seconds(0)),
            (" 120 ", seconds(120)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", seconds(0)),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
        ] {
            let headers =
                HeaderMap::from_iter([(header::RETRY_AFTER, text.parse().unwrap())]);
            assert_eq!(retry_after(&headers), expected, "{text}");
        }
        let soon = jiff::Timestamp::now() + Duration::from_secs(3600);
        let date = jiff::fmt::rfc2822::DateTimePrinter::new()
            .timestamp_to_rfc9110_string(&soon)
            .unwrap();
        let headers =
            HeaderMap::from_iter([(header::RETRY_AFTER, date.parse().unwrap())]);
        let wait = retry_after(&headers).unwrap();
        assert!(wait <= Duration::from_secs(3600) && wait > Duration::from_secs(3500));
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
