//! The operations, each at its path.

use std::collections::HashMap;

use serde_json::{Map, Value as Json, json};

use super::schemas::{Schemas, text};
use super::{FORM, REFUSED, examples, map, object, reference};
use crate::codegen::emit::index::Index;
use crate::codegen::emit::print::word;
use crate::codegen::model::{
    Bindings, Condition, Field, Operation, Paging, Removed, Struct,
};
use crate::spec::plain_title;

/// What stands between the English and the Chinese of a line; between paragraphs it is an empty line.
const BETWEEN: &str = " · ";

/// How many operations share each beginning of a path.
pub type Shared<'p> = HashMap<(&'p str, Option<&'p str>), usize>;

pub fn path(
    operation: &Operation,
    shared: &Shared<'_>,
    schemas: &mut Schemas<'_>,
) -> Json {
    let Operation { request, response, .. } = operation;
    schemas.request(request);
    schemas.answer(response);
    let paging = operation.items.as_ref().and_then(|items| {
        let Paging { number, object: place, size, sized_by } = items.paging.as_ref()?;
        Some(object(json!({
            "number": request.wire(number),
            "list": response.wire(&items.list),
            "object": response.wire(place),
            "size": size,
            "sizedBy": sized_by.as_ref().map(|name| request.wire(name)),
        })))
    });
    let conditions = request.conditions.iter().map(|it| condition(it, request));
    let methods = operation.methods.iter().map(|it| format!("{it:?}").to_uppercase());
    let words = operation.name.replace('_', " ");
    let title = plain_title(&operation.title);
    // A type that operations share cannot tell since when a row of it is there.
    let [later, misprints] =
        [&operation.later, &request.docs.misprints].map(|it| map(it));
    json!({ "post": object(json!({
        "operationId": operation.name,
        "summary": format!("{}{}{BETWEEN}{title}", words[..1].to_uppercase(), &words[1..]),
        "description": text(&operation.summary, request.docs.note.as_deref()),
        "tags": [group(&operation.path, shared)],
        "x-gensee-section": operation.section,
        "x-gensee-methods": methods.collect::<Json>(),
        "x-gensee-roles": operation.roles,
        "x-gensee-effect": operation.effect,
        "x-gensee-since": operation.since,
        "x-gensee-later": later,
        "x-gensee-removed": removed(operation, schemas.index.bindings),
        "x-gensee-list-encoding": operation.lists,
        "x-gensee-window": window(request),
        "x-gensee-paging": paging,
        "x-gensee-conditions": conditions.collect::<Json>(),
        "x-gensee-misprints": misprints,
        "requestBody": { "required": true, "content": { FORM: object(json!({
            "schema": reference(&request.name),
            "encoding": encoding(operation, schemas.index),
            "examples": examples::requests(operation, schemas.index),
        })) } },
        "responses": { "200": {
            "description": text(
                "The answer, also of a call that was refused: `code` tells.",
                Some("返回结果，调用失败时也是 200，由 `code` 区分。"),
            ),
            "content": { "application/json": object(json!({
                "schema": { "oneOf": [reference(&response.name), reference(REFUSED)] },
                "examples": examples::answers(operation),
            })) },
        } },
    })) })
}

/// The rows that are gone.
fn removed(operation: &Operation, bindings: &Bindings) -> Json {
    let removed = bindings.removed.iter().filter(|it| it.owner == operation.key);
    let removed = removed.map(|Removed { place, since, revision, .. }| {
        object(json!({ "place": place, "since": since, "removed": revision }))
    });
    removed.collect()
}

/// How the lists of values are written: by their name again and again, which sites take too, because OpenAPI has no word
/// for an index. Lists of rows have an index in each name, which is left to the caller.
fn encoding(operation: &Operation, index: &Index<'_>) -> Map<String, Json> {
    let is_of_values =
        |it: &&Field| it.presence.is_list() && index.rows(&it.value).is_none();
    let lists = operation.request.fields.iter().filter(is_of_values);
    let repeated = || json!({ "style": "form", "explode": true });
    lists.map(|it| (it.wire[0].clone(), repeated())).collect()
}

pub fn shared(bindings: &Bindings) -> Shared<'_> {
    let mut shared = Shared::new();
    for operation in &bindings.operations {
        *shared.entry(parts(&operation.path)).or_default() += 1;
    }
    shared
}

/// The system of a path, and the part behind that which other operations may share.
fn parts(path: &str) -> (&str, Option<&str>) {
    let mut parts = path.trim_start_matches('/').split('/');
    let system = parts.next().unwrap_or_default();
    let part = parts.next();
    (system, parts.next().and(part))
}

/// The tag of an operation: the part of the path behind the system's, where several operations share it.
pub fn group<'p>(path: &'p str, shared: &Shared<'_>) -> &'p str {
    match parts(path) {
        (system, Some(part)) if shared[&(system, Some(part))] > 1 => part,
        (system, _) => system,
    }
}

/// The rows that bound the span of a call, and its longest length.
fn window(request: &Struct) -> Option<Json> {
    let window = request.window.as_ref()?;
    let (start, end) = (request.wire(&window.start), request.wire(&window.end));
    Some(json!({ "start": start, "end": end, "days": window.days }))
}

fn condition(condition: &Condition, request: &Struct) -> Json {
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
