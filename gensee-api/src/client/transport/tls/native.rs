//! TLS by the library of the system.

use hyper_util::rt::TokioIo;
use tokio_native_tls::TlsStream;
use tokio_native_tls::native_tls::{Certificate, Error, TlsConnector};

use super::Stream;

pub(super) const NAME: Option<&str> = Some("native-tls");

pub(super) type Root = Certificate;
pub(super) type Config = tokio_native_tls::TlsConnector;

/// The certificates of a PEM text; `None` when it has none, or has one that cannot be read.
pub(super) fn roots(pem: &[u8]) -> Option<Vec<Root>> {
    const END: &str = "-----END CERTIFICATE-----";

    let text = std::str::from_utf8(pem).ok()?;
    let parts = text.split_inclusive(END).filter(|part| part.ends_with(END));
    let roots: Vec<Root> = parts
        .map(|part| Certificate::from_pem(part.as_bytes()))
        .collect::<Result<_, _>>()
        .ok()?;
    (!roots.is_empty()).then_some(roots)
}

pub(super) fn config(roots: &[Root], accept_invalid: bool) -> Result<Config, String> {
    let mut builder = TlsConnector::builder();
    for root in roots {
        builder.add_root_certificate(root.clone());
    }
    if accept_invalid {
        builder.danger_accept_invalid_certs(true).danger_accept_invalid_hostnames(true);
    }
    builder.build().map(Into::into).map_err(|error| error.to_string())
}

pub(super) async fn handshake(
    config: &Config,
    host: &str,
    stream: TokioIo<Stream>,
) -> Result<TlsStream<TokioIo<Stream>>, String> {
    config.connect(host, stream).await.map_err(|error| reason(&error))
}

/// The whole text of the error: what its innermost cause says lacks why a certificate was refused.
fn reason(error: &Error) -> String {
    // What OpenSSL, Secure Transport and SChannel say of bytes that are not TLS.
    const NOT_TLS: [&str; 6] = [
        "wrong version number",
        "packet length too long",
        "http request",
        "record layer failure",
        "-9805",
        "0x80090308",
    ];
    // What OpenSSL says of an issuer that it does not know; its older versions wrote `self signed`.
    const NO_ISSUER: [&str; 3] = [
        "unable to get local issuer certificate",
        "self-signed certificate",
        "self signed certificate",
    ];

    let text = error.to_string();
    let has = |part: &str| text.contains(part);
    if NOT_TLS.into_iter().any(has) {
        format!("the server does not speak TLS here; is it `http://`? ({text})")
    } else if has("unexpected EOF") || has("unexpected eof") {
        format!(
            "the server ended the connection instead of speaking TLS; is it `http://`? ({text})"
        )
    } else if NO_ISSUER.into_iter().any(has) {
        format!(
            "{text}; give the certificate of its issuer with `root_certificate`, or install the package `ca-certificates` if the system has none"
        )
    } else {
        text
    }
}
