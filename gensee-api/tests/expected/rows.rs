//! What the spec says of an operation.

pub use gensee_api::schema::Kind;
use gensee_api::{Effect, ListFormat, Method};

/// An operation.
#[derive(Debug)]
pub struct Expected {
    pub section: &'static str,
    pub name: &'static str,
    pub path: &'static str,
    pub effect: Effect,
    /// How its lists are written.
    pub lists: ListFormat,
    /// The methods by which it can be sent.
    pub methods: &'static [Method],
    pub request: &'static [Row],
    pub response: &'static [Row],
    pub conditions: &'static [Condition],
    /// Start, end, and the most days between them.
    pub window: Option<(&'static str, &'static str, u32)>,
    /// The revision that added it.
    pub since: Option<&'static str>,
    /// The rows that came after it: place and revision.
    pub later: &'static [(&'static str, &'static str)],
    /// The rows that are gone: place, the revision with which they came, and the one with which they went.
    pub removed: &'static [(&'static str, Option<&'static str>, &'static str)],
}

/// A condition between parameters; `when` is another parameter and its values.
#[derive(Debug)]
pub enum Condition {
    Require(&'static str, &'static str, &'static [&'static str]),
    Fix(&'static str, &'static str, &'static str, &'static [&'static str]),
    Only(&'static str, &'static str, &'static [&'static str]),
    Order(&'static str, &'static str),
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub name: &'static str,
    /// Further names under which it is read.
    pub also: &'static [&'static str],
    /// The name that is printed, where the wire has another.
    pub printed: Option<&'static str>,
    /// What the printed type says, where the wire contradicts it.
    pub printed_as: Option<Kind>,
    /// The field of the list whose rows may have it instead.
    pub also_on: Option<&'static str>,
    /// It stands nowhere in the document.
    pub unprinted: bool,
    pub is: Is,
    /// A request cannot go, or an answer come, without it.
    pub needed: bool,
    pub list: bool,
    pub length: Option<Bounds>,
    pub range: Option<Bounds>,
    pub clamp: Option<Bounds>,
    pub default: Option<&'static str>,
    pub secret: bool,
    /// Its own rows may lie beside it.
    pub flat: bool,
}

pub type Bounds = (Option<i64>, Option<i64>);

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Is {
    Text,
    /// An id that is text.
    Id,
    Url,
    Int,
    Decimal,
    Boolean,
    Time,
    Date,
    /// A code; in answers text, or a number.
    Code {
        codes: &'static [&'static str],
        number: bool,
    },
    Object(&'static [Row]),
}
