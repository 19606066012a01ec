//! What downstream crates can name and rely on in the generated bindings, and the step that a change of it needs by
//! Cargo's rules: what the rules claim is held against it.

use std::collections::BTreeMap;

use crate::codegen::model::{
    Bindings, Definition, Enum, Field, Items, Operation, Presence, Side, Struct, Value,
};
use crate::diff::Step;
use crate::spec::FactValue;

/// Every public item by its path below the crate, with what must not change of it.
pub(super) type Surface = BTreeMap<String, String>;

pub(super) fn surface(bindings: &Bindings) -> Surface {
    let mut surface = Surface::new();
    let mut say = |item: String, what: String| {
        surface.insert(item, what);
    };
    say("BASE_PATH".to_owned(), "&str".to_owned());
    say("OPERATIONS".to_owned(), "&[OperationInfo]".to_owned());
    for fact in &bindings.site {
        let ty = if matches!(fact.value, FactValue::Number(_)) { "i64" } else { "&str" };
        say(fact.name.clone(), ty.to_owned());
    }
    for part in &bindings.operations {
        operation(part, &mut say);
    }
    code_list(&bindings.return_code, &mut say);
    bindings.callbacks.iter().for_each(|part| definition(part, &mut say));
    surface
}

/// The step from one surface to another, as far as the compiler of a downstream crate can tell.
pub(super) fn step(old: &Surface, new: &Surface) -> Step {
    let is_kept = |(item, what): (&String, &String)| new.get(item) == Some(what);
    match () {
        () if !old.iter().all(is_kept) => Step::Major,
        () if old.len() < new.len() => Step::Minor,
        () => Step::Patch,
    }
}

fn operation(operation: &Operation, say: &mut impl FnMut(String, String)) {
    let Operation { name, request, response, items, types, .. } = operation;
    let call = format!("(&{}) -> {}", request.name, response.name);
    say(format!("Client::{name}"), call.clone());
    say(format!("blocking::Client::{name}"), call);
    say(format!("impl Operation for {}", request.name), response.name.clone());
    if let Some(Items { item, .. }) = items {
        say(format!("impl Items for {}", request.name), item.clone());
    }
    parameters(request, say);
    answer(response, say);
    types.iter().for_each(|part| definition(part, say));
}

fn definition(definition: &Definition, say: &mut impl FnMut(String, String)) {
    match definition {
        Definition::Struct(item) if item.side == Side::Request => parameters(item, say),
        Definition::Struct(item) => answer(item, say),
        Definition::Enum(item) => code_list(item, say),
    }
}

/// What is sent: fields, setters, `new` and what derives bring.
fn parameters(item: &Struct, say: &mut impl FnMut(String, String)) {
    let Struct { name, fields, window, .. } = item;
    say(format!("struct {name}"), "Parameters".to_owned());
    for field in fields {
        say(format!("{name}.{}", field.name), ty(field));
        say(format!("{name}::{}()", field.name), setter(field));
    }
    let arguments = fields.iter().filter(|field| field.presence != Presence::Optional);
    let arguments: Vec<_> =
        arguments.map(|field| format!("{}: {}", field.name, ty(field))).collect();
    if arguments.is_empty() {
        say(format!("impl Default for {name}"), String::new());
    }
    say(format!("{name}::new()"), arguments.join(", "));
    if let Some(window) = window {
        let bound = if window.dates { "Date" } else { "Time" };
        say(format!("{name}::between()"), bound.to_owned());
    }
}

/// What is read: fields alone, since nobody makes one.
fn answer(item: &Struct, say: &mut impl FnMut(String, String)) {
    say(format!("struct {}", item.name), "Answer".to_owned());
    for field in &item.fields {
        say(format!("{}.{}", item.name, field.name), ty(field));
    }
}

fn code_list(item: &Enum, say: &mut impl FnMut(String, String)) {
    say(format!("enum {}", item.name), "OpenEnum".to_owned());
    for variant in &item.variants {
        say(format!("{}::{}", item.name, variant.name), String::new());
    }
}

fn ty(field: &Field) -> String {
    let value = value(&field.value);
    match field.presence {
        Presence::Needed => value,
        Presence::Optional => format!("Option<{value}>"),
        Presence::List => format!("Vec<{value}>"),
    }
}

/// The argument of a setter: an optional value is set as it is.
fn setter(field: &Field) -> String {
    match field.presence {
        Presence::Needed | Presence::Optional => value(&field.value),
        Presence::List => ty(field),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Named(name) => name.clone(),
        own => format!("{own:?}"),
    }
}
