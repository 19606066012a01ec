//! What is forgiven, what is reported, what is refused: one table, and the properties behind it.

mod rows;

use expect_test::expect_file;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::decode::{read_by_tables, read_fast};
use super::drift::report;
use crate::prelude::*;
use crate::response::{DecodeError, Decoded, decode};
use crate::webcast::ReturnCode;

/// Every kind of value an answer can hold.
#[derive(Clone, Debug, PartialEq, Answer)]
struct Everything {
    text: Option<String>,
    secret: Option<Secret>,
    integer: Option<i64>,
    decimal: Option<f64>,
    boolean: Option<bool>,
    time: Option<Time>,
    date: Option<Date>,
    text_id: Option<WebcastId>,
    number_id: Option<UserId>,
    word: Option<Word>,
    plain: Option<Plain>,
    number_code: Option<Digit>,
    #[answer(names("percentage", "precentage"))]
    percentage: Option<f64>,
    object: Option<Inner>,
    #[answer(flat)]
    page: Option<Page>,
    list: Vec<Inner>,
    numbers: Vec<i64>,
    nested: Option<Vec<Vec<String>>>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Inner {
    #[answer(always)]
    id: WebcastId,
    inner: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
enum Word {
    #[code("yes", "y")]
    Yes,
    #[code("")]
    Nothing,
    #[code("7")]
    Seven,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
enum Plain {
    #[code("a")]
    A,
    #[code("b")]
    B,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
#[open_enum(number)]
enum Digit {
    #[code("1")]
    One,
    #[code("237", "0xED")]
    Mobile,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Parameters)]
struct Ask;

impl Operation for Ask {
    type Response = Everything;
    const NAME: &'static str = "ask";
    const PATH: &'static str = "/ask";
    const EFFECT: Effect = Effect::Read;
}

impl Paginated for Ask {
    type Item = Inner;
    fn items(response: Everything) -> Vec<Inner> {
        response.list
    }
    fn rows(response: &Everything) -> &[Inner] {
        &response.list
    }
    fn page(response: &Everything) -> Option<&Page> {
        response.page.as_ref()
    }
}

/// The answer as JSON without what is absent or empty, and its drift; or the refusal.
fn outcome(body: &str) -> String {
    let (answer, faults) = match decode::<Ask>(body.as_bytes()) {
        Ok(Decoded::Answer(answer)) => (answer, Vec::new()),
        Ok(Decoded::Partial { answer, faults }) => (answer, faults),
        Ok(Decoded::Refused { code, message }) => {
            return format!("refused {code} {message:?}");
        }
        Err(error) => return format!("error {error}"),
    };
    let Value::Object(mut answer) = serde_json::to_value(answer).unwrap() else {
        unreachable!("an answer is an object");
    };
    answer.retain(|_, value| *value != json!([]));
    let mut answer = Value::Object(answer);
    answer.sort_all_objects();
    let drifts = report::<Ask>(body.as_bytes());
    let drifts: Vec<String> =
        drifts.iter().map(|drift| format!("{}: {}", drift.path, drift.kind)).collect();
    let faults: Vec<String> =
        faults.iter().map(|fault| format!("error {fault}")).collect();
    format!("{answer} {}", [drifts, faults].concat().join("; "))
}

const TABLE: &str = include_str!("tests.table");

/// The table with the outcomes that its cases have.
#[test]
fn what_is_forgiven_and_what_is_reported() {
    let table = TABLE;
    let mut cases = 0;
    let outcomes = table.split("\n\n").map(|case| {
        if case.starts_with('#') {
            return case.trim_end().to_owned();
        }
        cases += 1;
        let (properties, _) = case.split_once("\n=> ").unwrap();
        let body = format!("{{\"code\":\"0\",{properties}}}");
        format!("{properties}\n=> {}", outcome(&body).trim())
    });
    let outcomes = outcomes.collect::<Vec<_>>().join("\n\n") + "\n";
    expect_file!["tests.table"].assert_eq(&outcomes);
    assert!(cases > 90, "only {cases} cases");
}

#[test]
fn bodies_as_a_whole() {
    let deep = format!(
        "{{\"code\":\"0\",\"list\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let ignored = format!(
        "{{\"code\":\"0\",\"new\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let cases = [
        (r#"{"code":"0"}"#, "{}"),
        (r#"{"code":0}"#, "{} $.code: number for a text"),
        (
            r#"{"code":"500","message":"subject exists"}"#,
            r#"refused 500 Some("subject exists")"#,
        ),
        (r#"{"code":500}"#, "refused 500 None"),
        (r#"{"code":"999","integer":[]}"#, "refused 999 None"),
        (r#"{"integer":[],"list":7,"code":-1,"message":5}"#, r#"refused -1 Some("5")"#),
        (r#"{"code":"0","integer":[]}"#, "{} $.integer: is a list, not an integer"),
        ("\u{feff}{\"code\":\"0\"}", "{} $: byte order mark"),
        ("{}", "error `$.code`: is missing"),
        (r#"{"code":null}"#, "error `$.code`: is missing"),
        (r#"{"code":""}"#, "error `$.code`: is missing"),
        (r#"{"code":{}}"#, "error `$.code`: is an object, not a code"),
        ("[]", "error `$`: is a list, not an object"),
        ("null", "error `$`: is null, not an object"),
        ("", "error `$`: is not JSON: EOF while parsing a value at line 1 column 0"),
        ("<html>", "error `$`: is not JSON: expected value at line 1 column 1"),
        (
            r#"{"code":"0""#,
            "error `$`: is not JSON: EOF while parsing an object at line 1 column 11",
        ),
        (
            r#"{"code":"0"} x"#,
            "error `$`: is not JSON: trailing characters at line 1 column 14",
        ),
        (
            r#"{"code":"0","decimal":1e999}"#,
            "error `$`: is not JSON: number out of range at line 1 column 27",
        ),
        (&deep, "error `$`: is not JSON: recursion limit exceeded at line 1 column 146"),
        (&deep.replace("\"0\"", "\"500\""), "refused 500 None"),
        (
            &deep.replace("\"code\":\"0\",", ""),
            "error `$`: is not JSON: recursion limit exceeded at line 1 column 135",
        ),
        (r#"{"integer":[]}"#, "error `$.code`: is missing"),
        (&ignored, "{}"),
    ];
    for (body, expected) in cases {
        let start: String = body.chars().take(60).collect();
        assert_eq!(outcome(body).trim(), expected, "{start}");
    }
}

#[test]
fn the_first_of_several_values_stays() {
    for (body, expected) in [
        (r#"{"percentage":1,"precentage":2}"#, Some(1.0)),
        (r#"{"precentage":1,"percentage":2}"#, Some(1.0)),
        (r#"{"percentage":null,"precentage":2,"percentage":3}"#, Some(2.0)),
    ] {
        let (_, fast) = read_fast::<Everything>(body.as_bytes(), false).unwrap();
        let by_serde: Everything = serde_json::from_str(body).unwrap();
        assert_eq!(
            (fast.percentage, by_serde.percentage),
            (expected, expected),
            "{body}"
        );
    }
}

/// An operation whose answer has no return code in the document.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct AskWithoutCode;

impl Operation for AskWithoutCode {
    type Response = Inner;
    const NAME: &'static str = "ask_without_code";
    const PATH: &'static str = "/ask";
    const EFFECT: Effect = Effect::Read;
    const CODE_PRINTED: bool = false;
}

#[test]
fn an_answer_without_a_return_code_is_read_where_the_document_prints_none() {
    let inner = Decoded::Answer(Inner::new("a"));
    for (body, expected) in [
        (r#"{"id":"a"}"#, Ok(inner.clone())),
        (r#"{"id":"a","code":"0"}"#, Ok(inner)),
        (
            r#"{"id":"a","code":"500"}"#,
            Ok(Decoded::Refused { code: ReturnCode::from("500"), message: None }),
        ),
        (r#"{"code":"0"}"#, Err(DecodeError::new("$.id", "is missing"))),
    ] {
        assert_eq!(decode::<AskWithoutCode>(body.as_bytes()), expected, "{body}");
    }
}

#[test]
fn bytes_that_are_not_utf8_spoil_only_their_text() {
    let gbk = b"{\"code\":\"0\",\"text\":\"\xd5\xc5\xc8\xfd\",\"integer\":7}";
    let Decoded::Answer(answer) = decode::<Ask>(gbk).unwrap() else { unreachable!() };
    assert_eq!(
        (answer.text.as_deref(), answer.integer),
        (Some("\u{fffd}\u{fffd}\u{fffd}\u{fffd}"), Some(7))
    );
    assert_eq!(
        report::<Ask>(gbk)[0].to_string(),
        "`ask` `$.text`: bytes that are not UTF-8"
    );
    // The second byte of a character of GBK can be a quote's escape.
    let error = decode::<Ask>(b"{\"text\":\"\x95\x5c\"}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`$`: is not UTF-8 from byte 9 on, and not JSON either: EOF while parsing a string at line 1 column 18"
    );
}

#[test]
fn a_finding_in_many_items_is_reported_once_and_codes_apart() {
    let body = r#"{"code":"0","list":[{"id":"a","inner":1},{"id":"b","inner":"2","x":1},{"id":"c","inner":"3","x":2}],
        "code2":1,"page":{"x":1}}"#;
    let found: Vec<String> =
        report::<Ask>(body.as_bytes()).iter().map(ToString::to_string).collect();
    let expected = [
        "`ask` `$.code2`: unknown field",
        "`ask` `$.list[1].inner`: text for a number",
        "`ask` `$.list[1].x`: unknown field",
        "`ask` `$.page.x`: unknown field",
    ];
    assert_eq!(found, expected);
}

/// JSON leaves of every sort, those that are forgiven among them.
fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // With few digits: of many, or with a large exponent, the tables, which read through `serde_json::Value`, can miss
        // the last one.
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 1000.0)),
        (-3_i64..300).prop_map(Value::from),
        (-3_i64..300).prop_map(|number| Value::from(number as f64)),
        (-3_i64..300).prop_map(|number| Value::from(number.to_string())),
        any::<String>().prop_map(Value::from),
        proptest::sample::select(vec![
            "",
            " ",
            "true",
            "1",
            "0",
            "-1",
            "1.0",
            "1.5",
            "1e3",
            "NaN",
            "inf",
            "2021-05-19",
            "2021-05-19 10:00:00",
            " 1621389600000",
            "yes",
            "0xED",
            "9223372036854775808",
        ])
        .prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((name(), inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let known: Vec<String> = ["id", "inner", "pageNo", "code", "message"]
        .into_iter()
        .chain(Everything::ROWS.iter().flat_map(|row| row.names).copied())
        .map(str::to_owned)
        .collect();
    prop_oneof![9 => proptest::sample::select(known), 1 => ".{0,3}"]
}

fn body() -> impl Strategy<Value = Value> {
    vec((name(), value()), 0..8).prop_map(|fields| {
        let mut body: serde_json::Map<_, _> = fields.into_iter().collect();
        body.insert("code".to_owned(), json!("0"));
        Value::Object(body)
    })
}

prop_compose! {
    fn answer()(
        (text, secret) in (any::<Option<String>>(), any::<Option<String>>()),
        (integer, decimal) in (any::<Option<i64>>(), any::<Option<f64>>()),
        (boolean, time) in (any::<Option<bool>>(), any::<Option<i64>>()),
        (date, text_id) in (any::<Option<(i16, u8, u8)>>(), proptest::option::of(".{1,4}")),
        (number_id, word) in (any::<Option<i64>>(), any::<Option<bool>>()),
        (number_code, page) in (any::<Option<bool>>(), any::<Option<(i64, i64, i64)>>()),
        (list, numbers) in (vec((".{1,4}", any::<Option<i64>>()), 0..4), vec(any::<i64>(), 0..4)),
        nested in proptest::option::of(vec(vec(".{0,4}", 0..3), 0..3)),
    ) -> Everything {
        let inner = |(id, inner): (String, Option<i64>)| Inner { id: id.into(), inner };
        let finite = decimal.filter(|number| number.is_finite());
        Everything {
            text,
            secret: secret.map(Secret::from),
            integer,
            decimal: finite,
            boolean,
            time: time.map(Time::from_millis),
            date: date.and_then(|(year, month, day)| {
                Date::new(year.clamp(0, 9999), (month % 12) as i8 + 1, (day % 28) as i8 + 1).ok()
            }),
            text_id: text_id.map(WebcastId::from),
            number_id: number_id.map(UserId::from),
            plain: word.map(|yes| if yes { Plain::A } else { Plain::B }),
            word: word.map(|yes| if yes { Word::Yes } else { Word::Seven }),
            number_code: number_code.map(|one| if one { Digit::One } else { Digit::Mobile }),
            percentage: finite,
            object: list.first().cloned().map(inner),
            page: page.map(|(page, pages, items)| Page::new().page_no(page).total_pages(pages).total_counts(items)),
            list: list.into_iter().map(inner).collect(),
            numbers,
            nested,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_answer_of_ours_comes_back_and_drifts_nowhere(answer in answer()) {
        let mut json = serde_json::to_value(&answer).unwrap();
        json["code"] = json!("0");
        let body = serde_json::to_vec(&json).unwrap();
        prop_assert_eq!(decode::<Ask>(&body).unwrap(), Decoded::Answer(answer));
        prop_assert_eq!(report::<Ask>(&body), []);
    }

    #[test]
    fn the_fast_reader_the_tables_and_serde_agree(body in body()) {
        let body = body.to_string();
        let fast = read_fast::<Everything>(body.as_bytes(), false);
        let tables = read_by_tables::<Everything>(body.as_bytes(), false).unwrap();
        match fast {
            Some((_, answer)) => {
                prop_assert_eq!(tables.answer.unwrap(), answer.clone(), "{}", body);
                prop_assert_eq!(serde_json::from_str::<Everything>(&body).unwrap(), answer, "{}", body);
                prop_assert!(tables.faults.is_empty(), "{}", body);
            }
            // What the fast reader refuses, the tables can always read or explain.
            None => if let Err(error) = &tables.answer {
                prop_assert!(error.path != "$" || error.message.starts_with("has no rows"), "{} {}", body, error);
            }
        }
    }

    #[test]
    fn what_is_read_is_written_so_that_it_comes_back(body in body()) {
        if let Ok(Decoded::Answer(answer)) = decode::<Ask>(body.to_string().as_bytes()) {
            let again = crate::response::from_json::<Everything>(&serde_json::to_vec(&answer).unwrap());
            prop_assert_eq!(again.unwrap(), answer);
        }
    }

    #[test]
    fn raw_control_characters_are_read_as_if_escaped(text in "[a\"\\\\\t\r\n\u{1}]{0,8}") {
        let escaped = json!({ "code": "0", "text": text }).to_string();
        let raw = ["\\t", "\\r", "\\n", "\\u0001"].iter().zip(["\t", "\r", "\n", "\u{1}"]);
        // Only escapes that are not part of an escaped backslash are turned back.
        let body = raw.fold(escaped.replace("\\\\", "\u{0}"), |body, (escape, raw)| body.replace(escape, raw));
        let body = body.replace('\u{0}', "\\\\");
        let expected = decode::<Ask>(escaped.as_bytes()).unwrap();
        prop_assert_eq!(decode::<Ask>(body.as_bytes()).unwrap(), expected);
        prop_assert_eq!(report::<Ask>(body.as_bytes()).is_empty(), body == escaped);
    }

    #[test]
    fn bytes_of_any_sort_never_panic(bytes in vec(any::<u8>(), 0..64), cut in any::<prop::sample::Index>(), body in body()) {
        let mut spoilt = body.to_string().into_bytes();
        let at = cut.index(spoilt.len());
        spoilt.splice(at.., bytes.iter().copied());
        for bytes in [bytes, spoilt] {
            let _ = (decode::<Ask>(&bytes), report::<Ask>(&bytes));
        }
    }
}
