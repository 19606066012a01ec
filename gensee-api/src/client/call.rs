//! A single call: its options and its sending.

use std::fmt;
use std::future::Future;

use http::{HeaderMap, StatusCode};

use super::Client;
use super::options::{Options, option_setters};
use crate::error::{Error, Result, Sent};
use crate::operation::Operation;
use crate::site;

/// A call that has not been sent yet; made by [`Client::call`].
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'a, O> {
    client: &'a Client,
    operation: &'a O,
    options: Options,
}

impl<'a, O: Operation> Call<'a, O> {
    pub(crate) fn new(client: &'a Client, operation: &'a O, options: Options) -> Self {
        Self { client, operation, options }
    }

    option_setters!();

    /// Sends the call and reads the answer.
    ///
    /// # Errors
    /// Any of [`Error`]: the call was refused before it was sent, no answer arrived, or the answer is a failure or
    /// cannot be read.
    pub fn send(self) -> impl Future<Output = Result<O::Response>> + Send + use<'a, O> {
        let answer = self.client.shared.answer(self.operation, self.options);
        async { answer.await.and_then(site::whole::<O>) }
    }

    /// Sends the call and returns the answer unread: with any HTTP status, and any body within the limit. Operations
    /// that read are retried as with [`send`](Self::send); the last answer is returned.
    ///
    /// # Errors
    /// When the call was refused before it was sent, or no complete answer arrived.
    pub fn send_raw(
        self,
    ) -> impl Future<Output = Result<RawAnswer>> + Send + use<'a, O> {
        self.client.shared.raw(self.operation, self.options)
    }
}

impl<O: Operation> fmt::Debug for Call<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::NAME)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// An answer as the server sent it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawAnswer {
    /// The HTTP status. It is 200 even when the return code tells of a failure.
    pub status: StatusCode,
    /// The body. `Debug` shows its length only.
    pub body: Vec<u8>,
    /// The headers.
    pub headers: HeaderMap,
    pub(crate) sent: Sent,
}

impl RawAnswer {
    /// Reads the answer as that of an operation.
    ///
    /// # Errors
    /// [`Error::Http`] on a status that is not 2xx, [`Error::Api`] on a return code other than 0, [`Error::Decode`]
    /// when the answer cannot be read.
    pub fn parse<O: Operation>(&self) -> Result<O::Response, Error> {
        site::read::<O>(
            self.status,
            site::location(&self.headers),
            &self.sent,
            &self.body,
        )
        .and_then(site::whole::<O>)
    }
}

impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawAnswer")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
