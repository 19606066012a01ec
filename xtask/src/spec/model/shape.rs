//! What the value of a row is.

use std::fmt;
use std::str::FromStr;

use indexmap::IndexMap;
use schemars::JsonSchema;

use super::Meaning;
use crate::spec::text_serde;

/// The printed types by their spellings, each with what it means.
pub type Types = IndexMap<String, Shape>;

/// The value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(with = "String", extend("pattern" = r"^(list of )?(text|int|decimal|bool|time|date|url|rows)$"))]
pub struct Shape {
    pub kind: Kind,
    pub list: bool,
}

/// What the printed type of a row says. It follows from the type and the document, so that it is the same in equal rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct PrintedShape(pub Option<Shape>);

impl PartialEq for PrintedShape {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// One value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Text,
    Int,
    Decimal,
    Bool,
    Time,
    Date,
    Url,
    /// An address by which viewers join.
    JoinUrl,
    /// A secret of a type of its own.
    Token(Meaning),
    /// 32 lower-case hex digits, as text.
    TextId(Meaning),
    /// A number of 64 bits.
    NumberId(Meaning),
    /// The object of `pageNo`, `totalPages` and `totalCounts`.
    Page,
    /// Rows of its own.
    Rows,
}

/// The words for what a spelling in `types` of `document.yaml` means.
const WORDS: [(&str, Kind); 8] = [
    ("text", Kind::Text),
    ("int", Kind::Int),
    ("decimal", Kind::Decimal),
    ("bool", Kind::Bool),
    ("time", Kind::Time),
    ("date", Kind::Date),
    ("url", Kind::Url),
    ("rows", Kind::Rows),
];
/// What stands before the word where there are several values.
const LIST: &str = "list of ";

impl FromStr for Shape {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.strip_prefix(LIST);
        let known = WORDS.iter().find(|(known, _)| *known == word.unwrap_or(text));
        let (_, kind) = known.ok_or_else(|| {
            format!("`{text}` is not what a type means; write a word such as `int` or `list of int`")
        })?;
        Ok(Self { kind: *kind, list: word.is_some() })
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = WORDS.iter().find(|(_, kind)| *kind == self.kind);
        let list = if self.list { LIST } else { "" };
        write!(f, "{list}{}", word.map_or("rows", |(word, _)| word))
    }
}

text_serde!(Shape);
