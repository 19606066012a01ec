//! TLS by rustls, with the verifier of the platform.

use std::io;
use std::sync::Arc;

use hyper_util::rt::TokioIo;
use rustls_platform_verifier::Verifier;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::crypto::CryptoProvider;
#[cfg(feature = "rustls-aws-lc")]
use tokio_rustls::rustls::crypto::aws_lc_rs as library;
#[cfg(not(feature = "rustls-aws-lc"))]
use tokio_rustls::rustls::crypto::ring as library;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
};

use super::Stream;

pub(super) const NAME: Option<&str> = Some(if cfg!(feature = "rustls-aws-lc") {
    "rustls, aws-lc"
} else {
    "rustls, ring"
});

pub(super) type Root = CertificateDer<'static>;
pub(super) type Config = Arc<ClientConfig>;

/// The certificates of a PEM text; `None` when it has none, or has one that cannot be read.
pub(super) fn roots(pem: &[u8]) -> Option<Vec<Root>> {
    let roots: Vec<Root> =
        CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
    let mut store = tokio_rustls::rustls::RootCertStore::empty();
    let valid = roots.iter().all(|root| store.add(root.clone()).is_ok());
    (valid && !roots.is_empty()).then_some(roots)
}

pub(super) fn config(roots: &[Root], accept_invalid: bool) -> Result<Config, String> {
    // Given, not installed: the process may have a default of its own.
    let provider = Arc::new(library::default_provider());
    let verifier: Arc<dyn ServerCertVerifier> = if accept_invalid {
        Arc::new(Anything(Arc::clone(&provider)))
    } else {
        let roots = roots.iter().cloned();
        let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider));
        Arc::new(verifier.map_err(no_roots)?)
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

fn no_roots(error: Error) -> String {
    match error {
        Error::General(text) if text.starts_with("No CA certificates") => {
            "this system has no CA certificates; install its package `ca-certificates`, or give one with `root_certificate`"
                .to_owned()
        }
        other => other.to_string(),
    }
}

pub(super) async fn handshake(
    config: &Config,
    host: &str,
    stream: TokioIo<Stream>,
) -> Result<TlsStream<TokioIo<Stream>>, String> {
    let host =
        ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
    let connector = TlsConnector::from(Arc::clone(config));
    connector.connect(host, stream).await.map_err(reason)
}

fn reason(error: io::Error) -> String {
    let cause = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match cause {
        Some(Error::InvalidMessage(_)) => {
            "the server does not speak TLS here; is it `http://`?".to_owned()
        }
        Some(Error::InvalidCertificate(CertificateError::UnknownIssuer)) => {
            format!(
                "{error}; give the certificate of its issuer with `root_certificate`"
            )
        }
        None if error.kind() == io::ErrorKind::UnexpectedEof => {
            "the server ended the connection instead of speaking TLS; is it `http://`?"
                .to_owned()
        }
        _ => error.to_string(),
    }
}

/// Trusts every certificate.
#[derive(Debug)]
struct Anything(Arc<CryptoProvider>);

impl ServerCertVerifier for Anything {
    fn verify_server_cert(
        &self,
        _certificate: &CertificateDer<'_>,
        _issuers: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
