//! Rewrites an answer so that it follows the document to the letter: with the names, types and places that the field
//! tables print.

use serde_json::{Map, Value};

use gensee_api::schema::{FieldInfo, Kind};

/// The properties with the names, types and places that these rows print.
pub(super) fn as_printed(
    mut served: Map<String, Value>,
    rows: &[FieldInfo],
) -> Map<String, Value> {
    let mut printed = Map::new();
    for row in rows.iter().filter(|row| row.printed) {
        let Some(value) = served.remove(row.name) else { continue };
        match whole(value, row) {
            Value::Object(inner) if row.flat => printed.extend(inner),
            value => {
                printed.insert(row.printed_name.to_owned(), value);
            }
        }
    }
    printed
}

fn whole(value: Value, row: &FieldInfo) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(|item| one(item, row)).collect(),
        value if matches!(row.printed_kind, Kind::List(_)) => {
            vec![one(value, row)].into()
        }
        value => one(value, row),
    }
}

/// Converts a value, or an item of a list. A value that the printed type cannot hold stays, such as an id with letters
/// where an integer is printed.
fn one(value: Value, row: &FieldInfo) -> Value {
    let differs = row.printed_kind != row.kind;
    match (value, row.printed_kind) {
        (Value::Object(properties), _) => as_printed(properties, row.fields).into(),
        (Value::Number(number), Kind::Text) if differs => number.to_string().into(),
        (Value::Bool(truth), Kind::Text) if differs => truth.to_string().into(),
        (Value::String(text), Kind::Integer) if differs => {
            text.parse::<i64>().map_or(Value::String(text), Value::from)
        }
        (value, _) => value,
    }
}
