//! What every operation shares: login, envelope, return codes, callbacks.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::inexact::Inexact;
use super::operation::definition;
use super::print::{File, ident};
use super::{docs, enums, structs};
use crate::codegen::model::{Bindings, Constant};
use crate::spec::FactValue;

pub fn file(bindings: &Bindings, inexact: &Inexact<'_>) -> String {
    let mut file = File::new("spec/shared.yaml", "What every operation shares.");
    file.group([quote! { use crate::prelude::*; }]);
    let base_path = &bindings.base_path;
    file.item(quote! {
        /// Where every path hangs below the address of a site.
        ///
        /// Chapter 3.2.
        pub const BASE_PATH: &str = #base_path;
    });
    bindings.site.iter().for_each(|fact| file.item(constant(fact)));
    file.item(structs::parameters(&bindings.login, inexact));
    file.item(structs::answer(&bindings.envelope, inexact));
    file.item(enums::open_enum(&bindings.return_code));
    for callback in &bindings.callbacks {
        file.item(definition(callback, inexact));
    }
    file.finish()
}

/// What holds of every site.
fn constant(fact: &Constant) -> TokenStream {
    let name = ident(&fact.name);
    let (ty, value) = match &fact.value {
        FactValue::Path(text) | FactValue::Entry(text) => {
            (quote! { &str }, quote! { #text })
        }
        FactValue::Number(number) => {
            let number = Literal::i64_unsuffixed(*number);
            (quote! { i64 }, quote! { #number })
        }
    };
    let facts = match fact.value {
        FactValue::Path(_) => "\n\nBelow the address of a site.",
        FactValue::Entry(_) => {
            "\n\nBelow the address of a site; `{id}` stands for the id."
        }
        FactValue::Number(_) => "",
    };
    let docs = docs::lines(&format!("{}{facts}", fact.summary));
    quote! {
        #docs
        pub const #name: #ty = #value;
    }
}
