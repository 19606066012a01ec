//! Errors of reading an answer.

use std::fmt;

/// An answer that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}`: {message}")]
#[non_exhaustive]
pub struct DecodeError {
    /// The place, such as `$.list[3].uid`; `$` when the body is not JSON at all.
    pub path: String,
    /// What is wrong there.
    pub message: String,
    /// How many rows of the list were read before the place.
    pub(crate) rows_before: usize,
}

impl DecodeError {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        DecodeError { path: path.into(), message: message.into(), rows_before: 0 }
    }
}

impl From<MissingField> for DecodeError {
    fn from(MissingField(name): MissingField) -> Self {
        DecodeError::new(format!("$.{name}"), "is missing")
    }
}

/// A property that must always be present and is missing; holds its wire name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingField(pub &'static str);

impl fmt::Display for MissingField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is missing", self.0)
    }
}

impl std::error::Error for MissingField {}
