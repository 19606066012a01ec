//! `/sandbox/send` without the page: what it takes, what it tells, what it keeps to itself.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use gensee_sandbox::Sandbox;
use serde_json::{Value, json};

/// A connection that is not answered for so long is a test that fails, not one that hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// Status and body of the answer to an order.
fn post(sandbox: &Sandbox, kind: &str, body: &str) -> (u16, String) {
    let address = sandbox.url().trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
    let length = body.len();
    write!(
        stream,
        "POST /sandbox/send HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    (
        head.split(' ').nth(1).expect("a status").parse().expect("a number"),
        body.to_owned(),
    )
}

fn order(sandbox: &Sandbox, order: &Value) -> Value {
    let (status, body) = post(sandbox, "application/json", &order.to_string());
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).expect("JSON")
}

/// A site that answers one request with these bytes and then hangs up. Its address, and what it was sent.
pub(crate) fn site(answer: impl Into<Vec<u8>>) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let answer = answer.into();
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
        let mut request = vec![0; 64 * 1024];
        let length = stream.read(&mut request).expect("a request");
        // Whoever asked may have enough before the end.
        let _ = stream.write_all(&answer);
        String::from_utf8_lossy(&request[..length]).into_owned()
    });
    (url, served)
}

pub(crate) fn answer(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

#[test]
fn another_site_is_called_as_the_client_would() {
    let sandbox = Sandbox::start().expect("a port");
    for (method, hash, expected) in [
        ("POST", Some("md5"), "password=21218cca77804d2ba1922c33e0151105"),
        ("POST", Some("sha1"), "password=1f82c942befda29b6ed487a51da199f78fce7f05"),
        ("GET", None, "password=888888"),
    ] {
        let (url, served) = site(answer(
            "200 OK\r\nServer: gensee\r\nSet-Cookie: a=b",
            "{\"code\":\"0\"}",
        ));
        let told = order(
            &sandbox,
            &json!({
                "site": url, "method": method, "path": "/webcast/record/choose", "hash": hash,
                "form": [["loginName", "a@b"], ["password", "888888"], ["recordId[0]", "7"], ["userPassword", "中 文"]],
            }),
        );
        assert_eq!(
            (&told["status"], &told["body"]),
            (&json!(200), &json!("{\"code\":\"0\"}"))
        );
        assert_eq!((&told["bytes"], &told["truncated"]), (&json!(12), &json!(false)));
        assert!(told["ms"].as_f64() > Some(0.0), "{told}");
        assert_eq!(
            told["headers"],
            json!([["content-length", "12"], ["server", "gensee"]])
        );
        let request = served.join().expect("a request");
        let first = request.lines().next().expect("a line");
        let form = format!(
            "loginName=a%40b&{expected}&recordId%5B0%5D=7&userPassword=%E4%B8%AD+%E6%96%87"
        );
        let path = "/integration/site/webcast/record/choose";
        if method == "GET" {
            assert_eq!(first, format!("GET {path}?{form} HTTP/1.1"));
        } else {
            assert_eq!(first, format!("POST {path} HTTP/1.1"));
            assert!(request.ends_with(&format!("\r\n\r\n{form}")), "{request}");
        }
    }
}

#[test]
fn what_fails_is_told_without_the_password() {
    let sandbox = Sandbox::start().expect("a port");
    let free =
        TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("it");
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = silent.local_addr().map(|address| (address, silent)).expect("it");
    let (broken, broken_served) =
        site("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
    let path = "/webcast/page";
    for (site, path, kind, says) in [
        (format!("http://{free}"), path, "refused", "refused"),
        (format!("http://{}", silent.0), path, "timeout", "allow more time"),
        (broken, path, "broken", "body"),
        (sandbox.url().replace("http:", "https:"), path, "tls", ""),
        ("ftp://127.0.0.1".to_owned(), path, "request", "neither `http` nor `https`"),
        ("http://geheim@127.0.0.1".to_owned(), path, "request", "user information"),
        (sandbox.url(), "/../sandbox/requests", "request", "`path`"),
    ] {
        let told = order(
            &sandbox,
            &json!({
                "site": site, "method": "GET", "path": path, "timeoutMs": 300,
                "form": [["password", "geheim"]],
            }),
        );
        assert_eq!(told["error"]["kind"], kind, "{site}: {told}");
        let message = told["error"]["message"].as_str().expect("words");
        assert!(
            message.contains(says) && !message.contains("geheim"),
            "{site}: {message}"
        );
    }
    broken_served.join().expect("a request");
}

#[test]
fn a_redirection_is_shown_and_not_followed() {
    let sandbox = Sandbox::start().expect("a port");
    let elsewhere = "https://elsewhere.example/login?password=geheim";
    let (url, served) = site(answer(&format!("302 Found\r\nLocation: {elsewhere}"), ""));
    let told = order(
        &sandbox,
        &json!({ "site": url, "method": "POST", "path": "/webcast/page", "form": [["password", "geheim"]] }),
    );
    served.join().expect("a request");
    assert_eq!(told["status"], 302);
    let headers = told["headers"].to_string();
    assert!(
        headers.contains("https://elsewhere.example") && !headers.contains("geheim"),
        "{headers}"
    );
}

#[test]
fn the_rest_of_an_endless_answer_is_left() {
    let sandbox = Sandbox::start().expect("a port");
    let limit = 4 * 1024 * 1024;
    for (length, truncated) in [(limit, false), (limit + 1, true)] {
        let (url, served) = site(answer("200 OK", &"x".repeat(length)));
        let told = order(
            &sandbox,
            &json!({ "site": url, "method": "POST", "path": "/webcast/page", "form": [] }),
        );
        served.join().expect("a request");
        assert_eq!(
            (&told["truncated"], &told["bytes"]),
            (&json!(truncated), &json!(limit))
        );
        assert_eq!(told["body"].as_str().map(str::len), Some(limit));
    }
}

#[test]
fn only_orders_as_json_are_taken() {
    let sandbox = Sandbox::start().expect("a port");
    let good = r#"{"method":"POST","path":"/webcast/page","form":[]}"#;
    for (kind, body, status, says) in [
        ("application/json; charset=utf-8", good, 200, "\"status\":200"),
        ("text/plain", good, 415, "application/json"),
        ("application/x-www-form-urlencoded", good, 415, "application/json"),
        (
            "application/json",
            r#"{"method":"POST","path":"/a","form":[["password","geheim"]],"more":1}"#,
            400,
            "line 1",
        ),
        (
            "application/json",
            r#"{"method":"geheim","path":"/a","form":[]}"#,
            400,
            "line 1",
        ),
        ("application/json", r#"{"form":[["password"#, 400, "line 1"),
    ] {
        let (given, answer) = post(&sandbox, kind, body);
        assert_eq!(given, status, "{kind} {body}: {answer}");
        assert!(answer.contains(says) && !answer.contains("geheim"), "{answer}");
    }
    assert_eq!(sandbox.requests().len(), 1, "one call alone was sent");
}
