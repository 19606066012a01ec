//! The blocking client: the same calls and errors, from threads without a runtime.

#![cfg(feature = "blocking")]

mod support;

use std::thread;
use std::time::Duration;

use gensee_api::{Error, Password, Result, ReturnCode, Time, blocking};

use support::archive::{Archive, Totals};
use support::samples::{CreateWebcast, ExportHistoryPage, GetWebcast, ListWebcasts};
use support::{LOGIN, PASSWORD, Reply, Server, assert_no_secret, path_of};

const DAY: i64 = 86_400_000;
const WEBCAST: &str = r#"{"code":"0","subject":"Rust 101"}"#;

fn client(server: &Server) -> blocking::Client {
    blocking::Client::builder(server.url())
        .login(LOGIN, Password::md5(PASSWORD))
        .no_proxy()
        .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
        .build()
        .unwrap()
}

#[test]
fn a_call_there_and_back() {
    let server = Server::replying([Reply::json(WEBCAST)]);
    let client = client(&server);
    let operation = GetWebcast::new("5f3c");
    assert_eq!(client.call(&operation).send().unwrap().subject, "Rust 101");
    let raw = client.call(&operation).get().send_raw().unwrap();
    assert_eq!(raw.parse::<GetWebcast>().unwrap().subject, "Rust 101");
    let methods: Vec<String> =
        server.arrived().into_iter().map(|arrived| arrived.method).collect();
    assert_eq!(methods, ["POST", "GET"]);
    assert_eq!(server.arrived()[0].path, path_of::<GetWebcast>());
    assert_eq!(server.arrived()[1].operation::<GetWebcast>(), operation);
    assert_no_secret(&format!("{client:?} {:?}", client.call(&operation)), &[PASSWORD]);
}

#[test]
fn what_is_sent_again() {
    for failure in
        [Reply::Reset, Reply::Status(503, String::new()), Reply::Cut(WEBCAST.to_owned())]
    {
        let server =
            Server::replying([failure.clone(), failure.clone(), Reply::json(WEBCAST)]);
        assert!(
            client(&server).call(&GetWebcast::new("5f3c")).send().is_ok(),
            "{failure:?}"
        );
        assert_eq!(server.count(), 3);

        let server = Server::replying([failure]);
        let create = CreateWebcast::new("a", Time::from_millis(0), "opensesame");
        let error = client(&server).call(&create).send().unwrap_err();
        assert!(error.is_retryable());
        assert_eq!(server.count(), 1);
        assert_no_secret(&format!("{error} {error:?}"), &[PASSWORD, "opensesame"]);
    }
}

#[test]
fn errors_as_with_the_async_client() {
    let server = Server::replying([
        Reply::json(r#"{"code":"502","message":"subject exists"}"#),
        Reply::Silence,
    ]);
    let client = client(&server);
    let operation = GetWebcast::new("5f3c");
    assert_eq!(
        client.call(&operation).send().unwrap_err().code(),
        Some(&ReturnCode::Duplicate)
    );
    let slow =
        client.call(&operation).timeout(Duration::from_millis(50)).retries(0).send();
    assert!(slow.unwrap_err().is_timeout());
    let unbuilt = blocking::Client::builder("ftp://test.gensee.com")
        .login(LOGIN, Password::md5("a"))
        .build();
    assert!(matches!(unbuilt, Err(Error::Config { .. })));
}

#[test]
fn items_and_pages() {
    let archive = Archive {
        rows: (0..40).map(|nth| nth * DAY / 2).collect(),
        size: 4,
        totals: Totals::Flat,
        repeats: true,
        omits: false,
    };
    let server =
        Server::answering(move |_, arrived| Reply::Json(archive.answer(arrived.form())));
    let client = client(&server);
    let operation = ExportHistoryPage::new("5f3c")
        .between(Time::from_millis(0), Time::from_millis(30 * DAY));

    let rows =
        client.items(operation.clone()).get().collect::<Result<Vec<_>>>().unwrap();
    assert!(rows.iter().map(|row| row.uid).eq(0..40));
    assert!(server.arrived().iter().all(|arrived| arrived.method == "GET"));

    let mut pages = client.pages(operation).post();
    let mut rows = Vec::new();
    while let Some(page) = pages.next_page().unwrap() {
        rows.extend(page.list);
    }
    assert!(rows.iter().map(|row| row.uid).eq(0..40));
    assert_eq!(server.arrived().pop().unwrap().method, "POST");
}

#[test]
fn after_an_error_an_iterator_is_over() {
    let server = Server::replying([Reply::json(r#"{"code":"300"}"#)]);
    let client = client(&server);
    let mut items = client.items(ListWebcasts::new());
    assert!(items.next().unwrap().is_err());
    assert!(items.next().is_none());
    assert_eq!(server.count(), 1);
}

#[test]
fn clones_in_many_threads() {
    let server = Server::replying([Reply::json(WEBCAST)]);
    let client = client(&server);
    thread::scope(|scope| {
        for _ in 0..8 {
            let client = client.clone();
            scope.spawn(move || client.call(&GetWebcast::new("5f3c")).send().unwrap());
        }
    });
    assert_eq!(server.count(), 8);
}

#[test]
fn inside_an_async_runtime_it_is_an_error_and_no_panic() {
    let server = Server::replying([Reply::json(WEBCAST)]);
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(async {
        let client = client(&server);
        client.call(&GetWebcast::new("5f3c")).send().unwrap_err()
        // The client is dropped in here, too.
    });
    assert!(matches!(error, Error::Config { .. }), "{error:?}");
    assert!(error.to_string().starts_with("`blocking::Client`: would block"), "{error}");
    assert_eq!(server.count(), 0);
}

#[test]
fn what_may_cross_threads() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    fn send<T: Send>(_: &T) {}

    let server = Server::replying([Reply::json(WEBCAST)]);
    let client = client(&server);
    shared(&client);
    send(&client.items(ListWebcasts::new()));
    send(&client.pages(ListWebcasts::new()));
}
