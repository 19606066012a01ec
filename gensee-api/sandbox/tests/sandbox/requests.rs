//! What is kept of the calls that arrived.

use gensee_api::webcast::{GetWebcast, ReturnCode};
use gensee_api::{Error, Operation as _, Password};
use gensee_sandbox::{LoggedRequest, Sandbox};
use serde_json::Value;

use super::http::{get, login, post, send};
use super::{START, admin, client, webcast};

/// Whatever can be read of the calls, in Rust and over HTTP.
fn all_that_is_told(sandbox: &Sandbox) -> String {
    let told = format!("{:?}", sandbox.requests());
    let [plain, har] = ["/sandbox/requests", "/sandbox/requests.har"]
        .map(|path| get(sandbox, path).body);
    format!("{told}{plain}{har}")
}

fn values(call: &LoggedRequest) -> Vec<(&str, &str, bool)> {
    let kept = call.parameters.iter();
    kept.map(|one| (one.name.as_str(), one.value.as_str(), one.in_query)).collect()
}

#[tokio::test]
async fn calls_are_kept_with_what_became_of_them() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    admin(&sandbox).create_webcast(&webcast("Rust 公开课")).await?;
    let wrong = client(&sandbox, "nobody", Password::plain("geheim"));
    wrong.get_webcast(&GetWebcast::new("none")).await.unwrap_err();
    post(&sandbox, "/integration/site/webcast/nothing", "password=geheim");
    let [created, refused, nowhere] =
        sandbox.requests().try_into().expect("three calls");

    assert_eq!((created.time, created.operation), (START, Some("create_webcast")));
    assert_eq!((created.method.as_str(), created.status), ("POST", Some(200)));
    assert_eq!(created.path, "/integration/site/webcast/created");
    assert_eq!(
        (created.code.as_ref(), created.rule.as_deref()),
        (Some(&ReturnCode::Success), None)
    );
    assert!(created.duration.is_some());
    assert_eq!(
        values(&created),
        [
            ("sec", "true", false),
            ("loginName", sandbox.admin(), false),
            ("password", "***", false),
            ("subject", "Rust 公开课", false),
            ("startTime", "1900000000000", false),
            ("organizerToken", "***", false),
            ("panelistToken", "***", false),
        ]
    );
    assert_eq!(refused.code, Some(ReturnCode::AuthenticationFailed));
    let rule = refused.rule.expect("a rule");
    let begins = format!("{} get_webcast: ", GetWebcast::SECTION);
    assert!(rule.starts_with(&begins), "{rule}");
    assert_eq!(
        (nowhere.operation, nowhere.status, nowhere.parameters),
        (None, Some(404), vec![])
    );
    Ok(())
}

#[test]
fn no_secret_is_kept_under_whatever_name_it_comes() {
    let sandbox = Sandbox::start().expect("a port");
    let calls = [
        ("/webcast/created", "loginName=a&password=geheim&organizerToken=geheim"),
        (
            "/webcast/created",
            "loginName=a&Password=geheim&passwrod=geheim&password[0]=geheim",
        ),
        ("/webcast/created", "password.x=geheim&subject.password=geheim&geheim"),
        ("/webcast/user/created", "loginName=a&password=b&userPassword=geheim"),
        ("/webcast/geheimnis", "password=geheim"),
    ];
    for (path, form) in calls {
        let path = format!("/integration/site{path}");
        post(&sandbox, &path, form);
        get(&sandbox, &format!("{path}?{form}"));
    }
    let kept = sandbox.requests();
    assert_eq!(kept.len(), 2 * calls.len());
    let shown = all_that_is_told(&sandbox).replace("geheimnis", "");
    assert!(shown.contains("***"));
    // A name is not a value: the one that stands alone is all that is left.
    let left: Vec<_> = kept
        .iter()
        .flat_map(values)
        .filter(|(_, value, _)| value.contains("geheim"))
        .collect();
    assert_eq!(left, []);
}

#[test]
fn no_more_than_a_bounded_number_is_kept() {
    let sandbox = Sandbox::start().expect("a port");
    let long = format!("{}&subject={}", login(&sandbox), "长".repeat(3000));
    post(&sandbox, "/integration/site/webcast/created", &long);
    let many = format!("{}{}", login(&sandbox), "&subject=12345".repeat(10_000));
    post(&sandbox, "/integration/site/webcast/created", &many);
    let [long, many] = sandbox.requests().try_into().expect("two calls");
    assert_eq!(long.parameters[2].value, format!("{}…", "长".repeat(1000)));
    assert!((400..1000).contains(&many.parameters.len()), "{}", many.parameters.len());

    for number in 0..1010 {
        get(&sandbox, &format!("/{number}"));
    }
    let kept = sandbox.requests();
    assert_eq!(kept.len(), 1000);
    assert_eq!((kept[0].path.as_str(), kept[999].path.as_str()), ("/10", "/1009"));
    sandbox.clear_requests();
    assert_eq!(sandbox.requests(), []);

    let long = "x".repeat(3000);
    get(&sandbox, &format!("/{long}"));
    send(&sandbox, &format!("{long} /"), &[], b"");
    for call in sandbox.requests() {
        assert!(call.path.len() + call.method.len() < 2000, "{call:?}");
    }
}

#[test]
fn over_http_and_as_har() {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let login = login(&sandbox);
    get(&sandbox, &format!("/integration/site/webcast/page?{login}&pageNo=x"));
    post(
        &sandbox,
        "/integration/site/webcast/created",
        &format!("{login}&subject=公开课"),
    );
    let read = |path| -> Value {
        let body = get(&sandbox, path).body;
        serde_json::from_str(&body).expect(&body)
    };
    let plain = read("/sandbox/requests");
    let plain = plain.as_array().expect("a list");
    assert_eq!(plain.len(), 2);
    assert_eq!(plain[0]["operation"], "list_webcasts");
    assert_eq!(plain[0]["code"], "102");
    assert_eq!(plain[0]["time"], START.millis());
    assert_eq!(plain[1]["parameters"][1]["value"], "***");
    assert!(plain[1]["durationMs"].is_number());

    let log = read("/sandbox/requests.har")["log"].take();
    assert_eq!(log["version"], "1.2");
    assert!(log["creator"]["name"].is_string() && log["creator"]["version"].is_string());
    let [got, posted] = log["entries"].as_array().expect("entries").as_slice() else {
        panic!("two entries: {log}")
    };
    let started = got["startedDateTime"].as_str().expect("a time");
    assert!(started.starts_with("2030-03-17T17:46:40"), "{started}");
    assert_eq!(
        got["request"]["url"],
        "http://127.0.0.1:1/integration/site/webcast/page?loginName=admin%40sandbox.example&password=***&pageNo=x"
    );
    assert_eq!(got["request"]["queryString"][2]["value"], "x");
    assert!(got["request"].get("postData").is_none());
    let comment = got["comment"].as_str().expect("a comment");
    assert!(
        comment.contains("code 102") && comment.contains("`pageNo` cannot be read"),
        "{comment}"
    );
    assert_eq!(posted["request"]["queryString"].as_array().map(Vec::len), Some(0));
    assert_eq!(posted["request"]["postData"]["params"][2]["value"], "公开课");
    // What the format wants of every entry.
    for entry in [got, posted] {
        for (object, fields) in [
            (
                "/request",
                "method url httpVersion cookies headers queryString headersSize bodySize",
            ),
            (
                "/response",
                "status statusText httpVersion cookies headers content redirectURL headersSize bodySize",
            ),
            ("/response/content", "size mimeType"),
            ("/timings", "send wait receive"),
            ("", "startedDateTime time request response cache timings"),
        ] {
            let object = entry.pointer(object).expect(object);
            for field in fields.split(' ') {
                assert!(object.get(field).is_some(), "{field}: {object}");
            }
        }
    }
    assert_eq!(send(&sandbox, "DELETE /sandbox/requests", &[], b"").status(), "204");
    assert_eq!(sandbox.requests(), []);
}

#[test]
fn a_password_in_a_name_is_not_kept() {
    let sandbox = Sandbox::start().expect("a port");
    let path = "/integration/site/webcast/created";
    let json = r#"{"loginName":"a","password":"geheim"}"#;
    post(&sandbox, path, json);
    post(&sandbox, path, "geheim");
    post(&sandbox, path, "geheim=1&subject[geheim]=x&geheim[0].x=1&LoginName=a");
    get(&sandbox, &format!("{path}?{json}"));
    let kind = "Content-Type: application/json";
    send(&sandbox, &format!("POST {path}"), &[kind], json.as_bytes());
    let head = [
        "Authorization: Basic geheim",
        "Cookie: a=geheim",
        "X-Token: geheim",
        "Referer: http://a/?password=geheim",
    ];
    send(&sandbox, &format!("GET {path}"), &head, b"");
    let told = all_that_is_told(&sandbox);
    assert!(!told.contains("geheim"), "{told}");
    let kept = sandbox.requests();
    assert_eq!(kept.len(), 6);
    assert_eq!(values(&kept[0]), [("***", "***", false)]);
    // A name that is a parameter but for its case helps to find the mistake.
    assert_eq!(values(&kept[2])[3], ("LoginName", "***", false));
}

#[test]
fn the_har_has_headers_types_and_bodies() {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let form = format!(
        "{}&subject=A&startTime=1&organizerToken=765432&panelistToken=234567",
        login(&sandbox)
    );
    let head = [
        "Content-Type: application/x-www-form-urlencoded",
        "User-Agent: me/1",
        "Cookie: a=b",
    ];
    send(&sandbox, "POST /integration/site/webcast/created", &head, form.as_bytes());
    post(&sandbox, "/sandbox/faults", "fault=truncate&times=1");
    get(&sandbox, &format!("/integration/site/webcast/page?{}", login(&sandbox)));
    let har = get(&sandbox, "/sandbox/requests.har").body;
    for secret in ["765432", "234567", "=sandbox", "organizer-10"] {
        assert!(!har.contains(secret), "{secret}: {har}");
    }
    let har: Value = serde_json::from_str(&har).expect(&har);
    let [created, truncated] =
        har["log"]["entries"].as_array().expect("entries").as_slice()
    else {
        panic!("two entries: {har}")
    };
    let header = |side: &str, name: &str| {
        let headers = created[side]["headers"].as_array().expect("headers");
        let found = headers.iter().find(|header| header["name"] == name);
        found.map(|header| header["value"].as_str().expect("a value").to_owned())
    };
    let form = "application/x-www-form-urlencoded";
    assert_eq!(header("request", "content-type").as_deref(), Some(form));
    assert_eq!(header("request", "user-agent").as_deref(), Some("me/1"));
    assert_eq!(header("request", "cookie").as_deref(), Some("***"));
    let json = "application/json;charset=UTF-8";
    assert_eq!(header("response", "content-type").as_deref(), Some(json));
    assert_eq!(created["request"]["postData"]["mimeType"], form);
    let content = &created["response"]["content"];
    assert_eq!(content["mimeType"], json);
    let body: Value =
        serde_json::from_str(content["text"].as_str().expect("a body")).expect("JSON");
    assert_eq!((&body["code"], &body["organizerToken"]), (&"0".into(), &"***".into()));
    assert_eq!(
        (&body["organizerJoinUrl"], &body["attendeeJoinUrl"]),
        (&"***".into(), &"***".into())
    );
    assert_eq!(body["id"].as_str().map(str::len), Some(32), "{body}");
    assert!(content["size"].as_u64() > Some(200), "{content}");
    assert!(truncated["response"]["content"].get("text").is_none(), "{truncated}");
}

#[test]
fn the_log_can_be_limited() {
    let sandbox = Sandbox::start().expect("a port");
    let login = login(&sandbox);
    for query in ["", "&pageNo=x", "&pageNo=2"] {
        get(&sandbox, &format!("/integration/site/webcast/page?{login}{query}"));
    }
    get(
        &sandbox,
        &format!("/integration/site/webcast/setting/info?{login}&webcastId=x"),
    );
    get(&sandbox, "/nothing");
    let count = |query: &str| {
        let body = get(&sandbox, &format!("/sandbox/requests{query}")).body;
        let list: Vec<Value> = serde_json::from_str(&body).expect(&body);
        let har = get(&sandbox, &format!("/sandbox/requests.har{query}")).body;
        let har: Value = serde_json::from_str(&har).expect(&har);
        assert_eq!(
            har["log"]["entries"].as_array().map(Vec::len),
            Some(list.len()),
            "{query}"
        );
        list.len()
    };
    for (query, calls) in [
        ("", 5),
        ("?operation=list_webcasts", 3),
        ("?operation=/webcast/setting/info", 1),
        ("?operation=create_webcast", 0),
        ("?code=102", 1),
        ("?code=0", 2),
        ("?code=500", 1),
        ("?operation=list_webcasts&code=0", 2),
        ("?operation=get_webcast&code=0", 0),
    ] {
        assert_eq!(count(query), calls, "{query}");
    }
    for (query, says) in [
        ("operation=x", "`operation` is `x`"),
        ("opration=x", "`opration` is not a filter; write"),
    ] {
        for path in ["/sandbox/requests", "/sandbox/requests.har"] {
            let answer = get(&sandbox, &format!("{path}?{query}"));
            assert_eq!(answer.status(), "400", "{query}");
            assert!(
                answer.body.starts_with(r#"{"error":""#) && answer.body.contains(says),
                "{}",
                answer.body
            );
        }
    }
}
