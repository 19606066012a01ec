//! The client of what the sandbox itself sends: calls of the test tool, and callbacks.

use std::error::Error;
use std::io;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::Response;
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

#[cfg(feature = "rustls")]
type Connector = hyper_rustls::HttpsConnector<HttpConnector>;
#[cfg(not(feature = "rustls"))]
type Connector = HttpConnector;

/// A client that sends only to the address that a caller named: it uses no proxy and follows no redirection, because
/// either could give a password to someone else.
pub(crate) type QuietClient = Client<Connector, Full<Bytes>>;

/// Makes a client.
///
/// # Errors
/// When the certificates of the system cannot be read.
pub(crate) fn quiet_client() -> io::Result<QuietClient> {
    Ok(Client::builder(TokioExecutor::new())
        // Idle connections are not kept, because one that the receiver has closed meanwhile would break the next request.
        .pool_max_idle_per_host(0)
        .retry_canceled_requests(false)
        .build(connector()?))
}

#[cfg(feature = "rustls")]
fn connector() -> io::Result<Connector> {
    let provider = rustls::crypto::ring::default_provider();
    let connector = hyper_rustls::HttpsConnectorBuilder::new()
        .with_provider_and_platform_verifier(provider)
        .map_err(io::Error::other)?;
    Ok(connector.https_or_http().enable_http1().build())
}

#[cfg(not(feature = "rustls"))]
fn connector() -> io::Result<Connector> {
    Ok(HttpConnector::new())
}

/// The first `longest` bytes of a body, and whether there are more.
pub(crate) async fn read_body(
    answer: Response<Incoming>,
    longest: usize,
) -> hyper::Result<(Vec<u8>, bool)> {
    let mut incoming = answer.into_body();
    let mut body = Vec::new();
    while let Some(frame) = incoming.frame().await {
        let Ok(part) = frame?.into_data() else { continue };
        let room = longest - body.len();
        body.extend_from_slice(&part[..part.len().min(room)]);
        if part.len() > room {
            return Ok((body, true));
        }
    }
    Ok((body, false))
}

/// An error and its causes, the innermost last.
pub(crate) fn causes<'e>(
    error: &'e (dyn Error + 'static),
) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

/// An error with its causes. Neither has the address, which can hold a password or a key.
pub(crate) fn whole(error: &(dyn Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
