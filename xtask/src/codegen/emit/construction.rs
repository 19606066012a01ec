//! A request as a user makes it: what it cannot go without, and the setters for the rest.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

use super::index::Index;
use super::print::ident;
use crate::codegen::model::{Definition, Field, Struct, Value};
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
        let name = named(&item.name, &mut self.webcast);
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
        let name = names::value(value).0;
        match (self.index.definition(value), given) {
            (Some(Definition::Struct(item)), Json::Object(map)) => {
                let given =
                    |field: &Field| field.wire.iter().find_map(|name| map.get(name));
                let (value, setters) = self.of(item, given);
                return quote! { #value #(#setters)* };
            }
            (Some(Definition::Enum(codes)), _) => {
                let ty = named(&name, &mut self.webcast);
                let known = codes.variants.iter().find(|known| known.code == text);
                let variant = known.map(|known| ident(&known.name));
                let other = || quote! { #ty::from_code(#text) };
                return variant.map_or_else(other, |variant| quote! { #ty::#variant });
            }
            _ => {}
        }
        let number = given.as_i64().or_else(|| text.parse().ok());
        let ty = |values: &mut _| named(&name, values);
        let (checked, values) = (&self.checked, &mut self.values);
        match (value, number) {
            (Value::Plain(Kind::Bool), _) => {
                let value = text == "true";
                quote! { #value }
            }
            (Value::Plain(Kind::Decimal), _) => {
                let value = text.parse::<f64>().unwrap_or_default();
                quote! { #value }
            }
            (Value::Plain(Kind::Int | Kind::NumberId(_)), Some(number)) => whole(number),
            (Value::Plain(Kind::Time), Some(number)) => {
                let (ty, number) = (ty(values), Literal::i64_unsuffixed(number));
                quote! { #ty::from_millis(#number) }
            }
            (Value::Plain(Kind::Time), None) => {
                let ty = ty(values);
                quote! { #ty::china(#text)#checked }
            }
            (Value::Plain(Kind::Date), _) => {
                let ty = ty(values);
                quote! { #text.parse::<#ty>()#checked }
            }
            (Value::Plain(Kind::Token(_)), _) => {
                let ty = ty(values);
                quote! { #ty::new(#text) }
            }
            _ => quote! { #text },
        }
    }
}

/// The name of a type, which is noted.
fn named(name: &str, types: &mut BTreeSet<String>) -> Ident {
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
