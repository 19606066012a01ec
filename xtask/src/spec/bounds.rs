//! Bounds of a length or a number, written `1..250`, `..160` or `6..`; both ends belong to them.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;

/// Bounds of a length or a number; both ends belong to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String", extend("pattern" = r"^(-?\d+)?\.\.(-?\d+)?$"))]
pub struct Bounds {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

impl Bounds {
    pub fn hold(self, number: i64) -> bool {
        self.min.is_none_or(|min| min <= number)
            && self.max.is_none_or(|max| number <= max)
    }
}

impl FromStr for Bounds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || {
            format!("`{text}` are no bounds; write them as `1..250`, `..160` or `6..`")
        };
        let end = |text: &str| match text {
            "" => Ok(None),
            number => number.parse().map(Some).map_err(|_| fault()),
        };
        let (min, max) = text.split_once("..").ok_or_else(fault)?;
        let bounds = Self { min: end(min)?, max: end(max)? };
        match bounds {
            Self { min: None, max: None } => Err(fault()),
            Self { min: Some(min), max: Some(max) } if min > max => {
                Err(format!("`{text}` holds nothing; put the smaller number first"))
            }
            _ => Ok(bounds),
        }
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
        write!(f, "{}..{}", end(self.min), end(self.max))
    }
}

super::text_serde!(Bounds);
