//! Structs: requests, answers, and the rows of both.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::inexact::Inexact;
use super::print::ident;
use crate::codegen::model::{
    Condition, Field, Presence, Printed, PrintedKind, Struct, Value, When,
};
use crate::codegen::names;
use crate::spec::Bounds;

/// A struct that is sent.
pub fn parameters(item: &Struct, inexact: &Inexact<'_>) -> TokenStream {
    request(item, &docs::attributes(&item.docs), inexact)
}

/// A struct that is sent, below attributes of its own.
pub fn request(item: &Struct, docs: &TokenStream, inexact: &Inexact<'_>) -> TokenStream {
    let traits = traits(item, inexact);
    let name = ident(&item.name);
    let alike = |one: &Condition, other: &Condition| matches!((one, other), (Condition::Only { when: one, .. }, Condition::Only { when: other, .. }) if one == other);
    let conditions = item.conditions.chunk_by(alike).map(conditions);
    let window = item.window.iter().map(|window| {
        let (start, end) = (ident(&window.start), ident(&window.end));
        let days = Literal::u32_unsuffixed(window.days);
        quote! { #[window(#start..#end, days = #days)] }
    });
    let fields = item.fields.iter().map(|field| {
        let attribute = attribute(quote! { param }, parameter_keys(field));
        declaration(field, attribute)
    });
    quote! {
        #docs
        #[derive(#traits, Parameters)]
        #(#window)*
        #(#conditions)*
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    }
}

/// A struct that is read.
pub fn answer(item: &Struct, inexact: &Inexact<'_>) -> TokenStream {
    let docs = docs::attributes(&item.docs);
    let traits = traits(item, inexact);
    let name = ident(&item.name);
    let fields = item.fields.iter().map(|field| {
        let attribute = attribute(quote! { answer }, answer_keys(field));
        declaration(field, attribute)
    });
    quote! {
        #docs
        #[derive(#traits, Answer)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    }
}

/// What every struct is, as far as its fields are.
fn traits(item: &Struct, inexact: &Inexact<'_>) -> TokenStream {
    if inexact.holds(item) {
        return quote! { Clone, Debug, PartialEq };
    }
    quote! { Clone, Debug, PartialEq, Eq, Hash }
}

fn declaration(field: &Field, attribute: Option<TokenStream>) -> TokenStream {
    let docs = docs::attributes(&field.docs);
    let name = ident(&field.name);
    let ty = ty(field);
    quote! { #docs #attribute pub #name: #ty, }
}

fn ty(field: &Field) -> TokenStream {
    let value = value(&field.value);
    match field.presence {
        Presence::Needed => value,
        Presence::Optional => quote! { Option<#value> },
        Presence::List => quote! { Vec<#value> },
    }
}

/// The Rust type of a value.
pub fn value(value: &Value) -> TokenStream {
    let name = match value {
        Value::Text => "String",
        Value::Int => "i64",
        Value::Decimal => "f64",
        Value::Bool => "bool",
        Value::Time => "Time",
        Value::Date => "Date",
        Value::Url => "ResourceUrl",
        Value::Secret => "Secret",
        Value::WebcastId => "WebcastId",
        Value::VodId => "VodId",
        Value::RecordId => "RecordId",
        Value::DocumentId => "DocumentId",
        Value::UserId => "UserId",
        Value::Page => "Page",
        Value::Named(name) => name,
    };
    let name = ident(name);
    quote! { #name }
}

fn attribute(name: TokenStream, keys: Vec<TokenStream>) -> Option<TokenStream> {
    (!keys.is_empty()).then(|| quote! { #[#name(#(#keys),*)] })
}

fn parameter_keys(field: &Field) -> Vec<TokenStream> {
    let mut keys = wire_keys(field);
    for (key, bounds) in
        [("length", field.length), ("range", field.range), ("clamp", field.clamp)]
    {
        let key = ident(key);
        keys.extend(bounds.map(range).map(|range| quote! { #key = #range }));
    }
    keys.extend(field.default.iter().map(|default| quote! { default = #default }));
    keys
}

fn answer_keys(field: &Field) -> Vec<TokenStream> {
    let mut keys = wire_keys(field);
    if field.presence == Presence::Needed {
        keys.push(quote! { always });
    }
    if field.flat {
        keys.push(quote! { flat });
    }
    if field.printed.nowhere {
        keys.push(quote! { unprinted });
    }
    keys
}

fn wire_keys(field: &Field) -> Vec<TokenStream> {
    let mut keys = match &field.wire[..] {
        [only] if *only == names::default_wire(&field.name) => Vec::new(),
        [only] => vec![quote! { name = #only }],
        all => vec![quote! { names(#(#all),*) }],
    };
    let Printed { name, kind, .. } = field.printed;
    if name > 0 {
        let name = &field.wire[name];
        keys.push(quote! { printed = #name });
    }
    keys.extend(kind.map(|kind| {
        let kind = match kind {
            PrintedKind::Text => "text",
            PrintedKind::Integer => "integer",
            PrintedKind::List => "list",
        };
        quote! { printed_as = #kind }
    }));
    keys
}

fn range(bounds: Bounds) -> TokenStream {
    let end = |end: Option<i64>| end.map(Literal::i64_unsuffixed);
    let (min, max) = (end(bounds.min), end(bounds.max));
    if max.is_some() {
        quote! { #min..=#max }
    } else {
        quote! { #min.. }
    }
}

/// One attribute: a condition, or several parameters that have a meaning on the same one.
fn conditions(alike: &[Condition]) -> TokenStream {
    match &alike[0] {
        Condition::Require { field, when } => {
            let (field, when) = (ident(field), conditional(when));
            quote! { #[condition(require(#field), #when)] }
        }
        Condition::Fix { field, value, when } => {
            let (field, when) = (ident(field), conditional(when));
            quote! { #[condition(fix(#field = #value), #when)] }
        }
        Condition::Only { when, .. } => {
            let when = conditional(when);
            let fields = alike.iter().filter_map(|condition| match condition {
                Condition::Only { field, .. } => Some(ident(field)),
                _ => None,
            });
            quote! { #[condition(only(#(#fields),*), #when)] }
        }
        Condition::Order { less, more } => {
            let (less, more) = (ident(less), ident(more));
            quote! { #[condition(order(#less, #more))] }
        }
    }
}

fn conditional(When { field, values }: &When) -> TokenStream {
    let field = ident(field);
    match &values[..] {
        [only] => quote! { when(#field = #only) },
        all => quote! { when(#field = [#(#all),*]) },
    }
}
