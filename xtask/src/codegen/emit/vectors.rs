//! Wire vectors as tests: a request and its exact bytes, an answer and what it reads as.

use proc_macro2::TokenStream;
use quote::quote;

use super::construction::Construction;
use super::index::Index;
use super::print::{ident, literal};
use crate::codegen::model::{Case, Field, Operation, Vector};

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
            let mut construction = Construction::new(index, quote! { .unwrap() });
            let (value, setters) = construction.of(&operation.request, given);
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
