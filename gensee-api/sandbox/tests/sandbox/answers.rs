//! Answers that are set for paths that the document does not have.

use gensee_sandbox::{Answer, Sandbox};
use serde_json::{Value, json};

use super::http::{Answer as Got, get, login, post, send};

const SURVEY: &str = "/integration/site/webcast/export/survey";

fn set(sandbox: &Sandbox, body: &Value) -> Got {
    let json = "Content-Type: application/json";
    send(sandbox, "POST /sandbox/answers", &[json], body.to_string().as_bytes())
}

#[test]
fn an_undocumented_path_can_be_given_an_answer() {
    let sandbox = Sandbox::start().expect("a port");
    assert_eq!(get(&sandbox, SURVEY).status(), "404");
    for body in [
        json!({ "path": "/webcast/export/survey", "body": { "code": "0", "list": [] } }),
        json!({
            "path": SURVEY, "parameters": { "webcastId": "a", "pageNo": 1 },
            "body": "<no>", "status": 503, "contentType": "text/html",
        }),
    ] {
        assert_eq!(set(&sandbox, &body).status(), "204", "{body}");
    }
    let form = "path=/x/y&parameters.id=7&body=z";
    assert_eq!(post(&sandbox, "/sandbox/answers", form).status(), "204");

    let all = get(&sandbox, SURVEY);
    assert_eq!((all.status(), all.body.as_str()), ("200", r#"{"code":"0","list":[]}"#));
    assert!(all.head.contains("application/json"), "{}", all.head);
    let one =
        post(&sandbox, SURVEY, &format!("{}&webcastId=a&pageNo=1", login(&sandbox)));
    assert_eq!((one.status(), one.body.as_str()), ("503", "<no>"));
    assert!(one.head.contains("text/html"), "{}", one.head);
    assert_eq!(get(&sandbox, &format!("{SURVEY}?webcastId=b&pageNo=1")).body, all.body);
    assert_eq!(get(&sandbox, "/x/y?id=7").body, "z");
    assert_eq!(get(&sandbox, "/x/y?id=8").status(), "404");
    let rule = sandbox.requests().pop().and_then(|call| call.rule).expect("a rule");
    assert!(rule.contains("want other parameters"), "{rule}");
    assert_eq!(send(&sandbox, "PUT /x/y?id=7", &[], b"").status(), "405");

    let list: Value =
        serde_json::from_str(&get(&sandbox, "/sandbox/answers").body).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(3));
    assert_eq!(
        list[1],
        json!({
            "path": SURVEY, "parameters": { "webcastId": "a", "pageNo": "1" },
            "body": "<no>", "status": 503, "contentType": "text/html",
        })
    );
    assert_eq!(
        set(&sandbox, &list[1]).status(),
        "204",
        "what is listed can be set again"
    );
    let remove = |query: &str| {
        send(&sandbox, &format!("DELETE /sandbox/answers{query}"), &[], b"")
    };
    assert_eq!(remove("?path=/x/y").status(), "204");
    assert_eq!(get(&sandbox, "/x/y?id=7").status(), "404");
    let again = remove("?path=/x/y");
    assert_eq!(again.status(), "404");
    assert_eq!(
        again.body,
        r#"{"error":"no answer is set for `/x/y`; `GET /sandbox/answers` lists them"}"#
    );
    assert_eq!(remove("").status(), "204");
    assert_eq!(get(&sandbox, SURVEY).status(), "404");
}

#[test]
fn from_rust_and_for_a_documented_path() {
    let sandbox = Sandbox::start().expect("a port");
    let path = "/webcast/page";
    let answer = Answer::new(path, r#"{"code":"-1"}"#).when("pageNo", "2").status(200);
    sandbox.set_answer(answer).expect("room");
    let call = |page: &str| {
        let query = format!("{}&pageNo={page}", login(&sandbox));
        get(&sandbox, &format!("/integration/site{path}?{query}")).body
    };
    assert_eq!(call("2"), r#"{"code":"-1"}"#);
    assert!(call("1").contains(r#""code":"0""#));
    sandbox.clear_answers().expect("no state file");
    assert!(call("2").contains(r#""code":"0""#));
    for number in 0..200 {
        sandbox.set_answer(Answer::new(format!("/{number}"), "")).expect("room");
    }
    sandbox.set_answer(Answer::new("/199", "again")).expect("the place of the former");
    sandbox.set_answer(Answer::new("/200", "")).expect_err("too many");
    assert_eq!(set(&sandbox, &json!({ "path": "/200" })).status(), "409");
}

#[test]
fn what_cannot_be_set_is_told_as_json() {
    let sandbox = Sandbox::start().expect("a port");
    for (body, says) in [
        ("{}", "`path` is not a path; give one"),
        ("path=x", "`path` is not a path; give one"),
        ("path=/sandbox/x", "which the sandbox itself answers"),
        ("path=/x&status=99", "`status` cannot be read; give a number from 200 to 599"),
        ("path=/x&contentType=a%00b", "`contentType` is not one; give"),
        ("path=/x&parameters=1", "`parameters` is not an object; give"),
        (
            r#"{"path":"/x","parameters":{"a":[1]}}"#,
            "`parameters.a` is not a text; give",
        ),
        ("path=/x&time=2", "`time` is not a field; leave it out"),
        ("{", "the body is not JSON"),
        ("[]", "the body is not an object; give one"),
    ] {
        let answer = post(&sandbox, "/sandbox/answers", body);
        assert_eq!(answer.status(), "400", "{body}");
        let error: Value = serde_json::from_str(&answer.body).expect(&answer.body);
        let error = error["error"].as_str().expect("an error");
        assert!(error.contains(says), "{body}: {error}");
    }
    assert_eq!(get(&sandbox, "/sandbox/answers").body, "[]");
}
