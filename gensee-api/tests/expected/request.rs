//! Requests: written and read back, and refused where the document draws a line.

use gensee_api::params::{FormWriter, from_form, to_form};
use gensee_api::{ListFormat, Operation, TimeFormat, ValidationError, Violation};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::document::expected;
use super::rows::{Bounds, Condition, Expected, Is, Row};
use super::sample::{self, Parameters};

/// Any form is read into a request that writes the very same form, in either way of writing times and lists.
pub fn request_round_trip<O: Operation + PartialEq + std::fmt::Debug>() {
    let expected = expected::<O>();
    let strategy = sample::any_parameters(expected.request);
    let outcome = TestRunner::new(config()).run(&strategy, |parameters| {
        let mut pairs = sample::pairs(&parameters);
        let request: O = from_form(&sample::form(&pairs)).map_err(fail)?;
        let written = to_form(&request);
        let mut seen: Vec<_> =
            form_urlencoded::parse(written.as_bytes()).into_owned().collect();
        seen.sort();
        pairs.sort();
        prop_assert_eq!(&seen, &pairs, "not every row is on the wire under its name");
        prop_assert_eq!(&from_form::<O>(&written).map_err(fail)?, &request);

        let mut other = FormWriter::new(TimeFormat::ChinaText, ListFormat::Repeated);
        request.write_fields(&mut other);
        prop_assert_eq!(&from_form::<O>(&other.finish()).map_err(fail)?, &request);
        Ok(())
    });
    outcome.unwrap_or_else(|fault| panic!("`{}`: {fault}", expected.name));
}

pub fn config() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

fn fail(error: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// What the document refuses is refused; what lies on the line is not.
pub fn request_rules<O: Operation>() {
    let expected = expected::<O>();
    let needed = sample::needed(expected.request);
    accepted::<O>(&needed, "the least request");
    for (index, row) in expected.request.iter().enumerate() {
        presence::<O>(&needed, row, index);
        if let Some(bounds) = row.length {
            edges::<O>(&needed, row, bounds, |length| "文".repeat(length as usize));
        }
        if let Some(bounds) = row.range {
            edges::<O>(&needed, row, bounds, |number| number.to_string());
        }
    }
    for condition in expected.conditions {
        conditional::<O>(expected, &needed, condition);
    }
    if let Some(window) = expected.window {
        span::<O>(expected, &needed, window);
    }
}

/// A needed parameter may be neither left out nor empty.
fn presence<O: Operation>(needed: &Parameters, row: &Row, index: usize) {
    if !row.needed {
        return;
    }
    let without: Parameters =
        needed.iter().filter(|(name, _)| *name != row.name).cloned().collect();
    refused::<O>(&without, row.name, "without it");
    if !row.list && matches!(row.is, Is::Text | Is::Id) {
        refused::<O>(&with(needed, row.name, ""), row.name, "empty");
    }
    accepted::<O>(
        &with(needed, row.name, &text_of(needed, row, index)),
        "its own value",
    );
}

fn text_of(needed: &Parameters, row: &Row, index: usize) -> String {
    let found = needed.iter().find(|(name, _)| *name == row.name);
    match found {
        Some((_, Value::String(text))) => text.clone(),
        _ if row.list => String::new(),
        _ => sample::value(row, index),
    }
}

fn edges<O: Operation>(
    needed: &Parameters,
    row: &Row,
    (min, max): Bounds,
    make: impl Fn(i64) -> String,
) {
    for (on, off) in [(min, -1), (max, 1)] {
        let Some(edge) = on else { continue };
        within::<O>(&with(needed, row.name, &make(edge)), row.name);
        if edge + off > 0 || row.range.is_some() {
            refused::<O>(
                &with(needed, row.name, &make(edge + off)),
                row.name,
                "past the edge",
            );
        }
    }
}

fn conditional<O: Operation>(
    expected: &Expected,
    needed: &Parameters,
    condition: &Condition,
) {
    let row = |name: &str| {
        let rows = expected.request.iter().enumerate();
        rows.clone().find(|(_, row)| row.name == name).expect("conditions name rows")
    };
    let value = |name: &str| {
        let (index, row) = row(name);
        sample::value(row, index)
    };
    let without = |parameters: Parameters, name: &str| -> Parameters {
        parameters.into_iter().filter(|(other, _)| *other != name).collect()
    };
    match *condition {
        Condition::Require(name, other, values) => {
            for on in values {
                let when = with(needed, other, on);
                refused::<O>(&without(when.clone(), name), name, "needed now");
                accepted::<O>(&with(&when, name, &value(name)), name);
            }
        }
        Condition::Fix(name, fixed, other, values) => {
            let wrong = if fixed == "false" { "true" } else { "false" };
            for on in values {
                let when = with(needed, other, on);
                refused::<O>(&with(&when, name, wrong), name, "not the fixed value");
                accepted::<O>(&with(&when, name, fixed), name);
            }
        }
        Condition::Only(name, other, values) => {
            let given = with(needed, name, &value(name));
            for on in values {
                accepted::<O>(&with(&given, other, on), name);
            }
            let Is::Code { codes: all, .. } = row(other).1.is else { return };
            for off in all.iter().filter(|code| !values.contains(code)) {
                refused::<O>(&with(&given, other, off), name, "without a meaning here");
            }
        }
        Condition::Order(less, more) => {
            let equal = with(&with(needed, less, &value(more)), more, &value(more));
            refused::<O>(&equal, more, "not after the other");
        }
    }
}

fn span<O: Operation>(
    expected: &Expected,
    needed: &Parameters,
    (start, end, days): (&'static str, &'static str, u32),
) {
    let is_date = expected
        .request
        .iter()
        .any(|row| row.name == start && matches!(row.is, Is::Date));
    let at = |day: i64, beyond: i64| {
        if is_date {
            let first = jiff::civil::date(2021, 5, 1);
            let span = jiff::Span::new().days(day + beyond);
            first.checked_add(span).expect("a day of 2021").to_string()
        } else {
            (1_621_389_600_000 + day * 86_400_000 + beyond).to_string()
        }
    };
    let from = with(needed, start, &at(0, 0));
    accepted::<O>(&with(&from, end, &at(days.into(), 0)), "the longest span");
    refused::<O>(&with(&from, end, &at(days.into(), 1)), end, "a longer span");
}

/// `parameters` with the text `value` under `name`.
fn with(parameters: &Parameters, name: &'static str, value: &str) -> Parameters {
    let mut parameters = parameters.clone();
    match parameters.iter_mut().find(|(other, _)| *other == name) {
        Some((_, Value::Array(_))) => {}
        Some((_, old)) => *old = Value::from(value),
        None => parameters.push((name, Value::from(value))),
    }
    parameters
}

fn accepted<O: Operation>(parameters: &Parameters, what: &str) {
    let form = sample::form(&sample::pairs(parameters));
    let request: O =
        from_form(&form).unwrap_or_else(|error| panic!("{what}: {error}: {form}"));
    if let Err(fault) = request.check() {
        panic!("{what}: {fault}, but the document allows it: {form}");
    }
}

/// Whatever else may be wrong with it, `name` has a right length and lies in its range.
fn within<O: Operation>(parameters: &Parameters, name: &str) {
    let form = sample::form(&sample::pairs(parameters));
    let request: O = from_form(&form).unwrap_or_else(|error| panic!("{error}: {form}"));
    if let Err(ValidationError {
        field,
        violation: Violation::Length { .. } | Violation::Range { .. },
        ..
    }) = request.check()
    {
        assert_ne!(field, name, "on the edge, but refused: {form}");
    }
}

fn refused<O: Operation>(parameters: &Parameters, name: &str, what: &str) {
    let form = sample::form(&sample::pairs(parameters));
    let request: O = match from_form(&form) {
        Ok(request) => request,
        Err(error) => {
            assert!(error.to_string().contains(name), "`{name}` {what}: {error}");
            return;
        }
    };
    match request.check() {
        Ok(()) => panic!("`{name}` {what}: not refused: {form}"),
        Err(ValidationError { field, .. }) => {
            assert!(
                field.starts_with(name),
                "`{name}` {what}: `{field}` was blamed: {form}"
            );
        }
    }
}
