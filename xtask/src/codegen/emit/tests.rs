//! Tests of one operation: what the spec says, as data for the hand-written checks of `gensee-api/tests/expected`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::index::Index;
use super::print::{File, ident, option, variant};
use super::vectors;
use crate::codegen::model::{
    Bindings, Condition, Definition, Enum, Field, Operation, Presence, Printed,
    PrintedKind, Removed, Struct, Window,
};
use crate::codegen::names;
use crate::spec::{Bounds, Direction, ListEncoding, operation_path};

/// The tests of `operation`.
pub fn file(operation: &Operation, index: &Index<'_>) -> String {
    let source = format!("spec/{}", operation_path(&operation.key));
    let mut file =
        File::new(&source, &format!("{} {}", operation.section, operation.title));
    file.group([quote! { use crate::expected::{self, *}; }]);
    table(&mut file, "REQUEST", &operation.request, index);
    table(&mut file, "RESPONSE", &operation.response, index);
    file.item(expected(operation, index.bindings));
    checks(operation).into_iter().for_each(|test| file.item(test));
    for (position, vector) in operation.vectors.iter().enumerate() {
        file.item(vectors::test(operation, position + 1, vector, index));
    }
    file.finish()
}

/// The root of the test program.
pub fn root(index: &Index<'_>) -> String {
    let bindings = index.bindings;
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

/// A table as a constant, below those of the rows nested in it.
fn table(file: &mut File, name: &str, item: &Struct, index: &Index<'_>) {
    for field in &item.fields {
        if let Some(nested) = index.rows(&field.value) {
            table(file, &nested_name(name, field), nested, index);
        }
    }
    let rows = item.fields.iter().map(|field| row(field, name, item.direction, index));
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
    let Operation { section, name, path, request, .. } = operation;
    let effect = variant("Effect", operation.effect);
    let lists = operation.lists.unwrap_or(ListEncoding::Indexed);
    let lists = variant("ListFormat", lists);
    let methods = operation.methods.iter().map(|method| variant("Method", method));
    let conditions = request.conditions.iter().map(|it| condition(it, request));
    let window = option(request.window.as_ref().map(|window| {
        let Window { start, end, days, .. } = window;
        let (start, end) = (request.wire(start), request.wire(end));
        let days = Literal::u32_unsuffixed(*days);
        quote! { (#start, #end, #days) }
    }));
    let since = option(operation.since.as_ref());
    let later =
        operation.later.iter().map(|(place, revision)| quote! { (#place, #revision) });
    let removed = bindings.removed.iter().filter(|it| it.owner == operation.key);
    let removed = removed.map(|Removed { place, since, revision, .. }| {
        let since = option(since.as_ref());
        quote! { (#place, #since, #revision) }
    });
    quote! {
        const EXPECTED: Expected = Expected {
            section: #section,
            name: #name,
            path: #path,
            effect: #effect,
            lists: #lists,
            methods: &[#(#methods),*],
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

fn row(
    field: &Field,
    table: &str,
    direction: Direction,
    index: &Index<'_>,
) -> TokenStream {
    let name = &field.wire[0];
    let base = match index.definition(&field.value) {
        Some(Definition::Enum(Enum { number, variants, .. })) => {
            let codes = variants.iter().map(|variant| variant.code.as_str());
            let codes = codes.collect::<Vec<_>>().join("|");
            let kind = ident(if *number { "number_code" } else { "code" });
            quote! { #kind(#name, #codes) }
        }
        Some(Definition::Struct(_)) => {
            let rows = ident(&nested_name(table, field));
            quote! { object(#name, #rows) }
        }
        None => {
            let kind = ident(match names::value(&field.value).1 {
                "secret" | "code" => "text",
                "textId" => "id",
                "integer" | "numberId" => "int",
                own => own,
            });
            quote! { #kind(#name) }
        }
    };
    let mut calls = Vec::new();
    let is_needed = match field.presence {
        Presence::Needed => true,
        Presence::List => direction == Direction::Request,
        Presence::Optional | Presence::OptionalList => false,
    };
    calls.extend(is_needed.then(|| quote! { .needed() }));
    calls.extend(field.presence.is_list().then(|| quote! { .list() }));
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
        let of = (kind == PrintedKind::List).then(|| quote! { (&Kind::Object) });
        let kind = variant("Kind", kind);
        quote! { .printed_as(#kind #of) }
    }));
    if let Some((_, list)) = &field.also_on {
        calls.push(quote! { .also_on(#list) });
    }
    if nowhere {
        calls.push(quote! { .unprinted() });
    }
    for (key, bounds) in [("length", field.length), ("range", field.range)] {
        if let Some(Bounds { min, max }) = bounds {
            let key = ident(key);
            let [min, max] =
                [min, max].map(|end| option(end.map(Literal::i64_unsuffixed)));
            calls.push(quote! { .#key(#min, #max) });
        }
    }
    if field.value.is_secret() {
        calls.push(quote! { .secret() });
    }
    if field.flat {
        calls.push(quote! { .flat() });
    }
    quote! { #base #(#calls)* }
}

fn condition(condition: &Condition, request: &Struct) -> TokenStream {
    match condition {
        Condition::When { demand, field, value, other, values } => {
            let demand = variant("Condition", demand);
            let (field, other) = (request.wire(field), request.wire(other));
            let value = value.iter();
            quote! { #demand(#field, #(#value,)* #other, &[#(#values),*]) }
        }
        Condition::Order { less, more } => {
            let (less, more) = (request.wire(less), request.wire(more));
            quote! { Condition::Order(#less, #more) }
        }
    }
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
    let tests = ["table", "request_round_trip", "request_rules"].into_iter();
    let tests = tests.chain(["answer_round_trip", "answer_tolerance"]).map(check);
    let call = quote! {
        #[cfg(feature = "client")]
        #[test]
        fn call() {
            call!(EXPECTED, #request, #function);
        }
    };
    tests.chain([call]).collect()
}
