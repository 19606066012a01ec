//! What the spec says of an operation, as the generated tests write it down.

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
    /// A code, of those between the bars; in answers text, or a number.
    Code {
        codes: &'static str,
        number: bool,
    },
    Object(&'static [Row]),
}

/// The rows of a page object.
const PAGE: &[Row] = &[int("pageNo"), int("totalPages"), int("totalCounts")];

const fn row(name: &'static str, is: Is) -> Row {
    Row {
        name,
        also: &[],
        printed: None,
        printed_as: None,
        also_on: None,
        unprinted: false,
        is,
        needed: false,
        list: false,
        length: None,
        range: None,
        secret: false,
        flat: false,
    }
}

pub const fn text(name: &'static str) -> Row {
    row(name, Is::Text)
}

pub const fn id(name: &'static str) -> Row {
    row(name, Is::Id)
}

pub const fn url(name: &'static str) -> Row {
    row(name, Is::Url)
}

pub const fn int(name: &'static str) -> Row {
    row(name, Is::Int)
}

pub const fn decimal(name: &'static str) -> Row {
    row(name, Is::Decimal)
}

pub const fn boolean(name: &'static str) -> Row {
    row(name, Is::Boolean)
}

pub const fn time(name: &'static str) -> Row {
    row(name, Is::Time)
}

pub const fn date(name: &'static str) -> Row {
    row(name, Is::Date)
}

pub const fn page(name: &'static str) -> Row {
    row(name, Is::Object(PAGE))
}

pub const fn code(name: &'static str, codes: &'static str) -> Row {
    row(name, Is::Code { codes, number: false })
}

pub const fn number_code(name: &'static str, codes: &'static str) -> Row {
    row(name, Is::Code { codes, number: true })
}

pub const fn object(name: &'static str, rows: &'static [Row]) -> Row {
    row(name, Is::Object(rows))
}

/// The codes between the bars.
pub fn codes(codes: &'static str) -> Vec<&'static str> {
    codes.split('|').collect()
}

impl Row {
    pub const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    pub const fn list(mut self) -> Self {
        self.list = true;
        self
    }

    pub const fn also(mut self, names: &'static [&'static str]) -> Self {
        self.also = names;
        self
    }

    pub const fn printed(mut self, name: &'static str) -> Self {
        self.printed = Some(name);
        self
    }

    pub const fn printed_as(mut self, kind: Kind) -> Self {
        self.printed_as = Some(kind);
        self
    }

    pub const fn also_on(mut self, list: &'static str) -> Self {
        self.also_on = Some(list);
        self
    }

    pub const fn unprinted(mut self) -> Self {
        self.unprinted = true;
        self
    }

    pub const fn length(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.length = Some((min, max));
        self
    }

    pub const fn range(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.range = Some((min, max));
        self
    }

    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    pub const fn flat(mut self) -> Self {
        self.flat = true;
        self
    }
}
