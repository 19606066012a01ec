//! Pages of other sites are kept out of what stands below `/sandbox/`.

use std::io::Write as _;

use gensee_sandbox::Sandbox;

use super::START;
use super::http::{connect, to_the_end};

/// Every address below `/sandbox/` that changes or tells something.
const OWN: [(&str, &str); 6] = [
    ("POST", "/sandbox/control/advance"),
    ("GET", "/sandbox/control"),
    ("POST", "/sandbox/faults"),
    ("DELETE", "/sandbox/faults"),
    ("GET", "/sandbox/requests"),
    ("GET", "/sandbox/requests.har"),
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
