//! What holds of every site besides its operations.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Evidence;

/// A fact about every site. Exactly one of `path`, `entry`, `parameter` and `number` is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Where something is below the site's domain.
    #[schemars(regex(pattern = r"^/[^{}\s]+$"))]
    pub path: Option<String>,
    /// Where something that has an id is entered below the site's domain; `{id}` stands for the id.
    #[schemars(regex(pattern = r"^/[^{}\s]*\{id\}[^{}\s]*$"))]
    pub entry: Option<String>,
    /// The name of a parameter of an address.
    #[schemars(regex(pattern = r"^[A-Za-z]+$"))]
    pub parameter: Option<String>,
    /// A number from which ids are counted.
    #[schemars(range(min = 1))]
    pub number: Option<i64>,
    /// How sure we are of a fact that no chapter prints.
    pub evidence: Option<Evidence>,
    /// Our English line.
    pub en: String,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    Path(String),
    Entry(String),
    Parameter(String),
    Number(i64),
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(text) | Self::Entry(text) | Self::Parameter(text) => {
                f.write_str(text)
            }
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

impl Fact {
    /// What it says; none where that is not exactly one thing.
    pub fn value(&self) -> Option<FactValue> {
        let Fact { path, entry, parameter, number, .. } = self.clone();
        let values = [
            path.map(FactValue::Path),
            entry.map(FactValue::Entry),
            parameter.map(FactValue::Parameter),
            number.map(FactValue::Number),
        ];
        let mut values = values.into_iter().flatten();
        values.next().filter(|_| values.next().is_none())
    }
}
