//! Requests: value → form → value.

use gensee_api::params::{FormWriter, ParamErrorKind, from_form, to_form};
use gensee_api::response;
use gensee_api::webcast::{
    AttachFiles, Attachment, ChooseRecords, ClientType, CreateWebcast,
    GetWebcastResponse, Telconf, UpdateWebcast,
};
use gensee_api::{
    Answer, Date, ListFormat, OpenEnum, OrganizerToken, PanelistToken, Parameters,
    RecordId, ResourceUrl, Secret, Time, TimeFormat, UserId, VodId, WebcastId,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

pub fn webcast() -> CreateWebcast {
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
pub struct Everything {
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
pub struct Nothing;

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
