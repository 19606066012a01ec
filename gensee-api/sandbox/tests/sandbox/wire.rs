//! What callers put on the wire, and what the server takes of it.

use std::io::Write as _;
use std::time::Duration;

use gensee_api::Time;
use gensee_sandbox::Sandbox;

use super::http::{connect, get, login, post, send, to_the_end};

const CREATE: &str = "/integration/site/webcast/created";
const CHOOSE: &str = "/integration/site/webcast/record/choose";

/// The start that the sandbox has understood, asked for with a subject.
fn created_start(sandbox: &Sandbox, subject: &str) -> Option<i64> {
    let path = "/integration/site/webcast/page";
    let body = get(sandbox, &format!("{path}?{}", login(sandbox))).body;
    let answer: serde_json::Value = serde_json::from_str(&body).expect(&body);
    let list = answer["list"].as_array().expect("a list");
    let webcast = list.iter().find(|webcast| webcast["subject"] == subject)?;
    webcast["startTime"].as_i64()
}

#[test]
fn however_a_call_is_sent_it_is_understood() {
    let sandbox = Sandbox::start().expect("a port");
    let login = login(&sandbox);
    let tokens = "organizerToken=123456&panelistToken=654321";
    let start = Time::china("2030-05-19 10:00:00").expect("a time");
    let millis = start.millis();
    let parts = |subject: &str| {
        let [login_name, password] = [sandbox.admin(), sandbox.password()];
        let start = millis.to_string();
        let fields = [
            ("loginName", login_name),
            ("password", password),
            ("subject", subject),
            ("startTime", &start),
            ("organizerToken", "123456"),
            ("panelistToken", "654321"),
        ];
        let part = |(name, value)| {
            format!(
                "--border\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
        };
        fields.into_iter().map(part).collect::<String>() + "--border--\r\n"
    };
    let multipart = "Content-Type: multipart/form-data; boundary=border";
    let form = |subject: &str, start: &str, more: &str| {
        format!("{login}&{tokens}&subject={subject}&startTime={start}{more}")
    };
    let text = "2030-05-19 10:00:00";
    for (subject, answer) in [
        ("POST", post(&sandbox, CREATE, &form("POST", &millis.to_string(), ""))),
        (
            "GET",
            get(&sandbox, &format!("{CREATE}?{}", form("GET", &millis.to_string(), ""))),
        ),
        (
            "GET with raw blanks",
            get(
                &sandbox,
                &format!("{CREATE}?{}", form("GET with raw blanks", text, "")),
            ),
        ),
        (
            "多部分",
            send(
                &sandbox,
                &format!("POST {CREATE}"),
                &[multipart],
                parts("多部分").as_bytes(),
            ),
        ),
        ("query and body", {
            let rest = format!("{tokens}&subject=query and body&startTime={millis}");
            post(&sandbox, &format!("{CREATE}?{login}"), &rest)
        }),
        ("raw blanks", post(&sandbox, CREATE, &form("raw blanks", text, ""))),
        ("tab", post(&sandbox, CREATE, &form("tab", &format!("\t{text}"), ""))),
        (
            "tab, encoded",
            post(
                &sandbox,
                CREATE,
                &form("tab, encoded", "%092030-05-19+10%3A00%3A00", ""),
            ),
        ),
        (
            "unknown",
            post(
                &sandbox,
                CREATE,
                &form("unknown", text, "&foo=1&bar[2].x=&=&&a.b.c=%zz"),
            ),
        ),
        (
            "公开课",
            get(
                &sandbox,
                &format!("{CREATE}?{}", form("公开课", &millis.to_string(), "")),
            ),
        ),
        ("sec", post(&sandbox, CREATE, &form("sec", text, "&sec=123456"))),
        ("sec empty", post(&sandbox, CREATE, &form("sec empty", text, "&sec="))),
        ("sec false", post(&sandbox, CREATE, &form("sec false", text, "&sec=false"))),
    ] {
        assert_eq!(answer.status(), "200", "{subject}: {}", answer.body);
        assert!(answer.body.contains(r#""code":"0""#), "{subject}: {}", answer.body);
        assert_eq!(created_start(&sandbox, subject), Some(millis), "{subject}");
    }
    let hashed = post(&sandbox, CREATE, &form("sec true", text, "&sec=true"));
    assert!(hashed.body.contains(r#""code":"200""#), "{}", hashed.body);
}

#[test]
fn lists_are_taken_repeated_or_indexed_and_not_with_empty_brackets() {
    let sandbox = Sandbox::start().expect("a port");
    let login = login(&sandbox);
    let forms = [
        "recordId=1&recordId=2",
        "recordId[0]=1&recordId[1]=2",
        "recordId%5B0%5D=1&recordId%5B1%5D=2",
    ];
    let answers = forms.map(|form| {
        let form = format!("{login}&webcastId=none&{form}");
        let posted = post(&sandbox, CHOOSE, &form);
        let got = get(&sandbox, &format!("{CHOOSE}?{form}"));
        assert_eq!((posted.status(), got.status()), ("200", "200"), "{form}");
        assert_eq!(posted.body, got.body, "{form}");
        assert!(!posted.body.contains("recordId"), "{form}: {}", posted.body);
        posted.body
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    for call in sandbox.requests() {
        let values =
            call.parameters.iter().filter(|one| one.name.starts_with("recordId"));
        assert_eq!(values.map(|one| one.value.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    }
    for form in ["recordId[]=1", "recordId%5B%5D=1"] {
        let form = format!("{login}&webcastId=none&{form}");
        assert_eq!(post(&sandbox, CHOOSE, &form).status(), "400", "{form}");
        assert_eq!(get(&sandbox, &format!("{CHOOSE}?{form}")).status(), "400", "{form}");
    }
}

#[test]
fn what_is_too_long_is_refused() {
    const MEGABYTE: usize = 1024 * 1024;
    let sandbox = Sandbox::start().expect("a port");
    let login = login(&sandbox);
    let form = |length: usize| {
        let start = format!("{login}&description=");
        let filling = "a".repeat(length - start.len());
        format!("{start}{filling}")
    };
    for (length, expected) in [(MEGABYTE, "200"), (MEGABYTE + 1, "413")] {
        let answer = post(&sandbox, CREATE, &form(length));
        assert_eq!(answer.status(), expected, "{length}");
    }
    let multipart = "Content-Type: multipart/form-data; boundary=border";
    let part = "--border\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    let long = format!("{part}{}\r\n--border--\r\n", "a".repeat(MEGABYTE));
    let answer =
        send(&sandbox, &format!("POST {CREATE}"), &[multipart], long.as_bytes());
    assert_eq!(answer.status(), "413");

    let many = vec!["X: y"; 100];
    let long = format!("X: {}", "y".repeat(100 * 1024));
    for lines in [many.as_slice(), &[long.as_str()]] {
        let answer = send(&sandbox, &format!("GET {CREATE}"), lines, b"");
        assert_eq!(answer.status(), "431", "{} lines", lines.len());
    }
    assert_eq!(get(&sandbox, CREATE).status(), "200", "the next one is served");
}

#[test]
fn what_arrives_too_slowly_is_not_waited_for() {
    let limit = Duration::from_millis(50);
    let sandbox = Sandbox::builder().read_timeout(limit).start().expect("a port");
    let mut silent = connect(&sandbox);
    assert_eq!(to_the_end(&mut silent), "", "not a byte");

    let mut head = connect(&sandbox);
    write!(head, "GET {CREATE} HTTP/1.1\r\nHost: a\r\n").expect("half a head");
    let answer = to_the_end(&mut head);
    assert!(!answer.contains("200 OK"), "{answer}");

    let mut body = connect(&sandbox);
    write!(body, "POST {CREATE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nlogin")
        .expect("half a body");
    let answer = to_the_end(&mut body);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert_eq!(get(&sandbox, CREATE).status(), "200", "the next one is served");
}
