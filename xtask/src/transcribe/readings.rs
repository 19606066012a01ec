//! The reading half alone, as it would be pasted back.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::spec::{self, reading::PRINTED};

/// Keys that hold rows.
const TABLES: [&str; 3] = ["request", "response", "fields"];

/// The readings of a part of the spec and of all rows below it, as YAML below `key`; none if it has none.
pub(super) fn of(key: &str, part: &impl Serialize) -> Option<String> {
    readings(spec::json(part)).map(|readings| spec::excerpt(key, &readings))
}

fn readings(part: Value) -> Option<Value> {
    let Value::Object(mut map) = part else { return None };
    map.retain(|key, _| !PRINTED.contains(&key.as_str()));
    some(map.into_iter().filter_map(|(key, value)| match value {
        Value::Object(rows) if TABLES.contains(&key.as_str()) => {
            let rows = rows.into_iter();
            let rows = some(rows.filter_map(|(name, row)| Some((name, readings(row)?))));
            Some((key, rows?))
        }
        value => Some((key, value)),
    }))
}

fn some(entries: impl Iterator<Item = (String, Value)>) -> Option<Value> {
    let map: Map<_, _> = entries.collect();
    (!map.is_empty()).then_some(Value::Object(map))
}
