//! The names of the bindings. No name is chosen anywhere else.

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::model::Value;
use crate::spec::kind::Kind;
use crate::spec::{ReturnCode, Row};

/// Types and traits of Rust's prelude, types of the prelude that generated modules import, of the module that all
/// operations share, and what derives name.
pub const TAKEN_TYPES: &str = "AsMut AsRef Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err \
    ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Hash Into IntoIterator Iterator None \
    Ok Option Ord PartialEq PartialOrd Result Self Send Sized Some String Sync ToOwned ToString \
    TryFrom TryInto Vec \
    Answer BlockingClient Call Client Date DocumentId Drift Effect Envelope Error \
    Items JoinUrl ListFormat Login Method OpenEnum Operation OperationInfo OperationVisitor \
    OrganizerToken Other Page PanelistToken Parameters RecordId ResourceUrl ReturnCode Role Secret Time UserId ViewerLink VodId WebcastId Window";

/// Constants of the module that all operations share and of the one around it.
pub const TAKEN_CONSTANTS: &str = "BASE_PATH FIRST_REVISION OPERATIONS REVISIONS";

/// Functions of the client that no operation can have the name of.
pub const TAKEN_FUNCTIONS: &str = "builder call items pages site";

/// Functions of every request that no setter can have the name of.
pub const TAKEN_SETTERS: &str = "between broken_rules check new";

/// The variant of every code list.
pub const TAKEN_VARIANTS: &str = "Other";

/// Whether a name is one of the `taken` ones.
pub fn is_taken(taken: &str, name: &str) -> bool {
    taken.split(' ').any(|it| it == name)
}

/// The type that the return codes of chapter 3.5 become.
pub const RETURN_CODE: &str = "ReturnCode";

/// The rows of every request that a client is made with. What the document adds to them is set by name.
pub const LOGIN: [&str; 2] = ["loginName", "password"];

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

/// The constant of the fact `name`.
pub fn constant(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// The variant of a code list.
pub fn variant(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The name of a return code, as our words have it.
pub fn return_code(code: &str, meaning: &ReturnCode) -> String {
    let number = || format!("code_{}", code.replace('-', "minus_"));
    meaning.name.clone().unwrap_or_else(number)
}

/// The module of the operation `key` below `webcast`.
pub fn module(key: &str) -> Vec<String> {
    key.split('/').map(|part| part.to_snake_case()).collect()
}

/// The field of the row `key`.
pub fn field(key: &str, row: &Row) -> String {
    row.rust_name.clone().unwrap_or_else(|| default_field(key))
}

/// The same without a reading.
pub fn default_field(key: &str) -> String {
    key.to_snake_case()
}

/// The Rust type of one value, and the word for it where no Rust is read.
pub fn value(value: &Value) -> (String, &'static str) {
    let (ty, word) = match value {
        Value::Named(name) => (name.as_str(), "code"),
        Value::Secret => ("Secret", "secret"),
        Value::Plain(kind) => match kind {
            Kind::Text => ("String", "text"),
            Kind::Int => ("i64", "integer"),
            Kind::Decimal => ("f64", "decimal"),
            Kind::Bool => ("bool", "boolean"),
            Kind::Time => ("Time", "time"),
            Kind::Date => ("Date", "date"),
            Kind::Url => ("ResourceUrl", "url"),
            Kind::JoinUrl => ("JoinUrl", "secret"),
            Kind::Token(meaning) => return (format!("{meaning:?}"), "secret"),
            Kind::TextId(meaning) => return (format!("{meaning:?}"), "textId"),
            Kind::NumberId(meaning) => return (format!("{meaning:?}"), "numberId"),
            Kind::Page | Kind::Rows => ("Page", "page"),
        },
    };
    (ty.to_owned(), word)
}

/// The name on the wire that a field has when nothing else is said.
pub fn default_wire(field: &str) -> String {
    field.to_lower_camel_case()
}

/// Whether `word` can stand in Rust as it is.
pub fn is_identifier(word: &str) -> bool {
    // A keyword of the bindings' edition that `syn` takes for a name.
    word != "gen" && syn::parse_str::<syn::Ident>(word).is_ok()
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
