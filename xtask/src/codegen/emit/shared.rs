//! What every operation shares: login, envelope, return codes, callbacks.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::index::Index;
use super::print::{File, ident};
use super::{docs, structs};
use crate::codegen::model::{Bindings, Callback, Constant, Definition};
use crate::codegen::names;
use crate::spec::FactValue;

pub fn file(index: &Index<'_>) -> String {
    let bindings = index.bindings;
    let mut items = vec![
        structs::of(&bindings.login, index),
        structs::of(&bindings.envelope, index),
    ];
    items.extend(bindings.types.iter().map(|ty| structs::definition(ty, index)));
    for callback in &bindings.callbacks {
        items.push(structs::of(&callback.item, index));
        items.push(received(callback));
        items.extend(callback.types.iter().map(|ty| structs::definition(ty, index)));
    }

    let mut file = File::new("spec/shared.yaml", "What every operation shares.");
    let values = values(bindings);
    let values = values.iter().map(|name| ident(name));
    // By name: the prelude stands above this module, because its clients read return codes.
    file.group([
        quote! { use crate::answer::Answer; },
        quote! { use crate::params::{Callback, Parameters}; },
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
    let callbacks = &bindings.callbacks;
    let nested = callbacks.iter().flat_map(|callback| &callback.types);
    let nested = nested.chain(&bindings.types);
    let nested = nested.filter_map(Definition::as_struct);
    let structs = callbacks.iter().map(|callback| &callback.item).chain(nested);
    let structs = structs.chain([&bindings.login, &bindings.envelope]);
    let values =
        structs.flat_map(|item| &item.fields).filter(|it| it.value.is_of_wire());
    let ids = callbacks.iter().flat_map(|callback| &callback.ids);
    let values = values.map(|field| &field.value).chain(ids.map(|id| &id.value));
    let values = values.map(|value| names::value(value).0);
    values.chain(["OpenEnum".to_owned()]).collect()
}

/// How a callback is read, and what its ids are.
fn received(callback: &Callback) -> TokenStream {
    let name = ident(&callback.item.name);
    let ids = callback.ids.iter().map(|id| {
        let docs = format!(
            "`{}` as the id of {}, where `{}` says that it is one.",
            id.field, id.noun, id.by
        );
        let docs = docs::lines(&docs);
        let (function, field, by) = (ident(&id.name), ident(&id.field), ident(&id.by));
        let (codes, variants) = &id.codes;
        let (ty, codes) = (structs::value(&id.value), ident(codes));
        let variants = variants.iter().map(|variant| ident(variant));
        quote! {
            #docs
            pub fn #function(&self) -> Option<#ty> {
                match self.#by {
                    #(#codes::#variants)|* => Some(self.#field.as_str().into()),
                    _ => None,
                }
            }
        }
    });
    let ids: Vec<_> = ids.collect();
    let ids = (!ids.is_empty()).then(|| quote! { impl #name { #(#ids)* } });
    quote! {
        impl Callback for #name {}
        #ids
    }
}

/// What holds of every site.
fn constant(fact: &Constant) -> TokenStream {
    let name = ident(&fact.name);
    let text = fact.value.to_string();
    let (ty, value) = match fact.value {
        FactValue::Number(number) => {
            let number = Literal::i64_unsuffixed(number);
            (quote! { i64 }, quote! { #number })
        }
        _ => (quote! { &str }, quote! { #text }),
    };
    let place = match fact.value {
        FactValue::Path(_) => "\n\nBelow the address of a site.",
        FactValue::Entry(_) => {
            "\n\nBelow the address of a site; `{id}` stands for the id."
        }
        FactValue::Parameter(_) | FactValue::Number(_) => "",
    };
    let docs = docs::lines(&format!("{}{place}", fact.summary));
    quote! {
        #docs
        pub const #name: #ty = #value;
    }
}
