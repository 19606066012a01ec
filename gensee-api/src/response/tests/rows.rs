//! Rows that are read as they arrive are those of the answer that is read as a whole.

use std::collections::VecDeque;

use proptest::prelude::*;
use proptest::sample::Index;

use super::{Ask, Inner, TABLE, Word, body};
use crate::prelude::*;
use crate::response::decode::read_by_tables;
use crate::response::drift::report;
use crate::response::{Decoded, RowError, RowReader, decode};

/// Greatest length of a row in these tests.
const ROW: usize = 4096;

/// What an answer brings: rows and errors of rows in their order, how it ends, and its drift in no order.
#[derive(Debug, PartialEq)]
struct Outcome {
    rows: Vec<Result<Inner, String>>,
    page: Page,
    drifts: Vec<String>,
}

/// The text of a refusal or of an error.
type Failure = String;

fn whole(body: &[u8]) -> Result<Outcome, Failure> {
    let (answer, faults) = match decode::<Ask>(body) {
        Ok(Decoded::Answer(answer)) => (answer, Vec::new()),
        Ok(Decoded::Partial { answer, faults }) => (answer, faults),
        Ok(Decoded::Refused { code, .. }) => return Err(format!("refused {code}")),
        Err(error) => return Err(error.to_string()),
    };
    let page = answer.page.unwrap_or_default();
    let mut rows: Vec<Result<Inner, String>> = answer.list.into_iter().map(Ok).collect();
    for fault in faults.iter().rev() {
        rows.insert(fault.rows_before, Err(fault.to_string()));
    }
    let mut drifts: Vec<String> = report::<Ask>(body)
        .iter()
        .map(|drift| format!("{} {}", drift.path, drift.kind))
        .collect();
    drifts.sort();
    Ok(Outcome { rows, page, drifts })
}

/// Reads a body in parts; the failure comes with the rows that arrived before it.
fn in_parts(
    parts: &[&[u8]],
    watch: bool,
) -> Result<Outcome, (Failure, Vec<Result<Inner, String>>)> {
    let mut reader = RowReader::<Ask>::new(ROW, watch, true);
    let mut rows = VecDeque::new();
    for part in parts {
        reader.push(part, &mut rows);
    }
    let ended = reader.end(&mut rows);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            row.map_err(|error| match error {
                RowError::Unreadable(fault, _) => fault.to_string(),
                RowError::TooLong(path) => format!("`{path}`: is too long"),
            })
        })
        .collect();
    match ended {
        Ok(Decoded::Answer(ended)) => {
            assert_eq!(ended.rows, rows.len());
            let drifts = ended.drifts.iter();
            let mut drifts: Vec<String> =
                drifts.map(|(path, kind)| format!("{path} {kind}")).collect();
            drifts.sort();
            Ok(Outcome { rows, page: ended.page, drifts })
        }
        Ok(Decoded::Refused { code, .. }) => Err((format!("refused {code}"), rows)),
        Ok(Decoded::Partial { .. }) => unreachable!("rows have their own errors"),
        Err(error) => Err((error.to_string(), rows)),
    }
}

/// Compares the two ways of reading a body that is cut into these parts.
fn compare(body: &[u8], parts: &[&[u8]]) {
    let shown = String::from_utf8_lossy(body);
    match (whole(body), in_parts(parts, true)) {
        (Ok(expected), Ok(outcome)) => {
            assert_eq!(outcome, expected, "{shown}");
            // Whether drift is looked for changes nothing else.
            let quiet = in_parts(parts, false).unwrap();
            assert_eq!(quiet.rows, expected.rows, "{shown}");
        }
        (Err(expected), Err((failure, _))) if expected.starts_with("refused") => {
            assert_eq!(failure, expected, "{shown}");
        }
        (Err(_), Err(_)) => {}
        // One row that is not JSON makes the whole unreadable, but not its neighbours.
        (Err(expected), Ok(outcome)) => {
            assert!(outcome.rows.iter().any(Result::is_err), "{shown}: {expected}");
        }
        (Ok(expected), Err(failure)) => panic!("{shown}: {expected:?}, but {failure:?}"),
    }
}

/// The parts of a body that is cut at these places.
fn cut<'a>(body: &'a [u8], cuts: &[Index]) -> Vec<&'a [u8]> {
    let mut places: Vec<usize> =
        cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
    places.extend([0, body.len()]);
    places.sort_unstable();
    places.windows(2).map(|pair| &body[pair[0]..pair[1]]).collect()
}

#[test]
fn every_case_of_the_table_byte_by_byte() {
    for case in TABLE.split("\n\n").filter(|case| !case.starts_with('#')) {
        let (properties, _) = case.split_once("\n=> ").unwrap();
        for body in [
            format!("{{\"code\":\"0\",{properties}}}"),
            format!(" {{{properties} , \"code\" : 0 }}\n"),
        ] {
            let bytes: Vec<&[u8]> = body.as_bytes().chunks(1).collect();
            compare(body.as_bytes(), &bytes);
            compare(body.as_bytes(), &[body.as_bytes()]);
        }
    }
}

/// The rows that arrive before an answer fails, and the failure.
#[test]
fn answers_that_fail() {
    let row = |id: &str| Ok(Inner::new(id));
    for (body, rows, failure) in [
        // A refusal is an error wherever its code stands; only rows before it are given.
        (r#"{"code":"500","list":[{"id":"a"}]}"#, vec![], "refused 500"),
        (r#"{"list":[{"id":"a"}],"code":"500"}"#, vec![row("a")], "refused 500"),
        (r#"{"list":[{"id":"a"}]}"#, vec![row("a")], "`$.code`: is missing"),
        (
            r#"{"code":"0","list":[{"id":"a"},{"id":"b"#,
            vec![row("a")],
            "`$`: is not JSON: EOF while parsing a list at line 1 column 20",
        ),
        (
            r#"{"code":"0","list":[{"id":"a"} {"id":"b"}]}"#,
            vec![row("a")],
            "`$`: is not JSON: expected value at line 1 column 21",
        ),
        (
            r#"{"code":"0","list":[{"id":"a"},]}"#,
            vec![row("a")],
            "`$`: is not JSON: expected value at line 1 column 21",
        ),
        (
            r#"{"code":"0","list":[{"id":"a"}}"#,
            vec![row("a")],
            "`$`: is not JSON: expected value at line 1 column 21",
        ),
        (
            r#"{"code":"0","list":[{"id":"a"}]} x"#,
            vec![row("a")],
            "`$`: is not JSON: trailing characters at line 1 column 24",
        ),
        (
            r#"{"code":"0","list":{"id":"a"}}"#,
            vec![],
            "`$.list`: is an object, not a list of object",
        ),
        ("<html>", vec![], "`$`: is not JSON: expected value at line 1 column 1"),
        ("", vec![], "`$`: is not JSON: EOF while parsing a value at line 1 column 0"),
    ] {
        for parts in [vec![body.as_bytes()], body.as_bytes().chunks(1).collect()] {
            let (found, given) = in_parts(&parts, false).unwrap_err();
            assert_eq!((found.as_str(), &given), (failure, &rows), "{body}");
        }
    }
}

#[test]
fn a_row_that_is_too_long_or_not_json_hides_no_other() {
    let long = format!(r#"{{"id":"{}"}}"#, "x".repeat(ROW));
    let body =
        format!(r#"{{"code":"0","list":[{{"id":"a"}},{long},{{"id":}},{{"id":"b"}}]}}"#);
    for size in [1, 7, 100, body.len()] {
        let parts: Vec<&[u8]> = body.as_bytes().chunks(size).collect();
        let rows = in_parts(&parts, false).unwrap().rows;
        let expected = [
            Ok(Inner::new("a")),
            Err("`$.list[1]`: is too long".to_owned()),
            Err("`$.list[2]`: is not JSON: expected value at line 1 column 7".to_owned()),
            Ok(Inner::new("b")),
        ];
        assert_eq!(rows, expected, "{size}");
    }
}

#[test]
fn a_row_may_have_just_as_many_bytes_as_are_allowed() {
    for (more, is_read) in [(0, true), (1, false)] {
        let id = "x".repeat(ROW - r#"{"id":""}"#.len() + more);
        let body = format!(r#"{{"code":"0","list":[{{"id":"{id}"}}]}}"#);
        for size in [1, 7, 1_000, body.len()] {
            let parts: Vec<&[u8]> = body.as_bytes().chunks(size).collect();
            let rows = in_parts(&parts, false).unwrap().rows;
            assert_eq!(rows[0].is_ok(), is_read, "{more} {size}");
        }
    }
}

/// A row that has rows itself, and a code that is always there.
#[derive(Clone, Debug, PartialEq, Answer)]
struct Group {
    #[answer(always)]
    word: Word,
    parts: Vec<Inner>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Groups {
    codes: Vec<i64>,
    list: Vec<Group>,
    page: Option<Page>,
}

#[derive(Clone, Debug, PartialEq, Parameters)]
struct AskGroups;

impl Operation for AskGroups {
    type Response = Groups;
    const NAME: &'static str = "ask_groups";
    const PATH: &'static str = "/ask";
    const EFFECT: Effect = Effect::Read;
}

#[test]
fn a_page_beside_the_list_drifts() {
    let body = br#"{"code":"0","list":[],"totalPages":2}"#;
    let drifts = report::<AskGroups>(body);
    let shown: Vec<_> = drifts.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["`ask_groups` `$.totalPages`: field beside its object"]);
}

#[test]
fn faults_of_rows_stand_behind_the_rows_before_them() {
    // Read as rows, and under another name with the rest.
    for name in ["list", "groups"] {
        let body = format!(
            r#"{{"codes":[1],"{name}":[{{"word":"new","parts":[{{"id":"x"}},{{"id":"y"}},null]}},{{"word":[]}},{{"word":"yes"}}]}}"#
        );
        let read = read_by_tables::<Groups>(body.as_bytes(), false).unwrap();
        let faults: Vec<_> = read
            .faults
            .iter()
            .map(|fault| (fault.path.as_str(), fault.rows_before))
            .collect();
        assert_eq!(faults, [(format!("$.{name}[1].word").as_str(), 1)]);
        let words = read.answer.unwrap().list.into_iter().map(|group| group.word);
        assert_eq!(
            words.collect::<Vec<_>>(),
            [Word::Other("new".to_owned()), Word::Yes]
        );
    }
}

#[test]
fn equal_rows_have_equal_fingerprints_however_they_arrive() {
    let print = |body: &str, size: usize| {
        let mut reader = RowReader::<Ask>::new(ROW, false, true);
        let mut rows = VecDeque::new();
        body.as_bytes().chunks(size).for_each(|part| reader.push(part, &mut rows));
        match reader.end(&mut rows) {
            Ok(Decoded::Answer(ended)) => ended.fingerprint,
            other => panic!("{other:?}"),
        }
    };
    let body = r#"{"code":"0","pageNo":1,"list":[{"id":"a"},{"id":"b"}]}"#;
    let one = print(body, 1);
    assert_eq!(one, print(&body.replace("\"pageNo\":1", "\"pageNo\":2"), 100));
    let other = print(&body.replace('b', "c"), 100);
    assert_eq!(one.opening, other.opening);
    assert_ne!(one.rows, other.rows);
    assert_ne!(one.opening, print(&body.replace('a', "c"), 100).opening);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn rows_are_those_of_the_whole(body in body(), cuts in proptest::collection::vec(any::<Index>(), 0..6)) {
        let body = body.to_string();
        compare(body.as_bytes(), &cut(body.as_bytes(), &cuts));
    }

    #[test]
    fn bytes_of_any_sort_never_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..16),
        at in any::<Index>(),
        cuts in proptest::collection::vec(any::<Index>(), 0..6),
        body in body(),
    ) {
        let mut spoilt = body.to_string().into_bytes();
        let at = at.index(spoilt.len());
        spoilt.splice(at..(at + bytes.len()).min(spoilt.len()), bytes);
        let _ = in_parts(&cut(&spoilt, &cuts), true);
    }
}
