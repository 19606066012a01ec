//! The client of what the sandbox itself sends: calls of the test tool, and callbacks.

use reqwest::redirect::Policy;

/// A client that sends only to the address that a caller named: it uses no proxy and follows no redirection, because
/// either could give a password to someone else.
pub(crate) fn quiet_client() -> reqwest::ClientBuilder {
    // reqwest's own choice needs cmake. One that the program has made before stays.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        // Idle connections are not kept, because one that the receiver has closed meanwhile would break the next request.
        .pool_max_idle_per_host(0)
}
