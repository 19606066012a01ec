//! The reading half alone, as it would be pasted back.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::spec::{self, Operation, ReturnCode, Revision, Row};

/// Printed keys of a row.
const OF_ROW: [&str; 4] = ["printed_name", "type", "optional", "note"];
/// Printed keys of an operation.
const OF_OPERATION: [&str; 7] =
    ["title", "purpose", "path", "printed_path", "methods", "without", "description"];
/// Printed keys of a return code.
const OF_RETURN_CODE: [&str; 1] = ["note"];
/// Printed keys of a row of the changelog.
const OF_REVISION: [&str; 5] = ["date", "printed_date", "version", "author", "text"];

/// The readings of a row and of those below it, as YAML; none if it has none.
pub(super) fn of_row(key: &str, row: &Row) -> Option<String> {
    text(key, of_row_value(value(row)))
}

/// The readings of an operation and of all its rows.
pub(super) fn of_operation(key: &str, operation: &Operation) -> Option<String> {
    let mut map = without(value(operation), &OF_OPERATION);
    for table in ["request", "response"] {
        rows(&mut map, table);
    }
    text(key, map)
}

pub(super) fn of_return_code(key: &str, code: &ReturnCode) -> Option<String> {
    text(key, without(value(code), &OF_RETURN_CODE))
}

pub(super) fn of_revision(row: &Revision) -> Option<String> {
    text(&row.date, without(value(row), &OF_REVISION))
}

fn of_row_value(row: Map<String, Value>) -> Map<String, Value> {
    let mut map = without(row, &OF_ROW);
    rows(&mut map, "fields");
    map
}

/// Leaves of the table below `key` the readings, and of the whole table nothing if there are none.
fn rows(map: &mut Map<String, Value>, key: &str) {
    let Some(Value::Object(rows)) = map.remove(key) else { return };
    let rows: Map<_, _> = rows
        .into_iter()
        .filter_map(|(name, row)| match row {
            Value::Object(row) => {
                Some((name, of_row_value(row))).filter(|(_, row)| !row.is_empty())
            }
            _ => None,
        })
        .map(|(name, row)| (name, Value::Object(row)))
        .collect();
    if !rows.is_empty() {
        map.insert(key.to_owned(), Value::Object(rows));
    }
}

fn value(part: &impl Serialize) -> Map<String, Value> {
    match spec::json(part) {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn without(mut map: Map<String, Value>, printed: &[&str]) -> Map<String, Value> {
    map.retain(|key, _| !printed.contains(&key.as_str()));
    map
}

fn text(key: &str, readings: Map<String, Value>) -> Option<String> {
    (!readings.is_empty()).then(|| spec::excerpt(key, &Value::Object(readings)))
}
