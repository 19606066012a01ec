//! Connections over the network: their options, and the pool that keeps them.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, HeaderValue, PROXY_AUTHORIZATION, USER_AGENT};
use http::uri::Scheme;
use http::{Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::connector::Connector;
use super::failure::Failure;
use super::tls;
use crate::error::{Error, Result};

/// How long a connection without a request is kept.
const IDLE: Duration = Duration::from_secs(90);

/// Time-out of making a connection, unless another one is set.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What connections are made with.
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: Proxy,
    pub(crate) tls: tls::Settings,
    /// Hosts whose addresses are not asked of the system.
    pub(crate) addresses: Vec<(String, SocketAddr)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect_timeout: CONNECT_TIMEOUT,
            proxy: Proxy::Environment,
            tls: tls::Settings::default(),
            addresses: Vec::new(),
        }
    }
}

/// Where the addresses of proxies come from.
pub(crate) enum Proxy {
    /// `HTTPS_PROXY` and similar variables.
    Environment,
    /// None is used.
    Never,
    /// One for all servers.
    Always(String),
}

/// A pool of connections. Clones share it.
#[derive(Clone)]
pub(crate) struct Network {
    client: Client<Connector, Full<Bytes>>,
    connector: Connector,
}

impl Network {
    /// A pool without connections; nothing is read from the network or the disk yet.
    pub(crate) fn new(settings: Settings) -> Result<Self> {
        let proxies = match settings.proxy {
            Proxy::Environment => Some(Matcher::from_env()),
            Proxy::Never => None,
            Proxy::Always(address) => Some(always(&address)?),
        };
        let connector = Connector::new(
            settings.connect_timeout,
            proxies,
            tls::Connector::new(settings.tls)?,
            settings.addresses,
        );
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(connector.clone());
        Ok(Self { client, connector })
    }

    /// Sends the request once and returns the head of the answer.
    pub(super) async fn execute(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Incoming>, Failure> {
        const AGENT: &str =
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

        let mut request = request.map(|body| Full::new(Bytes::from(body)));
        let authorization = self.proxy_authorization(request.uri());
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        if let Some(value) = authorization {
            headers.insert(PROXY_AUTHORIZATION, value);
        }
        let plain = request.uri().scheme() == Some(&Scheme::HTTP);
        let answer = self.client.request(request).await;
        answer.map_err(|error| Failure::of(error, plain))
    }

    /// The login of the proxy that the request goes through, unless a tunnel is made through it.
    fn proxy_authorization(&self, uri: &Uri) -> Option<HeaderValue> {
        if uri.scheme() != Some(&Scheme::HTTP) {
            return None;
        }
        self.connector.proxy(uri)?.basic_auth().cloned()
    }
}

/// The error does not quote the address, because it may hold a password.
fn always(address: &str) -> Result<Matcher> {
    let matcher = Matcher::builder().all(address).build();
    if matcher.intercept(&Uri::from_static("http://localhost")).is_none() {
        return Err(Error::config(
            "proxy",
            "is not the address of a proxy; give scheme, host and port, as in `http://proxy.example:3128` or `socks5://…`",
        ));
    }
    Ok(matcher)
}
