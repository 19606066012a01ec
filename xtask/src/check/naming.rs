//! The names that the bindings give, as far as two of them can clash.

use crate::codegen::names;
use crate::spec::{Direction, Row, RowAt};

pub use crate::codegen::names::{
    RETURN_CODE, SHARED_MODULE, TAKEN_CONSTANTS, TAKEN_FUNCTIONS, TAKEN_SETTERS,
    constant, is_identifier, is_taken_type, request_type, response_type, variant,
};

/// The module of one part of an operation's key.
pub fn module(part: &str) -> String {
    names::module(part).concat().trim_start_matches("r#").to_owned()
}

/// The field of the row `name`.
pub fn field(name: &str, row: &Row) -> String {
    names::field(name, row).trim_start_matches("r#").to_owned()
}

/// The same without a reading.
pub fn default_field(name: &str) -> String {
    field(name, &Row::default())
}

/// Whether the row is the envelope's code, whose codes are chapter 3.5.
pub fn is_return_code(at: &RowAt) -> bool {
    at.direction == Direction::Answer
        && at.name == "code"
        && at.row.rust_type.as_deref() == Some(RETURN_CODE)
}

/// Whether `word` is lower-case words with `_` between them.
pub fn is_snake_case(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !word.contains("__")
        && !word.ends_with('_')
}

/// Whether `word` is words with a capital each.
pub fn is_camel_case(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric())
}
