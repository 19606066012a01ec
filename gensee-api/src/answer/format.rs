//! How answers, requests and their values are stored. All formats of serde are treated alike, with two exceptions for
//! JSON.
//!
//! JSON is the format of the interface: it is written without absent properties and read by the tolerant reader. Other
//! formats get every field, because CSV needs the same columns in every row and others count the fields. They are read
//! according to the kind of the field, because a cell of CSV does not say whether it is a text or a number, and the
//! `csv` crate would take a text such as `007` for a number.

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

/// Reads a value outside a struct. For the derive.
pub fn deserialize<'de, T: AnswerValue, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = T::read(deserializer)?;
    value.ok_or_else(|| {
        D::Error::custom(format_args!("expected {}, found nothing", T::KIND))
    })
}

/// Reads a text; an empty one is a value too, not an absent one. For the derive.
pub fn deserialize_text<'de, T: From<String>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserialize::<String, D>(deserializer).map(T::from)
}

/// Implements `Deserialize` by the tolerant reader.
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
