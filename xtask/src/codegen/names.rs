//! The names of the bindings. No name is chosen anywhere else.

use heck::{ToLowerCamelCase, ToSnakeCase, ToUpperCamelCase};

use crate::spec::Row;

/// A type of the prelude that generated modules import, or of Rust's own: no type of the spec may take it.
pub const TAKEN_TYPES: [&str; 41] = [
    "Answer",
    "BlockingClient",
    "Box",
    "Call",
    "Client",
    "Clone",
    "Date",
    "Debug",
    "Default",
    "DocumentId",
    "Drop",
    "Effect",
    "Eq",
    "Err",
    "Error",
    "From",
    "Hash",
    "Into",
    "Items",
    "Iterator",
    "None",
    "Ok",
    "OpenEnum",
    "Operation",
    "Option",
    "Other",
    "Page",
    "Parameters",
    "RecordId",
    "ResourceUrl",
    "Result",
    "Role",
    "Secret",
    "Some",
    "String",
    "Time",
    "UserId",
    "Vec",
    "VodId",
    "WebcastId",
    "Window",
];

/// The request type of the operation `name`.
pub fn request_type(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The answer type of the operation `name`.
pub fn response_type(name: &str) -> String {
    format!("{}Response", name.to_upper_camel_case())
}

/// The variant of a code list.
pub fn variant(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The module of the operation `key` below `webcast`.
pub fn module(key: &str) -> Vec<String> {
    key.split('/').map(|part| identifier(&part.to_snake_case())).collect()
}

/// The field of the row `key`.
pub fn field(key: &str, row: &Row) -> String {
    row.rust_name.clone().unwrap_or_else(|| identifier(&key.to_snake_case()))
}

/// The name on the wire that a field has when nothing else is said.
pub fn default_wire(field: &str) -> String {
    field.trim_start_matches("r#").to_lower_camel_case()
}

/// A word as a Rust identifier.
fn identifier(word: &str) -> String {
    if syn::parse_str::<syn::Ident>(word).is_ok() {
        word.to_owned()
    } else {
        format!("r#{word}")
    }
}
