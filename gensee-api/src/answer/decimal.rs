//! Reads decimals exactly as the body has them.
//!
//! `serde_json` reads a decimal of 16 digits or more with an error of up to one unit in the last place, unless its
//! feature `float_roundtrip` is on; a library must not switch that on for all crates of a build. So this module asks
//! for the decimal as text of the body (`raw_value`, which only adds to `serde_json`), and parses it with the standard
//! library.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde_json::Value;

use super::scalar::{Reading, Scalar, ScalarVisitor, Unreadable, read_text};
use crate::schema::Kind;

/// The name by which `serde_json::value::RawValue` asks for the text of a value. `RawValue` itself cannot be read where
/// serde has buffered the value, as `#[serde(flatten)]` does.
const RAW: &str = "$serde_json::private::RawValue";

impl Scalar for f64 {
    const KIND: Kind = Kind::Decimal;

    fn from_text(text: &str) -> Reading<Self> {
        // JSON has no NaN and no infinity, so a text with one of them is not a number either.
        read_text(text, |text| {
            // A share may be written with its sign: `33.3%`.
            let text = text.strip_suffix('%').unwrap_or(text).trim_end();
            text.parse().ok().filter(|number: &f64| number.is_finite())
        })
    }

    fn from_integer(number: i64) -> Reading<Self> {
        Ok(Some(number as f64))
    }

    fn from_decimal(number: f64) -> Reading<Self> {
        if !number.is_finite() {
            return Err(Unreadable);
        }
        Ok(Some(number))
    }

    fn from_boolean(_: bool) -> Reading<Self> {
        Err(Unreadable)
    }

    fn from_written(_: f64, written: &str) -> Reading<Self> {
        Self::from_decimal(written.parse().map_err(|_| Unreadable)?)
    }

    fn read_json<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        let visitor = RawVisitor(ScalarVisitor(PhantomData));
        deserializer.deserialize_newtype_struct(RAW, visitor)
    }
}

struct RawVisitor(ScalarVisitor<f64>);

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Option<f64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Visitor::expecting(&self.0, f)
    }

    /// Called when the deserializer has already read the value, so there is no raw text.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }

    /// `serde_json` gives the raw text of a value as a map of one entry.
    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        map.next_key::<IgnoredAny>()?;
        let raw: String = map.next_value()?;
        // Rust parses every JSON number, and no other JSON value.
        if let Ok(number) = raw.parse() {
            return self.0.visit_f64(number);
        }
        // These errors have no line and column, so `serde_json` adds those of the body.
        match serde_json::from_str(&raw) {
            Ok(Value::Null) => self.0.visit_unit(),
            Ok(Value::Bool(value)) => self.0.visit_bool(value),
            Ok(Value::String(text)) => self.0.visit_str(&text),
            _ => Err(M::Error::invalid_type(Unexpected::Other("value"), &self)),
        }
    }
}
