//! Decimals as they came.
//!
//! `serde_json` reads a decimal of 16 digits or more up to one unit in the last place off, unless its feature
//! `float_roundtrip` is on; a library must not switch that on for all crates of a build. So a decimal is asked for as the
//! text of the body (`raw_value`, which only adds to `serde_json`), and the standard library reads that.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde_json::Value;

use super::scalar::ScalarVisitor;

/// The name by which `serde_json::value::RawValue` asks for the text of a value. `RawValue` itself cannot be read where
/// serde has buffered the value, as `#[serde(flatten)]` does.
const RAW: &str = "$serde_json::private::RawValue";

/// Reads a decimal from JSON.
pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f64>, D::Error> {
    deserializer.deserialize_newtype_struct(RAW, RawVisitor(ScalarVisitor(PhantomData)))
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
