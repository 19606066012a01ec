//! Lists over a network: months of attendance, in windows of seven days and pages of fifty, against what people did.

use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _};
use gensee_api::webcast::{
    CreateWebcast, ExportHistoryPage, JoinType, ListWebcasts, Visit, Webcast,
};
use gensee_api::{
    Client, Error, OrganizerToken, PanelistToken, Password, ReturnCode, Time,
    TimeFormat, WebcastId,
};
use gensee_sandbox::{Control, Fault, Sandbox, Viewer};

use crate::support::{LOGIN, PASSWORD, Reply, Server};

const START: Time = Time::from_millis(1_900_000_000_000);
const HOUR: u64 = 3600;
const DAYS: i64 = 90;
const PER_WEEK: i64 = 7 * 8;
/// Two of each week, and one of the last, which has 6 days and 48 visits.
const PAGES: usize = 12 * 2 + 1;

/// Nickname, joining and leaving.
type Stay = (String, Time, Option<Time>);

/// A webcast that somebody joins in each three hours of a quarter of a year: in those of a week, the first one at its
/// first moment and the last one at its last. Every second one stays.
struct Stage {
    sandbox: Sandbox,
    client: Client,
    webcast: WebcastId,
    came: Vec<Stay>,
}

impl Stage {
    async fn new() -> Result<Self, Error> {
        let sandbox = Sandbox::builder().at(START).start().expect("a port");
        let client = Client::builder(sandbox.url())
            .login(sandbox.admin(), Password::md5(sandbox.password()))
            .no_proxy()
            .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
            .build()?;
        let create = CreateWebcast::new(
            "Rust 101",
            START,
            OrganizerToken::new("123456"),
            PanelistToken::new("654321"),
        );
        let webcast = client.create_webcast(&create).await?.id;
        let came = quarter(&sandbox.control(), &webcast);
        sandbox.clear_requests();
        Ok(Self { sandbox, client, webcast, came })
    }

    fn request(&self) -> ExportHistoryPage {
        let end = Time::from_millis(START.millis() + DAYS * 24 * HOUR as i64 * 1000 - 1);
        ExportHistoryPage::new(&self.webcast).between(START, end)
    }

    fn calls(&self) -> usize {
        self.sandbox.requests().len()
    }
}

fn quarter(control: &Control, webcast: &WebcastId) -> Vec<Stay> {
    let slot = Duration::from_secs(3 * HOUR);
    let (hour, instant) = (Duration::from_secs(HOUR), Duration::from_millis(1));
    let stay = |number: i64| {
        // The last one of a week comes at its last moment.
        let late = number % PER_WEEK == PER_WEEK - 1;
        let (wait, long) = if late { (slot - instant, instant) } else { (hour, hour) };
        let wait = if number % PER_WEEK == 0 { Duration::ZERO } else { wait };
        control.advance(wait);
        let (name, joined) = (format!("viewer {number}"), control.now());
        let viewer = Viewer::named(&name);
        let visit = control.join(webcast, viewer, JoinType::PcWeb).expect("a place");
        control.advance(long);
        let leaves = number % 2 == 0;
        let left = leaves.then(|| control.leave(visit).map(|()| control.now()));
        control.advance(slot - wait - long);
        (name, joined, left.map(|left| left.expect("inside")))
    };
    (0..DAYS * 8).map(stay).collect()
}

fn stays(visits: Vec<Visit>) -> Vec<Stay> {
    let stay = |visit: Visit| {
        let (name, joined) = (visit.nickname, visit.join_time);
        (name.expect("a name"), joined.expect("a moment"), visit.leave_time)
    };
    visits.into_iter().map(stay).collect()
}

#[tokio::test]
async fn every_item_in_three_ways() -> Result<(), Error> {
    let stage = Stage::new().await?;
    let mut items = stage.client.items(stage.request());
    let mut visits = Vec::new();
    while let Some(visit) = items.try_next().await? {
        visits.push(visit);
    }
    assert_eq!(stays(visits), stage.came);
    assert!(items.try_next().await?.is_none());
    assert_eq!(stage.calls(), PAGES);

    let visits = stage.client.items(stage.request()).try_collect().await?;
    assert_eq!(stays(visits), stage.came);

    let mut pages = stage.client.pages(stage.request());
    let (mut visits, mut sizes) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next_page().await? {
        sizes.push(page.list.len());
        visits.extend(page.list);
    }
    assert_eq!(stays(visits), stage.came);
    assert_eq!(sizes[..4], [50, 6, 50, 6]);
    assert_eq!(sizes[PAGES - 1], 48);
    assert!(pages.next_page().await?.is_none());
    assert_eq!(stage.calls(), 3 * PAGES);
    Ok(())
}

#[tokio::test]
async fn options_hold_for_every_page() -> Result<(), Error> {
    let stage = Stage::new().await?;
    let items = stage.client.items(stage.request()).get().times(TimeFormat::ChinaText);
    let visits: Vec<Visit> = items.try_collect().await?;
    assert_eq!(stays(visits), stage.came);
    let start = |call: &gensee_sandbox::LoggedRequest| {
        let mut parameters = call.parameters.iter();
        let start = parameters.find(|parameter| parameter.name == "startTime");
        start.map(|start| (start.value.clone(), start.in_query))
    };
    for call in stage.sandbox.requests() {
        assert_eq!(call.method, "GET");
        // Text cannot name the millisecond at which two windows meet.
        let (start, in_query) = start(&call).expect("a start");
        assert!(in_query && start.parse::<i64>().is_ok(), "{start}");
    }
    // Without windows the format is the caller's.
    stage.sandbox.clear_requests();
    let open = ExportHistoryPage::new(&stage.webcast).start_time(START);
    stage.client.pages(open).times(TimeFormat::ChinaText).next_page().await?;
    let text = ("2030-03-18 01:46:40".to_owned(), false);
    assert_eq!(start(&stage.sandbox.requests()[0]), Some(text));
    Ok(())
}

#[tokio::test]
async fn a_page_is_tried_again() -> Result<(), Error> {
    let stage = Stage::new().await?;
    for (fault, seed) in [(Fault::Unavailable, 1), (Fault::Reset, 2)] {
        stage.sandbox.inject(fault.rate(30, seed));
    }
    let visits = stage.client.items(stage.request()).retries(20).try_collect().await?;
    assert_eq!(stays(visits), stage.came);
    let struck = |name| {
        let calls = stage.sandbox.requests();
        calls.into_iter().filter(|call| call.fault == Some(name)).count()
    };
    let (unavailable, reset) = (struck("unavailable"), struck("reset"));
    assert!(unavailable > 0 && reset > 0, "{unavailable}, {reset}");
    assert_eq!(stage.calls(), PAGES + unavailable + reset);
    Ok(())
}

#[tokio::test]
async fn after_an_error_a_stream_is_over_and_pages_go_on() -> Result<(), Error> {
    let stage = Stage::new().await?;
    let mut items = stage.client.items(stage.request());
    // The first window: two pages.
    for _ in 0..56 {
        assert!(items.try_next().await?.is_some());
    }
    stage.sandbox.inject(Fault::Code(ReturnCode::SystemError).times(1));
    let rest: Vec<_> = items.collect().await;
    assert!(matches!(&rest[..], [Err(Error::Api { .. })]), "{rest:?}");
    assert_eq!(stage.calls(), 3);

    let mut pages = stage.client.pages(stage.request());
    let (mut visits, mut errors) = (Vec::new(), 0);
    stage.sandbox.inject(Fault::Code(ReturnCode::SystemError).rate(30, 3));
    loop {
        match pages.next_page().await {
            Ok(Some(page)) => visits.extend(page.list),
            Ok(None) => break,
            Err(_) => errors += 1,
        }
    }
    assert!(errors > 0);
    assert_eq!(stays(visits), stage.came);
    Ok(())
}

#[tokio::test]
async fn a_window_that_is_answered_with_silence_is_sent_only_unchecked()
-> Result<(), Error> {
    let stage = Stage::new().await?;
    let eight_days = Time::from_millis(START.millis() + 8 * 24 * HOUR as i64 * 1000);
    let request = ExportHistoryPage::new(&stage.webcast).between(START, eight_days);
    let error = stage.client.call(&request).send().await.unwrap_err();
    let operation = "export_history_page";
    assert!(
        matches!(&error, Error::Invalid { operation: name, .. } if *name == operation)
    );
    assert!(error.to_string().contains("`endTime`"), "{error}");
    let raw = stage.client.call(&request).send_raw().await;
    assert!(matches!(raw, Err(Error::Invalid { .. })), "{raw:?}");
    assert_eq!(stage.calls(), 0);

    let answer = stage.client.call(&request).unchecked().send().await?;
    assert!(answer.list.is_empty(), "{} came", stage.came.len());
    let calls = stage.sandbox.requests();
    let end = calls[0].parameters.iter().find(|parameter| parameter.name == "endTime");
    assert_eq!(end.map(|end| end.value.clone()), Some(eight_days.millis().to_string()));
    Ok(())
}

/// No sandbox ignores what it is asked.
#[tokio::test]
async fn a_server_that_ignores_the_page_number() -> Result<(), Error> {
    let list: Vec<_> = (0..50).map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let body = format!(r#"{{"code":"0","list":[{}]}}"#, list.join(","));
    let server = Server::replying([Reply::Json(body)]);
    let builder = Client::builder(server.url()).no_proxy();
    let client = builder.login(LOGIN, Password::plain(PASSWORD)).build()?;
    let rows: Vec<Webcast> = client.items(ListWebcasts::new()).try_collect().await?;
    let ids = rows.iter().map(|row| row.id.as_str().to_owned());
    assert!(ids.eq((0..50).map(|id| id.to_string())));
    assert_eq!(server.count(), 2);
    Ok(())
}

#[tokio::test]
async fn a_dropped_question_is_asked_again() -> Result<(), Error> {
    let stage = Stage::new().await?;
    let mut pages = stage.client.pages(stage.request());
    let mut visits = pages.next_page().await?.expect("a page").list;
    stage.sandbox.inject(Fault::Delay(Duration::from_secs(3600)).times(1));
    let arrived = async {
        while stage.sandbox.requests()[1..].iter().all(|call| call.fault.is_none()) {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        page = pages.next_page() => panic!("an hour is over: {page:?}"),
        () = arrived => {}
    }
    while let Some(page) = pages.next_page().await? {
        visits.extend(page.list);
    }
    assert_eq!(stays(visits), stage.came);
    assert_eq!(stage.calls(), PAGES + 1);
    Ok(())
}

#[tokio::test]
async fn a_range_that_ends_before_it_starts() -> Result<(), Error> {
    let stage = Stage::new().await?;
    let (start, end) = (Time::from_millis(2), Time::from_millis(1));
    let request = ExportHistoryPage::new(&stage.webcast).between(start, end);
    let error = stage.client.items(request).try_next().await.unwrap_err();
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
    assert_eq!(stage.calls(), 0);
    Ok(())
}
