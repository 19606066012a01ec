//! Answers: written and read back, and forgiven what the document and the server differ in.

use gensee_api::response::{Decoded, decode};
use gensee_api::{DecodeError, Operation, drift};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde_json::{Value, json};

use super::document::expected;
use super::request::config;
use super::rows::{Is, Row};
use super::sample;

/// Any answer is read and written back as it was, and nothing in it had to be forgiven.
pub fn answer_round_trip<O: Operation>() {
    let expected = expected::<O>();
    let strategy = sample::any_answer(expected.response);
    let outcome = TestRunner::new(config()).run(&strategy, |answer| {
        let written = read::<O>(&answer)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&written, &sample::canonical(expected.response, &answer));
        let drift = drift::report::<O>(&body(&answer));
        prop_assert!(drift.is_empty(), "forgiven: {:?}", drift);
        Ok(())
    });
    outcome.unwrap_or_else(|fault| panic!("`{}`: {fault}", expected.name));
}

/// Every row, wrong in every way that is forgiven, reads as the right one; and the report tells.
pub fn answer_tolerance<O: Operation>() {
    let expected = expected::<O>();
    let full = sample::full_answer(expected.response);
    let intact = read::<O>(&full).expect("a full answer can be read");
    assert_eq!(intact, sample::canonical(expected.response, &full));
    every_row(expected.response, "", &mut |place, row, index| {
        for (what, outcome, change) in changes(row, index) {
            let mut changed = full.clone();
            change(object_at(&mut changed, place), row);
            let mut wanted = full.clone();
            let result = read::<O>(&changed);
            let place = format!("`{place}/{}` {what}", row.name);
            match outcome {
                Outcome::Fault => {
                    let error = result.expect_err(&place);
                    assert!(error.to_string().contains(row.name), "{place}: {error}");
                    continue;
                }
                Outcome::Absent => {
                    object_at(&mut wanted, parent(&place)).remove(row.name);
                }
                Outcome::Reads(value) => {
                    object_at(&mut wanted, parent(&place))
                        .insert(row.name.to_owned(), value);
                }
                Outcome::Same => {}
            }
            let wanted = sample::canonical(expected.response, &wanted);
            assert_eq!(result.as_ref().ok(), Some(&wanted), "{place}: {result:?}");
            let silent = matches!(what, "absent" | "null");
            let drift = drift::report::<O>(&body(&changed));
            assert_eq!(drift.is_empty(), silent, "{place}: {drift:?}");
        }
    });
}

enum Outcome {
    /// As if nothing had happened.
    Same,
    Absent,
    Reads(Value),
    Fault,
}

type Object = serde_json::Map<String, Value>;
type Change = Box<dyn Fn(&mut Object, &Row)>;

/// What can be wrong with a row, and what comes of it.
fn changes(row: &Row, index: usize) -> Vec<(&'static str, Outcome, Change)> {
    let text = match row.is {
        Is::Object(_) => String::new(),
        _ => sample::value(row, index),
    };
    let gone = || if row.needed && !row.list { Outcome::Fault } else { Outcome::Absent };
    let set = |value: Value| -> Change {
        Box::new(move |object, row| {
            let value = if row.list { json!([value]) } else { value.clone() };
            object.insert(row.name.to_owned(), value);
        })
    };
    let mut changes: Vec<(&'static str, Outcome, Change)> = vec![
        ("absent", gone(), Box::new(|object, row| drop(object.remove(row.name)))),
        (
            "null",
            gone(),
            Box::new(|object, row| {
                object.insert(row.name.to_owned(), Value::Null);
            }),
        ),
    ];
    for also in row.also {
        changes.push((
            "under another name",
            Outcome::Same,
            Box::new(move |object, row| {
                let value = object.remove(row.name).expect("a full answer");
                object.insert((*also).to_owned(), value);
            }),
        ));
    }
    if row.flat {
        changes.push((
            "flat",
            Outcome::Same,
            Box::new(|object, row| {
                if let Some(Value::Object(fields)) = object.remove(row.name) {
                    object.extend(fields);
                }
            }),
        ));
    }
    match row.is {
        Is::Text | Is::Id | Is::Url => {
            let value = if row.list { json!(["7"]) } else { json!("7") };
            changes.push(("a number for text", Outcome::Reads(value), set(json!(7))));
        }
        Is::Int | Is::Decimal | Is::Time => {
            changes.push(("text for a number", Outcome::Same, set(json!(text))));
            if !row.list {
                changes.push(("empty text", gone(), set(json!(""))));
            }
        }
        Is::Boolean => {
            changes.push(("text for a boolean", Outcome::Same, set(json!("true"))));
            changes.push(("a number for a boolean", Outcome::Same, set(json!(1))));
        }
        Is::Code { number, .. } => {
            let unknown = if number { json!(987) } else { json!("987") };
            let other = if number { json!("987") } else { json!(987) };
            let value = if row.list { json!([unknown]) } else { unknown.clone() };
            changes.push((
                "an unknown code",
                Outcome::Reads(value.clone()),
                set(unknown),
            ));
            changes.push((
                "a code of the other kind",
                Outcome::Reads(value),
                set(other),
            ));
        }
        Is::Object(_) if !row.list => {
            changes.push((
                "in an array",
                Outcome::Same,
                Box::new(|object, row| {
                    let value = object.remove(row.name).expect("a full answer");
                    object.insert(row.name.to_owned(), json!([value]));
                }),
            ));
        }
        Is::Date | Is::Object(_) => {}
    }
    if matches!(row.is, Is::Time) {
        let text = json!("2021-05-19 10:00:00");
        let value = Outcome::Reads(json!(1_621_389_600_000_i64));
        changes.push(("text for a time", value, set(text)));
    }
    changes
}

/// Calls `visit` with every row, the JSON pointer of the object it stands in, and its place in the table.
fn every_row(rows: &[Row], place: &str, visit: &mut impl FnMut(&str, &Row, usize)) {
    for (index, row) in rows.iter().enumerate() {
        visit(place, row, index);
        if let Is::Object(rows) = row.is {
            let item = if row.list { "/0" } else { "" };
            every_row(rows, &format!("{place}/{}{item}", row.name), visit);
        }
    }
}

fn object_at<'a>(value: &'a mut Value, place: &str) -> &'a mut Object {
    let found = value.pointer_mut(place).and_then(Value::as_object_mut);
    found.expect("a full answer has every object")
}

/// The pointer inside "`/list/0/uid` absent", without its last part.
fn parent(place: &str) -> &str {
    let pointer = place.split('`').nth(1).unwrap_or_default();
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// An answer's body as the server sends it.
pub fn body(answer: &Value) -> Vec<u8> {
    let mut body = answer.clone();
    body.as_object_mut().expect("answers are objects").insert("code".into(), "0".into());
    body.to_string().into_bytes()
}

/// The answer read, and written back.
pub fn read<O: Operation>(answer: &Value) -> Result<Value, DecodeError> {
    written(decode::<O>(&body(answer))?)
}

pub fn written<T: Serialize>(decoded: Decoded<T>) -> Result<Value, DecodeError> {
    match decoded {
        Decoded::Answer(answer) => {
            Ok(serde_json::to_value(answer).expect("answers can be written as JSON"))
        }
        Decoded::Partial { faults, .. } => Err(faults[0].clone()),
        Decoded::Refused { code, .. } => panic!("refused with {code:?}"),
        _ => panic!("neither an answer nor a refusal"),
    }
}
