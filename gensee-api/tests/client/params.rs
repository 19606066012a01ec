//! Requests: value → form → value, and what is refused before it is sent.

use gensee_api::params::{FormWriter, Param, ParamErrorKind, from_form, to_form};
use gensee_api::response;
use gensee_api::webcast::{
    AttachFiles, Attachment, ChooseRecords, ClientType, CreateWebcast,
    ExportHistoryPage, ExportVodHistory, GetWebcastResponse, Telconf, UpdateWebcast,
};
use gensee_api::{
    Answer, Date, ListFormat, OpenEnum, OrganizerToken, PanelistToken, Parameters,
    RecordId, ResourceUrl, Secret, Time, TimeFormat, UserId, VodId, WebcastId,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn webcast() -> CreateWebcast {
    CreateWebcast::new(
        "Rust 101",
        Time::from_millis(1_621_389_600_000),
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    )
}

fn form(request: &impl Parameters, times: TimeFormat, lists: ListFormat) -> String {
    let mut form = FormWriter::new(times, lists);
    request.write_fields(&mut form);
    form.finish()
}

#[test]
fn forms_are_written_byte_for_byte() {
    let records = ChooseRecords::new("w1", [RecordId::from(1), RecordId::from(2)]);
    let files = AttachFiles::new(
        "w1",
        [
            Attachment::new("http://a/?b&c").name("课 件"),
            Attachment::new("d").description("~*-._"),
        ],
    );
    let created = webcast().max_attendees(500).opened(false).telconf(Telconf::DialOut);
    let millis = TimeFormat::Millis;
    let text = TimeFormat::ChinaText;
    let indexed = ListFormat::Indexed;
    let repeated = ListFormat::Repeated;
    let cases = [
        (
            form(&records, millis, indexed),
            "webcastId=w1&recordId%5B0%5D=1&recordId%5B1%5D=2",
        ),
        (form(&records, millis, repeated), "webcastId=w1&recordId=1&recordId=2"),
        (
            form(&files, millis, repeated),
            "webcastId=w1&attachmentList%5B0%5D.url=http%3A%2F%2Fa%2F%3Fb%26c\
             &attachmentList%5B0%5D.name=%E8%AF%BE+%E4%BB%B6&attachmentList%5B1%5D.url=d\
             &attachmentList%5B1%5D.description=%7E*-._",
        ),
        (
            form(&created, millis, indexed),
            "subject=Rust+101&startTime=1621389600000&maxAttendees=500&opened=false&organizerToken=123456\
             &panelistToken=654321&telconf=1",
        ),
        (
            form(&created, text, indexed),
            "subject=Rust+101&startTime=2021-05-19+10%3A00%3A00&maxAttendees=500&opened=false&organizerToken=123456\
             &panelistToken=654321&telconf=1",
        ),
    ];
    for (written, expected) in cases {
        assert_eq!(written, expected);
    }
}

/// Every kind of value a request can hold, in a request of a downstream crate.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[condition(require(note), fix(r#type = "true"), when(mode = ["1", "2"]))]
#[condition(only(count), when(mode = "1"))]
#[condition(order(first, last))]
struct Everything {
    #[param(names("Id", "id"))]
    webcast: WebcastId,
    vod: Option<VodId>,
    user: Option<UserId>,
    share: Option<f64>,
    url: Option<ResourceUrl>,
    first: Option<Date>,
    last: Option<Date>,
    times: Option<Vec<Time>>,
    #[param(length = 2..=3)]
    tags: Option<Vec<String>>,
    #[param(range = -1..=5, clamp = ..=4)]
    count: Option<i64>,
    #[param(default = "0")]
    mode: Option<Telconf>,
    note: Option<String>,
    inner: Option<Attachment>,
    r#type: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Parameters)]
struct Nothing;

fn date() -> impl Strategy<Value = Date> {
    (1970_i16..2100, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn attachment() -> impl Strategy<Value = Attachment> {
    (any::<String>(), option::of(any::<String>())).prop_map(|(url, name)| {
        let attachment = Attachment::new(url);
        match name {
            Some(name) => attachment.name(name),
            None => attachment,
        }
    })
}

prop_compose! {
    fn everything()(
        webcast in ".{1,9}",
        (vod, user) in (option::of("[a-f0-9]{32}"), option::of(any::<i64>())),
        (share, url) in (option::of(any::<f64>().prop_filter("NaN is not equal to itself", |n| !n.is_nan())), option::of(any::<String>())),
        (first, last) in (option::of(date()), option::of(date())),
        times in option::of(vec(any::<i64>(), 1..4)),
        tags in option::of(vec(any::<String>(), 1..12)),
        (count, mode) in (option::of(any::<i64>()), option::of("[0-9]{1,2}")),
        (note, inner, kind) in (option::of(any::<String>()), option::of(attachment()), option::of(any::<bool>())),
    ) -> Everything {
        Everything {
            vod: vod.map(VodId::from),
            user: user.map(UserId::from),
            share,
            url: url.map(ResourceUrl::from),
            first,
            last,
            times: times.map(|times| times.into_iter().map(Time::from_millis).collect()),
            tags,
            count,
            mode: mode.map(Telconf::from),
            note,
            inner,
            r#type: kind,
            ..Everything::new(webcast)
        }
    }
}

proptest! {
    #[test]
    fn any_request_comes_back(request in everything()) {
        for lists in [ListFormat::Indexed, ListFormat::Repeated] {
            let form = form(&request, TimeFormat::Millis, lists);
            prop_assert_eq!(from_form::<Everything>(&form).unwrap(), request.clone());
            // What we write is what everyone reads.
            prop_assert!(form.is_ascii() && !form.contains(['[', ' ']));
        }
    }

    #[test]
    fn the_first_broken_rule_is_the_error(request in everything()) {
        let first = request.violations().into_iter().next();
        prop_assert_eq!(request.check().err(), first);
    }

    #[test]
    fn a_nested_list_comes_back(list in vec(attachment(), 1..4)) {
        let request = AttachFiles::new("w", list);
        prop_assert_eq!(from_form::<AttachFiles>(&to_form(&request)).unwrap(), request);
    }

    #[test]
    fn china_text_comes_back_to_the_second(seconds in -62_135_596_800_i64..253_402_271_999) {
        let request = webcast().start_time(Time::from_millis(seconds * 1000));
        let form = form(&request, TimeFormat::ChinaText, ListFormat::Indexed);
        prop_assert_eq!(from_form::<CreateWebcast>(&form).unwrap(), request);
    }

    #[test]
    fn any_time_is_written_and_read(millis in any::<i64>()) {
        let time = Time::from_millis(millis);
        let shown = time.to_string();
        prop_assert!(shown.parse::<Time>().is_ok(), "{}", shown);
    }

    #[test]
    fn reading_any_form_never_panics(form in "([a-zA-Z]{0,3}(\\[[0-9x]{0,3}\\])?(\\.[a-z]{0,3})?=?.{0,6}&?){0,8}") {
        let _ = from_form::<Everything>(&form);
        let _ = from_form::<AttachFiles>(&form);
    }
}

#[test]
fn forms_of_other_programs_are_read() {
    let read = |form: &str| from_form::<ChooseRecords>(form);
    let expected = ChooseRecords::new("w", [RecordId::from(1), RecordId::from(2)]);
    for form in [
        "webcastId=w&recordId=1&recordId=2",
        "webcastId=w&recordId[0]=1&recordId[1]=2",
        "recordId%5B1%5D=2&recordId%5B0%5D=1&webcastId=w&callback=x",
        "webcastId=w&recordId[3]=1&recordId[70]=%202",
    ] {
        assert_eq!(read(form), Ok(expected.clone()), "{form}");
    }
    let everything =
        from_form::<Everything>("id=w&type=1&times=%092021-05-19+10:00:00&count=&mode=")
            .unwrap();
    let expected =
        Everything::new("w").r#type(true).times([Time::from_millis(1_621_389_600_000)]);
    assert_eq!(everything, expected);
    assert_eq!(from_form::<Nothing>("a=b"), Ok(Nothing::new()));
}

#[test]
fn a_form_that_is_no_request_is_named_by_its_parameter() {
    let missing = |name: &str| format!("`{name}` is missing");
    let cases = [
        ("", missing("webcastId")),
        ("webcastId=", missing("webcastId")),
        ("webcastId=w", missing("attachmentList")),
        ("webcastId=w&attachmentList=u", missing("attachmentList")),
        ("webcastId=w&attachmentList[0].name=n", missing("attachmentList[0].url")),
        (
            "webcastId=w&attachmentList[0].url=u&attachmentList[2].x=u",
            missing("attachmentList[2].url"),
        ),
    ];
    for (form, expected) in cases {
        assert_eq!(
            from_form::<AttachFiles>(form).unwrap_err().to_string(),
            expected,
            "{form}"
        );
    }
    let error = from_form::<Everything>("id=w&first=tomorrow").unwrap_err();
    assert_eq!(error.to_string(), "`first` cannot be read as date");
    assert!(matches!(error.fault, ParamErrorKind::Unreadable { .. }));
}

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
fn secrets_are_hidden_and_unlisted_codes_kept() {
    let shown = format!("{:?}", webcast().attendee_token("geheim").client_type("9"));
    assert!(!shown.contains("geheim") && !shown.contains("123456"), "{shown}");
    assert!(shown.contains("***") && shown.contains("Other(\"9\")"), "{shown}");
    assert_eq!(ClientType::from("1"), ClientType::Light);
    assert_eq!(Secret::from("a"), Secret::from("a".to_owned()));
}

#[test]
fn requests_serialize_under_their_wire_names() {
    let request = Everything::new("w")
        .first(Date::new(2021, 5, 19).unwrap())
        .mode("1")
        .tags(["a".to_owned()]);
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(json, r#"{"Id":"w","first":"2021-05-19","tags":["a"],"mode":"1"}"#);
    assert_eq!(serde_json::to_string(&Nothing::new()).unwrap(), "{}");
}

#[test]
fn a_request_takes_over_what_an_answer_has() {
    let needed = r#""id":"5f3c","subject":"Rust","startTime":1621389600000,"organizerToken":"123456","panelistToken":"654321""#;
    let form = "id=5f3c&subject=Rust&startTime=1621389600000";
    let tokens = "organizerToken=123456&panelistToken=654321";
    for (settings, expected) in [
        (needed.to_owned(), Ok(format!("{form}&{tokens}"))),
        (
            // An empty text is a value. `telconf` is a boolean in the one and a code in the other; `number` is in the answer alone.
            format!(
                r#"{needed},"attendeeToken":"","opened":false,"maxAttendees":500,"telconf":true,"number":"10000001","plan":"A&B","aac":true"#
            ),
            Ok(format!(
                "{form}&maxAttendees=500&opened=false&plan=A%26B&{tokens}&attendeeToken=&aac=true"
            )),
        ),
        (needed.replace("panelistToken", "x"), Err("panelistToken")),
        (needed.replace("startTime", "x"), Err("startTime")),
    ] {
        let settings: GetWebcastResponse =
            response::from_json(format!(r#"{{"code":"0",{settings}}}"#).as_bytes())
                .unwrap();
        match (UpdateWebcast::from_answer(&settings), expected) {
            (Ok(update), Ok(expected)) => assert_eq!(to_form(&update), expected),
            (Err(error), Err(name)) => {
                assert!(error.to_string().contains(name), "{error}");
            }
            (update, expected) => panic!("{update:?}, not {expected:?}"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
#[open_enum(number)]
enum SaidKind {
    #[code("1")]
    One,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
enum WantedKind {
    #[code("1")]
    One,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Said {
    count: Option<i64>,
    kind: Option<SaidKind>,
}

#[derive(Clone, Debug, PartialEq, Parameters)]
struct Wanted {
    count: Option<String>,
    kind: Option<WantedKind>,
}

#[test]
fn a_request_takes_over_values_of_its_own_kind_alone() {
    let said = Said::new().count(7).kind(SaidKind::One);
    // A code that is a number in answers is a text in requests.
    let expected = Wanted::new().kind(WantedKind::One);
    assert_eq!(Wanted::from_answer(&said).unwrap(), expected);
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
