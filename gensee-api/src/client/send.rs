//! Sending: attempts, time-outs, and what their failures mean.

use std::error::Error as StdError;
use std::future::Future;
use std::time::Duration;

use backon::Retryable as _;
use http::header;

use super::Shared;
use super::call::RawAnswer;
use super::options::Options;
use crate::drift;
use crate::error::{Error, Limit, Result};
use crate::operation::{Effect, Operation};
use crate::params::Form;
use crate::site::{self, origin};
use crate::trace::Span;

/// The request of a call: the parts that every attempt sends anew.
struct Prepared {
    operation: &'static str,
    request: http::Request<Vec<u8>>,
}

/// An attempt that brought no answer worth reading.
enum Failed {
    /// None came.
    Error(Error),
    /// The server, or a gateway before it, is in trouble.
    Status(RawAnswer),
}

impl Failed {
    fn is_retryable(&self) -> bool {
        match self {
            Failed::Error(error) => error.is_retryable(),
            Failed::Status(_) => true,
        }
    }
}

impl Shared {
    pub(super) async fn answer<O: Operation>(&self, operation: &O, options: &Options) -> Result<O::Response> {
        let span = Span::call(O::NAME);
        span.clone()
            .within(async {
                let prepared = self.prepare(operation, options)?;
                let result = match self.exchange::<O>(&prepared, options, &span).await {
                    Ok(raw) => self.read::<O>(raw),
                    Err(error) => Err(error),
                };
                span.outcome(&result);
                result.map_err(|error| self.scrub::<O>(error, &prepared))
            })
            .await
    }

    pub(super) async fn raw<O: Operation>(&self, operation: &O, options: &Options) -> Result<RawAnswer> {
        let span = Span::call(O::NAME);
        span.clone()
            .within(async {
                let prepared = self.prepare(operation, options)?;
                self.exchange::<O>(&prepared, options, &span).await
            })
            .await
    }

    fn prepare<O: Operation>(&self, operation: &O, options: &Options) -> Result<Prepared> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::config(
                "Client",
                "is used outside a tokio runtime; use the blocking client, or `Site` with an HTTP stack of your own",
            ));
        }
        Ok(Prepared {
            operation: O::NAME,
            request: self.site.request_as(operation, options.format)?,
        })
    }

    fn read<O: Operation>(&self, raw: RawAnswer) -> Result<O::Response> {
        let answer = site::read::<O>(raw.status, raw.location, &raw.body)?;
        if self.strict || self.on_drift.is_some() {
            let drifts = drift::report::<O>(&raw.body);
            if let Some(report) = &self.on_drift {
                drifts.iter().for_each(report);
            }
            if self.strict && !drifts.is_empty() {
                return Err(Error::Drift {
                    operation: O::NAME,
                    drifts,
                });
            }
        }
        Ok(answer)
    }

    /// All attempts of a call, within its total time.
    async fn exchange<O: Operation>(&self, prepared: &Prepared, options: &Options, span: &Span) -> Result<RawAnswer> {
        // Whether something was created before the connection broke, nobody knows: a second attempt could create it twice.
        let retries = if O::EFFECT == Effect::Read { options.retries } else { 0 };
        let attempts = (|| self.attempt(prepared, options, span))
            .retry(self.backoff.with_max_times(retries))
            .sleep(tokio::time::sleep)
            .when(Failed::is_retryable);
        match limited(options.total, attempts).await {
            Some(Ok(raw) | Err(Failed::Status(raw))) => Ok(raw),
            Some(Err(Failed::Error(error))) => Err(error),
            None => Err(Error::Timeout {
                operation: prepared.operation,
                which: Limit::Total,
                limit: options.total,
            }),
        }
    }

    async fn attempt(&self, prepared: &Prepared, options: &Options, span: &Span) -> Result<RawAnswer, Failed> {
        let attempt = span.attempt();
        attempt
            .clone()
            .within(async {
                let raw = match limited(options.attempt, self.once(prepared)).await {
                    Some(result) => result,
                    None => Err(Error::Timeout {
                        operation: prepared.operation,
                        which: Limit::Attempt,
                        limit: options.attempt,
                    }),
                };
                attempt.status(&raw);
                match raw {
                    Ok(raw) if raw.status.is_server_error() => Err(Failed::Status(raw)),
                    Ok(raw) => Ok(raw),
                    Err(error) => Err(Failed::Error(error)),
                }
            })
            .await
    }

    async fn once(&self, prepared: &Prepared) -> Result<RawAnswer> {
        let failed = |error| self.transport(prepared.operation, error);
        let too_large = || Error::TooLarge {
            operation: prepared.operation,
            limit: self.max_body,
        };

        let request = reqwest::Request::try_from(prepared.request.clone()).map_err(failed)?;
        let mut response = self.http.execute(request).await.map_err(failed)?;
        if response.content_length().is_some_and(|length| length > self.max_body as u64) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if chunk.len() > self.max_body - body.len() {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(RawAnswer {
            status: response.status(),
            location: response
                .headers()
                .get(header::LOCATION)
                .and_then(|value| origin(value.to_str().ok()?)),
            body,
        })
    }

    fn transport(&self, operation: &'static str, error: reqwest::Error) -> Error {
        if error.is_timeout() {
            return Error::Timeout {
                operation,
                which: Limit::Connect,
                limit: self.connect_timeout,
            };
        }
        // With GET the address holds the password.
        let error = error.without_url();
        let mut cause: &dyn StdError = &error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        Error::Transport {
            operation,
            reason: cause.to_string(),
            source: Box::new(error),
        }
    }

    /// Takes out of an error what the server may have repeated of the request.
    fn scrub<O: Operation>(&self, error: Error, prepared: &Prepared) -> Error {
        let sent = match prepared.request.uri().query() {
            Some(query) => query.as_bytes(),
            None => prepared.request.body(),
        };
        let form = Form::parse(sent);
        let reader = form.reader();
        let mut secrets: Vec<&str> = self.site.secrets().to_vec();
        let names = O::ROWS.iter().filter(|row| row.secret).map(|row| row.name);
        secrets.extend(names.filter_map(|name| reader.text(name)));
        error.scrub(&secrets)
    }
}

/// The future's output, unless it takes longer.
async fn limited<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    tokio::time::timeout(limit, future).await.ok()
}
