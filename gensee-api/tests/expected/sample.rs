//! Values for the rows of a table: one of each that is certainly right, and any that could be.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::rows::{Bounds, Is, Row};

/// 2021-05-19 10:00:00 in China.
const MOMENT: i64 = 1_621_389_600_000;

/// A table's values in the document's order; a list is an array, a nested row an object, all else text.
pub type Parameters = Vec<(&'static str, Value)>;

/// A value that `row`, the `index`-th of its table, certainly takes. Later rows have later moments and greater numbers,
/// so that conditions of order hold.
pub fn value(row: &Row, index: usize) -> String {
    let step = index as i64;
    match row.is {
        Is::Text => {
            "x".repeat(row.length.and_then(|bounds| bounds.0).unwrap_or(3) as usize)
        }
        Is::Id => format!("{step:032x}"),
        Is::Url => "http://example.com/a.pptx".to_owned(),
        Is::Int => {
            let (min, max) = row.range.unwrap_or_default();
            let least = min.unwrap_or(10 + step);
            (least.max(10 + step).min(max.unwrap_or(i64::MAX))).to_string()
        }
        Is::Decimal => "33.33".to_owned(),
        Is::Boolean => "true".to_owned(),
        Is::Time => (MOMENT + step * 1000).to_string(),
        Is::Date => format!("2021-05-{:02}", 1 + step),
        Is::Code { codes: all, .. } => all[0].to_owned(),
        Is::Object(_) => unreachable!("objects have rows, not a value"),
    }
}

/// The parameters a request cannot go without.
pub fn needed(rows: &'static [Row]) -> Parameters {
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.needed)
        .map(|(index, row)| (row.name, parameter(row, index)))
        .collect()
}

fn parameter(row: &Row, index: usize) -> Value {
    let single = match row.is {
        Is::Object(rows) => {
            let fields =
                needed(rows).into_iter().map(|(name, value)| (name.to_owned(), value));
            Value::Object(fields.collect())
        }
        _ => Value::from(value(row, index)),
    };
    if row.list { Value::from(vec![single]) } else { single }
}

/// Parameters as the pairs of a form, with lists as the document writes them.
pub fn pairs(parameters: &Parameters) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, value) in parameters {
        flatten(name.to_string(), value, &mut pairs);
    }
    pairs
}

fn flatten(name: String, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(format!("{name}[{index}]"), item, pairs);
            }
        }
        Value::Object(fields) => {
            for (field, value) in fields {
                flatten(format!("{name}.{field}"), value, pairs);
            }
        }
        text => pairs.push((name, text.as_str().unwrap_or_default().to_owned())),
    }
}

/// The pairs as a form.
pub fn form(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// An answer with everything in it.
pub fn full_answer(rows: &[Row]) -> Value {
    let fields = rows.iter().enumerate().map(|(index, row)| {
        let single = match row.is {
            Is::Object(rows) => full_answer(rows),
            _ => json(row, &value(row, index)),
        };
        (row.name.to_owned(), if row.list { Value::from(vec![single]) } else { single })
    });
    Value::Object(fields.collect())
}

/// A value's text as the JSON in which the server sends it.
pub fn json(row: &Row, text: &str) -> Value {
    let number = || serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
    match row.is {
        // A decimal without cents is written `69.0`.
        Is::Decimal => text.parse::<f64>().map_or_else(|_| number(), Value::from),
        Is::Int | Is::Boolean | Is::Time => number(),
        Is::Code { number: true, .. } => number(),
        _ => Value::from(text),
    }
}

/// An answer as it is written back: without what is absent, with lists that are.
pub fn canonical(rows: &[Row], answer: &Value) -> Value {
    let mut fields = Map::new();
    for row in rows {
        let there = |object: &Value| {
            object.get(row.name).filter(|value| !value.is_null()).cloned()
        };
        let elsewhere = || {
            let rows = answer.get(row.also_on?)?.as_array()?;
            rows.iter().find_map(there)
        };
        let found = there(answer).or_else(elsewhere);
        let value = match (found, row.is) {
            (None, _) if row.list => Value::Array(Vec::new()),
            (None, _) => continue,
            (Some(Value::Array(items)), Is::Object(rows)) => {
                items.iter().map(|item| canonical(rows, item)).collect()
            }
            (Some(object), Is::Object(rows)) => canonical(rows, &object),
            (Some(value), _) => value,
        };
        fields.insert(row.name.to_owned(), value);
    }
    Value::Object(fields)
}

/// Any parameters that could be sent.
pub fn any_parameters(rows: &'static [Row]) -> BoxedStrategy<Parameters> {
    let rows: Vec<_> = rows.iter().map(|row| any_row(row, Direction::Request)).collect();
    rows.prop_map(|rows| rows.into_iter().flatten().collect()).boxed()
}

/// Any answer that could come.
pub fn any_answer(rows: &'static [Row]) -> BoxedStrategy<Value> {
    let rows: Vec<_> = rows.iter().map(|row| any_row(row, Direction::Answer)).collect();
    let object = |rows: Vec<Option<(&str, Value)>>| {
        rows.into_iter()
            .flatten()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    };
    rows.prop_map(move |rows| Value::Object(object(rows))).boxed()
}

#[derive(Clone, Copy)]
enum Direction {
    Request,
    Answer,
}

fn any_row(
    row: &'static Row,
    direction: Direction,
) -> BoxedStrategy<Option<(&'static str, Value)>> {
    let single = match (row.is, direction) {
        (Is::Object(rows), Direction::Answer) => any_answer(rows),
        (Is::Object(rows), Direction::Request) => {
            let fields = |rows: Parameters| {
                rows.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            };
            any_parameters(rows)
                .prop_map(move |rows| Value::Object(fields(rows)))
                .boxed()
        }
        (_, Direction::Request) => any_text(row).prop_map(Value::from).boxed(),
        (_, Direction::Answer) => {
            any_text(row).prop_map(|text| json(row, &text)).boxed()
        }
    };
    let value = match (row.list, direction) {
        (true, Direction::Request) => {
            prop::collection::vec(single, 1..4).prop_map(Value::from).boxed()
        }
        (true, Direction::Answer) => {
            prop::collection::vec(single, 0..4).prop_map(Value::from).boxed()
        }
        (false, _) => single,
    };
    let name = row.name;
    if row.needed {
        value.prop_map(move |value| Some((name, value))).boxed()
    } else {
        prop::option::of(value.prop_map(move |value| (name, value))).boxed()
    }
}

/// The wire text of any value that `row` takes. Moments are whole seconds, so that both ways of writing them hold them.
fn any_text(row: &'static Row) -> BoxedStrategy<String> {
    match row.is {
        Is::Text => {
            let (min, max) = ends(row.length, 1, 12);
            let chars =
                prop::collection::vec(any::<char>(), min as usize..=max as usize);
            chars.prop_map(String::from_iter).boxed()
        }
        Is::Id => "[0-9a-f]{32}".boxed(),
        Is::Url => "http://[a-z]{1,8}\\.com/[a-z%0-9&=?]{0,12}".boxed(),
        Is::Int => {
            let (min, max) = ends(row.range, i64::MIN, i64::MAX);
            (min..=max).prop_map(|number| number.to_string()).boxed()
        }
        Is::Decimal => {
            (0..=10_000_i64).prop_map(|cents| (cents as f64 / 100.0).to_string()).boxed()
        }
        Is::Boolean => any::<bool>().prop_map(|is| is.to_string()).boxed(),
        Is::Time => {
            // From 2000 on: an earlier one may look like seconds.
            let seconds = 946_684_800..4_102_444_800_i64;
            seconds.prop_map(|second| (second * 1000).to_string()).boxed()
        }
        Is::Date => (1970..2100_i64, 1..=12_i64, 1..=28_i64)
            .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
            .boxed(),
        Is::Code { codes: all, .. } => {
            prop::sample::select(all).prop_map(str::to_owned).boxed()
        }
        Is::Object(_) => unreachable!("objects have rows, not a text"),
    }
}

fn ends(bounds: Option<Bounds>, least: i64, most: i64) -> (i64, i64) {
    let (min, max) = bounds.unwrap_or_default();
    let min = min.unwrap_or(least.min(max.unwrap_or(least)));
    (min, max.unwrap_or(most.max(min)))
}
