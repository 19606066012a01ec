//! How answers, requests and their values are stored. All formats of serde are treated alike, with two exceptions for
//! JSON.
//!
//! JSON is the format of the interface: it is written without absent properties and read by the tolerant reader. Other
//! formats get every field, because CSV needs the same columns in every row and others count the fields. They are read
//! according to the kind of the field, because a cell of CSV does not say whether it is a text or a number, and the
//! `csv` crate would take a text such as `007` for a number.

use std::fmt;

use serde::de::{Deserializer, Error};
use serde::ser::{SerializeMap as _, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{AnswerValue, Extra};
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

/// Writes an answer that can have unknown properties: in JSON they follow the fields. For the derive.
pub struct Fields<'e, S: Serializer>(Writer<'e, S>);

enum Writer<'e, S: Serializer> {
    Struct(S::SerializeStruct),
    /// An object, because the names of the properties that follow are not known to the program.
    Map(S::SerializeMap, &'e Extra),
}

impl<S: Serializer> fmt::Debug for Fields<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fields").finish_non_exhaustive()
    }
}

impl<'e, S: Serializer> Fields<'e, S> {
    /// Begins a struct of this name with `count` fields.
    pub fn begin(
        serializer: S,
        name: &'static str,
        count: usize,
        extra: &'e Extra,
    ) -> Result<Self, S::Error> {
        if !is_json::<S::Error>() {
            let fields = serializer.serialize_struct(name, count)?;
            return Ok(Fields(Writer::Struct(fields)));
        }
        Ok(Fields(Writer::Map(serializer.serialize_map(None)?, extra)))
    }
}

impl<S: Serializer> SerializeStruct for Fields<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        match &mut self.0 {
            Writer::Struct(fields) => fields.serialize_field(name, value),
            Writer::Map(map, _) => map.serialize_entry(name, value),
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        match self.0 {
            Writer::Struct(fields) => fields.end(),
            Writer::Map(mut map, extra) => {
                for (name, json) in extra.iter() {
                    let json: &RawValue = serde_json::from_str(json)
                        .map_err(<S::Error as serde::ser::Error>::custom)?;
                    map.serialize_entry(name, json)?;
                }
                map.end()
            }
        }
    }
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
