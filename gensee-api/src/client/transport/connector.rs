//! Makes a connection: directly or through a proxy, in the clear or with TLS.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5, Tunnel};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tower_service::Service;

use super::failure::{BoxError, Fault, TimedOut, innermost};
use super::stream::Stream;
use super::tls;

type Pending<T, E = BoxError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;

/// Time after which a quiet connection is probed, so that a dead one is noticed.
const KEEPALIVE: Duration = Duration::from_secs(15);

/// Makes connections. Clones share all settings.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector<Resolver>,
    timeout: Duration,
    proxies: Option<Arc<Matcher>>,
    tls: tls::Connector,
}

impl Connector {
    pub(super) fn new(
        timeout: Duration,
        proxies: Option<Matcher>,
        tls: tls::Connector,
        addresses: Vec<(String, SocketAddr)>,
    ) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver::new(addresses));
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        Self { tcp, timeout, proxies: proxies.map(Arc::new), tls }
    }

    /// The proxy for an address.
    pub(super) fn proxy(&self, uri: &Uri) -> Option<Intercept> {
        self.proxies.as_ref()?.intercept(uri)
    }

    async fn connect(self, uri: Uri) -> Result<Stream, BoxError> {
        let secure = uri.scheme() == Some(&Scheme::HTTPS);
        let Some(proxy) = self.proxy(&uri) else {
            return self.direct(uri).await;
        };
        let address = proxy.uri().clone();
        let login =
            proxy.raw_auth().map(|(name, password)| (name.into(), password.into()));
        let scheme = address.scheme_str().unwrap_or_default().to_owned();
        let tunnel = match scheme.as_str() {
            "http" | "https" if secure => {
                let mut tunnel = Tunnel::new(address, Direct(self.clone()));
                if let Some(login) = proxy.basic_auth() {
                    tunnel = tunnel.with_auth(login.clone());
                }
                tunnel.call(uri.clone()).await.map_err(refused)?
            }
            "http" | "https" => {
                let stream = self.direct(address).await.map_err(|error| {
                    Fault(format!("the proxy: {}", innermost(&*error)))
                })?;
                return Ok(stream.proxied());
            }
            // With `socks4` and `socks5` this side finds the address of the server, with the others the proxy does.
            "socks4" | "socks4a" => SocksV4::new(address, Direct(self.clone()))
                .local_dns(scheme == "socks4")
                .call(uri.clone())
                .await
                .map_err(refused)?,
            _ => {
                let mut socks = SocksV5::new(address, Direct(self.clone()))
                    .local_dns(scheme == "socks5");
                if let Some((name, password)) = login {
                    socks = socks.with_auth(name, password);
                }
                socks.call(uri.clone()).await.map_err(refused)?
            }
        };
        if secure { self.tls.handshake(&uri, tunnel).await } else { Ok(tunnel) }
    }

    /// Connects to the host and port of the address itself.
    async fn direct(&self, uri: Uri) -> Result<Stream, BoxError> {
        let tcp = Stream::new(self.tcp.clone().call(uri.clone()).await?);
        if uri.scheme() == Some(&Scheme::HTTPS) {
            return self.tls.handshake(&uri, tcp).await;
        }
        Ok(tcp)
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pending<Stream>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (limit, connecting) = (self.timeout, self.clone().connect(uri));
        Box::pin(async move {
            let made = tokio::time::timeout(limit, connecting).await;
            made.unwrap_or_else(|_| Err(TimedOut(limit).into()))
        })
    }
}

/// A proxy is not reached, or does not connect with the server.
fn refused(error: impl std::error::Error + 'static) -> BoxError {
    Fault(format!("the proxy: {}", innermost(&error))).into()
}

/// Connects without a proxy: to a proxy.
#[derive(Clone)]
struct Direct(Connector);

impl Service<Uri> for Direct {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pending<Stream>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connector = self.0.clone();
        Box::pin(async move { connector.direct(uri).await })
    }
}

/// Finds the addresses of hosts: those that are given, the others by the system.
#[derive(Clone)]
struct Resolver {
    given: Arc<HashMap<String, Vec<SocketAddr>>>,
    system: GaiResolver,
}

impl Resolver {
    fn new(addresses: Vec<(String, SocketAddr)>) -> Self {
        let mut given: HashMap<String, Vec<SocketAddr>> = HashMap::new();
        for (host, address) in addresses {
            given.entry(host.to_ascii_lowercase()).or_default().push(address);
        }
        Self { given: Arc::new(given), system: GaiResolver::new() }
    }
}

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pending<Self::Response, io::Error>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        if let Some(addresses) = self.given.get(&name.as_str().to_ascii_lowercase()) {
            let addresses = addresses.clone();
            return Box::pin(async move { Ok(addresses.into_iter()) });
        }
        let asked = self.system.call(name);
        Box::pin(async move { Ok(asked.await?.collect::<Vec<_>>().into_iter()) })
    }
}
