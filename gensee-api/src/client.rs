//! The client: a [`Site`] with a network, time-outs, and retries.

mod builder;
mod call;
pub(crate) mod options;
mod send;
mod stream;
mod trace;

use std::fmt;
use std::sync::Arc;

pub use builder::ClientBuilder;
pub use call::{Call, RawAnswer};
pub use stream::{ItemStream, Pages};

use crate::operation::{Operation, Paginated};
use crate::response::drift::Drift;
use crate::site::Site;
use options::Options;

/// Calls a site.
///
/// Cloning is cheap: clones share the connections. It needs a tokio runtime; without one, use the blocking client or
/// [`Site`].
///
/// ```no_run
/// use gensee_api::{Client, Password, Time, webcast::ExportHistoryPage};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder("https://test.gensee.com").login("admin@test.com", Password::md5("888888")).build()?;
/// let (from, to) = (Time::china("2021-01-01 00:00:00")?, Time::now());
/// let mut visits = client.items(ExportHistoryPage::new("5f3c").between(from, to));
/// while let Some(visit) = visits.try_next().await? {
///     println!("{:?} joined at {:?}", visit.nickname, visit.join_time);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    site: Site,
    http: reqwest::Client,
    options: Options,
    max_body: usize,
    backoff: backon::ExponentialBuilder,
    on_drift: Option<DriftHook>,
    strict: bool,
    connect_timeout: std::time::Duration,
}

type DriftHook = Box<dyn Fn(&Drift) + Send + Sync>;

impl Client {
    /// A client of the site at `url`, such as `https://test.gensee.com`.
    pub fn builder(url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(url.into())
    }

    /// A call of an operation that can have its own options: `client.call(&operation).timeout(…).send().await`.
    pub fn call<'a, O: Operation>(&'a self, operation: &'a O) -> Call<'a, O> {
        Call::new(self, operation, self.shared.options.clone())
    }

    /// Every item of a list: from all pages, and from all windows into which the time between the two bounds is split.
    ///
    /// See [`Paginator`](crate::Paginator) on when a list ends.
    pub fn items<O: Paginated>(&self, operation: O) -> ItemStream<O> {
        ItemStream::new(self.pages(operation))
    }

    /// The same list as [`Client::items`], as whole answers, one page at a time.
    pub fn pages<O: Paginated>(&self, operation: O) -> Pages<O> {
        Pages::new(self.clone(), operation)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn options(&self) -> Options {
        self.shared.options.clone()
    }

    /// The site and the login.
    pub fn site(&self) -> &Site {
        &self.shared.site
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("site", &self.shared.site)
            .field("options", &self.shared.options)
            .finish_non_exhaustive()
    }
}
