//! The field tables: what the document says about a parameter or a property, as data.

use std::fmt;

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Text, kept as it is.
    Text,
    /// A whole number of 64 bits, with a sign.
    Integer,
    /// A number with a fraction.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// A time: milliseconds since 1970-01-01 00:00:00 GMT, or China time as `yyyy-MM-dd HH:mm:ss`.
    Time,
    /// A day: `yyyy-MM-dd`.
    Date,
    /// An id that is text.
    TextId,
    /// An id that is a whole number.
    NumberId,
    /// One of a list of codes, written as text.
    Code,
    /// One of a list of codes, written as a number in answers.
    NumberCode,
    /// An object with fields of its own.
    Object,
    /// A list of values of this kind.
    List(&'static Kind),
}

impl Kind {
    /// The kind of the items of a list, at any depth; for any other kind, the kind itself.
    pub const fn item(self) -> Kind {
        match self {
            Kind::List(item) => item.item(),
            other => other,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Text => "text",
            Kind::Integer => "integer",
            Kind::Decimal => "decimal",
            Kind::Boolean => "boolean",
            Kind::Time => "time",
            Kind::Date => "date",
            Kind::TextId => "text id",
            Kind::NumberId => "number id",
            Kind::Code => "code",
            Kind::NumberCode => "number code",
            Kind::Object => "object",
            Kind::List(item) => return write!(f, "list of {item}"),
        })
    }
}

/// One code of an open enum, with the name of its variant. A variant with several codes has one `CodeValue` for each;
/// the code that is written comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CodeValue {
    /// The code as wire text.
    pub code: &'static str,
    /// The name of the variant.
    pub name: &'static str,
    /// What the code means, in English: the first paragraph of the documentation of its variant.
    pub summary: &'static str,
}

impl CodeValue {
    /// A code, the name of its variant, and what it means.
    pub const fn new(
        code: &'static str,
        name: &'static str,
        summary: &'static str,
    ) -> Self {
        CodeValue { code, name, summary }
    }
}

/// Lower and upper bound, both inclusive; `None` means no bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Bounds {
    /// The least value allowed.
    pub min: Option<i64>,
    /// The greatest value allowed.
    pub max: Option<i64>,
}

impl Bounds {
    /// Both bounds, inclusive.
    pub const fn new(min: Option<i64>, max: Option<i64>) -> Self {
        Bounds { min, max }
    }

    /// Whether `value` lies within the bounds.
    pub fn contain(&self, value: i64) -> bool {
        self.min.is_none_or(|min| min <= value)
            && self.max.is_none_or(|max| value <= max)
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "exactly {min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("any"),
        }
    }
}

/// One row of a field table: a parameter of a request or a property of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FieldInfo {
    /// The wire name that is written, by a request or by a stored answer.
    pub name: &'static str,
    /// Every wire name that is read, [`name`](Self::name) first.
    pub names: &'static [&'static str],
    /// The name of the field in Rust.
    pub rust_name: &'static str,
    /// The kind of the value.
    pub kind: Kind,
    /// Whether the document prints the row.
    pub printed: bool,
    /// The name that the document prints; the same as [`name`](Self::name) unless the wire has another.
    pub printed_name: &'static str,
    /// The kind that the document prints; the same as [`kind`](Self::kind) unless the wire contradicts it.
    pub printed_kind: Kind,
    /// Whether a request must have it.
    pub required: bool,
    /// Whether every answer has it.
    pub always: bool,
    /// Whether `Debug` hides its value.
    pub secret: bool,
    /// Whether the fields of the object may also lie beside it, in its parent, because the document prints them so.
    pub flat: bool,
    /// One line of English.
    pub summary: &'static str,
    /// The vendor's note, verbatim, in Chinese.
    pub note: &'static str,
    /// The codes that the document lists.
    pub values: &'static [CodeValue],
    /// Bounds of the number of characters of a text.
    pub length: Option<Bounds>,
    /// Bounds of a number.
    pub range: Option<Bounds>,
    /// Bounds to which the server clamps a number instead of refusing it.
    pub clamp: Option<Bounds>,
    /// The value that the server uses when the parameter is absent, as wire text.
    pub default: Option<&'static str>,
    /// The fields of an object, or of the objects of a list.
    pub fields: &'static [FieldInfo],
}

/// The functions with which the derives build a table.
#[doc(hidden)]
impl FieldInfo {
    pub const fn new(
        rust_name: &'static str,
        names: &'static [&'static str],
        kind: Kind,
    ) -> Self {
        FieldInfo {
            name: names[0],
            names,
            rust_name,
            kind,
            printed: true,
            printed_name: names[0],
            printed_kind: kind,
            required: false,
            always: false,
            secret: false,
            flat: false,
            summary: "",
            note: "",
            values: &[],
            length: None,
            range: None,
            clamp: None,
            default: None,
            fields: &[],
        }
    }

    pub const fn docs(mut self, summary: &'static str, note: &'static str) -> Self {
        self.summary = summary;
        self.note = note;
        self
    }

    pub const fn unprinted(mut self) -> Self {
        self.printed = false;
        self
    }

    pub const fn printed(mut self, name: &'static str) -> Self {
        self.printed_name = name;
        self
    }

    pub const fn printed_as(mut self, kind: Kind) -> Self {
        self.printed_kind = kind;
        self
    }

    pub const fn length(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.length = Some(Bounds::new(min, max));
        self
    }

    pub const fn range(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.range = Some(Bounds::new(min, max));
        self
    }

    pub const fn clamp(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.clamp = Some(Bounds::new(min, max));
        self
    }

    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    pub const fn always(mut self) -> Self {
        self.always = true;
        self
    }

    pub const fn flat(mut self) -> Self {
        self.flat = true;
        self
    }
}
