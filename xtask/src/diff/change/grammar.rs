//! What stands below a part of the spec: which keys hold parts of their own. Every other key is compared as a whole.

use serde_json::Value;

use crate::diff::model::Area;

/// A part that a change can be of.
pub(in crate::diff) struct Part {
    pub area: Area,
    /// The keys below which other parts stand.
    keys: &'static [(&'static str, Below)],
}

/// How parts stand below a key.
pub(in crate::diff) enum Below {
    /// One part, which may be absent.
    One(&'static Part),
    /// Parts by name, in an order that counts.
    Table(&'static Part),
    /// The same; where all of them begin or end to be there, that is a change of the key.
    Listing(&'static Part),
    /// A list of parts, in an order that counts, with the name of each. A name that repeats gets an ordinal.
    List(&'static Part, fn(&Value) -> String),
}

/// Keys that a target leaves out, since what stands below them shows where it is.
const UNNAMED: [&str; 4] = ["chapters", "sections", "parameters", "fields"];

/// What `Spec::operations` says already: the order of the operations.
pub(in crate::diff) const REPEATED: (&str, &str) = ("document", "operations");

pub(in crate::diff) static SPEC: Part = Part {
    area: Area::Document,
    keys: &[
        ("document", Below::One(&DOCUMENT)),
        ("changelog", Below::List(&REVISION, |row| text(row, "date"))),
        ("amendments", Below::List(&AMENDMENT, |amendment| text(amendment, "date"))),
        ("accepted", Below::List(&ACCEPTED, |accepted| text(accepted, "fingerprint"))),
        ("shared", Below::One(&SHARED)),
        ("operations", Below::Table(&OPERATION)),
    ],
};

static DOCUMENT: Part = Part {
    area: Area::Document,
    keys: &[("site", Below::Table(&FACT)), ("chapters", Below::List(&CHAPTER, title))],
};

static FACT: Part = Part { area: Area::Fact, keys: &[] };

static CHAPTER: Part =
    Part { area: Area::Chapter, keys: &[("sections", Below::List(&CHAPTER, title))] };

static REVISION: Part = Part { area: Area::Revision, keys: &[] };

static AMENDMENT: Part = Part { area: Area::Amendment, keys: &[] };

static ACCEPTED: Part = Part { area: Area::Accepted, keys: &[] };

static SHARED: Part = Part {
    area: Area::Document,
    keys: &[
        ("request", Below::Table(&ROW)),
        ("response", Below::Table(&ROW)),
        ("return_codes", Below::Table(&RETURN_CODE)),
        ("callbacks", Below::Table(&CALLBACK)),
        ("glossary", Below::Table(&GLOSSARY)),
    ],
};

static RETURN_CODE: Part = Part { area: Area::ReturnCode, keys: &[] };

static CALLBACK: Part =
    Part { area: Area::Callback, keys: &[("parameters", Below::Table(&ROW))] };

static GLOSSARY: Part = Part { area: Area::Glossary, keys: &[] };

static OPERATION: Part = Part {
    area: Area::Operation,
    keys: &[
        ("window", Below::One(&WINDOW)),
        ("paging", Below::One(&PAGING)),
        ("conditions", Below::List(&CONDITION, condition)),
        ("request", Below::Table(&ROW)),
        ("response", Below::Table(&ROW)),
        ("examples", Below::List(&EXAMPLE, |example| text(example, "from"))),
    ],
};

static WINDOW: Part = Part { area: Area::Window, keys: &[] };

static PAGING: Part = Part { area: Area::Paging, keys: &[] };

static CONDITION: Part = Part { area: Area::Condition, keys: &[] };

static EXAMPLE: Part = Part { area: Area::Example, keys: &[] };

static ROW: Part = Part {
    area: Area::Row,
    keys: &[("values", Below::Listing(&CODE)), ("fields", Below::Table(&ROW))],
};

static CODE: Part = Part { area: Area::Code, keys: &[] };

impl Part {
    /// How parts stand below `key`; none where it is compared as a whole.
    pub fn below(&self, key: &str) -> Option<&'static Below> {
        self.keys.iter().find(|(name, _)| *name == key).map(|(_, below)| below)
    }

    /// The keys below which parts stand.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, &'static Below)> {
        self.keys.iter().map(|(key, below)| (*key, below))
    }
}

impl Below {
    pub fn part(&self) -> &'static Part {
        match self {
            Self::One(part)
            | Self::Table(part)
            | Self::Listing(part)
            | Self::List(part, _) => part,
        }
    }
}

/// Whether a target names `key`.
pub(in crate::diff) fn is_named(key: &str) -> bool {
    !UNNAMED.contains(&key)
}

fn title(chapter: &Value) -> String {
    text(chapter, "title")
}

fn text(part: &Value, key: &str) -> String {
    part.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// What a condition is about: `require.vodPassword`, `order.startTime.endTime`.
fn condition(condition: &Value) -> String {
    let about = ["require", "fix", "only", "order"]
        .into_iter()
        .find_map(|kind| Some((kind, condition.get(kind)?)));
    let Some((kind, rows)) = about else { return String::new() };
    let mut name = vec![kind];
    match rows {
        Value::Object(rows) => name.extend(rows.keys().map(String::as_str)),
        Value::Array(rows) => name.extend(rows.iter().filter_map(Value::as_str)),
        row => name.extend(row.as_str()),
    }
    name.join(".")
}
