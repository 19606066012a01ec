//! Decimals as they came.
//!
//! `serde_json` reads a decimal of 16 digits or more up to one unit in the last place off, unless its feature
//! `float_roundtrip` is on; a library must not switch that on for all crates of a build. So a decimal is asked for as the
//! text of the body (`raw_value`, which only adds to `serde_json`), and the standard library reads that.

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
        // JSON has no NaN and no infinity; a text that says so is not a number either.
        read_text(text, |text| {
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

    /// The value has been read already.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }

    /// The text of the value comes as a map of one entry.
    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        map.next_key::<IgnoredAny>()?;
        let raw: String = map.next_value()?;
        // Every number of JSON is one for Rust, and no other value of JSON is.
        if let Ok(number) = raw.parse() {
            return self.0.visit_f64(number);
        }
        // The errors of this have no line: `serde_json` puts that of the body there.
        match serde_json::from_str(&raw) {
            Ok(Value::Null) => self.0.visit_unit(),
            Ok(Value::Bool(value)) => self.0.visit_bool(value),
            Ok(Value::String(text)) => self.0.visit_str(&text),
            _ => Err(M::Error::invalid_type(Unexpected::Other("value"), &self)),
        }
    }
}
