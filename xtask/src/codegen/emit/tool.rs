//! The operations as JSON, for the page of the sandbox's test tool.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use super::index::Index;
use super::print::word;
use crate::codegen::model::{
    Bindings, Condition, Definition, Docs, Field, Operation, Struct, Variant,
};
use crate::codegen::names;
use crate::spec::kind::PAGE_ROWS;
use crate::spec::{Bounds, plain_title};

/// So deep every entry has a line of its own; what lies deeper stands on one line.
const DEPTH: usize = 4;

/// How many operations share each beginning of a path.
pub type Shared<'p> = HashMap<(&'p str, Option<&'p str>), usize>;

/// The file.
pub fn file(index: &Index<'_>) -> String {
    let bindings = index.bindings;
    let shared = shared(bindings);
    let operations = bindings.operations.iter().map(|it| chapter(it, &shared, index));
    let tool = json!({
        "generated": "by `cargo xtask codegen` from `spec/`; do not edit",
        "basePath": bindings.base_path,
        "firstRevision": bindings.revisions.first(),
        "login": rows(&bindings.login, "", &[], index),
        "envelope": rows(&bindings.envelope, "", &[], index),
        "operations": operations.collect::<Json>(),
    });
    let mut text = String::new();
    print(&tool, 1, &mut text);
    text + "\n"
}

pub fn shared(bindings: &Bindings) -> Shared<'_> {
    let mut shared = Shared::new();
    for operation in &bindings.operations {
        *shared.entry(parts(&operation.path)).or_default() += 1;
    }
    shared
}

/// What the page shows of an operation; parameters in conditions go by their names on the wire.
fn chapter(operation: &Operation, shared: &Shared<'_>, index: &Index<'_>) -> Json {
    let Operation { request, response, later, .. } = operation;
    let conditions = request.conditions.iter().map(|it| condition(it, request));
    object(json!({
        "section": operation.section,
        "name": operation.name,
        "requestType": request.name,
        "path": operation.path,
        "group": group(&operation.path, shared),
        "method": only_method(operation),
        "title": plain_title(&operation.title),
        "summary": operation.summary,
        "description": request.docs.note,
        "misprints": some(&request.docs.misprints),
        "roles": operation.roles,
        "effect": operation.effect,
        "since": operation.since,
        "listEncoding": operation.lists,
        "window": window(request),
        "conditions": conditions.collect::<Json>(),
        "request": rows(request, "request", later, index),
        "response": rows(response, "response", later, index),
    }))
}

/// The rows that bound the span of a call, and its longest length.
pub fn window(request: &Struct) -> Option<Json> {
    let window = request.window.as_ref()?;
    let (start, end) = (request.wire(&window.start), request.wire(&window.end));
    Some(json!({ "start": start, "end": end, "days": window.days }))
}

/// The revision with which the row at `place` came, if that was `later` than its operation.
pub fn since<'l>(later: &'l [(String, String)], place: &str) -> Option<&'l String> {
    later.iter().find(|(at, _)| at == place).map(|(_, revision)| revision)
}

/// The system of a path, and the part behind that which other operations may share.
fn parts(path: &str) -> (&str, Option<&str>) {
    let mut parts = path.trim_start_matches('/').split('/');
    let system = parts.next().unwrap_or_default();
    let part = parts.next();
    (system, parts.next().and(part))
}

/// What the page groups the operations by: the part of the path behind the system's, where several operations share it.
pub fn group<'p>(path: &'p str, shared: &Shared<'_>) -> &'p str {
    match parts(path) {
        (system, Some(part)) if shared[&(system, Some(part))] > 1 => part,
        (system, _) => system,
    }
}

/// The method of an operation that takes one alone.
fn only_method(operation: &Operation) -> Option<String> {
    match operation.methods[..] {
        [only] => Some(format!("{only:?}").to_uppercase()),
        _ => None,
    }
}

fn rows(
    item: &Struct,
    place: &str,
    later: &[(String, String)],
    index: &Index<'_>,
) -> Json {
    item.fields.iter().map(|field| row(field, place, later, index)).collect()
}

/// A parameter or a property, with the field in Rust and the type of one value.
fn row(
    field: &Field,
    above: &str,
    later: &[(String, String)],
    index: &Index<'_>,
) -> Json {
    let Field { wire, value, presence, default, .. } = field;
    let Docs { summary, note, misprints, codes, .. } = &field.docs;
    let place = format!("{above}.{}", wire[0]);
    let (ty, kind) = names::value(value);
    let (kind, choices, fields) = match index.definition(value) {
        Some(Definition::Struct(item)) => {
            ("object", None, Some(rows(item, &place, later, index)))
        }
        Some(Definition::Enum(item)) => {
            (kind, Some(choices(&item.variants, codes)), None)
        }
        // Nobody describes its rows, because they are the same everywhere.
        None if kind == "page" => {
            let inner = |name| json!({ "name": name, "kind": "integer" });
            (kind, None, Some(PAGE_ROWS.into_iter().map(inner).collect()))
        }
        None => (kind, None, None),
    };
    let ends = |bounds: Option<Bounds>| bounds.map(|Bounds { min, max }| [min, max]);
    object(json!({
        "name": wire[0],
        "field": field.name,
        "type": ty,
        "kind": kind,
        "required": (!presence.is_optional()).then_some(true),
        "list": presence.is_list().then_some(true),
        "summary": Some(summary).filter(|summary| !summary.is_empty()),
        "note": note,
        "misprints": some(misprints),
        "since": since(later, &place),
        "length": ends(field.length),
        "range": ends(field.range),
        "clamp": ends(field.clamp),
        "default": default,
        "choices": choices,
        "fields": fields,
    }))
}

/// The codes that a value can be, with what the vendor's text says of each.
fn choices(variants: &[Variant], said: &[(String, String)]) -> Json {
    let choice = |variant: &Variant| {
        let Docs { summary, note, .. } = &variant.docs;
        let said = said.iter().find(|(code, _)| *code == variant.code);
        object(json!({
            "code": variant.code,
            "variant": variant.name,
            "summary": summary,
            "note": said.map(|(_, words)| words).or(note.as_ref()),
        }))
    };
    variants.iter().map(choice).collect()
}

pub fn condition(condition: &Condition, request: &Struct) -> Json {
    match condition {
        Condition::When { demand, field, value, other, values } => object(json!({
            "rule": word(demand),
            "name": request.wire(field),
            "value": value,
            "when": request.wire(other),
            "values": values,
        })),
        Condition::Order { less, more } => {
            let (less, more) = (request.wire(less), request.wire(more));
            json!({ "rule": "order", "less": less, "more": more })
        }
    }
}

/// The object without the keys that have nothing to say.
pub fn object(mut object: Json) -> Json {
    if let Json::Object(map) = &mut object {
        map.retain(|_, value| !value.is_null());
    }
    object
}

/// A list, unless it is empty.
pub fn some<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

/// JSON with a line for each entry that a reviewer looks at.
pub fn print(value: &Json, depth: usize, text: &mut String) {
    let (entries, brackets): (Vec<(Option<&String>, &Json)>, _) = match value {
        Json::Object(map) if depth <= DEPTH && !map.is_empty() => {
            (map.iter().map(|(key, value)| (Some(key), value)).collect(), ['{', '}'])
        }
        Json::Array(items) if depth <= DEPTH && items.iter().any(Json::is_object) => {
            (items.iter().map(|item| (None, item)).collect(), ['[', ']'])
        }
        other => return text.push_str(&other.to_string()),
    };
    text.push(brackets[0]);
    for (index, (key, value)) in entries.into_iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth));
        if let Some(key) = key {
            text.push_str(&format!("{}: ", Json::from(key.as_str())));
        }
        print(value, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth - 1));
    text.push(brackets[1]);
}
