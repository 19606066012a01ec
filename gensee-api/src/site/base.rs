//! The address of a site.

use http::Uri;
use http::uri::Scheme;

use crate::error::{Error, Result};
use crate::webcast::BASE_PATH;

/// The address below which the operations lie, made from the address of the site. Errors do not quote the given
/// address, because it may hold a password.
pub(super) fn parse(url: &str) -> Result<String> {
    let wrong = |message: &str| Err(Error::config("base URL", message));

    let url = url.trim();
    // `http::Uri` silently drops a fragment.
    if url.contains('#') {
        return wrong(
            "it has a fragment (`#…`); give scheme and host only, as in `https://test.gensee.com`",
        );
    }
    let Ok(uri) = url.parse::<Uri>() else {
        return wrong(
            "it is not an address; give scheme and host, as in `https://test.gensee.com` (a host of other letters in its `xn--` form)",
        );
    };
    let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
        return wrong(
            "it lacks scheme or host; write it out, as in `https://test.gensee.com`",
        );
    };
    if *scheme != Scheme::HTTP && *scheme != Scheme::HTTPS {
        return wrong("its scheme is neither `http` nor `https`");
    }
    if authority.as_str().contains('@') {
        return wrong("it has user information (`…@`); give the login with `.login(…)`");
    }
    if authority.host().is_empty() {
        return wrong("it has no host; write it out, as in `https://test.gensee.com`");
    }
    if uri.query().is_some() {
        return wrong(
            "it has a query (`?…`); give scheme and host only, as in `https://test.gensee.com`",
        );
    }
    let path = uri.path().trim_end_matches('/');
    // An address copied from the document already has the base path.
    let path = path.strip_suffix(BASE_PATH).unwrap_or(path);
    Ok(format!("{scheme}://{authority}{path}{BASE_PATH}"))
}

/// Scheme and host of an address, with the port if it has one. Only these parts may be shown.
pub(crate) fn origin(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let host = uri.host().filter(|host| !host.is_empty())?;
    let scheme = uri.scheme_str()?;
    Some(match uri.port() {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{origin, parse};
    use crate::{Password, Site};

    #[test]
    fn addresses_of_sites() {
        for (url, base) in [
            ("https://test.gensee.com", "https://test.gensee.com/integration/site"),
            (" http://test.gensee.com/ ", "http://test.gensee.com/integration/site"),
            ("HTTP://127.0.0.1:8080", "http://127.0.0.1:8080/integration/site"),
            ("http://[::1]:8080", "http://[::1]:8080/integration/site"),
            (
                "https://proxy.example/gensee//",
                "https://proxy.example/gensee/integration/site",
            ),
            (
                "https://test.gensee.com/integration/site/",
                "https://test.gensee.com/integration/site",
            ),
        ] {
            let site = Site::new(url, "admin", Password::plain("888888")).unwrap();
            assert_eq!(site.base_url(), base, "{url}");
        }
    }

    #[test]
    fn addresses_refused() {
        for (url, reason) in [
            ("", "it is not an address"),
            ("test.gensee.com", "it lacks scheme or host"),
            ("/integration/site", "it lacks scheme or host"),
            ("ftp://test.gensee.com", "its scheme is neither"),
            ("https://admin:Geheim@test.gensee.com", "it has user information"),
            ("https://Geheim@test.gensee.com", "it has user information"),
            ("https://test.gensee.com?password=Geheim", "it has a query"),
            ("https://test.gensee.com/?", "it has a query"),
            ("https://test.gensee.com#Geheim", "it has a fragment"),
            ("https://", "it is not an address"),
            ("https://:80", "it "),
            ("https://展视互动.example", "it is not an address"),
            ("https://test gensee.com", "it is not an address"),
        ] {
            let error = parse(url).unwrap_err();
            let (shown, debugged) = (error.to_string(), format!("{error:?}"));
            assert!(
                shown.starts_with(&format!("`base URL`: {reason}")),
                "{url}: {shown}"
            );
            assert!(
                !shown.contains("Geheim") && !debugged.contains("Geheim"),
                "{shown} {debugged}"
            );
        }
    }

    #[test]
    fn where_a_redirection_points() {
        for (address, expected) in [
            (
                "https://test.gensee.com/a?password=Geheim",
                Some("https://test.gensee.com"),
            ),
            (
                "https://a:Geheim@test.gensee.com:8443/a",
                Some("https://test.gensee.com:8443"),
            ),
            ("/login", None),
            ("", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected);
        }
    }
}
