//! Rules: what is refused before anything is sent.

use gensee_api::params::Param;
use gensee_api::webcast::{
    AttachFiles, Attachment, CreateWebcast, ExportHistoryPage, ExportVodHistory,
};
use gensee_api::{Date, OrganizerToken, Parameters, ResourceUrl, Time};

use super::params::{Everything, Nothing, webcast};

#[test]
fn rules_are_kept_before_anything_is_sent() {
    let fault = |request: &dyn Fn() -> Result<(), gensee_api::ValidationError>| {
        match request() {
            Ok(()) => String::new(),
            Err(invalid) => invalid.to_string(),
        }
    };
    let create = |change: fn(CreateWebcast) -> CreateWebcast| change(webcast()).check();
    let everything =
        |change: fn(Everything) -> Everything| change(Everything::new("w")).check();
    let export = |days: i64, rest: i64| {
        let start = 1_621_389_600_000;
        let end = start + days * 86_400_000 + rest;
        ExportHistoryPage::new("w")
            .between(Time::from_millis(start), Time::from_millis(end))
            .check()
    };
    let day = |day| Date::new(2021, 5, day).unwrap();
    let longest = i64::from(ExportHistoryPage::WINDOW.expect("a window").days);
    let window_too_long = format!(
        "`endTime` must lie at most {longest} days after `startTime`; split the window"
    );
    // The lengths that the document has now.
    let [subject, token] = ["subject", "organizerToken"].map(|name| {
        let row = CreateWebcast::ROWS.iter().find(|row| row.name == name).unwrap();
        let length = row.length.unwrap();
        [length.min, length.max].map(|bound| usize::try_from(bound.unwrap()).unwrap())
    });
    let texts = |[least, most]: [usize; 2]| {
        [least - 1, least, most, most + 1].map(|count| "播".repeat(count))
    };
    let told = |name: &str, has: usize, [least, most]: [usize; 2]| {
        let characters = if has == 1 { "character" } else { "characters" };
        format!("`{name}` has {has} {characters}; allowed are {least} to {most}")
    };
    let [_, _, fits, too_long] = texts(subject);
    let subject_too_long = told("subject", subject[1] + 1, subject);
    let [too_short, short, _, _] = texts(token).map(OrganizerToken::new);
    let token_too_short = told("organizerToken", token[0] - 1, token);
    let cases: Vec<(Result<(), gensee_api::ValidationError>, &str)> = vec![
        (create(|r| r), ""),
        (create(|r| r.subject("")), "`subject` must be there and not be empty"),
        (webcast().subject(fits).check(), ""),
        (webcast().subject(too_long).check(), &subject_too_long),
        (webcast().organizer_token(too_short).check(), &token_too_short),
        (webcast().organizer_token(short).check(), ""),
        (
            create(|r| r.telconf("2").aac(true)),
            "`aac` must be `false` or absent when `telconf` is `2`",
        ),
        (create(|r| r.telconf("2").aac(false)), ""),
        (create(|r| r.telconf("2")), ""),
        (create(|r| r.telconf("1").aac(true)), ""),
        (create(|r| r.aac(true)), ""),
        (everything(|r| r), ""),
        (everything(|r| r.webcast("")), "`Id` must be there and not be empty"),
        (everything(|r| r.mode("1")), "`note` must be there when `mode` is `1` or `2`"),
        (
            everything(|r| r.mode("2").note("")),
            "`note` must be there when `mode` is `1` or `2`",
        ),
        (everything(|r| r.mode("1").note("n").count(5)), ""),
        (everything(|r| r.mode("1").note("n").r#type(true)), ""),
        (
            everything(|r| r.mode("2").note("n").r#type(false)),
            "`type` must be `true` or absent when `mode` is `1` or `2`",
        ),
        (
            everything(|r| r.mode("1").note("n").count(6)),
            "`count` is 6; allowed is -1 to 5",
        ),
        (
            everything(|r| r.mode("1").note("n").count(-2)),
            "`count` is -2; allowed is -1 to 5",
        ),
        (
            everything(|r| r.mode("3").count(1)),
            "`count` is allowed only when `mode` is `1`",
        ),
        (everything(|r| r.count(1)), "`count` is allowed only when `mode` is `1`"),
        (
            everything(|r| r.tags(["ab".to_owned(), "a".to_owned()])),
            "`tags[1]` has 1 character; allowed are 2 to 3",
        ),
        (everything(|r| r.tags([""; 0])), ""),
        (
            everything(|r| r.inner(Attachment::new(""))),
            "`inner.url` must be there and not be empty",
        ),
        (Everything::new("w").first(day(2)).last(day(3)).check(), ""),
        (
            Everything::new("w").first(day(3)).last(day(3)).check(),
            "`last` must lie after `first`",
        ),
        (
            AttachFiles::new("w", [Attachment::new("u"), Attachment::new("")]).check(),
            "`attachmentList[1].url` must be there and not be empty",
        ),
        (
            AttachFiles::new("w", Vec::<Attachment>::new()).check(),
            "`attachmentList` must be there and not be empty",
        ),
        (ExportHistoryPage::new("w").check(), ""),
        (export(longest, 0), ""),
        (export(longest, 1), &window_too_long),
        (export(0, 0), ""),
        (export(0, -1), "`endTime` must lie after `startTime`"),
        (ExportVodHistory::new(Time::from_millis(0)).hour(23).check(), ""),
        (
            ExportVodHistory::new(Time::from_millis(0)).hour(24).check(),
            "`hour` is 24; allowed is 0 to 23",
        ),
        (
            ExportVodHistory::new(Time::from_millis(0)).page_no(0).check(),
            "`pageNo` is 0; allowed is at least 1",
        ),
    ];
    for (index, (result, expected)) in cases.into_iter().enumerate() {
        assert_eq!(fault(&|| result.clone()), expected, "case {index}");
    }
}

/// What must be there always, or in a case.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[condition(require(links, address), when(mode = "1"))]
struct Needs {
    always: ResourceUrl,
    links: Option<Vec<String>>,
    address: Option<ResourceUrl>,
    mode: Option<String>,
}

#[test]
fn what_is_empty_is_not_there() {
    let needs = |change: fn(Needs) -> Needs| {
        change(Needs::new("http://a/")).check().map_err(|invalid| invalid.field.clone())
    };
    for (found, expected) in [
        (Needs::new("").check().map_err(|invalid| invalid.field.clone()), Err("always")),
        (needs(|it| it), Ok(())),
        (needs(|it| it.mode("1")), Err("links")),
        (needs(|it| it.mode("1").links([""; 0])), Err("links")),
        (needs(|it| it.mode("1").links(["a"])), Err("address")),
        (needs(|it| it.mode("1").links(["a"]).address("")), Err("address")),
        (needs(|it| it.mode("1").links(["a"]).address("http://b/")), Ok(())),
    ] {
        assert_eq!(found, expected.map_err(str::to_owned));
    }
}

#[test]
fn all_broken_rules_are_told_in_the_documents_order() {
    let day = |day| Date::new(2021, 5, day).unwrap();
    let texts = |broken: Vec<gensee_api::ValidationError>| -> Vec<String> {
        broken.iter().map(ToString::to_string).collect()
    };
    let everything = Everything::new("")
        .first(day(3))
        .last(day(2))
        .tags(["a", "ab", "abcd"].map(str::to_owned))
        .count(6)
        .mode("2")
        .inner(Attachment::new(""))
        .r#type(false);
    let expected = [
        "`Id` must be there and not be empty",
        "`tags[0]` has 1 character; allowed are 2 to 3",
        "`tags[2]` has 4 characters; allowed are 2 to 3",
        "`count` is 6; allowed is -1 to 5",
        "`inner.url` must be there and not be empty",
        "`note` must be there when `mode` is `1` or `2`",
        "`type` must be `true` or absent when `mode` is `1` or `2`",
        "`count` is allowed only when `mode` is `1`",
        "`last` must lie after `first`",
    ];
    assert_eq!(texts(everything.violations()), expected);
    let files = ["", "u", ""].map(Attachment::new);
    let expected = [
        "`webcastId` must be there and not be empty",
        "`attachmentList[0].url` must be there and not be empty",
        "`attachmentList[2].url` must be there and not be empty",
    ];
    assert_eq!(texts(AttachFiles::new("", files).violations()), expected);
    let window = ExportHistoryPage::new("")
        .between(Time::from_millis(0), Time::from_millis(i64::MAX));
    let longest = ExportHistoryPage::WINDOW.expect("a window").days;
    let expected = [
        "`webcastId` must be there and not be empty",
        &format!(
            "`endTime` must lie at most {longest} days after `startTime`; split the window"
        ),
    ];
    assert_eq!(texts(window.violations()), expected);
    assert_eq!(Nothing::new().violations(), []);
}

#[test]
fn extreme_windows_are_refused_without_overflow() {
    let (min, max) = (Time::from_millis(i64::MIN), Time::from_millis(i64::MAX));
    assert!(ExportHistoryPage::new("w").between(min, max).check().is_err());
    assert!(ExportHistoryPage::new("w").between(max, min).check().is_err());
}

#[test]
fn conditions_see_a_value_as_text_and_bounds_see_what_has_an_order() {
    fn seen(value: &impl Param) -> (Option<String>, Option<i64>) {
        (value.as_text().map(|text| text.into_owned()), value.order_key())
    }
    let text = |text: &str| Some(text.to_owned());
    let url = ResourceUrl::from("http://a/课");
    let day = Date::new(1970, 1, 3).expect("a day");
    let row = Attachment::new("http://a/b");
    for (found, expected) in [
        (seen(&"a b".to_owned()), (text("a b"), None)),
        (seen(&true), (text("true"), None)),
        (seen(&-7_i64), (text("-7"), Some(-7))),
        (seen(&1.5), (text("1.5"), None)),
        (seen(&Time::from_millis(5)), (text("5"), Some(5))),
        (seen(&day), (text("1970-01-03"), Some(2))),
        (seen(&url), (text(url.as_str()), None)),
        (seen(&Some(7_i64)), (text("7"), Some(7))),
        (seen(&None::<i64>), (None, None)),
        (seen(&vec!["a".to_owned()]), (None, None)),
        (seen(&row), (None, None)),
    ] {
        assert_eq!(found, expected);
    }
}
