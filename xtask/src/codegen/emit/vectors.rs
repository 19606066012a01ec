//! Wire vectors as tests: a request and its exact bytes, an answer and what it reads as.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::index::Index;
use super::print::{ident, literal};
use crate::codegen::model::{Case, Field, Operation, Struct, Value, Vector};
use crate::codegen::names;
use crate::spec::kind::Kind;

/// The `number`-th vector of `operation`.
pub fn test(
    operation: &Operation,
    number: usize,
    vector: &Vector,
    index: &Index<'_>,
) -> TokenStream {
    let name = ident(&format!("vector_{number}"));
    let from = format!(" {}", vector.from);
    let request = ident(&operation.request.name);
    let body = match &vector.case {
        Case::Form { given, repeated, text_times, form } => {
            let given =
                |field: &Field| Some(&given.iter().find(|it| it.0 == field.name)?.1);
            let (value, setters) = construction(&operation.request, &given, index);
            let form = literal(form);
            let times = ident(if *text_times { "ChinaText" } else { "Millis" });
            let lists = ident(if *repeated { "Repeated" } else { "Indexed" });
            quote! {
                let request = #value;
                #(let request = request #setters;)*
                sends(&request, TimeFormat::#times, ListFormat::#lists, #form);
            }
        }
        Case::Answer { body, reads } => {
            let body = literal(body);
            let reads = literal(&reads.to_string());
            quote! {
                let body = #body;
                let wanted = #reads;
                reads::<#request>(body, wanted);
            }
        }
    };
    quote! {
        #[doc = #from]
        #[test]
        fn #name() { #body }
    }
}

/// The struct with the given values as a user makes it: what it cannot go without, and the setters for the rest.
fn construction<'g>(
    item: &Struct,
    given: &dyn Fn(&Field) -> Option<&'g serde_json::Value>,
    index: &Index<'_>,
) -> (TokenStream, Vec<TokenStream>) {
    let name = ident(&item.name);
    let (mut needed, mut setters) = (Vec::new(), Vec::new());
    for field in &item.fields {
        let value = given(field).map(|given| expression(field, given, index));
        if !field.presence.is_optional() {
            needed.push(value.unwrap_or_else(|| quote! { Default::default() }));
        } else if let Some(value) = value {
            let setter = ident(&field.name);
            setters.push(quote! { .#setter(#value) });
        }
    }
    (quote! { #name::new(#(#needed),*) }, setters)
}

fn expression(
    field: &Field,
    given: &serde_json::Value,
    index: &Index<'_>,
) -> TokenStream {
    match given {
        serde_json::Value::Array(items) if field.presence.is_list() => {
            let items = items.iter().map(|item| single(&field.value, item, index));
            quote! { vec![#(#items),*] }
        }
        given => single(&field.value, given, index),
    }
}

fn single(value: &Value, given: &serde_json::Value, index: &Index<'_>) -> TokenStream {
    let text = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
    let number =
        given.as_i64().or_else(|| text.parse().ok()).map(Literal::i64_unsuffixed);
    let ty = ident(&names::value(value).0);
    let kind = match value {
        Value::Secret => return quote! { #ty::from(#text) },
        Value::Named(_) => return named(value, given, &text, index),
        Value::Plain(kind) => kind,
    };
    match kind {
        Kind::Text | Kind::Url | Kind::JoinUrl | Kind::TextId(_) => {
            quote! { #ty::from(#text) }
        }
        Kind::Token(_) => quote! { #ty::new(#text) },
        Kind::NumberId(_) => quote! { #ty::from(#number) },
        Kind::Int => quote! { #number },
        Kind::Bool => {
            let value = text == "true";
            quote! { #value }
        }
        Kind::Decimal => {
            let value = text.parse::<f64>().unwrap_or_default();
            quote! { #value }
        }
        Kind::Time if given.is_string() && number.is_none() => quote! { china(#text) },
        Kind::Time => quote! { Time::from_millis(#number) },
        Kind::Date => quote! { day(#text) },
        Kind::Page | Kind::Rows => quote! { Default::default() },
    }
}

/// A code, or a row with its fields.
fn named(
    value: &Value,
    given: &serde_json::Value,
    text: &str,
    index: &Index<'_>,
) -> TokenStream {
    let (Some(item), serde_json::Value::Object(map)) = (index.rows(value), given) else {
        let ty = ident(&names::value(value).0);
        return quote! { #ty::from_code(#text) };
    };
    let given = |field: &Field| field.wire.iter().find_map(|name| map.get(name));
    let (value, setters) = construction(item, &given, index);
    quote! { #value #(#setters)* }
}
