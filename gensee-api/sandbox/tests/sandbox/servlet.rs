//! What a servlet refuses, and what it forgives.

use std::io::Write as _;
use std::net::Shutdown;

use gensee_api::Time;
use gensee_sandbox::Sandbox;
use serde_json::Value;

use super::http::{connect, get, login, post, send, to_the_end};

const CREATE: &str = "/integration/site/webcast/created";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

fn form(sandbox: &Sandbox, subject: &str) -> String {
    let tokens = "organizerToken=123456&panelistToken=654321";
    format!("{}&{tokens}&subject={subject}&startTime=1900000000000", login(sandbox))
}

/// The subjects of the webcasts that there are.
fn subjects(sandbox: &Sandbox) -> Vec<(String, i64)> {
    let body =
        get(sandbox, &format!("/integration/site/webcast/page?{}", login(sandbox))).body;
    let answer: Value = serde_json::from_str(&body).expect(&body);
    let list = answer["list"].as_array().cloned().unwrap_or_default();
    let subject = |webcast: &Value| {
        let start = webcast["startTime"].as_i64().expect("a start");
        (webcast["subject"].as_str().expect("a subject").to_owned(), start)
    };
    list.iter().map(subject).collect()
}

#[test]
fn only_get_head_and_post_run_an_operation() {
    let sandbox = Sandbox::start().expect("a port");
    for (method, status) in [
        ("PUT", "405"),
        ("DELETE", "405"),
        ("PATCH", "405"),
        ("TRACE", "405"),
        ("FOO", "405"),
        ("OPTIONS", "200"),
    ] {
        let target = format!("{method} {CREATE}?{}", form(&sandbox, method));
        let answer = send(&sandbox, &target, &[FORM], form(&sandbox, method).as_bytes());
        assert_eq!(answer.status(), status, "{method}: {}", answer.head);
        let head = answer.head.to_lowercase();
        assert!(head.contains("allow: post, get, head, options"), "{method}: {head}");
        assert_eq!(answer.body, "", "{method}");
    }
    assert_eq!(subjects(&sandbox), []);
    let rules: Vec<_> =
        sandbox.requests().into_iter().filter_map(|call| call.rule).collect();
    assert_eq!(rules.len(), 6);
    assert!(rules[0].contains("; send GET or POST"), "{rules:?}");
    assert!(rules[5].starts_with("`OPTIONS` asks"), "{rules:?}");

    let target = format!("HEAD {CREATE}?{}", form(&sandbox, "HEAD"));
    let answer = send(&sandbox, &target, &[], b"");
    assert_eq!((answer.status(), answer.body.as_str()), ("200", ""));
    assert!(
        !answer.head.to_lowercase().contains("content-length: 0"),
        "{}",
        answer.head
    );
    assert_eq!(subjects(&sandbox), [("HEAD".to_owned(), 1_900_000_000_000)]);
}

#[test]
fn a_form_is_read_from_a_post_of_its_own_type_alone() {
    let sandbox = Sandbox::start().expect("a port");
    let form = form(&sandbox, "Form");
    let json = r#"{"loginName":"admin@sandbox.example","password":"sandbox"}"#;
    for (method, lines, body, why) in [
        ("GET", &[FORM][..], form.as_str(), "because the method is `GET`"),
        (
            "POST",
            &["Content-Type: application/json"],
            &form,
            "because of its `Content-Type`",
        ),
        (
            "POST",
            &["Content-Type: application/json"],
            json,
            "because of its `Content-Type`",
        ),
        ("POST", &["Content-Type: text/plain"], &form, "because of its `Content-Type`"),
        ("POST", &[], &form, "because of its `Content-Type`"),
    ] {
        let target = format!("{method} {CREATE}");
        let answer = send(&sandbox, &target, lines, body.as_bytes());
        assert_eq!(answer.status(), "200", "{method} {lines:?}");
        assert_eq!(
            answer.body, r#"{"code":"101","message":"loginName is required"}"#,
            "{method} {lines:?}"
        );
        let rule = sandbox.requests().pop().and_then(|call| call.rule).expect("a rule");
        assert!(rule.contains(why), "{rule}");
    }
    assert_eq!(subjects(&sandbox), []);
    for kind in [
        "application/x-www-form-urlencoded; charset=UTF-8",
        "APPLICATION/X-WWW-FORM-URLENCODED;charset=utf-8",
    ] {
        let subject = kind.len();
        let body =
            form.replace("Form", &format!("Form {subject} {}", kind.starts_with('A')));
        let answer = send(
            &sandbox,
            &format!("POST {CREATE}"),
            &[&format!("Content-Type: {kind}")],
            body.as_bytes(),
        );
        assert!(answer.body.contains(r#""code":"0""#), "{}", answer.body);
    }
}

#[test]
fn times_are_read_by_their_first_characters() {
    let sandbox = Sandbox::start().expect("a port");
    let read = |text: &str| Time::china(text).expect(text).millis();
    for (sent, understood) in [
        ("2026-11-28 00:00:00.000000+08:00", Some(read("2026-11-28 00:00:00"))),
        ("2026-11-28 00:00:00.0", Some(read("2026-11-28 00:00:00"))),
        ("2026-11-28 09:30:00Z", Some(read("2026-11-28 09:30:00"))),
        ("2026-11-28 09:30:00 and more", Some(read("2026-11-28 09:30:00"))),
        ("2026-1-9 8:0:0", Some(read("2026-01-09 08:00:00"))),
        ("2026-1-9 8:0:0.123456", Some(read("2026-01-09 08:00:00"))),
        ("\t2026-11-28 09:30:00", Some(read("2026-11-28 09:30:00"))),
        ("2026-11-28T09:30:00", None),
        ("2026-11-28", None),
        ("1795829400000 ", Some(1_795_829_400_000)),
        ("soon", None),
    ] {
        let form =
            form(&sandbox, sent).replace("1900000000000", &sent.replace('+', "%2B"));
        let answer = post(
            &sandbox,
            CREATE,
            &form.replace(
                "subject=2026-11-28 00:00:00.000000+",
                "subject=2026-11-28 00:00:00.000000%2B",
            ),
        );
        let start = subjects(&sandbox)
            .into_iter()
            .find(|(subject, _)| subject.trim() == sent.trim());
        assert_eq!(start.map(|(_, start)| start), understood, "{sent}: {}", answer.body);
        if understood.is_none() {
            assert_eq!(
                answer.body,
                r#"{"code":"102","message":"startTime convert error"}"#
            );
        }
    }
}

#[test]
fn the_log_says_which_rule_refused_what_is_no_call() {
    let sandbox = Sandbox::start().expect("a port");
    let login = login(&sandbox);
    let rule = || {
        let call = sandbox.requests().pop().expect("a call");
        (call.status, call.operation, call.rule.expect("a rule"))
    };
    let path = "/integration/site/webcast/record/choose";
    post(&sandbox, path, &format!("{login}&webcastId=x&recordId[]=1"));
    let (status, operation, words) = rule();
    assert_eq!((status, operation), (Some(400), Some("choose_records")));
    assert!(words.starts_with("`recordId[]` has empty brackets"), "{words}");
    post(&sandbox, path, &format!("{login}&geheim[]=1"));
    assert!(rule().2.starts_with("`***` has empty brackets"));

    for path in ["/integration/site/webcast/nothing", "/nothing", "/integration/site"] {
        assert_eq!(get(&sandbox, path).status(), "404");
        let (status, operation, words) = rule();
        assert_eq!((status, operation), (Some(404), None));
        assert!(words.starts_with("no operation has this path; take one"), "{words}");
    }
    let listed = get(&sandbox, "/sandbox/requests").body;
    assert!(listed.contains("no operation has this path"), "{listed}");
}

#[test]
fn a_description_that_was_never_set_is_empty() {
    let sandbox = Sandbox::start().expect("a port");
    let created = post(&sandbox, CREATE, &form(&sandbox, "Bare")).body;
    let created: Value = serde_json::from_str(&created).expect(&created);
    let id = created["id"].as_str().expect("an id");
    let login = login(&sandbox);
    let read = |path: &str, more: &str| {
        let body = post(
            &sandbox,
            &format!("/integration/site{path}"),
            &format!("{login}{more}"),
        );
        serde_json::from_str::<Value>(&body.body).expect("JSON")
    };
    let one = read("/webcast/setting/info", &format!("&webcastId={id}"));
    assert_eq!(one["description"], "", "{one}");
    assert_eq!(read("/webcast/page", "")["list"][0]["description"], "");
    let control = sandbox.control();
    control.start(&id.into()).expect("live");
    assert_eq!(read("/webcast/ongoing/page", "")["list"][0]["description"], "");
    control.finish(&id.into()).expect("over");
    let vods = read("/webcast/vod/sync", "&startTime=0&endTime=4000000000000");
    assert_eq!(vods["list"][0]["description"], "", "{vods}");
}

#[test]
fn sloppy_input_is_taken() {
    let sandbox = Sandbox::start().expect("a port");
    for (number, query) in [
        "subject=公开课 {}",
        "subject=\"quoted\" {}",
        "subject=<b> {}",
        "subject={curly} {}",
        "subject=a|b^c`d {}",
        "subject=back\\slash {}",
        "subject=100% {}",
        "subject=tab\there {}",
        "hideChat=true&subject=extra {}&x[y]=z",
    ]
    .into_iter()
    .enumerate()
    {
        let query = query.replace("{}", &number.to_string());
        let form = form(&sandbox, "-").replace("subject=-", &query);
        let answer = get(&sandbox, &format!("{CREATE}?{form}"));
        assert!(
            answer.body.contains(r#""code":"0""#),
            "{query}: {} {}",
            answer.head,
            answer.body
        );
    }
    let subjects: Vec<_> =
        subjects(&sandbox).into_iter().map(|(subject, _)| subject).collect();
    for subject in [
        "公开课 0",
        "\"quoted\" 1",
        "<b> 2",
        "{curly} 3",
        "a|b^c`d 4",
        "back\\slash 5",
        "100% 6",
        "tab\there 7",
    ] {
        assert!(
            subjects.iter().any(|known| known == subject),
            "{subject}: {subjects:?}"
        );
    }
}

#[test]
fn old_and_abrupt_callers_are_answered() {
    let sandbox = Sandbox::start().expect("a port");
    let body = form(&sandbox, "Old");
    let length = body.len();
    let address = sandbox.url().trim_start_matches("http://").to_owned();
    for request in [
        format!(
            "POST {CREATE} HTTP/1.0\r\n{FORM}\r\nContent-Length: {length}\r\n\r\n{body}"
        ),
        format!(
            "GET {CREATE}?{} HTTP/1.1\r\nHost: {address}\r\n\r\n",
            body.replace("Old", "New one")
        ),
    ] {
        let mut stream = connect(&sandbox);
        stream.write_all(request.as_bytes()).expect("a request");
        stream.shutdown(Shutdown::Write).expect("its end");
        let answer = to_the_end(&mut stream);
        assert!(answer.contains(r#""code":"0""#), "{request}: {answer}");
        assert!(answer.contains(&format!("http://{address}/webcast/site/")), "{answer}");
    }
    // HTTP/1.1 has to name the host.
    let mut stream = connect(&sandbox);
    write!(stream, "GET {CREATE} HTTP/1.1\r\nConnection: close\r\n\r\n")
        .expect("a request");
    assert!(to_the_end(&mut stream).starts_with("HTTP/1.1 400 "));
    let rule = sandbox.requests().pop().and_then(|call| call.rule);
    assert_eq!(rule.as_deref(), Some("`Host` is missing; send it"));
}
