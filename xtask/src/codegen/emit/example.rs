//! The example of an operation: a request with what it needs, sent and answered.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::{self, ident};
use crate::codegen::model::{
    Bindings, Definition, Field, Operation, Presence, Struct, Value,
};

/// The example as lines of Rust, to be compiled as a documentation test.
pub fn of(operation: &Operation, bindings: &Bindings) -> String {
    let mut sample = Sample {
        bindings,
        webcast: BTreeSet::new(),
        values: BTreeSet::new(),
        moments: 0,
    };
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
    bindings: &'b Bindings,
    /// Names of `gensee_api::webcast`.
    webcast: BTreeSet<&'b str>,
    /// Names of `gensee_api`.
    values: BTreeSet<&'static str>,
    /// Each moment lies after the one before.
    moments: u32,
}

impl<'b> Sample<'b> {
    fn build(&mut self, item: &'b Struct) -> TokenStream {
        self.webcast.insert(&item.name);
        let name = ident(&item.name);
        let mut arguments: Vec<TokenStream> = Vec::new();
        for field in &item.fields {
            match field.presence {
                Presence::Needed => arguments.push(self.value(field)),
                Presence::List => {
                    let value = self.value(field);
                    arguments.push(quote! { [#value] });
                }
                Presence::Optional => {}
            }
        }
        quote! { #name::new(#(#arguments),*) }
    }

    fn value(&mut self, field: &'b Field) -> TokenStream {
        match &field.value {
            Value::Text => text("Rust 101", field),
            Value::Secret => text("123456", field),
            Value::Int => {
                let least = field.range.and_then(|range| range.min).unwrap_or(1);
                let number = Literal::i64_unsuffixed(least);
                quote! { #number }
            }
            Value::Decimal => quote! { 1.0 },
            Value::Bool => quote! { true },
            Value::Time => {
                self.values.insert("Time");
                self.moments += 1;
                let moment = format!("2030-05-19 {:02}:00:00", 9 + self.moments);
                quote! { Time::china(#moment)? }
            }
            Value::Date => {
                self.values.insert("Date");
                self.moments += 1;
                let day = Literal::u32_unsuffixed(18 + self.moments);
                quote! { Date::new(2030, 5, #day)? }
            }
            Value::Url => quote! { "http://example.com/rust.pptx" },
            Value::WebcastId | Value::VodId => {
                quote! { "b224ae7f0b4e4a3c8d5e6f708192a3b4" }
            }
            Value::RecordId | Value::DocumentId | Value::UserId => quote! { 4711 },
            // Only answers have one.
            Value::Page => quote! { gensee_api::Page::new() },
            Value::Named(name) => self.named(name),
        }
    }

    fn named(&mut self, name: &str) -> TokenStream {
        match definition(self.bindings, name) {
            Some(Definition::Parameters(item) | Definition::Answer(item)) => {
                self.build(item)
            }
            Some(Definition::Enum(item)) => {
                self.webcast.insert(&item.name);
                let name = ident(&item.name);
                let variant = item.variants.first().map(|variant| ident(&variant.name));
                quote! { #name::#variant }
            }
            None => unreachable!("`lower` names only types that it defines"),
        }
    }
}

/// A type that any operation defines.
fn definition<'b>(bindings: &'b Bindings, name: &str) -> Option<&'b Definition> {
    let mut types = bindings.operations.iter().flat_map(|operation| &operation.types);
    types.find(|definition| definition.name() == name)
}

/// A text that is long enough and not too long.
fn text(usual: &str, field: &Field) -> TokenStream {
    let bounds = field.length;
    let least = bounds.and_then(|bounds| bounds.min).and_then(|min| min.try_into().ok());
    let most = bounds.and_then(|bounds| bounds.max).and_then(|max| max.try_into().ok());
    let length = usual.len().max(least.unwrap_or(0)).min(most.unwrap_or(usize::MAX));
    let text: String = usual.chars().cycle().take(length).collect();
    quote! { #text }
}
