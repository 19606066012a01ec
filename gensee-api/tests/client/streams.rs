//! Streams of items: several answers at one time, windows that are halved, bounds, cursors, and a site without a network.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt as _;
use gensee_api::http::{Request, Response};
use gensee_api::webcast::{ExportHistory, ExportHistoryPage, SyncDocuments, Visit};
use gensee_api::{
    Client, ClientBuilder, Cursor, DriftKind, Error, Password, Site, Time, params,
};
use proptest::prelude::*;
use serde_json::json;
use tokio::time::{Instant, sleep};

const DAY: i64 = 86_400_000;
const START: i64 = 1_900_000_000_000;

/// The visits of a webcast, one each six hours: the name tells the moment.
#[derive(Clone, Debug)]
struct Webcast {
    visits: i64,
    page: usize,
    /// Windows with more visits than these get no answer.
    most: usize,
    /// How long an answer takes.
    delay: Duration,
    /// The window that begins here is refused.
    refused: Option<i64>,
    log: Arc<Log>,
}

#[derive(Debug, Default)]
struct Log {
    requests: Mutex<Vec<(i64, i64, i64)>>,
    on_the_way: AtomicUsize,
    most_on_the_way: AtomicUsize,
}

/// One request on the way.
struct OnTheWay(Arc<Log>);

impl OnTheWay {
    fn new(log: &Arc<Log>) -> Self {
        let now = log.on_the_way.fetch_add(1, Ordering::SeqCst) + 1;
        log.most_on_the_way.fetch_max(now, Ordering::SeqCst);
        OnTheWay(Arc::clone(log))
    }
}

impl Drop for OnTheWay {
    fn drop(&mut self) {
        self.0.on_the_way.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Webcast {
    fn new(days: i64, page: usize) -> Self {
        Webcast {
            visits: days * 4,
            page,
            most: usize::MAX,
            delay: Duration::from_millis(50),
            refused: None,
            log: Arc::default(),
        }
    }

    fn moments(&self) -> impl Iterator<Item = i64> + use<> {
        (0..self.visits).map(|index| START + index * DAY / 4)
    }

    /// All of its range.
    fn request(&self) -> ExportHistoryPage {
        let end = START + self.visits * DAY / 4 - 1;
        ExportHistoryPage::new("w")
            .between(Time::from_millis(START), Time::from_millis(end))
    }

    fn builder(&self) -> ClientBuilder {
        let webcast = self.clone();
        Client::builder("http://localhost")
            .login("admin", Password::plain("888888"))
            .transport_fn(move |request| webcast.clone().answer(request))
            .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
    }

    async fn answer(self, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        let _on_the_way = OnTheWay::new(&self.log);
        let form = String::from_utf8(request.into_body()).unwrap();
        let asked: ExportHistoryPage = params::from_form(&form).unwrap();
        let bound = |time: Option<Time>| time.unwrap().millis();
        let (from, to) = (bound(asked.start_time), bound(asked.end_time));
        let page = asked.page_no.unwrap();
        self.log.requests.lock().unwrap().push((from, to, page));
        let found: Vec<i64> =
            self.moments().filter(|it| (from..=to).contains(it)).collect();
        if found.len() > self.most {
            std::future::pending::<()>().await;
        }
        sleep(self.delay).await;
        if self.refused == Some(from) {
            return Response::new(br#"{"code":"999","message":"busy"}"#.to_vec());
        }
        let rows: Vec<_> = found
            .chunks(self.page)
            .nth(page as usize - 1)
            .unwrap_or_default()
            .iter()
            .map(|moment| json!({"nickname": moment.to_string(), "joinTime": moment}))
            .collect();
        let pages = found.len().div_ceil(self.page).max(1);
        let totals =
            json!({"pageNo": page, "totalPages": pages, "totalCounts": found.len()});
        let body = json!({"code": "0", "list": rows, "pageDto": totals});
        Response::new(body.to_string().into_bytes())
    }

    fn requests(&self) -> Vec<(i64, i64, i64)> {
        self.log.requests.lock().unwrap().clone()
    }
}

fn moment(visit: &Visit) -> i64 {
    visit.nickname.as_ref().unwrap().parse().unwrap()
}

#[tokio::test(start_paused = true)]
async fn windows_and_pages_come_in_order_however_many_are_asked_for() {
    let mut took = Vec::new();
    for concurrency in [1, 3, 8] {
        let webcast = Webcast::new(100, 10);
        let client = webcast.builder().build().unwrap();
        let (began, items) = (Instant::now(), client.items(webcast.request()));
        let rows: Vec<i64> = items
            .concurrency(concurrency)
            .map(|row| moment(&row.unwrap()))
            .collect()
            .await;
        took.push(began.elapsed());
        assert_eq!(rows, webcast.moments().collect::<Vec<_>>());
        // 14 windows of 28 visits have 3 pages each, the last one of 8 has one; none was asked for twice.
        let requests = webcast.requests();
        assert_eq!(requests.len(), 14 * 3 + 1);
        assert_eq!(requests.iter().collect::<BTreeSet<_>>().len(), requests.len());
        assert_eq!(webcast.log.most_on_the_way.load(Ordering::SeqCst), concurrency);
    }
    // By the clock of the test, which counts nothing but the waits. The number of further pages of a window is known
    // only when its first one has come.
    assert!(took[2] * 5 < took[0] * 2, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn many_windows_take_as_long_as_the_longest_row_of_them() {
    let mut took = Vec::new();
    for concurrency in [1, 8] {
        let webcast = Webcast::new(7 * 105, 100);
        let client = webcast.builder().build().unwrap();
        let (began, items) = (Instant::now(), client.items(webcast.request()));
        assert_eq!(items.concurrency(concurrency).count().await, 7 * 105 * 4);
        took.push(began.elapsed());
    }
    assert!(took[1] * 6 < took[0], "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn an_error_stands_in_its_place() {
    for concurrency in [1, 4] {
        let webcast =
            Webcast { refused: Some(START + 21 * DAY), ..Webcast::new(70, 100) };
        let client = webcast.builder().build().unwrap();
        let mut items = client.items(webcast.request()).concurrency(concurrency);
        for expected in webcast.moments().take(3 * 28) {
            assert_eq!(moment(&items.try_next().await.unwrap().unwrap()), expected);
        }
        let error = items.try_next().await.unwrap_err();
        assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("999"));
        assert!(items.try_next().await.unwrap().is_none());
        assert_eq!(webcast.log.on_the_way.load(Ordering::SeqCst), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_dropped_ends_its_requests() {
    let webcast = Webcast::new(70, 100);
    let client = webcast.builder().build().unwrap();
    let mut items = client.items(webcast.request()).concurrency(4);
    // A call that is given up loses nothing.
    let early = tokio::time::timeout(Duration::from_millis(10), items.try_next()).await;
    assert!(early.is_err());
    assert_eq!(webcast.log.on_the_way.load(Ordering::SeqCst), 4);
    assert_eq!(moment(&items.try_next().await.unwrap().unwrap()), START);
    drop(items);
    sleep(Duration::from_millis(10)).await;
    assert_eq!(webcast.log.on_the_way.load(Ordering::SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn a_window_that_gets_no_answer_is_halved() {
    for concurrency in [1, 4] {
        let webcast = Webcast { most: 7, ..Webcast::new(21, 100) };
        let drifts = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&drifts);
        let client = webcast
            .builder()
            .timeout(Duration::from_secs(1))
            .retries(0)
            .on_drift(move |drift| told.lock().unwrap().push(drift.clone()))
            .build()
            .unwrap();
        let items = client.items(webcast.request()).concurrency(concurrency);
        let rows: Vec<i64> = items.map(|row| moment(&row.unwrap())).collect().await;
        assert_eq!(rows, webcast.moments().collect::<Vec<_>>());
        let drifts = drifts.lock().unwrap();
        assert!(drifts.iter().all(|drift| drift.kind == DriftKind::LateAnswer));
        assert!(!drifts.is_empty());
        // The first window of 28 visits is halved, then both halves; windows that follow are no longer than a quarter.
        if concurrency == 1 {
            assert_eq!(drifts.len(), 3);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_is_not_halved() {
    let webcast = Webcast { most: 0, ..Webcast::new(1, 100) };
    let client = webcast.builder().timeout(Duration::from_millis(20)).build().unwrap();
    let error = client.items(webcast.request()).try_next().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let requests = webcast.requests();
    let (from, to, _) = requests[requests.len() - 1];
    assert!((1000..2000).contains(&(to - from + 1)), "{} ms", to - from + 1);
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_halved_as_well() {
    let webcast = Webcast { delay: Duration::ZERO, ..Webcast::new(21, 100) };
    let (builder, request) = (webcast.builder().max_stream(500), webcast.request());
    let items = builder.build().unwrap().items(request.clone());
    let rows: Vec<i64> = items.map(|row| moment(&row.unwrap())).collect().await;
    assert_eq!(rows, webcast.moments().collect::<Vec<_>>());

    // Whole answers are asked for in the same way.
    let client = webcast.builder().max_body(500).build().unwrap();
    let mut pages = client.pages(request);
    let mut rows = Vec::new();
    while let Some(page) = pages.next_page().await.unwrap() {
        rows.extend(page.list.iter().map(moment));
    }
    assert_eq!(rows, webcast.moments().collect::<Vec<_>>());

    let client = webcast.builder().max_stream(50).build().unwrap();
    let error = client.items(webcast.request()).try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`export_history_page`: the answer is longer than 50 bytes; if that is right, raise the limit with `max_stream`"
    );
}

#[tokio::test]
async fn a_row_that_is_too_long_hides_no_other() {
    let long = "x".repeat(200);
    let body = format!(
        r#"{{"code":"0","list":[{{"id":1}},{{"id":2,"name":"{long}"}},{{"id":3}}]}}"#
    );
    let client = Client::builder("http://localhost")
        .login("admin", Password::plain("888888"))
        .max_row(100)
        .transport_fn(move |_| {
            let body = body.clone();
            async { Response::new(body) }
        })
        .build()
        .unwrap();
    let now = Time::now();
    let rows: Vec<_> = client.items(SyncDocuments::new(now, now)).collect().await;
    assert_eq!(rows.len(), 3);
    assert!(rows[0].is_ok() && rows[2].is_ok());
    assert_eq!(
        rows[1].as_ref().unwrap_err().to_string(),
        "`sync_documents`: the row at `$.list[1]` is longer than 100 bytes; if that is right, raise the limit with `max_row`"
    );
}

/// Reads a list to its end, and begins anew at the cursor after so many rows.
fn with_crashes(webcast: &Webcast, crashes: &[usize]) -> Vec<i64> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let client = webcast.builder().build().unwrap();
        let mut rows = Vec::new();
        let mut kept: Option<String> = None;
        for crash in crashes.iter().copied().chain([usize::MAX]) {
            let mut items = client.items(webcast.request());
            if let Some(kept) = &kept {
                items = items.resume(&kept.parse().unwrap());
            }
            for _ in 0..crash {
                match items.try_next().await.unwrap() {
                    Some(visit) => rows.push(moment(&visit)),
                    None => return rows,
                }
            }
            kept = Some(items.cursor().to_string());
        }
        rows
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_list_that_is_resumed_at_any_row_loses_none(
        days in 1_i64..40,
        page in 1_usize..12,
        crashes in proptest::collection::vec(0_usize..60, 0..4),
    ) {
        let webcast = Webcast { delay: Duration::ZERO, ..Webcast::new(days, page) };
        let rows = with_crashes(&webcast, &crashes);
        let expected: Vec<i64> = webcast.moments().collect();
        prop_assert_eq!(rows.iter().copied().collect::<BTreeSet<_>>(), expected.iter().copied().collect());
        // Only the page in hand comes again.
        prop_assert!(rows.len() <= expected.len() + crashes.len() * page, "{} rows", rows.len());
    }
}

#[tokio::test]
async fn cursors_of_other_lists_are_refused() {
    let webcast = Webcast { delay: Duration::ZERO, ..Webcast::new(30, 100) };
    let client = webcast.builder().build().unwrap();
    let mut items = client.items(webcast.request());
    for _ in 0..60 {
        items.try_next().await.unwrap();
    }
    let cursor = items.cursor();

    // A range that ends later goes on for longer, and an end is an end.
    let later = webcast.request().end_time(Time::from_millis(START + 60 * DAY));
    assert!(client.items(later).resume(&cursor).try_next().await.unwrap().is_some());
    while items.try_next().await.unwrap().is_some() {}
    let over = items.cursor();
    let mut items = client.items(webcast.request()).resume(&over);
    assert!(items.try_next().await.unwrap().is_none());

    let (from, to) = (Time::from_millis(START), Time::from_millis(START + DAY));
    let other = |result: Result<Option<Visit>, Error>| result.unwrap_err().to_string();
    let outside = client.items(webcast.request().between(from, to)).resume(&cursor);
    let webcast_2 = ExportHistoryPage::new("v").between(from, to);
    let of_another = client.items(webcast_2).resume(&cursor);
    for (mut items, message) in [
        (
            outside,
            "`cursor`: lies outside the range of the request; resume with the range that it was taken from, or with a later end",
        ),
        (
            of_another,
            "`cursor`: belongs to a request with other parameters; resume with the request that it was taken from",
        ),
    ] {
        assert_eq!(other(items.try_next().await), message);
        assert!(items.try_next().await.unwrap().is_none());
    }
    let mut items =
        client.items(ExportHistory::new("w").between(from, to)).resume(&cursor);
    assert_eq!(
        other(items.try_next().await),
        "`cursor`: is one of `export_history_page`, not of `export_history`; resume the list that it was taken from"
    );
}

#[test]
fn a_site_reads_items_without_a_network() {
    let webcast = Webcast { delay: Duration::ZERO, ..Webcast::new(20, 10) };
    let site =
        Site::new("http://localhost", "admin", Password::plain("888888")).unwrap();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let read = |cursor: Option<Cursor>, most: usize| {
        let mut items = site.items(webcast.request());
        if let Some(cursor) = cursor {
            items = items.resume(&cursor).unwrap();
        }
        let mut rows = Vec::new();
        while let Some(request) = items.request().unwrap() {
            let response = runtime.block_on(webcast.clone().answer(request));
            items.begin(&response);
            for bytes in response.body().chunks(7) {
                items.push(bytes).unwrap();
                while let Some(item) = items.next_item() {
                    rows.push(moment(&item.unwrap()));
                    if rows.len() == most {
                        return (rows, items.cursor());
                    }
                }
            }
            items.end().unwrap();
            while let Some(item) = items.next_item() {
                rows.push(moment(&item.unwrap()));
            }
        }
        (rows, items.cursor())
    };
    let all: Vec<i64> = webcast.moments().collect();
    assert_eq!(read(None, usize::MAX).0, all);
    let (rows, cursor) = read(None, 35);
    assert_eq!(rows, all[..35]);
    // The first window has 28 rows, so the 35th one is on the first page of the second.
    assert_eq!(read(Some(cursor), usize::MAX).0, all[28..]);

    let mut items = site.items(webcast.request());
    items.request().unwrap();
    items.begin(&Response::builder().status(502).body(()).unwrap());
    items.push(b"<h1>Bad Gateway</h1>").unwrap();
    let error = items.end().unwrap_err();
    assert_eq!(error.kind(), "http");
}
