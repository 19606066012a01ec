//! Wire vectors as tests: a request and its exact bytes, an answer and what it reads as.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::{ident, literal};
use super::tests::Tables;
use crate::codegen::model::{
    Case, Definition, Field, Operation, Presence, Struct, Value, Vector,
};

/// The `number`-th vector of `operation`.
pub fn test(
    operation: &Operation,
    all: &[Operation],
    number: usize,
    vector: &Vector,
) -> TokenStream {
    let name = ident(&format!("vector_{number}"));
    let from = format!(" {}", vector.from);
    let request = ident(&operation.request.name);
    match &vector.case {
        Case::Form { given, repeated, text_times, form } => {
            let tables = Tables { operation, all };
            let (value, setters) = construction(&operation.request, given, &tables);
            let form = literal(form);
            let times = ident(if *text_times { "ChinaText" } else { "Millis" });
            let lists = ident(if *repeated { "Repeated" } else { "Indexed" });
            quote! {
                #[doc = #from]
                #[test]
                fn #name() {
                    let request = #value;
                    #(let request = request #setters;)*
                    sends(&request, TimeFormat::#times, ListFormat::#lists, #form);
                }
            }
        }
        Case::Answer { body, reads } => {
            let body = literal(body);
            let reads = literal(&reads.to_string());
            quote! {
                #[doc = #from]
                #[test]
                fn #name() {
                    let body = #body;
                    let wanted = #reads;
                    reads::<#request>(body, wanted);
                }
            }
        }
    }
}

/// The struct with the given values as a user makes it: what it cannot go without, and the setters for the rest.
fn construction(
    item: &Struct,
    given: &[(String, serde_json::Value)],
    tables: &Tables<'_>,
) -> (TokenStream, Vec<TokenStream>) {
    let name = ident(&item.name);
    let value = |field: &Field| {
        given.iter().find(|(name, _)| *name == field.name).map(|(_, value)| value)
    };
    let is_needed = |field: &&Field| {
        field.presence == Presence::Needed || field.presence == Presence::List
    };
    let needed = item.fields.iter().filter(is_needed).map(|field| match value(field) {
        Some(given) => expression(field, given, tables),
        None => quote! { Default::default() },
    });
    let setters =
        item.fields.iter().filter(|field| !is_needed(field)).filter_map(|field| {
            let setter = ident(&field.name);
            let value = expression(field, value(field)?, tables);
            Some(quote! { .#setter(#value) })
        });
    (quote! { #name::new(#(#needed),*) }, setters.collect())
}

fn expression(
    field: &Field,
    given: &serde_json::Value,
    tables: &Tables<'_>,
) -> TokenStream {
    match (field.presence, given) {
        (Presence::List, serde_json::Value::Array(items)) => {
            let items = items.iter().map(|item| single(&field.value, item, tables));
            quote! { vec![#(#items),*] }
        }
        (_, given) => single(&field.value, given, tables),
    }
}

fn single(value: &Value, given: &serde_json::Value, tables: &Tables<'_>) -> TokenStream {
    let text = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
    let number =
        given.as_i64().or_else(|| text.parse().ok()).map(Literal::i64_unsuffixed);
    let into = |name: &str| {
        let name = ident(name);
        quote! { #name::from(#text) }
    };
    match value {
        Value::Text => quote! { String::from(#text) },
        Value::Secret => into("Secret"),
        Value::Url => into("ResourceUrl"),
        Value::WebcastId => into("WebcastId"),
        Value::VodId => into("VodId"),
        Value::RecordId => quote! { RecordId::from(#number) },
        Value::DocumentId => quote! { DocumentId::from(#number) },
        Value::UserId => quote! { UserId::from(#number) },
        Value::Int => quote! { #number },
        Value::Bool => {
            let value = text == "true";
            quote! { #value }
        }
        Value::Decimal => {
            let value = text.parse::<f64>().unwrap_or_default();
            quote! { #value }
        }
        Value::Time if given.is_string() && number.is_none() => quote! { china(#text) },
        Value::Time => quote! { Time::from_millis(#number) },
        Value::Date => quote! { day(#text) },
        Value::Page => quote! { Default::default() },
        Value::Named(name) => {
            let ty = ident(name);
            match (tables.find(name), given) {
                (Some(Definition::Parameters(item)), serde_json::Value::Object(map)) => {
                    let given: Vec<_> = item
                        .fields
                        .iter()
                        .filter_map(|field| {
                            let value =
                                field.wire.iter().find_map(|name| map.get(name))?;
                            Some((field.name.clone(), value.clone()))
                        })
                        .collect();
                    let (value, setters) = construction(item, &given, tables);
                    quote! { #value #(#setters)* }
                }
                _ => quote! { #ty::from_code(#text) },
            }
        }
    }
}
