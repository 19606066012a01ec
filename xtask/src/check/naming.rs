//! The names that the bindings give, as far as two of them can clash.

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::spec::Row;

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
pub const TAKEN_FUNCTIONS: [&str; 6] =
    ["builder", "call", "items", "new", "on_drift", "pages"];

/// Functions of every request that no setter can have the name of.
pub const TAKEN_SETTERS: [&str; 3] = ["between", "check", "new"];

/// The module of what all operations share.
pub const SHARED_MODULE: &str = "shared";

/// The request type of the operation `name`.
pub fn request_type(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The answer type of the operation `name`.
pub fn response_type(name: &str) -> String {
    format!("{}Response", name.to_upper_camel_case())
}

/// The variant of a code's name.
pub fn variant(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The module of one part of an operation's key.
pub fn module(part: &str) -> String {
    part.to_snake_case()
}

/// The field of the row `name`.
pub fn field(name: &str, row: &Row) -> String {
    row.rust_name.clone().unwrap_or_else(|| default_field(name))
}

/// The same without a reading.
pub fn default_field(name: &str) -> String {
    name.to_snake_case()
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
