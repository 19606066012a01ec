//! Code lists: open, so that a code of tomorrow is kept and not refused.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::print::ident;
use crate::codegen::model::Enum;

pub fn open_enum(item: &Enum) -> TokenStream {
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
