//! The client: a [`Site`] with a network, time-outs, and retries.

mod builder;
mod call;
mod fetch;
mod limiter;
pub(crate) mod options;
mod pages;
#[cfg(feature = "blocking")]
pub(crate) mod runtime;
mod send;
mod stream;
mod trace;
pub(crate) mod transport;

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use http::Request;

pub use builder::ClientBuilder;
pub use call::{Call, RawAnswer};
pub use pages::Pages;
pub use stream::ItemStream;
pub use transport::IntoAnswer;

use crate::operation::{Operation, Paginated};
use crate::paging::Paginator;
use crate::response::drift::Drift;
use crate::site::{Limits, ListReader, Site};
use crate::webcast::ReturnCode;
use crate::wire::Password;
use limiter::Limiter;
use options::Options;
use transport::Transport;

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
    transport: Transport,
    options: Options,
    max_body: usize,
    max_row: usize,
    max_stream: u64,
    limiter: Limiter,
    /// The code by which the server says that it is too much.
    busy_code: Option<ReturnCode>,
    backoff: backon::ExponentialBuilder,
    on_drift: Option<DriftHook>,
    strict: bool,
}

type DriftHook = Box<dyn Fn(&Drift) + Send + Sync>;

impl Shared {
    /// A reader of a list, with the bounds of the client.
    fn reader<O: Paginated>(&self, list: Paginator<O>) -> ListReader<O> {
        let limits =
            Limits { row: self.max_row, rest: self.max_body, whole: self.max_stream };
        ListReader::new(list, limits, self.watches())
    }
}

impl Client {
    /// A client of the site at `url`, such as `https://test.gensee.com`.
    pub fn builder(url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(url.into())
    }

    /// A client without a network, for the tests of your own program: the function gets every request, and what it
    /// returns is the answer. It returns a [`Response`](http::Response), whose body is text or bytes, or a `Result` of
    /// one, whose error becomes [`Error::Transport`](crate::Error::Transport).
    ///
    /// The site is `http://localhost`. For another one, or with options, use
    /// [`ClientBuilder::transport_fn`].
    ///
    /// ```
    /// use gensee_api::{Client, webcast::GetWebcast};
    /// use http::Response;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), gensee_api::Error> {
    /// let client = Client::from_fn(|request| async move {
    ///     match request.uri().path() {
    ///         "/integration/site/webcast/setting/info" => Response::new(r#"{"code":"0","subject":"Rust"}"#),
    ///         _ => Response::new(r#"{"code":"500","message":"not expected"}"#),
    ///     }
    /// });
    /// let webcast = client.get_webcast(&GetWebcast::new("5f3c")).await?;
    /// assert_eq!(webcast.subject.as_deref(), Some("Rust"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_fn<F, R>(function: F) -> Self
    where
        F: Fn(Request<Vec<u8>>) -> R + Send + Sync + 'static,
        R: Future<Output: IntoAnswer> + Send + 'static,
    {
        Self::builder("http://localhost")
            .login("mock", Password::md5("mock"))
            .transport_fn(function)
            .build()
            .expect("address and login are valid")
    }

    /// A call of an operation that can have its own options: `client.call(&operation).timeout(…).send().await`.
    pub fn call<'a, O: Operation>(&'a self, operation: &'a O) -> Call<'a, O> {
        Call::new(self, operation, self.shared.options.clone())
    }

    /// Every item of a list: from all pages, and from all windows into which the time between the two bounds is split.
    ///
    /// See [`Paginator`](crate::Paginator) on when a list ends.
    pub fn items<O: Paginated>(&self, operation: O) -> ItemStream<O> {
        ItemStream::new(self.clone(), operation)
    }

    /// The same list as [`Client::items`], as whole answers, one page at a time.
    pub fn pages<O: Paginated>(&self, operation: O) -> Pages<O> {
        Pages::new(self.clone(), operation)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn transport(&self) -> Transport {
        self.shared.transport.clone()
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
