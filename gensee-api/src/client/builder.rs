//! Setting up a client.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use backon::ExponentialBuilder;
use http::Request;

use super::limiter::Limiter;
use super::options::{Options, option_setters};
use super::transport::{IntoAnswer, Transport};
use super::{Client, DriftHook, Shared};
use crate::error::{Error, Result};
use crate::response::drift::Drift;
use crate::site::{Limits, Site};
use crate::webcast::Login;
use crate::wire::Password;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const FIRST_DELAY: Duration = Duration::from_millis(250);
const LONGEST_DELAY: Duration = Duration::from_secs(5);

type LoginChange = Box<dyn FnOnce(Login) -> Login + Send + Sync>;

/// Sets up a client: [`Client::builder`], or the builder of the blocking client, with the same options.
///
/// | option | default |
/// |---|---|
/// | [`connect_timeout`](Self::connect_timeout) | 10 s |
/// | [`timeout`](Self::timeout), one attempt | 60 s |
/// | [`total_timeout`](Self::total_timeout), the whole call | 200 s |
/// | [`retries`](Self::retries), of what reads | 2 |
/// | [`retry_delays`](Self::retry_delays) | 250 ms, doubling up to 5 s, with jitter |
/// | [`max_body`](Self::max_body) | 64 MiB |
/// | [`max_row`](Self::max_row), an item of a stream | 1 MiB |
/// | [`max_stream`](Self::max_stream) | none |
/// | [`rate_limit`](Self::rate_limit), [`max_in_flight`](Self::max_in_flight) | none |
/// | [`post`](Self::post) / [`get`](Self::get) | POST |
/// | [`times`](Self::times) | milliseconds |
/// | [`lists`](Self::lists) | as the operation has it: [`Operation::LISTS`](crate::Operation::LISTS) |
///
/// Redirections are never followed, because the request would take the credentials to another server.
#[must_use]
pub struct ClientBuilder<C = Client> {
    url: String,
    login: Option<(String, Password)>,
    login_change: LoginChange,
    options: Options,
    connect_timeout: Duration,
    first_delay: Duration,
    longest_delay: Duration,
    max_body: usize,
    max_row: usize,
    max_stream: u64,
    max_in_flight: Option<usize>,
    gap: Duration,
    proxy: bool,
    on_drift: Option<DriftHook>,
    strict: bool,
    transport: Option<Transport>,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    pub(crate) fn new(url: String) -> Self {
        let limits = Limits::default();
        Self {
            url,
            login: None,
            login_change: Box::new(|login| login),
            options: Options::default(),
            connect_timeout: CONNECT_TIMEOUT,
            first_delay: FIRST_DELAY,
            longest_delay: LONGEST_DELAY,
            max_body: limits.rest,
            max_row: limits.row,
            max_stream: limits.whole,
            max_in_flight: None,
            gap: Duration::ZERO,
            proxy: true,
            on_drift: None,
            strict: false,
            transport: None,
            client: PhantomData,
        }
    }

    /// The login name of a user of the site, and the password. Required.
    pub fn login(mut self, name: impl Into<String>, password: Password) -> Self {
        self.login = Some((name.into(), password));
        self
    }

    /// Sets other values of the rows that every request repeats, beside name and password; see [`Site::with_login`].
    pub fn with_login(
        mut self,
        change: impl FnOnce(Login) -> Login + Send + Sync + 'static,
    ) -> Self {
        self.login_change = Box::new(change);
        self
    }

    option_setters!();

    /// Time-out for making the connection: 10 seconds by default.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// The delay before the first retry, which doubles with each further one, and the longest delay. A random part of
    /// the delay is added, so that many clients do not retry at the same moment. By default 250 ms and 5 seconds.
    pub fn retry_delays(mut self, first: Duration, longest: Duration) -> Self {
        self.first_delay = first;
        self.longest_delay = longest;
        self
    }

    /// Greatest length of an answer that is read as a whole, in bytes: 64 MiB by default. A longer one is the error
    /// [`Error::TooLarge`]. In a stream of items, it bounds what is not an item.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Greatest length of an item in a stream of items, in bytes: 1 MiB by default. A longer one is the error
    /// [`Error::TooLarge`] in its place.
    pub fn max_row(mut self, bytes: usize) -> Self {
        self.max_row = bytes;
        self
    }

    /// Greatest length of an answer in a stream of items, in bytes: without a bound by default, because the memory that
    /// a stream takes does not grow with it. A longer one is the error [`Error::TooLarge`], unless a shorter window of
    /// time can be asked for.
    pub fn max_stream(mut self, bytes: u64) -> Self {
        self.max_stream = bytes;
        self
    }

    /// Sends at most `requests` in the time `per`, evenly spaced, in all clones of the client together. Without a bound
    /// by default.
    ///
    /// When the server asks to wait, by the HTTP status 429 or 503 with the header `Retry-After`, all requests of the
    /// client wait, and an operation that reads is sent again, as long as its [`total_timeout`](Self::total_timeout)
    /// allows. The time that a call waits for its first turn does not count.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use gensee_api::{Client, Password};
    ///
    /// let client = Client::builder("https://test.gensee.com")
    ///     .login("admin@test.com", Password::md5("888888"))
    ///     .rate_limit(10, Duration::from_secs(1))
    ///     .max_in_flight(4)
    ///     .build()?;
    /// # Ok::<_, gensee_api::Error>(())
    /// ```
    pub fn rate_limit(mut self, requests: u32, per: Duration) -> Self {
        self.gap = per / requests.max(1);
        self
    }

    /// Has at most so many requests on the way, at least 1, in all clones of the client together. Without a bound by
    /// default. In a stream of items, a request counts until its answer begins.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.max_in_flight = Some(requests);
        self
    }

    /// Ignores the proxies in the environment (`HTTPS_PROXY` and similar variables), which are used by default.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = false;
        self
    }

    /// Sets a function that is called for every drift, a difference of an answer from the document that the reader
    /// accepted. Answers are then read twice.
    pub fn on_drift(mut self, report: impl Fn(&Drift) + Send + Sync + 'static) -> Self {
        self.on_drift = Some(Box::new(report));
        self
    }

    /// Makes a drift, a difference of an answer from the document, an error: [`Error::Drift`]. Meant for tests, not for
    /// production.
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Sends every request with this function instead of over the network; see [`Client::from_fn`], which needs no
    /// address and no login. An address with https needs no TLS then, and the options of connections have no effect.
    ///
    /// Answers that are too long, time-outs and retries are as over the network. An error of the function is
    /// [`Error::Transport`] with its text.
    pub fn transport_fn<F, R>(mut self, function: F) -> Self
    where
        F: Fn(Request<Vec<u8>>) -> R + Send + Sync + 'static,
        R: Future<Output: IntoAnswer> + Send + 'static,
    {
        self.transport = Some(Transport::from_fn(function));
        self
    }

    pub(crate) fn build_client(self) -> Result<Client> {
        let Some((name, password)) = self.login else {
            return Err(Error::config(
                "login",
                "is missing; call `.login(name, Password::md5(…))`",
            ));
        };
        let site = Site::new(&self.url, &name, password)?
            .with_login(self.login_change)
            .with_format(self.options.format);
        let transport = match self.transport {
            Some(transport) => transport,
            None => network(&site, self.connect_timeout, self.proxy)?,
        };
        let backoff = ExponentialBuilder::default()
            .with_jitter()
            .with_min_delay(self.first_delay)
            .with_max_delay(self.longest_delay);
        Ok(Client {
            shared: Arc::new(Shared {
                site,
                transport,
                options: self.options,
                max_body: self.max_body,
                max_row: self.max_row,
                max_stream: self.max_stream,
                limiter: Limiter::new(self.max_in_flight, self.gap),
                backoff,
                on_drift: self.on_drift,
                strict: self.strict,
                connect_timeout: self.connect_timeout,
            }),
        })
    }
}

impl ClientBuilder<Client> {
    /// Makes the client.
    ///
    /// # Errors
    /// [`Error::Config`] when the address or the login is not valid, or when the address is https and this build has no
    /// TLS.
    pub fn build(self) -> Result<Client> {
        self.build_client()
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address is left out, because it may hold a password until it is checked.
        f.debug_struct("ClientBuilder")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// A transport for the site, with connections of its own.
fn network(site: &Site, connect_timeout: Duration, proxy: bool) -> Result<Transport> {
    if cfg!(not(any(feature = "rustls", feature = "native-tls")))
        && site.base_url().starts_with("https:")
    {
        return Err(Error::config(
            "base URL",
            "is https, and this build has no TLS; turn on the feature `rustls` or `native-tls`",
        ));
    }
    let mut http = reqwest::Client::builder()
        .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(connect_timeout)
        // One attempt must be one request, because the client itself retries, and only operations that read.
        .retry(reqwest::retry::never())
        // A redirected request would take the credentials to whatever server the answer names.
        .redirect(reqwest::redirect::Policy::none())
        .referer(false);
    if !proxy {
        http = http.no_proxy();
        // No certificates are loaded for http, because loading them takes longer than a call of the sandbox.
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        if site.base_url().starts_with("http:") {
            http = http.tls_certs_only([]);
        }
    }
    let http = http.build().map_err(|error| {
        Error::config(
            "HTTP client",
            format!("cannot be set up: {}", error.without_url()),
        )
    })?;
    Ok(Transport::Network(http))
}
