//! Types: requests, answers, and the rows and code lists of both.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::index::Index;
use super::print::{ident, word};
use crate::codegen::model::{
    Condition, Definition, Demand, Enum, Field, Presence, Printed, Struct, Value,
};
use crate::codegen::names;
use crate::spec::kind::Kind;
use crate::spec::{Bounds, Direction};

/// A type that a row describes.
pub fn definition(definition: &Definition, index: &Index<'_>) -> TokenStream {
    match definition {
        Definition::Struct(item) => of(item, index),
        Definition::Enum(item) => open_enum(item),
    }
}

/// A struct that is sent or read.
pub fn of(item: &Struct, index: &Index<'_>) -> TokenStream {
    with_docs(item, docs::attributes(&item.docs), index)
}

/// The same below documentation of its own.
pub fn with_docs(
    item: &Struct,
    docs: Option<TokenStream>,
    index: &Index<'_>,
) -> TokenStream {
    let (derive, attribute) = match item.direction {
        Direction::Answer => (quote! { Answer }, quote! { answer }),
        _ => (quote! { Parameters }, quote! { param }),
    };
    let exact = (!index.holds_decimal(item)).then(|| quote! { Eq, Hash, });
    let name = ident(&item.name);
    let window = item.window.iter().map(|window| {
        let (start, end) = (ident(&window.start), ident(&window.end));
        let days = Literal::u32_unsuffixed(window.days);
        quote! { #[window(#start..#end, days = #days)] }
    });
    let conditions = item.conditions.chunk_by(|one, next| {
        only_when(one).is_some() && only_when(one) == only_when(next)
    });
    let conditions = conditions.map(condition);
    let viewer_link = viewer_link(item);
    let extra = (item.direction == Direction::Answer).then(|| {
        quote! {
            /// The properties that the document does not have.
            #[cfg(feature = "extra")]
            #[answer(extra)]
            pub extra: crate::answer::Extra,
        }
    });
    let fields = item.fields.iter().map(|field| {
        let keys = keys(field, item.direction);
        let keys = (!keys.is_empty()).then(|| quote! { #[#attribute(#(#keys),*)] });
        declaration(field, keys)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, #exact #derive)]
        #(#window)*
        #(#conditions)*
        #[non_exhaustive]
        pub struct #name { #(#fields)* #extra }
        #viewer_link
    }
}

/// The link builder of an answer that has an address by which viewers join.
fn viewer_link(item: &Struct) -> Option<TokenStream> {
    let joins = |field: &&Field| field.value == Value::Plain(Kind::JoinUrl);
    let field = item.fields.iter().find(joins)?;
    let (name, address) = (ident(&item.name), ident(&field.name));
    Some(quote! {
        impl #name {
            /// Makes a link for one viewer.
            pub fn viewer_link(&self) -> ViewerLink {
                ViewerLink::new(self.#address.as_ref())
            }
        }
    })
}

fn declaration(field: &Field, attribute: Option<TokenStream>) -> TokenStream {
    let docs = docs::attributes(&field.docs);
    let name = ident(&field.name);
    let ty = ty(field);
    quote! { #docs #attribute pub #name: #ty, }
}

/// The Rust type of a field.
pub fn ty(field: &Field) -> TokenStream {
    let value = value(&field.value);
    match field.presence {
        Presence::Needed => value,
        Presence::Optional => quote! { Option<#value> },
        Presence::List => quote! { Vec<#value> },
        Presence::OptionalList => quote! { Option<Vec<#value>> },
    }
}

/// The Rust type of a value.
pub fn value(value: &Value) -> TokenStream {
    let name = ident(&names::value(value).0);
    quote! { #name }
}

/// What the derive must know of a field besides its name and its type.
fn keys(field: &Field, direction: Direction) -> Vec<TokenStream> {
    let mut keys = match &field.wire[..] {
        [only] if *only == names::default_wire(&field.name) => Vec::new(),
        [only] => vec![quote! { name = #only }],
        all => vec![quote! { names(#(#all),*) }],
    };
    let Printed { name, kind, nowhere } = field.printed;
    if name > 0 {
        let name = &field.wire[name];
        keys.push(quote! { printed = #name });
    }
    keys.extend(kind.map(word).map(|kind| quote! { printed_as = #kind }));
    if direction != Direction::Answer {
        let Field { length, range, clamp, .. } = field;
        for (key, bounds) in [("length", length), ("range", range), ("clamp", clamp)] {
            let key = ident(key);
            keys.extend(bounds.map(self::range).map(|range| quote! { #key = #range }));
        }
        keys.extend(field.default.iter().map(|default| quote! { default = #default }));
        return keys;
    }
    keys.extend(field.also_on.iter().map(|(list, _)| {
        let list = ident(list);
        quote! { also_on = #list }
    }));
    let always = field.presence == Presence::Needed;
    for (flag, holds) in
        [("always", always), ("flat", field.flat), ("unprinted", nowhere)]
    {
        let flag = ident(flag);
        keys.extend(holds.then(|| quote! { #flag }));
    }
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

/// On what a field depends that has a meaning only then: fields that share it are told in one attribute.
fn only_when(condition: &Condition) -> Option<(&str, &[String])> {
    match condition {
        Condition::When { demand: Demand::Only, other, values, .. } => {
            Some((other, values))
        }
        _ => None,
    }
}

/// One attribute, for one condition or for several that share what they depend on.
fn condition(alike: &[Condition]) -> TokenStream {
    let fields = alike.iter().filter_map(|condition| match condition {
        Condition::When { field, .. } => Some(ident(field)),
        Condition::Order { .. } => None,
    });
    match &alike[0] {
        Condition::When { demand, value, other, values, .. } => {
            let (demand, other) = (ident(&word(demand)), ident(other));
            let value = value.iter();
            let values = match &values[..] {
                [only] => quote! { #only },
                all => quote! { [#(#all),*] },
            };
            quote! { #[condition(#demand(#(#fields),* #(= #value)*), when(#other = #values))] }
        }
        Condition::Order { less, more } => {
            let (less, more) = (ident(less), ident(more));
            quote! { #[condition(order(#less, #more))] }
        }
    }
}

/// A code list: open, so that a code of tomorrow is kept and not refused.
fn open_enum(item: &Enum) -> TokenStream {
    let docs = docs::attributes(&item.docs);
    let name = ident(&item.name);
    let number = item.number.then(|| quote! { #[open_enum(number)] });
    let variants = item.variants.iter().map(|variant| {
        let docs = docs::attributes(&variant.docs);
        let name = ident(&variant.name);
        let code = &variant.code;
        quote! { #docs #[code(#code)] #name, }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash, OpenEnum)]
        #number
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A code that the document does not list.
            Other(String),
        }
    }
}
