//! Answers as values: made by hand, written, and read back.

use std::collections::HashSet;
use std::fmt::Debug;

use gensee_api::schema::Kind;
use gensee_api::webcast::{
    CreateWebcastResponse, ExportHistoryPage, ExportVodHistoryResponse,
    ExportVotesResponse, Visit, VodVisit,
};
use gensee_api::{
    Answer, AnswerValue, Date, DocumentId, JoinUrl, OpenEnum, Page, RecordId,
    ResourceUrl, Secret, Time, UserId, VodId, WebcastId, response,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

#[test]
fn answers_are_made_of_what_is_always_there_and_setters() {
    let created = CreateWebcastResponse::new("w1", "12345678");
    assert_eq!((created.id.as_str(), created.number.as_str()), ("w1", "12345678"));
    assert_eq!(created.attendee_join_url, None);
    let created = created.attendee_join_url("http://a/?token=1");
    assert_eq!(created.attendee_join_url, Some(JoinUrl::from("http://a/?token=1")));
    // A field that is always there has a setter too.
    assert_eq!(created.id("w2").id, WebcastId::from("w2"));
}

#[test]
fn answers_without_a_field_that_is_always_there_start_empty() {
    let empty = ExportVodHistoryResponse::default();
    assert_eq!((&empty.list, &empty.page), (&Vec::new(), &None));
    assert_eq!(empty, ExportVodHistoryResponse::new());
    let rows =
        [VodVisit::new().uid(7), VodVisit::new().start_time(Time::from_millis(1))];
    let history = empty.list(rows.clone()).page(Page::new().page_no(1).total_counts(2));
    assert_eq!(history.list, rows);
    let page = history.page.unwrap();
    assert_eq!(
        (page.page_no, page.total_pages, page.total_counts),
        (Some(1), None, Some(2))
    );
    assert_eq!(Visit::default().uid(UserId::from(1)).uid, Some(UserId::from(1)));
}

/// Lists are empty when absent, so that `new` does not ask for them; a list that may be absent has a setter for the
/// list itself.
#[derive(Clone, Debug, PartialEq, Answer)]
struct Lists {
    first: Vec<i64>,
    #[answer(always)]
    r#type: String,
    second: Option<Vec<String>>,
}

/// A value with a reader of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Level(i64);

impl AnswerValue for Level {
    const KIND: Kind = Kind::Integer;

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(Level))
    }
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Levels {
    first: Option<Level>,
    others: Vec<Level>,
}

#[test]
fn a_value_of_the_users_own_is_read() {
    let levels = Levels::new().first(Level(7)).others([Level(8)]);
    let json = r#"{"first":7,"others":[8,null]}"#;
    assert_eq!(response::from_json::<Levels>(json.as_bytes()).unwrap(), levels);
    assert_eq!(serde_json::from_str::<Levels>(json).unwrap(), levels);
}

#[test]
fn lists_are_set_as_a_whole() {
    let lists = Lists::new("a");
    assert_eq!(lists, Lists { first: Vec::new(), r#type: "a".to_owned(), second: None });
    let lists = lists.first([1, 2]).second(["b".to_owned()]).r#type("c");
    let second = Some(vec!["b".to_owned()]);
    assert_eq!(lists, Lists { first: vec![1, 2], r#type: "c".to_owned(), second });
}

/// Every kind of value that one cell of a table can hold.
#[derive(Clone, Debug, PartialEq, Answer)]
struct Flat {
    #[answer(always)]
    id: WebcastId,
    #[answer(name = "Text")]
    text: Option<String>,
    secret: Option<Secret>,
    url: Option<ResourceUrl>,
    integer: Option<i64>,
    decimal: Option<f64>,
    boolean: Option<bool>,
    time: Option<Time>,
    date: Option<Date>,
    user: Option<UserId>,
    word: Option<Word>,
    digit: Option<Digit>,
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
enum Word {
    #[code("1")]
    One,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
#[open_enum(number)]
enum Digit {
    #[code("1")]
    One,
    Other(String),
}

/// A table around rows: lists and objects, as only a nested format can hold them.
#[derive(Clone, Debug, PartialEq, Answer)]
struct Nested {
    first: Option<Flat>,
    #[answer(flat)]
    page: Option<Page>,
    rows: Vec<Flat>,
    texts: Option<Vec<Vec<String>>>,
}

/// Text that a guessing format would take for something else.
fn text() -> impl Strategy<Value = String> {
    let guesses =
        ["007", "1.50", "true", "1e3", "NaN", " ", "null", "a,\"b\"\n", "课件"];
    prop_oneof![proptest::sample::select(guesses.map(str::to_owned).to_vec()), ".{1,8}"]
}

fn finite() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("neither format has it", |number| number.is_finite())
}

prop_compose! {
    fn flat()(
        (id, text_, secret, url) in (text().prop_filter("no id", |id| id != "null"), of(text()), of(text()), of(text())),
        (integer, decimal, boolean) in (any::<Option<i64>>(), of(finite()), any::<Option<bool>>()),
        (time, date, user) in (any::<Option<i64>>(), of((0..=9999_i16, 1..=12_i8, 1..=28_i8)), any::<Option<i64>>()),
        (word, digit) in (of(text()), of(prop_oneof![text(), any::<i64>().prop_map(|code| code.to_string())])),
    ) -> Flat {
        Flat {
            id: id.into(),
            text: text_,
            secret: secret.map(Into::into),
            url: url.map(Into::into),
            integer,
            decimal,
            boolean,
            time: time.map(Time::from_millis),
            date: date.and_then(|(year, month, day)| Date::new(year, month, day).ok()),
            user: user.map(Into::into),
            word: word.map(Into::into),
            digit: digit.map(Into::into),
        }
    }
}

prop_compose! {
    fn nested()(
        (first, rows) in (of(flat()), vec(flat(), 0..3)),
        page in any::<Option<(i64, Option<i64>)>>(),
        texts in of(vec(vec(".{0,4}", 0..3), 0..3)),
    ) -> Nested {
        let page = page.map(|(page_no, total_pages)| {
            let mut page = Page::new().page_no(page_no);
            page.total_pages = total_pages;
            page
        });
        Nested { first, page, rows, texts }
    }
}

fn written_as_csv(rows: &[impl Serialize]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn read_as_csv<T: DeserializeOwned>(table: &str) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(table.as_bytes()).deserialize().collect()
}

proptest! {
    #[test]
    fn json_brings_an_answer_back(answer in nested()) {
        let body = serde_json::to_string(&answer).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Nested>(&body).unwrap(), &answer);
        let value = serde_json::to_value(&answer).unwrap();
        prop_assert_eq!(serde_json::from_value::<Nested>(value).unwrap(), answer);
    }

    #[test]
    fn cbor_brings_an_answer_back(answer in nested()) {
        let mut bytes = Vec::new();
        ciborium::into_writer(&answer, &mut bytes).unwrap();
        prop_assert_eq!(ciborium::from_reader::<Nested, _>(&bytes[..]).unwrap(), answer);
    }

    #[test]
    fn csv_brings_rows_back(rows in vec(flat(), 1..4)) {
        prop_assert_eq!(read_as_csv::<Flat>(&written_as_csv(&rows)).unwrap(), rows);
    }

    /// As Rust writes it, in both notations, and as `serde_json` does.
    #[test]
    fn a_decimal_stays_what_it_was(number in finite()) {
        let row = Flat::new("1").decimal(number);
        for text in [number.to_string(), format!("{number:e}"), serde_json::to_string(&number).unwrap()] {
            let body = format!("{{\"id\":\"1\",\"decimal\":{text}}}");
            let by_reader = response::from_json::<Flat>(body.as_bytes()).unwrap();
            let by_serde = serde_json::from_str::<Flat>(&body).unwrap();
            let by_io = serde_json::from_reader::<_, Flat>(body.as_bytes()).unwrap();
            for read in [by_reader, by_serde, by_io] {
                prop_assert_eq!(read.decimal.map(f64::to_bits), row.decimal.map(f64::to_bits), "{}", text);
            }
        }
    }
}

/// Without its feature `float_roundtrip`, `serde_json` reads this one unit in the last place off.
#[test]
fn a_decimal_is_read_exactly_without_a_feature_of_serde_json() {
    let body = r#"{"voteList":[{"questions":[{"options":[{"percentage":55.393536131272924,"results":[]}]}]}]}"#;
    let votes: ExportVotesResponse = serde_json::from_str(body).unwrap();
    let choice = &votes.vote_list[0].questions[0].options[0];
    assert_eq!(choice.percentage, Some(55.393536131272924));
    assert_eq!(serde_json::to_string(&votes).unwrap(), body);
    for (json, decimal) in [("null", None), (r#""2.5""#, Some(2.5)), ("3", Some(3.0))] {
        let flat: Flat =
            serde_json::from_str(&format!(r#"{{"id":"1","decimal":{json}}}"#)).unwrap();
        assert_eq!(flat.decimal, decimal, "{json}");
    }
}

#[test]
fn json_has_no_absent_property_and_csv_every_column() {
    let rows = [Visit::new().uid(7).nickname("课,件"), Visit::new().ip("1.2.3.4")];
    assert_eq!(
        serde_json::to_string(&rows).unwrap(),
        r#"[{"nickname":"课,件","uid":7},{"ip":"1.2.3.4"}]"#
    );
    assert_eq!(serde_json::to_string_pretty(&Visit::new()).unwrap(), "{}");
    let table = written_as_csv(&rows);
    let mut lines = table.lines();
    let names: Vec<_> = Visit::ROWS.iter().map(|row| row.name).collect();
    assert_eq!(lines.next(), Some(names.join(",").as_str()));
    assert!(table.contains("\n\"课,件\",,,,7,"), "{table}");
    assert_eq!(read_as_csv::<Visit>(&table).unwrap(), rows);
    // Columns may stand in another order, be missing, and be unknown.
    let other = "new,uid,nickname\n1,7,\"课,件\"\n";
    assert_eq!(read_as_csv::<Visit>(other).unwrap(), rows[..1]);
}

#[test]
fn requests_are_rows_too() {
    let requests = [
        ExportHistoryPage::new("w1").page_no(2),
        ExportHistoryPage::new("w2").start_time(Time::from_millis(5)),
    ];
    assert_eq!(
        written_as_csv(&requests),
        "webcastId,startTime,endTime,pageNo\nw1,,,2\nw2,5,,\n"
    );
    assert_eq!(
        serde_json::to_string(&requests).unwrap(),
        r#"[{"webcastId":"w1","pageNo":2},{"webcastId":"w2","startTime":5}]"#
    );
}

/// A row with a column of the caller's own.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Noted {
    note: String,
    #[serde(flatten)]
    row: Flat,
}

#[test]
fn a_row_can_be_flattened_into_a_struct_of_the_callers() {
    let noted =
        Noted { note: "a".to_owned(), row: Flat::new("1").decimal(1.5).text("007") };
    let json = serde_json::to_string(&noted).unwrap();
    assert_eq!(json, r#"{"note":"a","id":"1","Text":"007","decimal":1.5}"#);
    assert_eq!(serde_json::from_str::<Noted>(&json).unwrap(), noted);
}

#[test]
fn values_stand_by_themselves() {
    fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(
        value: T,
        json: &str,
    ) {
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!(serde_json::from_str::<T>(json).unwrap(), value);
    }
    comes_back(WebcastId::from("w1"), r#""w1""#);
    comes_back(WebcastId::from(""), r#""""#);
    comes_back(VodId::from("007"), r#""007""#);
    comes_back(RecordId::from(-7), "-7");
    comes_back(DocumentId::from(7), "7");
    comes_back(UserId::from(i64::MAX), "9223372036854775807");
    comes_back(Time::from_millis(5), "5");
    comes_back(Date::new(2021, 5, 19).unwrap(), r#""2021-05-19""#);
    comes_back(Secret::from("a"), r#""a""#);
    comes_back(ResourceUrl::from("http://a/课"), r#""http://a/%E8%AF%BE""#);
    comes_back(Word::Other(String::new()), r#""""#);
    comes_back(Word::One, r#""1""#);
    comes_back(Digit::One, "1");
    comes_back(Digit::Other("007".to_owned()), r#""007""#);
    comes_back(Page::new().page_no(1), r#"{"pageNo":1}"#);
    assert_eq!(
        serde_json::from_str::<Time>(r#""2021-05-19 10:00:00""#).unwrap(),
        "2021-05-19 10:00:00".parse().unwrap()
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    let refused =
        |body: &str| serde_json::from_str::<Flat>(body).unwrap_err().to_string();
    let cases = [
        (r#"{"text":"a"}"#, "`id` is missing at line 1 column 12"),
        ("null", "invalid type: null, expected object at line 1 column 4"),
        ("[]", "invalid type: sequence, expected object at line 1 column 0"),
        (
            r#"{"id":"1","decimal":{}}"#,
            "invalid type: value, expected decimal at line 1 column 23",
        ),
        (
            r#"{"id":"1","decimal":1e999}"#,
            "invalid value: number, expected decimal at line 1 column 26",
        ),
        (
            r#"{"id":"1","secret":["s3cret"]}"#,
            "invalid type: sequence, expected text at line 1 column 20",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(refused(body), expected, "{body}");
    }
    let error = serde_json::from_str::<Levels>(r#"{"others":7}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid type: integer `7`, expected list at line 1 column 11"
    );
    let error = serde_json::from_str::<WebcastId>("null").unwrap_err();
    assert_eq!(error.to_string(), "expected text, found nothing");
    // A table has no place for a list.
    let nested = Nested::new().rows([Flat::new("1")]);
    let mut writer = csv::Writer::from_writer(Vec::new());
    assert!(writer.serialize(&nested).is_err());
    let headerless = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&b"1,2\n"[..])
        .into_deserialize::<Flat>()
        .next()
        .unwrap();
    assert!(headerless.is_err(), "{headerless:?}");
}

/// Rows without a decimal go into sets and maps.
#[test]
fn rows_are_told_apart_by_their_hash() {
    let rows = [Visit::new().uid(7), Visit::new().uid(7), Visit::new().uid(8)];
    assert_eq!(rows.into_iter().collect::<HashSet<Visit>>().len(), 2);
    let created = [
        CreateWebcastResponse::new("w1", "1").attendee_join_url("a"),
        CreateWebcastResponse::new("w1", "1").attendee_join_url("b"),
    ];
    assert_eq!(created.into_iter().collect::<HashSet<_>>().len(), 2);
}
