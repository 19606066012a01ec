//! Lists over a network: pages and items of the async client.

#![cfg(feature = "client")]

mod support;

use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _};
use gensee_api::{Client, Error, Password, Time, TimeFormat};

use support::archive::{Archive, Totals};
use support::samples::{ExportHistoryPage, ListWebcasts, Row};
use support::{LOGIN, PASSWORD, Reply, Server};

const DAY: i64 = 86_400_000;

fn client(server: &Server) -> Client {
    Client::builder(server.url())
        .login(LOGIN, Password::plain(PASSWORD))
        .no_proxy()
        .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
        .build()
        .unwrap()
}

/// A row every 8 hours of 30 days, in pages of 4.
fn archive() -> Archive {
    Archive {
        rows: (0..90).map(|nth| nth * DAY / 3).collect(),
        size: 4,
        totals: Totals::Honest,
        repeats: false,
        omits: true,
    }
}

fn serving(archive: Archive) -> Server {
    Server::answering(move |_, arrived| Reply::Json(archive.answer(arrived.form())))
}

fn month() -> ExportHistoryPage {
    ExportHistoryPage::new("5f3c")
        .between(Time::from_millis(0), Time::from_millis(30 * DAY))
}

fn uids(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row.uid).collect()
}

#[tokio::test]
async fn every_item_in_three_ways() {
    let server = serving(archive());
    let client = client(&server);
    let expected: Vec<i64> = (0..90).collect();

    let mut items = client.items(month());
    let mut rows = Vec::new();
    while let Some(row) = items.try_next().await.unwrap() {
        rows.push(row);
    }
    assert_eq!(uids(&rows), expected);
    assert!(items.try_next().await.unwrap().is_none());
    let requests = server.count();
    // Four weeks of 21 rows in 6 pages each, and a rest of 6 rows in 2.
    assert_eq!(requests, 4 * 6 + 2);

    let rows: Vec<Row> = client.items(month()).try_collect().await.unwrap();
    assert_eq!(uids(&rows), expected);

    let mut pages = client.pages(month());
    let mut rows = Vec::new();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next_page().await.unwrap() {
        sizes.push(page.list.len());
        rows.extend(page.list);
    }
    assert_eq!(uids(&rows), expected);
    assert_eq!(sizes[..7], [4, 4, 4, 4, 4, 1, 4]);
    assert!(pages.next_page().await.unwrap().is_none());
    assert_eq!(server.count(), 3 * requests);
}

#[tokio::test]
async fn options_hold_for_every_page() {
    let server = serving(archive());
    let client = client(&server);
    let rows: Vec<Row> = client
        .items(month())
        .get()
        .times(TimeFormat::ChinaText)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rows.len(), 90);
    for arrived in server.arrived() {
        assert_eq!(arrived.method, "GET");
        // Text cannot name the millisecond at which two windows meet.
        assert!(arrived.value("startTime").unwrap().parse::<i64>().is_ok());
    }
    // Without windows the format is the caller's.
    let open = ExportHistoryPage::new("5f3c").start_time(Time::from_millis(0));
    let server = Server::replying([Reply::json(r#"{"code":"0"}"#)]);
    let mut pages = self::client(&server).pages(open).times(TimeFormat::ChinaText);
    pages.next_page().await.unwrap();
    assert_eq!(
        server.arrived()[0].value("startTime").as_deref(),
        Some("1970-01-01 08:00:00")
    );
}

#[tokio::test]
async fn a_page_is_tried_again() {
    let archive = archive();
    let server = Server::answering(move |nth, arrived| match nth % 3 {
        0 => Reply::Reset,
        1 => Reply::Status(503, String::new()),
        _ => Reply::Json(archive.answer(arrived.form())),
    });
    let rows: Vec<Row> = client(&server).items(month()).try_collect().await.unwrap();
    assert_eq!(uids(&rows), (0..90).collect::<Vec<_>>());
}

#[tokio::test]
async fn after_an_error_a_stream_is_over_and_pages_go_on() {
    let failing = || {
        let archive = archive();
        Server::answering(move |nth, arrived| match nth {
            2 => Reply::json(r#"{"code":"300","message":"busy"}"#),
            _ => Reply::Json(archive.answer(arrived.form())),
        })
    };
    let server = failing();
    let results: Vec<_> = client(&server).items(month()).collect().await;
    assert_eq!(results.len(), 9);
    assert!(results[..8].iter().all(Result::is_ok));
    assert!(matches!(results[8], Err(Error::Api { .. })));
    assert_eq!(server.count(), 3);

    let server = failing();
    let mut pages = client(&server).pages(month());
    let mut rows = Vec::new();
    let mut errors = 0;
    loop {
        match pages.next_page().await {
            Ok(Some(page)) => rows.extend(page.list),
            Ok(None) => break,
            Err(_) => errors += 1,
        }
    }
    assert_eq!((errors, uids(&rows)), (1, (0..90).collect()));
}

#[tokio::test]
async fn a_server_that_ignores_the_page_number() {
    let list: Vec<String> = (0..50).map(|uid| format!(r#"{{"uid":{uid}}}"#)).collect();
    let body = format!(r#"{{"code":"0","list":[{}]}}"#, list.join(","));
    let server = Server::replying([Reply::Json(body)]);
    let rows: Vec<Row> =
        client(&server).items(ListWebcasts::new()).try_collect().await.unwrap();
    assert_eq!(uids(&rows), (0..50).collect::<Vec<_>>());
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_dropped_question_is_asked_again() {
    let archive = archive();
    let server = Server::answering(move |nth, arrived| match nth {
        1 => Reply::Silence,
        _ => Reply::Json(archive.answer(arrived.form())),
    });
    let client = client(&server);
    let mut pages = client.pages(month());
    let mut rows = pages.next_page().await.unwrap().unwrap().list;
    let dropped =
        tokio::time::timeout(Duration::from_millis(200), pages.next_page()).await;
    assert!(dropped.is_err());
    server.count_from(2);
    while let Some(page) = pages.next_page().await.unwrap() {
        rows.extend(page.list);
    }
    assert_eq!(uids(&rows), (0..90).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_range_that_ends_before_it_starts() {
    let server = serving(archive());
    let operation = ExportHistoryPage::new("5f3c")
        .between(Time::from_millis(2), Time::from_millis(1));
    let error = client(&server).items(operation).try_next().await.unwrap_err();
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
    assert_eq!(server.count(), 0);
}
