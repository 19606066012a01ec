//! Keeps pages of other sites, which are open in a browser on this machine, from driving the sandbox: its addresses
//! below `/sandbox/`, and the calls. Programs may use both, and so may the sandbox's own pages.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{Request, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::AppState;
use super::own_request::OwnError;
use super::request_log::LoggedRequest;
use super::trust::{Hosts, address, is_loopback};

/// Says which site a page belongs to that made a browser send a request.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    /// An address below `/sandbox/`.
    Own,
    /// A call. It may name any host when the sandbox listens for other machines, because they know it by names of
    /// their own.
    Calls,
    /// A page to look at, which links of other sites may lead to. Its host may have any name, too.
    Pages,
}

/// Checks the heads of requests.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    area: Area,
    /// Whether only this machine can connect.
    loopback: bool,
    /// Other hosts under which the sandbox is called, and whose pages may call it.
    trusted: Hosts,
}

impl Guard {
    /// The guard of an area of a server that listens on this address.
    pub(super) fn of(area: Area, listens: SocketAddr, trusted: Hosts) -> Self {
        Self { area, loopback: listens.ip().to_canonical().is_loopback(), trusted }
    }

    /// # Errors
    /// Why the request is refused.
    fn admit(&self, head: &HeaderMap) -> Result<(), String> {
        let hosts = texts(head, HOST);
        if let Some(host) = hosts.iter().find(|host| !self.knows(host)) {
            return Err(format!(
                "`Host` is `{host}`, which is not this machine; call it 127.0.0.1, [::1] or localhost, or allow the host with `--allow-host`"
            ));
        }
        if self.area == Area::Pages {
            return Ok(());
        }
        let origins = texts(head, ORIGIN);
        let own = |origin: &String| {
            let host = origin.strip_prefix("http://");
            let own = host.is_some_and(|host| {
                !hosts.is_empty()
                    && hosts.iter().all(|own| own.eq_ignore_ascii_case(host))
            });
            own || self.trusts(origin)
        };
        if let Some(origin) = origins.iter().find(|origin| !own(origin)) {
            return Err(format!(
                "`Origin` is `{origin}`, another site; send the request from a page of the sandbox, or from no page, or allow the host with `--allow-host`"
            ));
        }
        // Browsers send no `Origin` with a GET for an image, a frame or a link.
        let sites = texts(head, FETCH_SITE);
        let foreign = sites.iter().find(|site| match &***site {
            "cross-site" => !self.trusted.all(),
            "same-site" => !hosts.iter().all(|host| self.trusts_neighbours(host)),
            _ => false,
        });
        match foreign.filter(|_| origins.is_empty()) {
            Some(site) => Err(format!(
                "`Sec-Fetch-Site` is `{site}`: a page of another site or port sends it; send it from no page, or allow this host's pages with `--allow-host`, and all pages with `--allow-host *`"
            )),
            None => Ok(()),
        }
    }

    /// Whether the pages of all ports of this host are trusted. A name can have the site in common with other names, and
    /// only an address and `localhost` are a site alone.
    fn trusts_neighbours(&self, host: &str) -> bool {
        let host = host.parse::<Authority>().ok();
        let name = host.as_ref().map_or("", Authority::host);
        let alone = is_loopback(name) || address(name).is_some();
        self.trusted.all() || alone && self.trusted.has(name)
    }

    /// Whether the sandbox may be called by this host. A name that is not known can be one that someone has made
    /// resolve to this machine (DNS rebinding); an address cannot.
    fn knows(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let name = authority.host();
        if authority.as_str().contains('@') {
            return false;
        }
        is_loopback(name)
            || self.trusted.has(name)
            || !self.loopback && (self.area != Area::Own || address(name).is_some())
    }

    fn trusts(&self, origin: &str) -> bool {
        let host = origin.parse::<Uri>().ok();
        let host = host.as_ref().and_then(Uri::host);
        self.trusted.all() || host.is_some_and(|host| self.trusted.has(host))
    }
}

/// Lets a request pass, or answers with the status 403. A call that is refused is logged too.
pub(super) async fn check(
    State((guard, app)): State<(Guard, Arc<AppState>)>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let Err(words) = guard.admit(request.headers()) else {
        return next.run(request).await;
    };
    let status = StatusCode::FORBIDDEN;
    if guard.area == Area::Calls {
        let mut logged = LoggedRequest::new(&request, app.clock.now());
        logged.status = Some(status.as_u16());
        logged.rule = Some(words.clone());
        app.requests().push(logged);
    }
    OwnError::new(status, words).into_response()
}

fn texts(head: &HeaderMap, name: HeaderName) -> Vec<String> {
    let values = head.get_all(name).iter();
    values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Area, FETCH_SITE, Guard, HOST, HeaderMap, Hosts, ORIGIN};

    #[test]
    fn who_is_let_in() {
        for (listens, hosts, origin, admitted) in [
            ("127.0.0.1:8080", "127.0.0.1:8080", None, true),
            ("127.0.0.1:8080", "127.9.9.9", None, true),
            ("127.0.0.1:8080", "LOCALHOST:8080", None, true),
            ("[::1]:8080", "[::1]:8080", None, true),
            ("[::1]:8080", "::1", None, false),
            ("127.0.0.1:8080", "", None, true),
            ("127.0.0.1:8080", "rebound.example:8080", None, false),
            ("127.0.0.1:8080", "127.0.0.1.example", None, false),
            ("127.0.0.1:8080", "localhost@rebound.example", None, false),
            ("127.0.0.1:8080", "127.0.0.1 rebound.example", None, false),
            ("[::ffff:127.0.0.1]:8080", "rebound.example", None, false),
            ("0.0.0.0:8080", "sandbox.example:8080", None, false),
            ("0.0.0.0:8080", "192.0.2.7:8080", None, true),
            ("0.0.0.0:8080", "[2001:db8::1]:8080", None, true),
            ("0.0.0.0:8080", "localhost:8080", None, true),
            ("127.0.0.1:8080", "192.0.2.7:8080", None, false),
            ("127.0.0.1:80", "localhost", Some("http://localhost"), true),
            ("127.0.0.1:80", "Localhost:8080", Some("http://localhost:8080"), true),
            ("127.0.0.1:80", "127.0.0.1", Some("http://localhost"), false),
            ("127.0.0.1:80", "localhost:8080", Some("http://localhost:8081"), false),
            ("127.0.0.1:80", "localhost:8080", Some("https://localhost:8080"), false),
            ("127.0.0.1:80", "localhost", Some("null"), false),
            ("127.0.0.1:80", "localhost", Some(""), false),
            ("127.0.0.1:80", "localhost 127.0.0.1", Some("http://localhost"), false),
            ("127.0.0.1:80", "", Some("http://"), false),
            ("0.0.0.0:80", "a.example", Some("http://a.example"), false),
            ("0.0.0.0:80", "192.0.2.7", Some("http://192.0.2.7"), true),
            ("0.0.0.0:80", "192.0.2.7", Some("http://b.example"), false),
        ] {
            let mut head = HeaderMap::new();
            for host in hosts.split_ascii_whitespace() {
                head.append(HOST, host.parse().expect("a host"));
            }
            if let Some(origin) = origin {
                head.append(ORIGIN, origin.parse().expect("an origin"));
            }
            let listens_at = listens.parse().expect("an address");
            let guard = Guard::of(Area::Own, listens_at, Hosts::default());
            let answer = guard.admit(&head);
            assert_eq!(
                answer.is_ok(),
                admitted,
                "{listens} {hosts} {origin:?}: {answer:?}"
            );
        }
    }

    #[test]
    fn calls_and_pages_have_rules_of_their_own() {
        let (here, all) = ("127.0.0.1:80", "0.0.0.0:80");
        for (area, listens, allowed, host, origin, site, admitted) in [
            (Area::Calls, here, "", "127.0.0.1", "", "", true),
            (Area::Calls, here, "", "rebound.example", "", "", false),
            (Area::Calls, here, "", "127.0.0.1", "http://evil.example", "", false),
            (Area::Calls, here, "", "127.0.0.1", "null", "", false),
            (Area::Calls, here, "", "127.0.0.1", "", "cross-site", false),
            (Area::Calls, here, "", "127.0.0.1", "", "same-site", false),
            (Area::Calls, here, "", "localhost:80", "", "same-site", false),
            (Area::Calls, here, "localhost", "localhost:80", "", "same-site", true),
            (Area::Calls, here, "localhost", "127.0.0.1", "", "same-site", false),
            (Area::Calls, here, "localhost", "localhost:80", "", "cross-site", false),
            (Area::Calls, here, "my.example", "my.example", "", "same-site", false),
            (Area::Calls, here, "*", "my.example", "", "same-site", true),
            (
                Area::Calls,
                here,
                "localhost",
                "localhost:80",
                "http://localhost:3000",
                "same-site",
                true,
            ),
            (Area::Own, here, "", "127.0.0.1", "", "same-site", false),
            (Area::Pages, here, "", "127.0.0.1", "", "same-site", true),
            (Area::Calls, here, "", "127.0.0.1", "", "none", true),
            (
                Area::Calls,
                here,
                "",
                "127.0.0.1",
                "http://127.0.0.1",
                "same-origin",
                true,
            ),
            (Area::Calls, here, "my.example", "my.example:80", "", "", true),
            (
                Area::Calls,
                here,
                "my.example",
                "127.0.0.1",
                "https://my.example",
                "cross-site",
                true,
            ),
            (
                Area::Calls,
                here,
                "my.example",
                "127.0.0.1",
                "https://no.example",
                "cross-site",
                false,
            ),
            (Area::Calls, here, "my.example", "127.0.0.1", "", "cross-site", false),
            (
                Area::Calls,
                here,
                "*",
                "rebound.example",
                "https://no.example",
                "cross-site",
                true,
            ),
            (Area::Calls, here, "*", "127.0.0.1", "", "cross-site", true),
            (Area::Calls, all, "", "sandbox:80", "", "", true),
            (Area::Calls, all, "", "sandbox:80", "http://evil.example", "", false),
            (Area::Own, all, "sandbox", "sandbox:80", "", "", true),
            (Area::Own, here, "", "127.0.0.1", "", "cross-site", false),
            (Area::Pages, here, "", "127.0.0.1", "", "cross-site", true),
            (Area::Pages, here, "", "rebound.example", "", "", false),
        ] {
            let mut head = HeaderMap::new();
            for (name, value) in [(HOST, host), (ORIGIN, origin), (FETCH_SITE, site)] {
                if !value.is_empty() {
                    head.append(name, value.parse().expect("a value"));
                }
            }
            let mut trusted = Hosts::default();
            trusted.add(allowed);
            let guard = Guard::of(area, listens.parse().expect("an address"), trusted);
            let answer = guard.admit(&head);
            let case = format!("{area:?} {listens} {allowed} {host} {origin} {site}");
            assert_eq!(answer.is_ok(), admitted, "{case}: {answer:?}");
        }
    }
}
