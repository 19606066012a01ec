//! What arrives at a server, and what comes back, when all goes well.

use std::sync::{Arc, Mutex};

use gensee_api::webcast;
use gensee_api::{
    Answer, Client, Effect, Error, ListFormat, Method, Operation, Parameters, Password,
    RecordId, ReturnCode, Time, TimeFormat,
};

use crate::support::rounds::round;
use crate::support::samples::{
    CreateWebcast, DeleteWebcast, ExportHistoryPage, GetWebcast, ListWebcasts,
    UpdateWebcast,
};
use crate::support::{LOGIN, PASSWORD, PASSWORD_MD5, Reply, Server, assert_no_secret};

const WEBCAST: &str = r#"{"code":"0","subject":"Rust 101"}"#;

fn start() -> Time {
    Time::china("2021-05-19 10:00:00").unwrap()
}

fn create() -> CreateWebcast {
    CreateWebcast::new("Rust 101 & 你好", start(), "tok&n=1")
}

fn client(server: &Server) -> Client {
    Client::builder(server.url())
        .login(LOGIN, Password::plain(PASSWORD))
        .no_proxy()
        .build()
        .unwrap()
}

#[tokio::test]
async fn operations_there_and_back() {
    round(create().record_id(vec![1, 2]), r#"{"id":"5f3c","organizerToken":"123456"}"#)
        .await;
    round(
        GetWebcast::new("5f3c"),
        r#"{"subject":"你好","startTime":1621389600000,"maxAttendees":"500"}"#,
    )
    .await;
    round(UpdateWebcast::new("5f3c"), "{}").await;
    round(DeleteWebcast::new("5f3c"), "{}").await;
    round(
        ListWebcasts::new().page_no(2),
        r#"{"list":[{"uid":9951547641}],"page":{"pageNo":2}}"#,
    )
    .await;
    round(
        ExportHistoryPage::new("5f3c").between(start(), start()),
        r#"{"list":[{"uid":1,"name":"a"}],"pageNo":1,"totalPages":1,"totalCounts":1}"#,
    )
    .await;
    round(
        webcast::ExportHistoryPage::new("5f3c").page_no(3),
        r#"{"list":[{"nickname":"张三","uid":"1000000042","joinType":77}],"pageDto":{"totalPages":3}}"#,
    )
    .await;
}

#[tokio::test]
async fn how_a_request_is_written() {
    let server = Server::replying([Reply::json(r#"{"code":"0","id":"5f3c"}"#)]);
    let client = client(&server);
    let operation = create().record_id(vec![7, 8]);

    client.call(&operation).send().await.unwrap();
    client
        .call(&operation)
        .times(TimeFormat::ChinaText)
        .lists(ListFormat::Repeated)
        .send()
        .await
        .unwrap();

    let [first, second] = &server.arrived()[..] else { panic!("two requests") };
    let login = "loginName=admin%40test.com&password=Geheim%26888&subject=Rust+101+%26+%E4%BD%A0%E5%A5%BD";
    assert_eq!(
        first.body,
        format!(
            "{login}&startTime=1621389600000&organizerToken=tok%26n%3D1&recordId%5B0%5D=7&recordId%5B1%5D=8"
        )
    );
    assert_eq!(
        second.body,
        format!(
            "{login}&startTime=2021-05-19+10%3A00%3A00&organizerToken=tok%26n%3D1&recordId=7&recordId=8"
        )
    );
    let headers = first.headers.to_ascii_lowercase();
    assert!(
        headers.contains(
            "content-type: application/x-www-form-urlencoded; charset=utf-8\r\n"
        ),
        "{headers}"
    );
    assert!(
        headers.contains(concat!(
            "user-agent: gensee-api/",
            env!("CARGO_PKG_VERSION"),
            "\r\n"
        )),
        "{headers}"
    );
    assert_no_secret(&first.headers, &[PASSWORD, "tok&n=1"]);
}

/// An operation that the document would list with POST only and with repeated lists.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct CountViewers {
    record_id: Vec<RecordId>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct CountViewersResponse {
    viewers: Option<i64>,
}

impl Operation for CountViewers {
    type Response = CountViewersResponse;
    const NAME: &'static str = "count_viewers";
    const PATH: &'static str = "/webcast/viewers";
    const EFFECT: Effect = Effect::Read;
    const LISTS: ListFormat = ListFormat::Repeated;
    const METHODS: &'static [Method] = &[Method::Post];
}

#[tokio::test]
async fn an_operation_says_how_its_lists_are_written() {
    let server = Server::replying([Reply::json(r#"{"code":"0","viewers":3}"#)]);
    let client = client(&server);
    let operation = CountViewers { record_id: vec![7.into(), 8.into()] };
    client.call(&operation).send().await.unwrap();
    client.call(&operation).lists(ListFormat::Indexed).send().await.unwrap();

    let [first, second] = &server.arrived()[..] else { panic!("two requests") };
    assert!(first.body.ends_with("&recordId=7&recordId=8"), "{}", first.body);
    assert!(
        second.body.ends_with("&recordId%5B0%5D=7&recordId%5B1%5D=8"),
        "{}",
        second.body
    );
}

#[tokio::test]
async fn a_method_that_the_document_does_not_list_is_refused() {
    let server = Server::replying([Reply::json(r#"{"code":"0","viewers":3}"#)]);
    let client = client(&server);
    let operation = CountViewers { record_id: vec![7.into()] };
    let error = client.call(&operation).get().send().await.unwrap_err();
    assert!(matches!(error, Error::Config { what: "count_viewers", .. }), "{error:?}");
    assert_eq!(
        error.to_string(),
        "`count_viewers`: the document lists POST only; send it with `.post()` (`.unchecked()` sends it by GET all the same)"
    );
    assert_eq!(server.count(), 0);

    client.call(&operation).get().post().send().await.unwrap();
    client.call(&operation).get().unchecked().send().await.unwrap();
    let methods: Vec<_> = server.arrived().into_iter().map(|it| it.method).collect();
    assert_eq!(methods, ["POST", "GET"]);
}

#[tokio::test]
async fn how_a_password_is_sent() {
    let server = Server::replying([Reply::json(WEBCAST)]);
    for (password, sent, sec) in [
        (Password::plain(PASSWORD), PASSWORD, None),
        (Password::md5(PASSWORD), PASSWORD_MD5, Some("true")),
        (
            Password::sha1(PASSWORD),
            "e12209ea554eaf089f639a2b09c7d8a86e84c20c",
            Some("true"),
        ),
        (Password::hashed(PASSWORD_MD5.to_uppercase()), PASSWORD_MD5, Some("true")),
    ] {
        let client = Client::builder(server.url())
            .login(LOGIN, password)
            .no_proxy()
            .build()
            .unwrap();
        client.call(&GetWebcast::new("5f3c")).send().await.unwrap();
        let arrived = server.arrived().pop().unwrap();
        assert_eq!(arrived.value("password").as_deref(), Some(sent));
        assert_eq!(arrived.value("sec").as_deref(), sec);
    }
}

#[tokio::test]
async fn options_of_the_client_hold_for_its_calls_unless_a_call_says_otherwise() {
    let server = Server::replying([Reply::json(WEBCAST)]);
    let client = Client::builder(server.url())
        .login(LOGIN, Password::plain(PASSWORD))
        .no_proxy()
        .get()
        .build()
        .unwrap();
    let operation = GetWebcast::new("5f3c");
    client.call(&operation).send().await.unwrap();
    client.call(&operation).post().send().await.unwrap();
    client.clone().call(&operation).send().await.unwrap();
    let methods: Vec<String> =
        server.arrived().into_iter().map(|arrived| arrived.method).collect();
    assert_eq!(methods, ["GET", "POST", "GET"]);
}

#[tokio::test]
async fn the_servers_refusal() {
    let server = Server::replying([
        Reply::json(r#"{"code":"500","message":"subject exists"}"#),
        Reply::json(r#"{"code":777}"#),
        Reply::json(
            r#"{"code":"200","message":"Geheim&888 or Geheim%26888 or tok&n=1 is wrong","maxAttendees":{}}"#,
        ),
    ]);
    let client = client(&server);
    let mut errors = Vec::new();
    for _ in 0..3 {
        errors.push(client.call(&create()).send().await.unwrap_err());
    }
    assert_eq!(errors[0].code(), Some(&ReturnCode::BusinessError));
    assert_eq!(
        errors[0].to_string(),
        "`create_webcast`: the server answers code 500 (BusinessError): subject exists. The rules of the business refuse the call"
    );
    assert_eq!(errors[1].code(), Some(&ReturnCode::Other("777".to_owned())));
    assert_eq!(errors[2].code(), Some(&ReturnCode::AuthenticationFailed));
    // What the server repeats of the request's secrets is not shown.
    assert_eq!(
        errors[2].to_string(),
        "`create_webcast`: the server answers code 200 (AuthenticationFailed): *** or *** or *** is wrong. The login name or password is wrong, or the \
         site wants the password in another form: hashed with MD5 or SHA-1, or plain; a setting of its console says which"
    );
    assert!(errors.iter().all(
        |error| !error.is_retryable() && error.operation() == Some("create_webcast")
    ));
}

#[tokio::test]
async fn the_answer_as_it_came() {
    let server = Server::replying([
        Reply::json(r#"{"code":"0","subject":"a","organizerToken":"123456"}"#),
        Reply::Status(404, "<html>".to_owned()),
        Reply::json(r#"{"code":"501"}"#),
    ]);
    let client = client(&server);
    let operation = GetWebcast::new("5f3c");

    let raw = client.call(&operation).send_raw().await.unwrap();
    assert_eq!(raw.status, 200);
    assert_eq!(raw.body, br#"{"code":"0","subject":"a","organizerToken":"123456"}"#);
    assert_eq!(raw.parse::<GetWebcast>().unwrap().subject, "a");
    assert_no_secret(&format!("{raw:?}"), &["123456"]);

    let raw = client.call(&operation).send_raw().await.unwrap();
    assert_eq!((raw.status.as_u16(), raw.body.as_slice()), (404, &b"<html>"[..]));
    assert!(matches!(raw.parse::<GetWebcast>(), Err(Error::Http { .. })));

    let raw = client.call(&operation).send_raw().await.unwrap();
    assert_eq!(
        raw.parse::<GetWebcast>().unwrap_err().code(),
        Some(&ReturnCode::NotFound)
    );
}

#[tokio::test]
async fn departures_from_the_document() {
    let body = r#"{"code":"0","subject":"a","maxAttendees":"500","brandNew":1}"#;
    let server = Server::replying([Reply::json(body)]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    let builder = || {
        Client::builder(server.url()).login(LOGIN, Password::plain(PASSWORD)).no_proxy()
    };
    let operation = GetWebcast::new("5f3c");

    let telling = builder()
        .on_drift(move |drift| sink.lock().unwrap().push(drift.path.clone()))
        .build()
        .unwrap();
    assert_eq!(telling.call(&operation).send().await.unwrap().max_attendees, Some(500));
    let mut paths = seen.lock().unwrap().clone();
    paths.sort();
    assert_eq!(paths, ["$.brandNew", "$.maxAttendees"]);

    let strict = builder().strict().build().unwrap();
    let error = strict.call(&operation).send().await.unwrap_err();
    assert!(
        matches!(&error, Error::Drift { drifts, .. } if drifts.len() == 2),
        "{error}"
    );
    assert_eq!(strict.call(&operation).send_raw().await.unwrap().body, body.as_bytes());
}

#[test]
fn clients_that_cannot_be_built() {
    let login = || Password::plain(PASSWORD);
    for (url, password, expected) in [
        (
            "https://a:Geheim&888@test.gensee.com",
            Some(login()),
            "`base URL`: it has user information",
        ),
        (
            "https://test.gensee.com?password=Geheim&888",
            Some(login()),
            "`base URL`: it has a query",
        ),
        ("http://test.gensee.com", None, "`login`: is missing"),
        (
            "http://test.gensee.com",
            Some(Password::hashed(PASSWORD)),
            "`Password::hashed`: not 32",
        ),
    ] {
        let builder = Client::builder(url);
        let builder = match password {
            Some(password) => builder.login(LOGIN, password),
            None => builder,
        };
        assert_no_secret(&format!("{builder:?}"), &[PASSWORD]);
        let error = builder.build().unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
        assert_no_secret(&format!("{error} {error:?}"), &[PASSWORD]);
    }
}

#[test]
fn an_https_site_needs_tls() {
    let tls = cfg!(any(feature = "rustls", feature = "native-tls"));
    let client = Client::builder("https://test.gensee.com")
        .login(LOGIN, Password::md5("a"))
        .build();
    match client {
        Ok(_) => assert!(tls),
        Err(error) => {
            assert!(!tls && error.to_string().contains("no TLS"), "{error}");
        }
    }
}

#[test]
fn outside_a_runtime_a_call_is_refused_without_a_panic() {
    use std::future::Future;
    use std::task::{Context, Poll, Waker};

    let server = Server::replying([Reply::json(WEBCAST)]);
    let client = client(&server);
    let operation = GetWebcast::new("5f3c");
    let mut call = Box::pin(client.call(&operation).send());
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error @ Error::Config { .. })) => {
            assert!(error.to_string().contains("tokio"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_may_cross_threads() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    fn send<T: Send>(_: &T) {}

    let client = Client::builder("http://127.0.0.1:9")
        .login(LOGIN, Password::plain(PASSWORD))
        .build()
        .unwrap();
    shared(&client);
    let operation = GetWebcast::new("5f3c");
    send(&client.call(&operation).send());
    send(&client.call(&operation).send_raw());
    let mut pages = client.pages(ListWebcasts::new());
    send(&pages);
    send(&pages.next_page());
    let mut items = client.items(ListWebcasts::new());
    send(&items);
    send(&items.try_next());
    assert_no_secret(
        &format!("{client:?} {:?} {pages:?} {items:?}", client.site()),
        &[PASSWORD],
    );
    assert_no_secret(
        &format!("{:?}", client.call(&GetWebcast::new("5f3c").token("tok&n=1"))),
        &[PASSWORD, "tok&n=1"],
    );
}
