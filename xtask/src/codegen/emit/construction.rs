//! A request as a user makes it: what it cannot go without, and the setters for the rest.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

use super::index::Index;
use super::print::ident;
use crate::codegen::model::{Definition, Enum, Field, Struct, Value};
use crate::codegen::names;
use crate::spec::kind::Kind;

/// Rust of a request from values of the spec.
pub struct Construction<'b> {
    index: &'b Index<'b>,
    /// What stands behind an expression that can fail: `?` or `.unwrap()`.
    checked: TokenStream,
    /// The types of `gensee_api::webcast` that it names.
    pub webcast: BTreeSet<String>,
    /// Those of `gensee_api` itself.
    pub values: BTreeSet<String>,
}

impl<'b> Construction<'b> {
    pub fn new(index: &'b Index<'b>, checked: TokenStream) -> Self {
        Self { index, checked, webcast: BTreeSet::new(), values: BTreeSet::new() }
    }

    /// The struct with the given values, and a setter for each that can be left out.
    pub fn of<'g>(
        &mut self,
        item: &Struct,
        given: impl Fn(&Field) -> Option<&'g Json>,
    ) -> (TokenStream, Vec<TokenStream>) {
        let name = noted(&item.name, &mut self.webcast);
        let (mut needed, mut setters) = (Vec::new(), Vec::new());
        for field in &item.fields {
            let value = given(field).map(|given| self.value(field, given));
            if !field.presence.is_optional() {
                needed.push(value.unwrap_or_else(|| quote! { Default::default() }));
            } else if let Some(value) = value {
                let setter = ident(&field.name);
                setters.push(quote! { .#setter(#value) });
            }
        }
        (quote! { #name::new(#(#needed),*) }, setters)
    }

    fn value(&mut self, field: &Field, given: &Json) -> TokenStream {
        match given {
            Json::Array(items) if field.presence.is_list() => {
                let items = items.iter().map(|item| self.single(&field.value, item));
                let items: Vec<_> = items.collect();
                quote! { [#(#items),*] }
            }
            given => self.single(&field.value, given),
        }
    }

    fn single(&mut self, value: &Value, given: &Json) -> TokenStream {
        let text = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
        match (self.index.definition(value), given) {
            (Some(Definition::Struct(item)), Json::Object(map)) => {
                let given =
                    |field: &Field| field.wire.iter().find_map(|name| map.get(name));
                let (value, setters) = self.of(item, given);
                quote! { #value #(#setters)* }
            }
            (Some(Definition::Enum(codes)), _) => self.code(codes, &text),
            _ => self.plain(value, &text, given.as_i64()),
        }
    }

    fn code(&mut self, codes: &Enum, code: &str) -> TokenStream {
        let ty = noted(&codes.name, &mut self.webcast);
        match codes.variants.iter().find(|known| known.code == code) {
            Some(known) => {
                let variant = ident(&known.name);
                quote! { #ty::#variant }
            }
            None => quote! { #ty::from_code(#code) },
        }
    }

    fn plain(&mut self, value: &Value, text: &str, number: Option<i64>) -> TokenStream {
        let Value::Plain(kind) = value else { return quote! { #text } };
        let number = number.or_else(|| text.parse().ok());
        let name = names::value(value).0;
        match (kind, number) {
            (Kind::Bool, _) => {
                let value = text == "true";
                quote! { #value }
            }
            (Kind::Decimal, _) => {
                let value = text.parse::<f64>().unwrap_or_default();
                quote! { #value }
            }
            (Kind::Int | Kind::NumberId(_), Some(number)) => whole(number),
            (Kind::Time | Kind::Date | Kind::Token(_), _) => {
                let ty = noted(&name, &mut self.values);
                let (checked, number) =
                    (&self.checked, number.map(Literal::i64_unsuffixed));
                match (kind, number) {
                    (Kind::Token(_), _) => quote! { #ty::new(#text) },
                    (Kind::Date, _) => quote! { #text.parse::<#ty>()#checked },
                    (_, Some(number)) => quote! { #ty::from_millis(#number) },
                    (_, None) => quote! { #ty::china(#text)#checked },
                }
            }
            _ => quote! { #text },
        }
    }
}

/// The name of a type, which is noted.
fn noted(name: &str, types: &mut BTreeSet<String>) -> Ident {
    types.insert(name.to_owned());
    ident(name)
}

/// Where nothing says otherwise, Rust takes a number for one of 32 bits.
fn whole(number: i64) -> TokenStream {
    let fits = i32::try_from(number).is_ok();
    let literal = if fits { Literal::i64_unsuffixed } else { Literal::i64_suffixed };
    let literal = literal(number);
    quote! { #literal }
}
