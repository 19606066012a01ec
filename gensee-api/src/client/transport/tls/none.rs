//! No TLS: the builder of clients refuses https.

use hyper_util::rt::TokioIo;

use super::Stream;

pub(super) const NAME: Option<&str> = None;

pub(super) type Root = ();
pub(super) type Config = ();

const REASON: &str =
    "this build has no TLS; turn on the feature `rustls` or `native-tls`";

pub(super) fn roots(_pem: &[u8]) -> Option<Vec<Root>> {
    Some(Vec::new())
}

pub(super) fn config(_roots: &[Root], _accept_invalid: bool) -> Result<Config, String> {
    Err(REASON.to_owned())
}

pub(super) async fn handshake(
    _config: &Config,
    _host: &str,
    _stream: TokioIo<Stream>,
) -> Result<TokioIo<Stream>, String> {
    Err(REASON.to_owned())
}
