//! What every operation shares: login, envelope, return codes, callbacks.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::index::Index;
use super::operation::definition;
use super::print::{File, ident};
use super::{docs, enums, structs};
use crate::codegen::model::{Bindings, Constant, Definition};
use crate::codegen::names;
use crate::spec::FactValue;

pub fn file(index: &Index<'_>) -> String {
    let bindings = index.bindings;
    let mut items = vec![
        structs::of(&bindings.login, index),
        structs::of(&bindings.envelope, index),
        enums::open_enum(&bindings.return_code),
    ];
    items.extend(bindings.callbacks.iter().map(|ty| definition(ty, index)));

    let mut file = File::new("spec/shared.yaml", "What every operation shares.");
    let values = values(bindings);
    let values = values.iter().map(|name| ident(name));
    // By name: the prelude stands above this module, because its clients read return codes.
    file.group([
        quote! { use crate::answer::Answer; },
        quote! { use crate::params::Parameters; },
        quote! { use crate::wire::{#(#values),*}; },
    ]);
    let base_path = &bindings.base_path;
    file.item(quote! {
        /// Where every path hangs below the address of a site.
        ///
        /// Chapter 3.2.
        pub const BASE_PATH: &str = #base_path;
    });
    bindings.site.iter().for_each(|fact| file.item(constant(fact)));
    items.into_iter().for_each(|item| file.item(item));
    file.finish()
}

/// The value types of the client that the items of this module name.
fn values(bindings: &Bindings) -> BTreeSet<String> {
    let callbacks = bindings.callbacks.iter().filter_map(Definition::as_struct);
    let structs = callbacks.chain([&bindings.login, &bindings.envelope]);
    let values =
        structs.flat_map(|item| &item.fields).filter(|it| it.value.is_of_wire());
    let values = values.map(|field| names::value(&field.value).0);
    values.chain(["OpenEnum".to_owned()]).collect()
}

/// What holds of every site.
fn constant(fact: &Constant) -> TokenStream {
    let name = ident(&fact.name);
    let (ty, value, place) = match &fact.value {
        FactValue::Path(text) => {
            (quote! { &str }, quote! { #text }, "\n\nBelow the address of a site.")
        }
        FactValue::Entry(text) => (
            quote! { &str },
            quote! { #text },
            "\n\nBelow the address of a site; `{id}` stands for the id.",
        ),
        FactValue::Number(number) => {
            let number = Literal::i64_unsuffixed(*number);
            (quote! { i64 }, quote! { #number }, "")
        }
    };
    let docs = docs::lines(&format!("{}{place}", fact.summary));
    quote! {
        #docs
        pub const #name: #ty = #value;
    }
}
