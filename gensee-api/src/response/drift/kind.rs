//! The kinds of drift.

use std::fmt;

/// The kinds of differences that the tolerant reader accepts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A property the document does not have; it was ignored.
    UnknownField,
    /// A code the document does not list; it was kept as `Other`.
    UnknownCode(String),
    /// A number, where a text was expected.
    NumberForText,
    /// A boolean, where a text or a number was expected.
    BooleanForText,
    /// A text, where a number was expected.
    TextForNumber,
    /// A text, where a boolean was expected.
    TextForBoolean,
    /// A text, where a time in milliseconds was expected.
    TextForTime,
    /// A number, where a boolean was expected.
    NumberForBoolean,
    /// A number with a decimal point or an exponent, where a whole one was expected.
    DecimalForInteger,
    /// A date in another form than `yyyy-MM-dd`.
    OtherDate,
    /// An empty text, where a value was expected; it was taken for null.
    EmptyText,
    /// A property under another name than the first of its names; the page of a list also under a name that the document
    /// does not have.
    OtherName,
    /// A field of an object that lies beside the object, not in it.
    FlatField,
    /// An object inside an array, or an empty array in its place.
    ArrayForObject,
    /// A null in a list; it was left out.
    NullInList,
    /// A value that cannot be read as what the document says; it was taken for null. The text says why.
    Unreadable(String),
    /// The text `null`, where a value was expected; it was taken for null.
    NullText,
    /// A time that would be a likely one in seconds; it was taken for milliseconds.
    SecondsForMillis,
    /// The only list of the answer, under a name that the document does not have; it was read as the list of the
    /// operation.
    OtherList,
    /// A byte order mark before the answer.
    ByteOrderMark,
    /// A control character inside a string that was not escaped.
    ControlCharacter,
    /// A backslash that escapes nothing; `\\'` was read as an apostrophe, another one as a backslash.
    InvalidEscape,
    /// Half of a character beyond U+FFFF; it was read as U+FFFD.
    LoneSurrogate,
    /// Bytes that are not UTF-8; they were read as U+FFFD.
    InvalidUtf8,
    /// The answer for a window of time was longer than the limit; the window was halved and asked for again.
    LongAnswer,
    /// The answer for a window of time did not come in time; the window was halved and asked for again.
    LateAnswer,
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DriftKind::UnknownCode(code) => return write!(f, "unknown code `{code}`"),
            DriftKind::Unreadable(why) => return f.write_str(why),
            DriftKind::UnknownField => "unknown field",
            DriftKind::NumberForText => "number for a text",
            DriftKind::BooleanForText => "boolean for a text or a number",
            DriftKind::TextForNumber => "text for a number",
            DriftKind::TextForBoolean => "text for a boolean",
            DriftKind::TextForTime => "text for a time",
            DriftKind::NumberForBoolean => "number for a boolean",
            DriftKind::DecimalForInteger => "decimal for an integer",
            DriftKind::OtherDate => "date in another form",
            DriftKind::EmptyText => "empty text for a value",
            DriftKind::OtherName => "another of its names",
            DriftKind::FlatField => "field beside its object",
            DriftKind::ArrayForObject => "array for an object",
            DriftKind::NullInList => "null in a list",
            DriftKind::NullText => "text `null` for a value",
            DriftKind::SecondsForMillis => "seconds for milliseconds",
            DriftKind::OtherList => "list under an unknown name",
            DriftKind::ByteOrderMark => "byte order mark",
            DriftKind::ControlCharacter => "raw control character",
            DriftKind::InvalidEscape => "invalid escape",
            DriftKind::LoneSurrogate => "lone surrogate",
            DriftKind::InvalidUtf8 => "bytes that are not UTF-8",
            DriftKind::LongAnswer => "answer too long; the window was halved",
            DriftKind::LateAnswer => "no answer in time; the window was halved",
        })
    }
}
