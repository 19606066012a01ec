//! Values that can be read, but differ from the document.

use serde_json::Value;

use crate::response::drift::kind::DriftKind;
use crate::schema::{FieldInfo, Kind};
use crate::wire::Date;

/// Times in milliseconds that lie before 1973, and would lie between 1973 and 5138 if they were seconds.
const SECONDS: std::ops::Range<i64> = 100_000_000..100_000_000_000;

/// The drift of a value that can be read; `None` when it is as documented.
pub(super) fn drift(row: &FieldInfo, kind: Kind, value: &Value) -> Option<DriftKind> {
    match (kind, value) {
        (Kind::Code, Value::String(text))
            if row.values.iter().any(|listed| listed.code == text) =>
        {
            None
        }
        (Kind::Text, Value::String(_)) => None,
        (Kind::Code, Value::String(text)) if !text.is_empty() => None,
        (_, Value::String(text)) if text.trim() == "null" => Some(DriftKind::NullText),
        (Kind::TextId, Value::String(text)) if !text.is_empty() => None,
        (_, Value::String(text)) if text.trim().is_empty() => Some(DriftKind::EmptyText),
        (Kind::Text | Kind::TextId | Kind::Code, Value::Number(_)) => {
            Some(DriftKind::NumberForText)
        }
        (
            Kind::Integer | Kind::NumberId | Kind::Decimal | Kind::NumberCode,
            Value::String(_),
        ) => Some(DriftKind::TextForNumber),
        (Kind::Integer | Kind::NumberId | Kind::Time, Value::Number(number))
            if number.is_f64() =>
        {
            Some(DriftKind::DecimalForInteger)
        }
        (Kind::Boolean, Value::String(_)) => Some(DriftKind::TextForBoolean),
        (Kind::Boolean, Value::Number(_)) => Some(DriftKind::NumberForBoolean),
        (Kind::Time, Value::String(_)) => Some(DriftKind::TextForTime),
        (Kind::Time, Value::Number(number)) => number
            .as_i64()
            .filter(|number| SECONDS.contains(number))
            .map(|_| DriftKind::SecondsForMillis),
        (Kind::Date, Value::Number(_)) => Some(DriftKind::OtherDate),
        (Kind::Date, Value::String(text)) if text.parse::<Date>().is_err() => {
            Some(DriftKind::OtherDate)
        }
        (Kind::Boolean, Value::Bool(_)) => None,
        (_, Value::Bool(_)) => Some(DriftKind::BooleanForText),
        _ => None,
    }
}

/// The type of a JSON value, in words.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A kind of field, in words.
pub(super) fn with_article(kind: Kind) -> String {
    match kind {
        Kind::Integer | Kind::Object => format!("an {kind}"),
        Kind::Text => kind.to_string(),
        _ => format!("a {kind}"),
    }
}
