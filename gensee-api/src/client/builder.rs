//! Setting up a client.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use backon::ExponentialBuilder;
use http::Request;

use super::limiter::Limiter;
use super::options::{Options, option_setters};
#[cfg(feature = "blocking")]
use super::runtime::Runtime;
use super::transport::network::{self, Network, Proxy};
use super::transport::{IntoAnswer, Transport, tls};
use super::{Client, DriftHook, Shared};
use crate::error::{Error, Result};
use crate::response::drift::Drift;
use crate::site::{Limits, Site};
use crate::webcast::{Login, ReturnCode};
use crate::wire::{OpenEnum as _, Password};

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
/// | [`rate_limit`](Self::rate_limit), [`max_in_flight`](Self::max_in_flight), [`busy_code`](Self::busy_code) | none |
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
    first_delay: Duration,
    longest_delay: Duration,
    max_body: usize,
    max_row: usize,
    max_stream: u64,
    max_in_flight: Option<usize>,
    gap: Duration,
    busy_code: Option<ReturnCode>,
    on_drift: Option<DriftHook>,
    strict: bool,
    /// How connections are made, unless `transport` is set.
    network: network::Settings,
    /// The last option of `network` that was set.
    set: Option<&'static str>,
    transport: Option<Transport>,
    /// The thread of the connections of `transport`.
    #[cfg(feature = "blocking")]
    pub(crate) runtime: Option<Arc<Runtime>>,
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
            first_delay: FIRST_DELAY,
            longest_delay: LONGEST_DELAY,
            max_body: limits.rest,
            max_row: limits.row,
            max_stream: limits.whole,
            max_in_flight: None,
            gap: Duration::ZERO,
            busy_code: None,
            on_drift: None,
            strict: false,
            network: network::Settings::default(),
            set: None,
            transport: None,
            #[cfg(feature = "blocking")]
            runtime: None,
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

    /// Time-out for making the connection, TLS included: 10 seconds by default.
    pub fn connect_timeout(self, limit: Duration) -> Self {
        self.network("connect_timeout", |network| network.connect_timeout = limit)
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

    /// The return code by which the site says that it gets too many calls. The document has none, and sites differ. After
    /// it, all requests of the client wait, a second at first and then twice as long each time, and an operation that
    /// reads is sent again, as long as its [`total_timeout`](Self::total_timeout) allows.
    pub fn busy_code(mut self, code: &str) -> Self {
        self.busy_code = Some(ReturnCode::from_code(code));
        self
    }

    /// Has at most so many requests on the way, at least 1, in all clones of the client together. Without a bound by
    /// default. In a stream of items, a request counts until its answer begins.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.max_in_flight = Some(requests);
        self
    }

    /// Ignores the proxies in the environment (`HTTPS_PROXY` and similar variables), which are used by default.
    pub fn no_proxy(self) -> Self {
        self.network("no_proxy", |network| network.proxy = Proxy::Never)
    }

    /// Makes all connections through this proxy, such as `http://proxy.example:3128`, and ignores those in the
    /// environment. The schemes are `http`, `https`, `socks4`, `socks4a`, `socks5` and `socks5h`; with `socks4a` and
    /// `socks5h` the proxy finds the address of the server. A login of the proxy stands before its host,
    /// percent-encoded: `http://name:password@proxy.example:3128`.
    pub fn proxy(self, address: impl Into<String>) -> Self {
        let address = address.into();
        self.network("proxy", |network| network.proxy = Proxy::Always(address))
    }

    /// Trusts the servers that have a certificate of this issuer, beside those that the system trusts: one or more
    /// certificates as PEM text. Can be called several times.
    pub fn root_certificate(self, pem: impl Into<Vec<u8>>) -> Self {
        let pem = pem.into();
        self.network("root_certificate", |network| network.tls.roots.push(pem))
    }

    /// Trusts every server, whatever its certificate says: whoever stands between reads the password and can answer in
    /// its place. For tests; a server of your own is trusted by [`root_certificate`](Self::root_certificate).
    pub fn danger_accept_invalid_certificates(self) -> Self {
        self.network("danger_accept_invalid_certificates", |network| {
            network.tls.accept_invalid = true;
        })
    }

    /// Connects to this address for a host, instead of asking the system where the host is. The port of the address
    /// counts when the address of the site has none. Can be called several times, also for one host. A proxy finds
    /// hosts by itself.
    pub fn resolve(self, host: impl Into<String>, address: SocketAddr) -> Self {
        let host = host.into();
        self.network("resolve", |network| network.addresses.push((host, address)))
    }

    fn network(
        mut self,
        name: &'static str,
        set: impl FnOnce(&mut network::Settings),
    ) -> Self {
        set(&mut self.network);
        self.set = Some(name);
        self
    }

    pub(crate) fn with_transport(mut self, transport: Transport) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Sends every request with this client of yours: with its connections, proxies, certificates and time-outs of
    /// connecting. It must not follow redirections, because the request would take the credentials to another server,
    /// and should not retry:
    ///
    /// ```
    /// # #[cfg(feature = "reqwest")] {
    /// # use gensee_api::{Client, Password};
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .retry(reqwest::retry::never())
    ///     .build()
    ///     .expect("a client");
    /// let client = Client::builder("http://localhost").login("admin@test.com", Password::md5("888888")).http_client(http);
    /// # }
    /// ```
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.with_transport(Transport::Reqwest(client))
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
    /// address and no login. An address with https needs no TLS then.
    ///
    /// Answers that are too long, time-outs and retries are as over the network. An error of the function is
    /// [`Error::Transport`] with its text.
    pub fn transport_fn<F, R>(self, function: F) -> Self
    where
        F: Fn(Request<Vec<u8>>) -> R + Send + Sync + 'static,
        R: Future<Output: IntoAnswer> + Send + 'static,
    {
        self.with_transport(Transport::from_fn(function))
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
        let transport = match (self.transport, self.set) {
            (Some(_), Some(option)) => {
                return Err(Error::config(
                    option,
                    "has no effect on connections that are not the client's own; set it where they are made",
                ));
            }
            (Some(transport), None) => transport,
            (None, _) => {
                if tls::LIBRARY.is_none() && site.base_url().starts_with("https:") {
                    return Err(Error::config(
                        "base URL",
                        "is https, and this build has no TLS; turn on the feature `rustls` or `native-tls`",
                    ));
                }
                Transport::Network(Network::new(self.network)?)
            }
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
                busy_code: self.busy_code,
                backoff,
                on_drift: self.on_drift,
                strict: self.strict,
            }),
        })
    }
}

impl ClientBuilder<Client> {
    /// Uses the connections of another client: its pool, proxies and certificates. Clients of many sites then keep no
    /// more connections, threads and certificates than one. The options of connections are those of the other client;
    /// setting one here is [`Error::Config`].
    ///
    /// ```
    /// # use gensee_api::{Client, Password};
    /// let first = Client::builder("https://a.gensee.com").login("admin", Password::md5("888888")).build()?;
    /// let second = Client::builder("https://b.gensee.com")
    ///     .login("admin", Password::md5("123456"))
    ///     .connections_of(&first)
    ///     .build()?;
    /// # Ok::<_, gensee_api::Error>(())
    /// ```
    pub fn connections_of(self, other: &Client) -> Self {
        let transport = other.shared.transport.clone();
        self.with_transport(transport)
    }

    /// Makes the client. Nothing is read from the network or the disk yet: the certificates of the system are read when
    /// the first connection of the process with https is made.
    ///
    /// # Errors
    /// [`Error::Config`] when the address, the login or an option of the connections is not valid, or when the address
    /// is https and this build has no TLS.
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
