//! How answers, requests and their values are stored: the same in every format of serde, but for two things.
//!
//! JSON is the interface's own format. It is written without absent properties and read by the tolerant reader. Other
//! formats get every field: CSV needs the same columns in every row, others count the fields. They are read by the kind
//! of the value, because CSV has text only, which it would otherwise take for a number where it looks like one.

use serde::Serialize;
use serde::de::{Deserializer, Error};
use serde::ser::SerializeStruct;

use super::AnswerValue;
use crate::wire::is_json;

/// Writes a field that may be absent. For the derives.
pub fn serialize_optional<S: SerializeStruct, T: Serialize>(
    fields: &mut S,
    name: &'static str,
    value: &Option<T>,
) -> Result<(), S::Error> {
    if value.is_none() && is_json::<S::Error>() {
        return fields.skip_field(name);
    }
    fields.serialize_field(name, value)
}

/// Reads a value that stands by itself. For the derive.
pub fn deserialize<'de, T: AnswerValue, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = T::read(deserializer)?;
    value.ok_or_else(|| {
        D::Error::custom(format_args!("expected {}, found nothing", T::KIND))
    })
}

/// Reads a text that is not taken for nothing where it is empty. For the derive.
pub fn deserialize_text<'de, T: From<String>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserialize::<String, D>(deserializer).map(T::from)
}

/// `Deserialize` by the tolerant reader.
macro_rules! deserialize {
    ($by:ident: $($type:ty),*) => { $(
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::answer::format::$by(deserializer)
            }
        }
    )* };
}

pub(super) use deserialize as implement_deserialize;
