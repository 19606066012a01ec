//! Pages of other sites are kept out of what stands below `/sandbox/`.

use std::io::Write as _;

use gensee_sandbox::Sandbox;

use super::START;
use super::http::{connect, get, login, to_the_end};

/// Every address below `/sandbox/` that changes or tells something.
const OWN: [(&str, &str); 7] = [
    ("POST", "/sandbox/control/advance"),
    ("GET", "/sandbox/control"),
    ("POST", "/sandbox/faults"),
    ("DELETE", "/sandbox/faults"),
    ("GET", "/sandbox/requests"),
    ("GET", "/sandbox/requests.har"),
    ("GET", "/sandbox/deliveries"),
];

/// The whole answer to a request with these lines in its head.
fn ask(sandbox: &Sandbox, method: &str, path: &str, lines: &str) -> String {
    let body = if path.ends_with("advance") { r#"{"span":1}"# } else { "fault=empty" };
    let length = body.len();
    let mut stream = connect(sandbox);
    let request = format!(
        "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n{lines}\r\n\r\n{body}"
    );
    // It may be refused before it is read.
    let _ = stream.write_all(request.as_bytes());
    to_the_end(&mut stream)
}

#[test]
fn no_page_of_another_site_drives_the_sandbox() {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let host = sandbox.url().trim_start_matches("http://").to_owned();
    let port = host.rsplit(':').next().expect("a port").to_owned();
    let cases = [
        (format!("Host: {host}"), None),
        (format!("Host: {host}\r\nOrigin: http://{host}"), None),
        (format!("Host: localhost:{port}\r\nOrigin: http://localhost:{port}"), None),
        (format!("Host: {host}\r\nOrigin: https://evil.example"), Some("`Origin` is")),
        (format!("Host: {host}\r\nOrigin: http://{host}0"), Some("`Origin` is")),
        (format!("Host: {host}\r\nOrigin: null"), Some("`Origin` is `null`")),
        (format!("Host: rebound.example:{port}"), Some("`Host` is `rebound.example")),
        (
            "Host: rebound.example\r\nOrigin: http://rebound.example".to_owned(),
            Some("`Host` is"),
        ),
    ];
    for (lines, refused) in &cases {
        let before = sandbox.control().now().millis();
        for (method, path) in OWN {
            let answer = ask(&sandbox, method, path, lines);
            let forbidden = answer.starts_with("HTTP/1.1 403 ");
            assert_eq!(
                forbidden,
                refused.is_some(),
                "{method} {path} {lines}: {answer}"
            );
            if let Some(words) = refused {
                assert!(answer.contains(words) && answer.contains("; "), "{answer}");
            } else {
                assert!(answer.starts_with("HTTP/1.1 20"), "{path} {lines}: {answer}");
            }
            assert!(!answer.to_lowercase().contains("access-control-"), "{answer}");
        }
        let passed = sandbox.control().now().millis() - before;
        assert_eq!(passed, if refused.is_some() { 0 } else { 1000 }, "{lines}");
    }
}

/// What browsers send with a request that a page of another site makes them send: an image, a form, a script.
const FOREIGN: [&str; 5] = [
    "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image",
    "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image",
    "Sec-Fetch-Site: cross-site\r\nOrigin: https://evil.example",
    "Origin: null",
    "Origin: http://localhost:1",
];

#[test]
fn no_page_of_another_site_makes_calls() {
    let sandbox = Sandbox::start().expect("a port");
    let host = sandbox.url().trim_start_matches("http://").to_owned();
    let query = format!(
        "{}&subject=A&startTime=1&organizerToken=123456&panelistToken=654321",
        login(&sandbox)
    );
    let path = format!("/integration/site/webcast/created?{query}");
    for lines in FOREIGN
        .map(|lines| format!("Host: {host}\r\n{lines}"))
        .iter()
        .chain([&"Host: rebound.example:80".to_owned()])
    {
        for method in ["GET", "POST", "OPTIONS"] {
            let answer = ask(&sandbox, method, &path, lines);
            assert!(answer.starts_with("HTTP/1.1 403 "), "{method} {lines}: {answer}");
            assert!(answer.contains("--allow-host"), "{answer}");
        }
    }
    let kept = sandbox.requests();
    assert_eq!(kept.len(), 18, "they are logged");
    assert!(kept.iter().all(|call| call.status == Some(403) && call.rule.is_some()));
    let listed =
        get(&sandbox, &format!("/integration/site/webcast/page?{}", login(&sandbox)));
    assert!(listed.body.contains(r#""totalCounts":0"#), "{}", listed.body);
    for lines in ["Sec-Fetch-Site: none", "Sec-Fetch-Site: same-origin", "X: y"] {
        let answer = ask(&sandbox, "GET", &path, &format!("Host: {host}\r\n{lines}"));
        assert!(answer.starts_with("HTTP/1.1 200 "), "{lines}: {answer}");
    }
    // A link of another site may lead to a page.
    for page in ["/", "/webcast/static/integration/tool.html", "/health"] {
        let answer =
            ask(&sandbox, "GET", page, &format!("Host: {host}\r\n{}", FOREIGN[0]));
        assert!(answer.starts_with("HTTP/1.1 200 "), "{page}: {answer}");
    }
}

#[test]
fn other_hosts_can_be_allowed() {
    for (allowed, lines, status) in [
        ("my.example", "Host: my.example:8080\r\nOrigin: http://my.example:8080", "200"),
        (
            "my.example",
            "Host: 127.0.0.1\r\nOrigin: https://my.example\r\nSec-Fetch-Site: cross-site",
            "200",
        ),
        ("my.example", "Host: other.example", "403"),
        (
            "*",
            "Host: other.example\r\nOrigin: null\r\nSec-Fetch-Site: cross-site",
            "200",
        ),
    ] {
        let sandbox = Sandbox::builder().allow_host(allowed).start().expect("a port");
        for path in ["/sandbox/requests", "/integration/site/webcast/page"] {
            let answer = ask(&sandbox, "GET", path, lines);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status} ")),
                "{allowed} {lines} {path}: {answer}"
            );
        }
    }
}

#[test]
fn on_all_interfaces_the_own_addresses_still_look_at_the_host() {
    let everywhere = "0.0.0.0:0".parse().expect("an address");
    let sandbox = Sandbox::builder().listen(everywhere).start().expect("a port");
    for (path, host, status) in [
        ("/sandbox/requests", "rebound.example:8080", "403"),
        ("/sandbox/requests", "192.0.2.7:8080", "200"),
        ("/sandbox/requests", "localhost:8080", "200"),
        ("/integration/site/webcast/page", "sandbox:8080", "200"),
    ] {
        let answer = ask(&sandbox, "GET", path, &format!("Host: {host}"));
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{path} {host}: {answer}"
        );
    }
}
