//! What a row's value is: by its printed type, unless a reading says otherwise.

pub use super::model::{Kind, Shape, Types};
use super::model::{Meaning, PrintedShape, Row, Rows, Spec};
use super::write::word;

/// The rows of the page object.
pub const PAGE_ROWS: [&str; 3] = ["pageNo", "totalPages", "totalCounts"];

/// Notes, in lower case, that say nothing but which id a row is.
pub const ID_NOTES: [(&str, Meaning); 5] = [
    ("直播id", Meaning::WebcastId),
    ("点播id", Meaning::VodId),
    ("录制件id", Meaning::RecordId),
    ("文档id", Meaning::DocumentId),
    ("用户id", Meaning::UserId),
];

/// What the printed type says; none for a spelling that `types` of the document does not have.
pub fn printed(row: &Row) -> Option<Shape> {
    row.printed.0
}

impl Spec {
    /// Tells every row what its printed type says by `types` of the document.
    pub fn resolve(&mut self) {
        fn rows(rows: &mut Rows, types: &Types) {
            rows.values_mut().for_each(|it| row(it, types));
        }
        fn row(row: &mut Row, types: &Types) {
            let ty = row.ty.as_deref().and_then(|ty| types.get(ty));
            row.printed = PrintedShape(ty.copied());
            rows(&mut row.fields, types);
        }
        let Self { document, shared, operations, .. } = self;
        let types = &document.types;
        rows(&mut shared.request, types);
        rows(&mut shared.response, types);
        for callback in shared.callbacks.values_mut() {
            rows(&mut callback.parameters, types);
            callback.answer.iter_mut().for_each(|it| row(it, types));
        }
        for operation in operations.values_mut() {
            rows(&mut operation.request, types);
            rows(&mut operation.response, types);
        }
    }
}

/// The printed type with its article, for sentences.
pub fn with_article(row: &Row) -> String {
    let ty = row.ty.as_deref().unwrap_or_default();
    let article = if ty.starts_with(['A', 'I', 'i']) { "an" } else { "a" };
    format!("{article} `{ty}`")
}

/// What the row's value is; none for a type that neither the list nor the readings know.
pub fn shape(row: &Row) -> Option<Shape> {
    let printed = printed(row).or_else(|| unlisted(row.ty.as_deref()?, row))?;
    Some(match row.meaning {
        None => printed,
        Some(Meaning::Page) => Shape { kind: Kind::Page, list: false },
        Some(meaning) => Shape { kind: meant(meaning), list: printed.list },
    })
}

/// What a type that is not on the list says beside `as` or `fields`: whether there are several values.
fn unlisted(ty: &str, row: &Row) -> Option<Shape> {
    let lower = ty.to_lowercase();
    let list = lower.ends_with("[]")
        || ["list", "array", "set"].iter().any(|word| lower.starts_with(word));
    let is_read = row.meaning.is_some() || !row.fields.is_empty();
    is_read.then_some(Shape { kind: Kind::Rows, list })
}

/// Whether the row holds several values.
pub fn is_list(row: &Row) -> bool {
    shape(row).is_some_and(|shape| shape.list)
}

/// Whether the row holds several rows.
pub fn is_rows(row: &Row) -> bool {
    shape(row) == Some(Shape { kind: Kind::Rows, list: true })
}

/// What a reading means.
pub fn meant(meaning: Meaning) -> Kind {
    match meaning {
        Meaning::Bool => Kind::Bool,
        Meaning::Int => Kind::Int,
        Meaning::Decimal => Kind::Decimal,
        Meaning::Text => Kind::Text,
        Meaning::Time => Kind::Time,
        Meaning::Date => Kind::Date,
        Meaning::Url => Kind::Url,
        Meaning::JoinUrl => Kind::JoinUrl,
        Meaning::OrganizerToken | Meaning::PanelistToken => Kind::Token(meaning),
        Meaning::WebcastId | Meaning::VodId => Kind::TextId(meaning),
        Meaning::RecordId | Meaning::DocumentId | Meaning::UserId => {
            Kind::NumberId(meaning)
        }
        Meaning::Page => Kind::Page,
    }
}

/// Whether `as` contradicts the printed type, so that only the wire can tell: a list that is the page object, a number
/// that is an id of text, a text that is an id of digits.
pub fn contradicts(row: &Row) -> bool {
    let Some((meaning, printed)) = row.meaning.zip(printed(row)) else { return false };
    match meant(meaning) {
        Kind::Page => printed.list,
        Kind::TextId(_) => printed.kind == Kind::Int,
        Kind::NumberId(_) => printed.kind == Kind::Text,
        _ => false,
    }
}

/// Whether a request without the row is refused.
pub fn is_required(row: &Row) -> bool {
    row.required.unwrap_or_else(|| printed_required(row))
}

/// The same by 是否可为空 alone.
pub fn printed_required(row: &Row) -> bool {
    row.optional != Some(true)
}

/// What stands under 是否可为空 when a parameter can be left out, and when it cannot.
pub const YES: &str = "是";
pub const NO: &str = "否";

/// 是否可为空 as printed; none for an empty cell.
pub fn printed_optional(row: &Row) -> Option<&str> {
    let word = row.optional.map(|optional| if optional { YES } else { NO });
    row.printed_optional.as_deref().or(word)
}

/// The name on the wire that is sent or served.
pub fn wire_name<'a>(name: &'a str, row: &'a Row) -> &'a str {
    row.wire.first().map_or(name, String::as_str)
}

/// Where readings say that the value stands on the wire: its names, and its path on the rows of another list.
pub fn places_on_the_wire(name: &str, row: &Row) -> Vec<String> {
    let own = Some(name.to_owned()).filter(|_| row.wire.is_empty());
    let elsewhere = row.also_on.iter().map(|list| format!("{list}.{name}"));
    row.wire.iter().cloned().chain(own).chain(elsewhere).collect()
}

/// Every name on the wire that is read.
pub fn wire_names<'a>(name: &'a str, row: &'a Row) -> impl Iterator<Item = &'a str> {
    let printed = Some(name).filter(|name| !row.wire.iter().any(|wire| wire == name));
    row.wire.iter().map(String::as_str).chain(printed)
}

impl Kind {
    /// Whether it is text without a form of its own.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Url | Self::JoinUrl | Self::Token(_))
    }

    pub fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Decimal)
    }

    pub fn is_moment(self) -> bool {
        matches!(self, Self::Time | Self::Date)
    }

    /// With its article, for sentences.
    pub fn noun(self) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::Int => "a whole number".to_owned(),
            Self::Decimal => "a number".to_owned(),
            Self::Bool => "`true` or `false`".to_owned(),
            Self::Time => "a time".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Url | Self::JoinUrl => "an address".to_owned(),
            Self::Token(meaning) | Self::TextId(meaning) | Self::NumberId(meaning) => {
                format!("a `{}`", word(meaning))
            }
            Self::Page => "the page object".to_owned(),
            Self::Rows => "rows of its own".to_owned(),
        }
    }
}
