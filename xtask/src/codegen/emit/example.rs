//! The example of an operation: a request with what it needs, sent and answered.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::index::Index;
use super::print::{self, ident};
use crate::codegen::model::{Definition, Field, Operation, Presence, Struct, Value};
use crate::spec::kind::Kind;

/// The example as lines of Rust, to be compiled as a documentation test.
pub fn of(operation: &Operation, index: &Index<'_>) -> String {
    let mut sample =
        Sample { index, webcast: BTreeSet::new(), values: BTreeSet::new(), moments: 0 };
    let request = sample.build(&operation.request);
    let function = ident(&operation.name);
    let webcast = sample.webcast.iter().map(|name| ident(name));
    let values: Vec<_> = sample.values.iter().map(|name| ident(name)).collect();
    let values =
        (!values.is_empty()).then(|| quote! { use gensee_api::{#(#values),*}; });
    let call = if operation.items.is_some() {
        quote! {
            let mut rows = client.items(request);
            while let Some(row) = rows.try_next().await? {
                println!("{row:?}");
            }
        }
    } else {
        quote! { let answer = client.#function(&request).await?; }
    };
    let code = print::statements(quote! {
        use gensee_api::webcast::{#(#webcast),*};
        #values
        let request = #request;
        #call
    });
    format!(
        "# Example\n\n```no_run\n# async fn run(client: gensee_api::Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}# Ok(())\n# }}\n```"
    )
}

/// Values that the document allows, and the names that they need.
struct Sample<'b> {
    index: &'b Index<'b>,
    /// Names of `gensee_api::webcast`.
    webcast: BTreeSet<&'b str>,
    /// Names of `gensee_api`.
    values: BTreeSet<String>,
    /// Each moment lies after the one before.
    moments: u32,
}

impl<'b> Sample<'b> {
    fn build(&mut self, item: &'b Struct) -> TokenStream {
        self.webcast.insert(&item.name);
        let name = ident(&item.name);
        let needed = item.fields.iter().filter(|it| !it.presence.is_optional());
        let arguments = needed.map(|field| match (self.value(field), field.presence) {
            (value, Presence::List) => quote! { [#value] },
            (value, _) => value,
        });
        quote! { #name::new(#(#arguments),*) }
    }

    fn value(&mut self, field: &'b Field) -> TokenStream {
        let kind = match (&field.value, self.index.definition(&field.value)) {
            (_, Some(Definition::Struct(item))) => return self.build(item),
            (_, Some(Definition::Enum(item))) => {
                self.webcast.insert(&item.name);
                let name = ident(&item.name);
                let variant = item.variants.first().map(|variant| ident(&variant.name));
                return quote! { #name::#variant };
            }
            (Value::Plain(kind), None) => *kind,
            (Value::Secret | Value::Named(_), None) => return text("123456", field),
        };
        match kind {
            Kind::Text => text("Rust 101", field),
            Kind::Int => {
                let least = field.range.and_then(|range| range.min).unwrap_or(1);
                let number = Literal::i64_unsuffixed(least);
                quote! { #number }
            }
            Kind::Decimal => quote! { 1.0 },
            Kind::Bool => quote! { true },
            Kind::Time => {
                self.values.insert("Time".to_owned());
                self.moments += 1;
                let moment = format!("2030-05-19 {:02}:00:00", 9 + self.moments);
                quote! { Time::china(#moment)? }
            }
            Kind::Date => {
                self.values.insert("Date".to_owned());
                self.moments += 1;
                let day = Literal::u32_unsuffixed(18 + self.moments);
                quote! { Date::new(2030, 5, #day)? }
            }
            Kind::Url => quote! { "http://example.com/rust.pptx" },
            Kind::Token(meaning) => {
                let ty = format!("{meaning:?}");
                let name = ident(&ty);
                self.values.insert(ty);
                let text = text("123456", field);
                quote! { #name::new(#text) }
            }
            Kind::TextId(_) => quote! { "b224ae7f0b4e4a3c8d5e6f708192a3b4" },
            Kind::NumberId(_) => quote! { 4711 },
            // Only answers have one.
            Kind::Page | Kind::Rows => quote! { gensee_api::Page::new() },
            Kind::JoinUrl => quote! { "" },
        }
    }
}

/// A text that is long enough and not too long.
fn text(usual: &str, field: &Field) -> TokenStream {
    let end = |end: Option<i64>| end.and_then(|end| usize::try_from(end).ok());
    let (least, most) =
        field.length.map_or((None, None), |bounds| (end(bounds.min), end(bounds.max)));
    let length = usual.len().max(least.unwrap_or(0)).min(most.unwrap_or(usize::MAX));
    let text: String = usual.chars().cycle().take(length).collect();
    quote! { #text }
}
