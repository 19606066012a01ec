//! The client for code without async: it has the same calls, options, and errors as [`crate::Client`], and each call
//! blocks its thread.
//!
//! ```no_run
//! use gensee_api::{Password, blocking, webcast::ExportHistoryPage};
//!
//! let client = blocking::Client::builder("https://test.gensee.com").login("admin@test.com", Password::md5("888888")).build()?;
//! for visit in client.items(ExportHistoryPage::new("5f3c")) {
//!     println!("{:?}", visit?.nickname);
//! }
//! # Ok::<_, gensee_api::Error>(())
//! ```

mod list;

use std::fmt;
use std::sync::Arc;

pub use list::{ItemIter, Pages};

use crate::client;
use crate::client::RawAnswer;
use crate::client::options::{Options, option_setters};
use crate::client::runtime::Runtime;
use crate::error::Result;
use crate::operation::{Operation, Paginated};
use crate::site::Site;

/// Builder of a blocking client, with the options of [`crate::ClientBuilder`].
pub type ClientBuilder = client::ClientBuilder<Client>;

/// Calls a site and blocks the thread until the answer is there.
///
/// Cloning is cheap: clones share the connections and the one thread that keeps them. Inside an async task calls are
/// refused with [`Error::Config`](crate::Error::Config), because they would block its runtime; inside
/// `tokio::task::spawn_blocking` and `block_in_place` they work.
#[derive(Clone)]
pub struct Client {
    client: client::Client,
    runtime: Arc<Runtime>,
}

impl Client {
    /// A client of the site at `url`, such as `https://test.gensee.com`.
    pub fn builder(url: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(url.into())
    }

    /// A call of an operation that can have its own options: `client.call(&operation).timeout(…).send()`.
    pub fn call<'a, O: Operation>(&'a self, operation: &'a O) -> Call<'a, O> {
        Call { client: self, operation, options: self.client.options() }
    }

    /// Every item of a list: from all pages, and from all windows into which the time between the two bounds is split.
    ///
    /// See [`Paginator`](crate::Paginator) on when a list ends.
    pub fn items<O: Paginated>(&self, operation: O) -> ItemIter<O> {
        ItemIter::new(
            self.client.items(operation),
            Arc::clone(&self.runtime),
            self.client.options(),
        )
    }

    /// The same list as [`Client::items`], as whole answers, one page at a time.
    pub fn pages<O: Paginated>(&self, operation: O) -> Pages<O> {
        Pages::new(
            self.client.pages(operation),
            Arc::clone(&self.runtime),
            self.client.options(),
        )
    }

    /// The site and the login.
    pub fn site(&self) -> &Site {
        self.client.site()
    }
}

impl ClientBuilder {
    /// Makes the client.
    ///
    /// # Errors
    /// [`Error::Config`](crate::Error::Config) when the address or the login is not valid, when the address is https
    /// and this build has no TLS, or when the thread for the connections cannot be started.
    pub fn build(mut self) -> Result<Client> {
        let runtime = match self.runtime.take() {
            Some(runtime) => runtime,
            None => Arc::new(Runtime::start()?),
        };
        Ok(Client { client: self.build_client()?, runtime })
    }

    /// Uses the connections of another client, and the thread that keeps them; see
    /// [`ClientBuilder::connections_of`](client::ClientBuilder::connections_of) of the async client.
    pub fn connections_of(mut self, other: &Client) -> Self {
        self.runtime = Some(Arc::clone(&other.runtime));
        self.with_transport(other.client.transport())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Client").field(&self.client).finish()
    }
}

/// A call that has not been sent yet; made by [`Client::call`].
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'a, O> {
    client: &'a Client,
    operation: &'a O,
    options: Options,
}

impl<O: Operation> Call<'_, O> {
    option_setters!();

    /// Sends the call and reads the answer.
    ///
    /// # Errors
    /// Any of [`Error`](crate::Error): the call was refused before it was sent, no answer arrived, or the answer is a
    /// failure or cannot be read.
    pub fn send(self) -> Result<O::Response> {
        let call = client::Call::new(&self.client.client, self.operation, self.options);
        self.client.runtime.block_on(call.send())?
    }

    /// Sends the call and returns the answer unread: with any HTTP status, and any body within the limit. Operations
    /// that read are retried as with [`send`](Self::send); the last answer is returned.
    ///
    /// # Errors
    /// When the call was refused before it was sent, or no complete answer arrived.
    pub fn send_raw(self) -> Result<RawAnswer> {
        let call = client::Call::new(&self.client.client, self.operation, self.options);
        self.client.runtime.block_on(call.send_raw())?
    }
}

impl<O: Operation> fmt::Debug for Call<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::Call")
            .field("operation", &O::NAME)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
