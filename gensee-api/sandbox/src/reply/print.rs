//! An answer to the letter of the document: names, types and places as the field tables say that they are printed.

use serde_json::{Map, Value};

use gensee_api::schema::{FieldInfo, Kind};

/// The properties as these rows are printed.
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

/// A value, or an item of a list. What the printed type cannot hold, such as an id of letters in an integer, stays.
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
