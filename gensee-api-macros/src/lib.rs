//! The derives behind `gensee-api`: `Parameters`, `Answer` and `OpenEnum`.
//!
//! Each derive runs in the same four steps: `attr` reads the attributes, `ast` attaches them to the fields, `valid`
//! refuses those that contradict each other or the types, and one module for each derive writes the code; `builder` and
//! `serde` write the code that two derives share. All faults of an item are reported in one compile, each at the token
//! that causes it.
//!
//! What the attributes mean is documented at the traits of the same names in `gensee-api`.
//!
//! ```compile_fail
//! #[derive(gensee_api_macros::Parameters)]
//! struct Request(String); // error: `Request` must be a struct with named fields
//! ```

mod answer;
mod ast;
mod attr;
mod builder;
mod docs;
mod fault;
mod open_enum;
mod parameters;
mod serde;
#[cfg(test)]
mod tests;
mod valid;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Derives `gensee_api::Parameters` and `Serialize`, and gives the struct `new` and one setter for each field.
#[proc_macro_derive(Parameters, attributes(param, condition, window))]
pub fn derive_parameters(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    fault::render(parameters::derive(&input))
}

/// Derives `gensee_api::Answer`, `Serialize` and `Deserialize`, and gives the struct `new` and one setter for each
/// field.
#[proc_macro_derive(Answer, attributes(answer))]
pub fn derive_answer(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    fault::render(answer::derive(&input))
}

/// Derives `gensee_api::OpenEnum`, the traits that let it be a parameter and a property, `Display`, `From<&str>`,
/// `From<String>`, `Serialize` and `Deserialize`.
#[proc_macro_derive(OpenEnum, attributes(code, open_enum))]
pub fn derive_open_enum(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    fault::render(open_enum::derive(&input))
}
