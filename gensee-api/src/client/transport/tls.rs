//! TLS, by the library that the features choose: `native-tls` before `rustls-aws-lc` before `rustls`, because only the
//! last is on by default: the others are on where somebody wants them.

#[cfg(feature = "native-tls")]
#[path = "tls/native.rs"]
mod library;
#[cfg(all(feature = "__rustls", not(feature = "native-tls")))]
#[path = "tls/rustls.rs"]
mod library;
#[cfg(not(any(feature = "__rustls", feature = "native-tls")))]
#[path = "tls/none.rs"]
mod library;

use std::sync::Arc;

use http::Uri;
use hyper_util::rt::TokioIo;
use tokio::sync::OnceCell;

use super::failure::{BoxError, Fault};
use super::stream::Stream;
use crate::error::{Error, Result};

/// The library that is used; `None` when this build has none.
pub(crate) const LIBRARY: Option<&str> = library::NAME;

/// What differs from what the system has.
#[derive(Default)]
pub(crate) struct Settings {
    /// Certificates of issuers that are trusted beside those of the system, as PEM.
    pub(crate) roots: Vec<Vec<u8>>,
    /// Trusts every certificate.
    pub(crate) accept_invalid: bool,
}

/// Makes connections secure. Clones share its configuration.
#[derive(Clone)]
pub(super) struct Connector {
    shared: Arc<Shared>,
}

struct Shared {
    roots: Vec<library::Root>,
    accept_invalid: bool,
    /// Unused where nothing differs from the system.
    own: OnceCell<library::Config>,
}

impl Connector {
    /// Reads the given certificates; those of the system are read when the first connection is made.
    pub(super) fn new(settings: Settings) -> Result<Self> {
        let mut roots = Vec::new();
        for pem in &settings.roots {
            roots.extend(library::roots(pem).ok_or_else(|| {
                Error::config(
                    "root_certificate",
                    "is not a certificate in the PEM format, `-----BEGIN CERTIFICATE-----` …",
                )
            })?);
        }
        let (accept_invalid, own) = (settings.accept_invalid, OnceCell::new());
        Ok(Self { shared: Arc::new(Shared { roots, accept_invalid, own }) })
    }

    /// Makes a connection secure with the server of the address.
    pub(super) async fn handshake(
        &self,
        uri: &Uri,
        stream: Stream,
    ) -> Result<Stream, BoxError> {
        let config = self.config().await?;
        let host = uri.host().unwrap_or_default();
        // As `http::Uri` has the address of IPv6.
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let secure = library::handshake(config, host, TokioIo::new(stream)).await;
        Ok(Stream::new(TokioIo::new(secure.map_err(Fault)?)))
    }

    /// The configuration. The certificates of the system are read once in the process, and again only if that failed.
    async fn config(&self) -> Result<&library::Config, BoxError> {
        static SYSTEM: OnceCell<library::Config> = OnceCell::const_new();

        let shared = Arc::clone(&self.shared);
        let cell = if shared.roots.is_empty() && !shared.accept_invalid {
            &SYSTEM
        } else {
            &self.shared.own
        };
        let read = || async {
            // On a thread of its own, because some hundred files may be read.
            let read = move || library::config(&shared.roots, shared.accept_invalid);
            let config = tokio::task::spawn_blocking(read).await?;
            Ok::<_, BoxError>(config.map_err(Fault)?)
        };
        cell.get_or_try_init(read).await
    }
}

#[cfg(test)]
mod tests {
    use super::{Connector, LIBRARY, Settings};

    #[tokio::test]
    async fn the_certificates_of_the_system_are_read_once() {
        let connector = |accept_invalid| {
            Connector::new(Settings { accept_invalid, ..Settings::default() }).unwrap()
        };
        let [first, second, own] = [false, false, true].map(connector);
        match (first.config().await, second.config().await) {
            (Ok(one), Ok(other)) => {
                assert!(std::ptr::eq(one, other));
                assert!(!std::ptr::eq(one, own.config().await.unwrap()));
            }
            // This machine has none, or this build no TLS.
            (Err(error), Err(_)) => {
                let shown = error.to_string();
                assert!(
                    shown.contains("`ca-certificates`") || LIBRARY.is_none(),
                    "{shown}"
                );
            }
            _ => panic!("read twice"),
        }
    }

    /// Features add up, so two libraries may be on at one time.
    #[test]
    fn which_library_is_used() {
        let expected = if cfg!(feature = "native-tls") {
            Some("native-tls")
        } else if cfg!(feature = "rustls-aws-lc") {
            Some("rustls, aws-lc")
        } else if cfg!(feature = "rustls") {
            Some("rustls, ring")
        } else {
            None
        };
        assert_eq!(LIBRARY, expected);
    }
}
