//! Protects the addresses below `/sandbox/`. Programs and the sandbox's own pages may use them, but no page of another
//! site that is open in a browser on the same machine.

use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{Request, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::reply;

/// Checks the heads of requests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guard {
    /// Whether only this machine can connect. Then a request that names another host is refused, because someone has
    /// made that name resolve to this machine (DNS rebinding).
    loopback: bool,
}

impl Guard {
    /// The guard of a server that listens on this address.
    pub(super) fn of(address: SocketAddr) -> Self {
        Self { loopback: address.ip().to_canonical().is_loopback() }
    }

    /// # Errors
    /// Why the request is refused.
    fn admit(self, head: &HeaderMap) -> Result<(), String> {
        let hosts = texts(head, HOST);
        if let Some(host) = hosts.iter().find(|host| self.loopback && !is_loopback(host))
        {
            return Err(format!(
                "`Host` is `{host}`, which is not this machine; call it 127.0.0.1, [::1] or localhost"
            ));
        }
        let own = |origin: &str| {
            let host = origin.strip_prefix("http://");
            host.is_some_and(|host| {
                hosts.iter().all(|own| own.eq_ignore_ascii_case(host))
            })
        };
        match texts(head, ORIGIN).iter().find(|origin| hosts.is_empty() || !own(origin))
        {
            Some(origin) => Err(format!(
                "`Origin` is `{origin}`, another site; send the request from a page of the sandbox, or from no page"
            )),
            None => Ok(()),
        }
    }
}

/// Lets a request pass, or answers with the status 403.
pub(super) async fn check(
    State(guard): State<Guard>,
    request: Request<Body>,
    next: Next,
) -> Response {
    match guard.admit(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(words) => {
            let body = json!({ "error": words }).to_string();
            (StatusCode::FORBIDDEN, reply::response(body)).into_response()
        }
    }
}

fn texts(head: &HeaderMap, name: HeaderName) -> Vec<String> {
    let values = head.get_all(name).iter();
    values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
}

/// Whether a host, with or without a port, is `localhost` or a loopback address.
fn is_loopback(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_matches(['[', ']']);
    name.eq_ignore_ascii_case("localhost")
        || name.parse().is_ok_and(|ip: IpAddr| ip.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Guard, HOST, HeaderMap, ORIGIN};

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
            ("0.0.0.0:8080", "sandbox.example:8080", None, true),
            ("127.0.0.1:80", "localhost", Some("http://localhost"), true),
            ("127.0.0.1:80", "Localhost:8080", Some("http://localhost:8080"), true),
            ("127.0.0.1:80", "127.0.0.1", Some("http://localhost"), false),
            ("127.0.0.1:80", "localhost:8080", Some("http://localhost:8081"), false),
            ("127.0.0.1:80", "localhost:8080", Some("https://localhost:8080"), false),
            ("127.0.0.1:80", "localhost", Some("null"), false),
            ("127.0.0.1:80", "localhost", Some(""), false),
            ("127.0.0.1:80", "localhost 127.0.0.1", Some("http://localhost"), false),
            ("127.0.0.1:80", "", Some("http://"), false),
            ("0.0.0.0:80", "a.example", Some("http://a.example"), true),
            ("0.0.0.0:80", "a.example", Some("http://b.example"), false),
        ] {
            let mut head = HeaderMap::new();
            for host in hosts.split_ascii_whitespace() {
                head.append(HOST, host.parse().expect("a host"));
            }
            if let Some(origin) = origin {
                head.append(ORIGIN, origin.parse().expect("an origin"));
            }
            let guard = Guard::of(listens.parse().expect("an address"));
            let answer = guard.admit(&head);
            assert_eq!(
                answer.is_ok(),
                admitted,
                "{listens} {hosts} {origin:?}: {answer:?}"
            );
        }
    }
}
