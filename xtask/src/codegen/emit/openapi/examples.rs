//! The wire vectors as examples: natural values, and beside each the exact bytes.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde_json::{Map, Value as Json, json};

use crate::codegen::emit::index::Index;
use crate::codegen::model::{Case, Field, Operation, Struct, Value};
use crate::spec::kind::Kind;

/// A login for examples.
const LOGIN: [(&str, &str); 2] =
    [("loginName", "admin@example.com"), ("password", "not-a-real-password")];

pub fn requests(operation: &Operation, index: &Index<'_>) -> Map<String, Json> {
    let examples = operation.vectors.iter().filter_map(|vector| {
        let Case::Form { given, form, .. } = &vector.case else { return None };
        let mut value: Map<_, _> = LOGIN
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value)))
            .collect();
        value.extend(operation.request.fields.iter().filter_map(|field| {
            let (_, given) = given.iter().find(|(name, _)| *name == field.name)?;
            Some((field.wire[0].clone(), natural(field, given, index)))
        }));
        Some(json!({ "summary": vector.from, "value": value, "x-gensee-form": form }))
    });
    numbered(examples)
}

pub fn answers(operation: &Operation) -> Map<String, Json> {
    let examples = operation.vectors.iter().filter_map(|vector| {
        let Case::Answer { body, reads } = &vector.case else { return None };
        let mut value = Map::from_iter([("code".to_owned(), json!("0"))]);
        value.extend(reads.as_object().cloned().unwrap_or_default());
        Some(json!({ "summary": vector.from, "value": value, "x-gensee-body": body }))
    });
    numbered(examples)
}

fn numbered(examples: impl Iterator<Item = Json>) -> Map<String, Json> {
    examples.enumerate().map(|(at, it)| (format!("example{}", at + 1), it)).collect()
}

/// The value of `field` as its schema has it.
fn natural(field: &Field, given: &Json, index: &Index<'_>) -> Json {
    match given {
        Json::Array(items) => items.iter().map(|it| natural(field, it, index)).collect(),
        Json::Object(given) => {
            index.rows(&field.value).map_or(Json::Null, |item| row(item, given, index))
        }
        Json::String(text) => match field.value {
            Value::Plain(Kind::Time) => millis(text),
            Value::Plain(Kind::Url) => ascii(text).into(),
            _ => given.clone(),
        },
        other => other.clone(),
    }
}

fn row(item: &Struct, given: &Map<String, Json>, index: &Index<'_>) -> Json {
    let fields = item.fields.iter().filter_map(|field| {
        let given = field.wire.iter().find_map(|name| given.get(name))?;
        Some((field.wire[0].clone(), natural(field, given, index)))
    });
    Json::Object(fields.collect())
}

/// An address as it is sent.
fn ascii(address: &str) -> String {
    let byte = |byte: u8| match byte {
        0..=127 => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    address.bytes().map(byte).collect()
}

/// A moment that the spec has in China time.
fn millis(text: &str) -> Json {
    let moment = text.parse::<DateTime>();
    let moment = moment.and_then(|time| Offset::constant(8).to_timestamp(time));
    moment.map_or_else(|_| text.into(), |moment| moment.as_millisecond().into())
}
