//! Tests of one operation: what the spec says, as data for the hand-written checks of `gensee-api/tests/expected`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::{File, ident};
use super::vectors;
use crate::codegen::model::{
    Bindings, Condition, Definition, Enum, Field, Operation, Presence, Printed,
    PrintedKind, Removed, Struct, Value, When, Window,
};
use crate::spec::{Bounds, Effect, operation_path};

/// The tests of `operation`; the types that it imports are defined by others of `bindings`.
pub fn file(operation: &Operation, bindings: &Bindings) -> String {
    let all = &bindings.operations;
    let source = format!("spec/{}", operation_path(&operation.key));
    let mut file =
        File::new(&source, &format!("{} {}", operation.section, operation.title));
    file.group([quote! { use crate::expected::{self, *}; }]);
    let tables = Tables { operation, all };
    table(&mut file, &tables, "REQUEST", &operation.request);
    table(&mut file, &tables, "RESPONSE", &operation.response);
    file.item(expected(operation, bindings));
    for test in checks(operation) {
        file.item(test);
    }
    for (index, vector) in operation.vectors.iter().enumerate() {
        file.item(vectors::test(operation, all, index + 1, vector));
    }
    file.finish()
}

/// The root of the test program.
pub fn root(bindings: &Bindings) -> String {
    let mut file = File::new(
        "spec/document.yaml",
        "Every operation against what the spec says of it: forms, answers, bounds, wire vectors, calls over loopback.",
    );
    file.group(bindings.operations.iter().map(|operation| {
        let path = format!("{}.rs", operation.key.replace('/', "_"));
        let module = ident(&operation.name);
        quote! { #[rustfmt::skip] #[path = #path] mod #module; }
    }));
    file.item(quote! { #[path = "../expected/mod.rs"] mod expected; });
    file.item(
        quote! { #[cfg(feature = "client")] #[path = "../support/mod.rs"] mod support; },
    );
    file.finish()
}

/// The types that a table leads to.
pub struct Tables<'a> {
    pub operation: &'a Operation,
    pub all: &'a [Operation],
}

impl<'a> Tables<'a> {
    pub fn find(&self, name: &str) -> Option<&'a Definition> {
        let own = self.operation.types.iter();
        own.chain(self.all.iter().flat_map(|operation| &operation.types))
            .find(|definition| definition.name() == name)
    }

    /// The rows below `field`, if it has any.
    fn rows(&self, field: &Field) -> Option<&'a Struct> {
        let Value::Named(name) = &field.value else { return None };
        match self.find(name)? {
            Definition::Parameters(item) | Definition::Answer(item) => Some(item),
            Definition::Enum(_) => None,
        }
    }
}

/// A table as a constant, below those of the rows nested in it.
fn table(file: &mut File, tables: &Tables<'_>, name: &str, item: &Struct) {
    for field in &item.fields {
        if let Some(nested) = tables.rows(field) {
            table(file, tables, &nested_name(name, field), nested);
        }
    }
    let rows = item.fields.iter().map(|field| row(field, tables, name));
    let name = ident(name);
    file.item(quote! { const #name: &[Row] = &[#(#rows),*]; });
}

/// The constant of the rows below `field`: `LIST_QUESTIONS`.
fn nested_name(table: &str, field: &Field) -> String {
    let own = field.name.to_uppercase();
    match table {
        "REQUEST" | "RESPONSE" => own,
        parent => format!("{parent}_{own}"),
    }
}

fn expected(operation: &Operation, bindings: &Bindings) -> TokenStream {
    let Operation { section, name, path, .. } = operation;
    let effect = match operation.effect {
        Effect::Read => quote! { Effect::Read },
        Effect::Create => quote! { Effect::Create },
        Effect::Update => quote! { Effect::Update },
        Effect::Delete => quote! { Effect::Delete },
    };
    let conditions =
        operation.request.conditions.iter().map(|it| condition(it, operation));
    let window = operation.request.window.iter().map(|window| {
        let Window { start, end, days, .. } = window;
        let (start, end) = (wire(operation, start), wire(operation, end));
        let days = Literal::u32_unsuffixed(*days);
        quote! { (#start, #end, #days) }
    });
    let window = match window.collect::<Vec<_>>().pop() {
        Some(window) => quote! { Some(#window) },
        None => quote! { None },
    };
    let since = match &operation.since {
        Some(since) => quote! { Some(#since) },
        None => quote! { None },
    };
    let later =
        operation.later.iter().map(|(place, revision)| quote! { (#place, #revision) });
    let removed = bindings.removed.iter().filter(|it| it.owner == operation.key);
    let removed = removed.map(|Removed { place, since, revision, .. }| {
        let since = match since {
            Some(since) => quote! { Some(#since) },
            None => quote! { None },
        };
        quote! { (#place, #since, #revision) }
    });
    quote! {
        const EXPECTED: Expected = Expected {
            section: #section,
            name: #name,
            path: #path,
            effect: #effect,
            request: REQUEST,
            response: RESPONSE,
            conditions: &[#(#conditions),*],
            window: #window,
            since: #since,
            later: &[#(#later),*],
            removed: &[#(#removed),*],
        };
    }
}

fn row(field: &Field, tables: &Tables<'_>, table: &str) -> TokenStream {
    let name = &field.wire[0];
    let base = match &field.value {
        Value::Text | Value::Secret => quote! { text(#name) },
        Value::WebcastId | Value::VodId => quote! { id(#name) },
        Value::Url => quote! { url(#name) },
        Value::Int | Value::RecordId | Value::DocumentId | Value::UserId => {
            quote! { int(#name) }
        }
        Value::Decimal => quote! { decimal(#name) },
        Value::Bool => quote! { boolean(#name) },
        Value::Time => quote! { time(#name) },
        Value::Date => quote! { date(#name) },
        Value::Page => quote! { page(#name) },
        Value::Named(ty) => match tables.find(ty) {
            Some(Definition::Enum(Enum { number, variants, .. })) => {
                let codes: Vec<_> =
                    variants.iter().map(|variant| variant.code.as_str()).collect();
                let codes = codes.join("|");
                let kind = ident(if *number { "number_code" } else { "code" });
                quote! { #kind(#name, #codes) }
            }
            Some(Definition::Parameters(_) | Definition::Answer(_)) => {
                let rows = ident(&nested_name(table, field));
                quote! { object(#name, #rows) }
            }
            None => quote! { text(#name) },
        },
    };
    let mut calls = Vec::new();
    match field.presence {
        Presence::Needed => calls.push(quote! { .needed() }),
        Presence::List => calls.push(quote! { .list() }),
        Presence::Optional => {}
    }
    if field.wire.len() > 1 {
        let also = &field.wire[1..];
        calls.push(quote! { .also(&[#(#also),*]) });
    }
    let Printed { name, kind, nowhere } = field.printed;
    if name > 0 {
        let name = &field.wire[name];
        calls.push(quote! { .printed(#name) });
    }
    calls.extend(kind.map(|kind| {
        let kind = match kind {
            PrintedKind::Text => quote! { Text },
            PrintedKind::Integer => quote! { Integer },
            PrintedKind::List => quote! { List(&Kind::Object) },
        };
        quote! { .printed_as(Kind::#kind) }
    }));
    if nowhere {
        calls.push(quote! { .unprinted() });
    }
    for (key, bounds) in [("length", field.length), ("range", field.range)] {
        if let Some(Bounds { min, max }) = bounds {
            let key = ident(key);
            let (min, max) = (end(min), end(max));
            calls.push(quote! { .#key(#min, #max) });
        }
    }
    if field.value == Value::Secret {
        calls.push(quote! { .secret() });
    }
    if field.flat {
        calls.push(quote! { .flat() });
    }
    quote! { #base #(#calls)* }
}

fn end(end: Option<i64>) -> TokenStream {
    match end.map(Literal::i64_unsuffixed) {
        Some(end) => quote! { Some(#end) },
        None => quote! { None },
    }
}

fn condition(condition: &Condition, operation: &Operation) -> TokenStream {
    let name = |field: &str| wire(operation, field);
    let when = |When { field, values }: &When| {
        let field = name(field);
        quote! { #field, &[#(#values),*] }
    };
    match condition {
        Condition::Require { field, when: other } => {
            let (field, other) = (name(field), when(other));
            quote! { Condition::Require(#field, #other) }
        }
        Condition::Fix { field, value, when: other } => {
            let (field, other) = (name(field), when(other));
            quote! { Condition::Fix(#field, #value, #other) }
        }
        Condition::Only { field, when: other } => {
            let (field, other) = (name(field), when(other));
            quote! { Condition::Only(#field, #other) }
        }
        Condition::Order { less, more } => {
            let (less, more) = (name(less), name(more));
            quote! { Condition::Order(#less, #more) }
        }
    }
}

/// The name on the wire of a field of the request.
fn wire<'a>(operation: &'a Operation, field: &str) -> &'a str {
    let fields = &operation.request.fields;
    let field = fields.iter().find(|candidate| candidate.name == field);
    field.map(|field| field.wire[0].as_str()).unwrap_or_default()
}

fn checks(operation: &Operation) -> Vec<TokenStream> {
    let request = ident(&operation.request.name);
    let function = ident(&operation.name);
    let check = |name: &str| {
        let name = ident(name);
        quote! {
            #[test]
            fn #name() {
                expected::#name::<#request>(&EXPECTED);
            }
        }
    };
    let mut tests: Vec<_> =
        ["table", "request_round_trip", "request_rules"].map(check).into();
    tests.extend(["answer_round_trip", "answer_tolerance"].map(check));
    let request = &request;
    tests.push(quote! {
        #[cfg(feature = "client")]
        #[test]
        fn call() {
            call!(EXPECTED, #request, #function);
        }
    });
    tests
}
