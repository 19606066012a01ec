//! One call: options, then the sending.

use std::fmt;
use std::future::Future;

use http::StatusCode;

use super::Client;
use super::options::{Options, option_setters};
use crate::error::{Error, Result};
use crate::operation::Operation;
use crate::site;

/// A call that is not sent yet: [`Client::call`].
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

    /// Sends it and reads the answer.
    ///
    /// # Errors
    /// Any of [`Error`]: the call was refused before it was sent, no answer came, or not the one hoped for.
    pub fn send(self) -> impl Future<Output = Result<O::Response>> + Send + use<'a, O> {
        self.client.shared.answer(self.operation, self.options)
    }

    /// Sends it and gives back what came, whatever it is: any HTTP status, any body within the limit. What reads is tried again as with
    /// [`send`](Self::send); the last answer counts.
    ///
    /// # Errors
    /// When the call was refused before it was sent, or no whole answer came.
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

/// An answer as it came.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawAnswer {
    /// The HTTP status. An API error comes with 200.
    pub status: StatusCode,
    /// The body. `Debug` shows its length only.
    pub body: Vec<u8>,
    /// Scheme and host that a redirection points to.
    pub(crate) location: Option<String>,
}

impl RawAnswer {
    /// Reads it as the answer of an operation.
    ///
    /// # Errors
    /// [`Error::Http`] on a status that is not 2xx, [`Error::Api`] on a return code other than 0, [`Error::Decode`] on anything that cannot be read.
    pub fn parse<O: Operation>(&self) -> Result<O::Response, Error> {
        site::read::<O>(self.status, self.location.clone(), &self.body)
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
