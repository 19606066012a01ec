//! The names that the bindings give, as far as two of them can clash.

use crate::codegen::names;
use crate::spec::Row;

pub use crate::codegen::names::{request_type, response_type, variant};

/// Types of Rust's prelude, of the one that generated modules import, and of the module that all operations share.
pub const TAKEN_TYPES: [&str; 68] = [
    "Answer",
    "AsMut",
    "AsRef",
    "BlockingClient",
    "Box",
    "Call",
    "Client",
    "Clone",
    "Copy",
    "Date",
    "Debug",
    "Default",
    "DocumentId",
    "DoubleEndedIterator",
    "Drift",
    "Drop",
    "Effect",
    "Envelope",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "Items",
    "Iterator",
    "Login",
    "None",
    "Ok",
    "OpenEnum",
    "Operation",
    "OperationInfo",
    "Option",
    "Ord",
    "Other",
    "Page",
    "Parameters",
    "PartialEq",
    "PartialOrd",
    "RecordId",
    "ResourceUrl",
    "Result",
    "ReturnCode",
    "Role",
    "Secret",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Time",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "UserId",
    "Vec",
    "VodId",
    "WebcastId",
    "Window",
];

/// The type that the return codes of chapter 3.5 become.
pub const RETURN_CODE: &str = "ReturnCode";

/// Functions of the client that no operation can have the name of.
pub const TAKEN_FUNCTIONS: [&str; 5] = ["builder", "call", "items", "pages", "site"];

/// Functions of every request that no setter can have the name of.
pub const TAKEN_SETTERS: [&str; 3] = ["between", "check", "new"];

/// The module of what all operations share.
pub const SHARED_MODULE: &str = "shared";

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

/// Whether `word` can stand in Rust as it is.
pub fn is_identifier(word: &str) -> bool {
    syn::parse_str::<syn::Ident>(word).is_ok()
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
