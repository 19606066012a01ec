//! An answer that arrives in a task of its own, so that several can arrive at one time.

use std::hash::{DefaultHasher, Hasher as _};
use std::sync::Arc;
use std::task::{Context, Poll};

use backon::BackoffBuilder as _;
use bytes::Bytes;
use http::Request;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

use super::Shared;
use super::send::{Prepared, Until, limited};
use super::trace::Span;
use super::transport::Incoming;
use crate::error::{Error, Result, TimeoutKind};
use crate::site::{Head, location};

/// How many parts of a body wait to be taken; the server waits when there are more.
const PARTS: usize = 2;

/// An answer that is arriving. Dropping it ends the exchange.
pub(super) struct Fetch {
    pub(super) request: Request<Vec<u8>>,
    pub(super) span: Span,
    parts: mpsc::Receiver<Result<Part>>,
    task: AbortHandle,
}

/// A part of an answer; behind the last one comes none.
pub(super) enum Part {
    Head(Head),
    Body(Bytes),
}

impl Fetch {
    /// Sends a request, in the runtime that this is called in.
    pub(super) fn start(client: &Arc<Shared>, prepared: Prepared) -> Self {
        let (sender, parts) = mpsc::channel(PARTS);
        let (request, span) = (prepared.request.clone(), Span::call(prepared.operation));
        let exchange = Exchange {
            client: Arc::clone(client),
            prepared,
            span: span.clone(),
            parts: sender,
        };
        let task = tokio::spawn(span.clone().within(exchange.run())).abort_handle();
        Fetch { request, span, parts, task }
    }

    /// Whether this is the answer to such a request.
    pub(super) fn answers(&self, request: &Request<Vec<u8>>) -> bool {
        self.request.uri() == request.uri() && self.request.body() == request.body()
    }

    /// Whether nothing of it is on the way any more.
    pub(super) fn has_arrived(&self) -> bool {
        self.task.is_finished()
    }

    /// The next part; `None` when the answer has ended.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Part>>> {
        self.parts.poll_recv(context)
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The task of a fetch.
struct Exchange {
    client: Arc<Shared>,
    prepared: Prepared,
    span: Span,
    parts: mpsc::Sender<Result<Part>>,
}

/// The receiver of the answer is gone.
struct Unwanted;

impl Exchange {
    async fn run(self) {
        if let Ok(Some(error)) = self.exchange().await {
            // It fails only when the receiver is gone.
            let _ = self.parts.send(Err(error)).await;
        }
    }

    /// Passes on the parts of the answer. When the connection breaks in the body, the request is sent again, and the
    /// bytes that were passed on are left out of the new answer.
    async fn exchange(&self) -> Result<Option<Error>, Unwanted> {
        let mut passed = Passed::default();
        let mut delays =
            self.client.backoff.with_max_times(self.prepared.retries()).build();
        let mut begun = None;
        let mut broken = None;
        loop {
            let answer =
                self.client.attempts(&self.prepared, &self.span, Until::Head).await;
            let answer = match answer {
                Ok(answer) => answer,
                Err(error) => return Ok(Some(broken.unwrap_or(error))),
            };
            if begun.is_some_and(|status| status != answer.status()) {
                return Ok(broken);
            }
            if begun.is_none() {
                begun = Some(answer.status());
                let head = Head {
                    status: answer.status(),
                    location: location(&answer.incoming.headers),
                    sent: self.client.sent(&self.prepared),
                    length: answer.incoming.content_length(),
                };
                self.pass(Part::Head(head)).await?;
            }
            let error = match self.body(answer.incoming, &mut passed).await? {
                Ok(true) => return Ok(None),
                // The new answer is another one.
                Ok(false) => return Ok(broken),
                Err(error) => broken.unwrap_or(error),
            };
            match delays.next() {
                Some(delay) if error.is_retryable() => tokio::time::sleep(delay).await,
                _ => return Ok(Some(error)),
            }
            broken = Some(error);
        }
    }

    /// Passes on the body, as far as it was not passed on before; `false` when it begins otherwise than before.
    async fn body(
        &self,
        mut incoming: Incoming,
        passed: &mut Passed,
    ) -> Result<Result<bool>, Unwanted> {
        let limit = self.prepared.options.attempt;
        let mut again = Passed::default();
        loop {
            let chunk = match limited(limit, incoming.chunk()).await {
                None => {
                    let kind = TimeoutKind::Attempt;
                    return Ok(Err(self.client.timeout(&self.prepared, kind, limit)));
                }
                Some(Err(failure)) => {
                    return Ok(Err(self.client.failed(&self.prepared, failure)));
                }
                Some(Ok(None)) => return Ok(Ok(again.length >= passed.length)),
                Some(Ok(Some(chunk))) => chunk,
            };
            let repeated =
                (passed.length - again.length).min(chunk.len() as u64) as usize;
            again.add(&chunk[..repeated]);
            if again.length == passed.length
                && again.hash.finish() != passed.hash.finish()
            {
                return Ok(Ok(false));
            }
            let new = chunk.slice(repeated..);
            if !new.is_empty() {
                again.add(&new);
                passed.clone_from(&again);
                self.pass(Part::Body(new)).await?;
            }
        }
    }

    async fn pass(&self, part: Part) -> Result<(), Unwanted> {
        self.parts.send(Ok(part)).await.map_err(|_| Unwanted)
    }
}

/// What was passed on of a body.
#[derive(Clone, Default)]
struct Passed {
    length: u64,
    hash: DefaultHasher,
}

impl Passed {
    fn add(&mut self, bytes: &[u8]) {
        self.hash.write(bytes);
        self.length += bytes.len() as u64;
    }
}
