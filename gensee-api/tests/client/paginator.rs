//! Lists without a network: every row once, whatever the server says of its pages and
//! however long the range is.

use gensee_api::{
    Date, Error, Format, Paginated, Paginator, Password, Result, Site, Time, TimeFormat,
    http, response,
};
use proptest::prelude::*;

use crate::support::archive::{Archive, Totals};
use crate::support::samples::{
    ExportConcurrency, ExportHistoryPage, ExportPraiseDetail, ListOngoingWebcasts,
    ListWebcasts, Row,
};
use crate::support::{LOGIN, PASSWORD};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

fn site() -> Site {
    Site::new("https://test.gensee.com", LOGIN, Password::md5(PASSWORD)).unwrap()
}

/// The items, the forms that were sent, and how many lists were incomplete.
type Walked<O> = (Vec<<O as Paginated>::Item>, Vec<String>, usize);

/// Walks to the end.
fn walk<O>(operation: O, answer: impl Fn(&str) -> String) -> Result<Walked<O>>
where
    O: Paginated,
{
    let site = site();
    let mut walk = Paginator::new(operation);
    let (mut items, mut forms, mut incomplete) = (Vec::new(), Vec::new(), 0);
    loop {
        let operation = match walk.request() {
            Err(Error::Incomplete { .. }) => {
                incomplete += 1;
                continue;
            }
            request => request?,
        };
        let Some(operation) = operation else { return Ok((items, forms, incomplete)) };
        let request = site.request(operation)?;
        let form = String::from_utf8(request.into_body()).unwrap();
        let response = response::from_json(answer(&form).as_bytes()).expect("an answer");
        forms.push(form);
        assert!(forms.len() < 5000, "no end in sight");
        if let Some(response) = walk.accept(response) {
            items.extend(O::items(response));
        }
    }
}

fn uids(rows: Vec<Row>) -> Vec<i64> {
    rows.into_iter().map(|row| row.uid).collect()
}

fn archives(times: std::ops::Range<i64>) -> impl Strategy<Value = Archive> {
    let totals = prop_oneof![
        Just(Totals::Honest),
        Just(Totals::Flat),
        Just(Totals::Absent),
        Just(Totals::Zeros),
        Just(Totals::Huge),
        Just(Totals::Shrinking),
    ];
    // Times on the hour, so that many lie on the bounds of windows.
    let times = prop::collection::vec(times.prop_map(|hour| hour * HOUR), 0..40);
    (times, 1usize..6, totals, any::<bool>(), any::<bool>()).prop_map(
        |(rows, size, totals, repeats, omits)| Archive {
            rows,
            size,
            totals,
            repeats,
            omits,
        },
    )
}

proptest! {
    #[test]
    fn over_pages_and_windows(archive in archives(-200..1000), from in -100i64..100, hours in 0i64..800) {
        let (from, to) = (from * HOUR, (from + hours) * HOUR);
        let operation = ExportHistoryPage::new("5f3c").between(Time::from_millis(from), Time::from_millis(to));
        let (rows, forms, incomplete) = walk(operation, |form| archive.answer(form)).unwrap();
        prop_assert_eq!(uids(rows), archive.between(from, to));
        // In each window the pages there are, one in doubt, two empty ones that both
        // totals may buy.
        let windows = (to - from).div_euclid(7 * DAY) + 1;
        let claims = archive.totals == Totals::Huge;
        prop_assert_eq!(incomplete, if claims { windows as usize } else { 0 });
        let pages = archive.rows.len().div_ceil(archive.size);
        prop_assert!(forms.len() <= pages + 4 * windows as usize, "{} requests", forms.len());
    }

    #[test]
    fn over_pages_alone(mut archive in archives(0..10), first in 1usize..4) {
        // The document says 50: shorter pages without honest totals would be last pages.
        archive.size = 50;
        archive.rows = (0..archive.rows.len() as i64 * 5).collect();
        let request = ListWebcasts::new().page_no(first as i64);
        let (rows, _, incomplete) = walk(request, |form| archive.answer(form)).unwrap();
        prop_assert_eq!(incomplete, usize::from(archive.totals == Totals::Huge));
        let left = (archive.rows.len() as i64).max(0);
        let expected: Vec<i64> = ((first as i64 - 1) * 50..left).collect();
        // Beyond the last page this server may say its last once more: then that is the
        // whole list.
        if archive.repeats && expected.is_empty() && left > 0 {
            prop_assert!(rows.len() <= 50);
        } else {
            prop_assert_eq!(uids(rows), expected);
        }
    }

    #[test]
    fn days_lie_in_one_window_each(from in 0i64..400, days in 0i64..200) {
        let start = Date::new(2020, 1, 1).unwrap().civil();
        let day = |offset: i64| Date::from(start.checked_add(jiff::Span::new().days(offset)).unwrap());
        let (_, forms, _) = walk(ExportConcurrency::new(day(from), day(from + days)), |_| r#"{"code":"0"}"#.to_owned()).unwrap();
        let mut seen = Vec::new();
        for form in &forms {
            let window: ExportConcurrency = gensee_api::params::from_form(form).unwrap();
            let mut at = window.start_date.civil();
            while at <= window.end_date.civil() {
                seen.push(Date::from(at));
                at = at.tomorrow().unwrap();
            }
        }
        prop_assert_eq!(seen, (from..=from + days).map(day).collect::<Vec<_>>());
        prop_assert_eq!(forms.len() as i64, days / 30 + 1);
    }
}

/// The parameters of the forms but the login.
fn own(forms: &[String]) -> Vec<String> {
    let login = ["loginName=", "password=", "sec="];
    let own = |form: &String| {
        let of_login = |pair: &&str| login.iter().any(|name| pair.starts_with(name));
        form.split('&').filter(|pair| !of_login(pair)).collect::<Vec<_>>().join("&")
    };
    forms.iter().map(own).collect()
}

fn empty(_: &str) -> String {
    r#"{"code":"0","list":[],"page":{"pageNo":1,"totalPages":1,"totalCounts":0}}"#
        .to_owned()
}

#[test]
fn windows_on_the_wire() {
    let start = 1_621_389_600_000;
    let operation = ExportHistoryPage::new("5f3c")
        .between(Time::from_millis(start), Time::from_millis(start + 14 * DAY));
    let (_, forms, _) = walk(operation, empty).unwrap();
    assert_eq!(
        own(&forms),
        [
            "webcastId=5f3c&startTime=1621389600000&endTime=1621994399999&pageNo=1",
            "webcastId=5f3c&startTime=1621994400000&endTime=1622599199999&pageNo=1",
            "webcastId=5f3c&startTime=1622599200000&endTime=1622599200000&pageNo=1",
        ]
    );
}

#[test]
fn a_range_that_is_no_whole_range_is_left_alone() {
    let open = ExportHistoryPage::new("5f3c");
    for (operation, expected) in [
        (open.clone(), "webcastId=5f3c&pageNo=1"),
        (
            open.clone().start_time(Time::from_millis(5)),
            "webcastId=5f3c&startTime=5&pageNo=1",
        ),
        (open.page_no(3), "webcastId=5f3c&pageNo=3"),
    ] {
        assert!(!Paginator::new(operation.clone()).needs_millis());
        let (_, forms, _) = walk(operation, empty).unwrap();
        assert_eq!(own(&forms), [expected]);
    }
}

#[test]
fn the_size_of_a_page_is_the_requests_own() {
    let archive = Archive {
        rows: (0..23).collect(),
        size: 5,
        totals: Totals::Absent,
        repeats: false,
        omits: false,
    };
    let operation = ListOngoingWebcasts::new().page_size(5);
    let (rows, forms, _) = walk(operation, |form| archive.answer(form)).unwrap();
    assert_eq!(uids(rows), archive.between(0, 22));
    assert_eq!(forms.len(), 5);
}

#[test]
fn milliseconds_are_needed_where_windows_meet() {
    let (from, to) = (Time::from_millis(0), Time::from_millis(1));
    assert!(
        Paginator::new(ExportHistoryPage::new("5f3c").between(from, to)).needs_millis()
    );
    let day = Date::new(2021, 5, 19).unwrap();
    assert!(!Paginator::new(ExportConcurrency::new(day, day)).needs_millis());
    assert!(!Paginator::new(ListWebcasts::new()).needs_millis());
}

#[test]
fn only_the_first_window_starts_at_a_later_page() {
    let operation = ExportHistoryPage::new("5f3c")
        .between(Time::from_millis(0), Time::from_millis(7 * DAY))
        .page_no(4);
    let (_, forms, _) = walk(operation, empty).unwrap();
    let pages: Vec<&str> =
        forms.iter().map(|form| form.rsplit_once('=').unwrap().1).collect();
    assert_eq!(pages, ["4", "1"]);
}

#[test]
fn a_range_that_ends_before_it_starts() {
    let operation = ExportHistoryPage::new("5f3c")
        .between(Time::from_millis(5), Time::from_millis(4));
    let mut walk = Paginator::new(operation);
    let error = walk.request().unwrap_err();
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
    assert!(walk.request().unwrap().is_none());
}

#[test]
fn rows_that_cannot_be_asked_for_are_an_error_after_those_that_came() {
    let operation = || {
        ExportPraiseDetail::new("5f3c")
            .between(Time::from_millis(0), Time::from_millis(8 * DAY))
    };
    let answer = |rows: i64, pages: i64| {
        format!(
            r#"{{"code":"0","list":[{{"uid":1}}],"page":{{"pageNo":1,"totalPages":{pages},"totalCounts":{rows}}}}}"#
        )
    };
    // A second window with the same row is not a repeated page.
    let (rows, forms, _) = walk(operation(), |_| answer(1, 1)).unwrap();
    assert_eq!((uids(rows), forms.len()), (vec![1, 1], 2));
    assert_eq!(
        walk(operation(), |_| r#"{"code":"0","list":[{"uid":1}]}"#.to_owned())
            .unwrap()
            .1
            .len(),
        2
    );

    for (rows, pages, arrived) in [
        (3, 3, "1 of 3 rows"),
        (3, 1, "1 of 3 rows"),
        (0, 3, "1 rows of the first page"),
    ] {
        let mut walk = Paginator::new(operation());
        walk.request().unwrap();
        let response = site()
            .answer::<ExportPraiseDetail>(http::Response::new(answer(rows, pages)))
            .unwrap();
        assert_eq!(walk.accept(response).unwrap().list.len(), 1);
        let error = walk.request().unwrap_err();
        let expected = format!(
            "`export_praise_detail`: {arrived} arrived, and no request brings the others; \
             ask again, or for a shorter range"
        );
        assert_eq!(error.to_string(), expected);
        let second = walk.request().unwrap().unwrap();
        assert_eq!(second.start_time, Some(Time::from_millis(7 * DAY)));
        let response =
            site().answer::<ExportPraiseDetail>(http::Response::new(answer(1, 1)));
        walk.accept(response.unwrap()).unwrap();
        assert!(walk.request().unwrap().is_none());
    }
}

#[test]
fn a_window_is_halved_until_a_page_of_it_has_arrived() {
    let (start, end) = (Time::from_millis(0), Time::from_millis(2 * DAY - 1));
    let operation = ExportHistoryPage::new("5f3c").between(start, end);
    let mut walk = Paginator::new(operation);
    assert!(!walk.halve(), "nothing was asked for");
    walk.request().unwrap();
    assert!(walk.halve());
    let bounds = |walk: &mut Paginator<ExportHistoryPage>| {
        let cursor = walk.cursor().window().unwrap();
        let request = walk.request().unwrap().unwrap();
        let sent =
            [request.start_time, request.end_time].map(|time| time.unwrap().millis());
        assert_eq!(sent, [cursor.start(), cursor.end()]);
        sent
    };
    assert_eq!(bounds(&mut walk), [0, DAY - 1]);
    let answer =
        r#"{"code":"0","list":[{"uid":1}],"page":{"totalPages":2,"totalCounts":2}}"#;
    walk.accept(response::from_json(answer.as_bytes()).unwrap()).unwrap();
    assert!(!walk.halve(), "a page has arrived");
    walk.request().unwrap();
    assert!(!walk.halve(), "a page has arrived");
    walk.accept(response::from_json(empty("").as_bytes()).unwrap()).unwrap();
    while walk.request().unwrap().is_some() {
        walk.accept(response::from_json(empty("").as_bytes()).unwrap());
    }
    assert!(!walk.halve(), "it has ended");
    assert_eq!(walk.cursor().window(), None);
}

#[test]
fn a_site_has_a_format_of_its_own() {
    assert_eq!(site().format(), Format::default());
    let mut text = Format::default();
    text.times = TimeFormat::ChinaText;
    let site = site().with_format(text);
    assert_eq!(site.format(), text);
    let operation = ExportHistoryPage::new("5f3c").start_time(Time::from_millis(0));
    let sent = |request: http::Request<Vec<u8>>| {
        String::from_utf8(request.into_body()).unwrap()
    };
    assert!(
        sent(site.request(&operation).unwrap())
            .ends_with("startTime=1970-01-01+08%3A00%3A00")
    );
}

#[test]
fn asking_again_before_an_answer_is_the_same_request() {
    let mut walk = Paginator::new(ListWebcasts::new());
    let first = walk.request().unwrap().cloned();
    assert_eq!(walk.request().unwrap().cloned(), first);
    assert_eq!(first.unwrap().page_no, Some(1));
}
