//! The state after a row of 修订记录, rebuilt from a later one: what later rows added is taken out, what they removed
//! comes back as a bare name, and what they changed stays as it is today, since nobody knows what it was.

use anyhow::{Result, bail};
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::diff::parts::{Parts, parts};
use crate::spec::{self, Effect, Place, Revision, Rows, Spec, Target, revision_names};

/// What is only known of a state by the rows of the changelog after it.
pub struct Rebuilt {
    /// The spec that it was rebuilt from.
    pub base: Spec,
    /// Its parts.
    pub parts: Parts,
    /// What came back, and the place in the changelog that says that it had gone.
    pub restored: IndexMap<String, Place>,
}

/// Whether `name` has the form of a revision's name: a date, or a date and an ordinal.
pub fn is_revision_name(name: &str) -> bool {
    let (date, ordinal) = name.split_once('.').unwrap_or((name, "1"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<_> = date.split('-').map(str::len).collect();
    lengths == [4, 2, 2]
        && date.split('-').all(digits)
        && !ordinal.is_empty()
        && digits(ordinal)
}

/// The row of the changelog called `name`.
pub fn position(changelog: &[Revision], name: &str) -> Result<usize> {
    let names = revision_names(changelog);
    if let Some(at) = names.iter().position(|known| known == name) {
        return Ok(at);
    }
    let date = name.split('.').next().unwrap_or(name);
    let near = [date, &date[..4], ""].into_iter().find_map(|start| {
        let near = names.iter().filter(|known| known.starts_with(start));
        let near: Vec<_> = near.map(|name| format!("`{name}`")).collect();
        (!near.is_empty()).then(|| near.join(", "))
    });
    match near {
        Some(near) => {
            bail!("`{name}` is not a row of the changelog; name one of {near}")
        }
        None => bail!(
            "`{name}` is not a row of the changelog, which is empty; name a git revision"
        ),
    }
}

/// `base` as it was after its changelog's row at `row`.
pub fn rebuild(base: &Spec, row: usize) -> Result<(Spec, Rebuilt)> {
    let (mut tree, mut restored) = (spec::json(base), IndexMap::new());
    for (at, revision) in base.changelog.iter().enumerate().skip(row + 1).rev() {
        for target in &revision.adds {
            take_out(&mut tree, target);
            restored.shift_remove(target);
        }
        let place = Place::file("changelog.yaml").to(at).to("removes");
        for (place, target) in place.items(&revision.removes) {
            if put_back(&mut tree, target) {
                restored.insert(target.clone(), place);
            }
        }
    }
    let mut spec: Spec = serde_json::from_value(tree)?;
    spec.resolve();
    spec.document.operations = spec.operations.keys().cloned().collect();
    spec.changelog.truncate(row + 1);
    let rebuilt = Rebuilt { base: base.clone(), parts: parts(base), restored };
    Ok((spec, rebuilt))
}

/// The steps through the tree of a spec to what `target` names; none to what neither comes nor goes.
fn steps(target: &str) -> Vec<&str> {
    let (mut steps, names, between) = match Target::of(target) {
        Some(Target::Operation(key)) => (vec!["operations"], vec![key], ""),
        Some(Target::ReturnCode(code)) => {
            (vec!["shared", "return_codes"], vec![code], "")
        }
        Some(Target::Row { owner: "shared", table, path }) => {
            (vec!["shared", table], path, "fields")
        }
        Some(Target::Row { owner, table, path }) => {
            (vec!["operations", owner, table], path, "fields")
        }
        Some(Target::Chapter(titles)) => {
            (vec!["document", "chapters"], titles, "sections")
        }
        Some(Target::Document | Target::Revision(_)) | None => return Vec::new(),
    };
    for (at, name) in names.into_iter().enumerate() {
        steps.extend((at > 0).then_some(between));
        steps.push(name);
    }
    steps
}

/// The entry of a map, or the chapter of a list, that `step` names.
fn child<'v>(value: &'v mut Value, step: &str) -> Option<&'v mut Value> {
    match value {
        Value::Array(chapters) => chapters.iter_mut().find(|it| it["title"] == step),
        map => map.get_mut(step),
    }
}

/// Removes what `target` names, with all below it.
fn take_out(tree: &mut Value, target: &str) {
    let steps = steps(target);
    let Some((last, above)) = steps.split_last() else { return };
    match above.iter().try_fold(tree, |value, step| child(value, step)) {
        Some(Value::Object(map)) => {
            map.shift_remove(*last);
        }
        Some(Value::Array(chapters)) => chapters.retain(|it| it["title"] != *last),
        _ => {}
    }
}

/// Brings back what `target` names, of which only the name is known, behind all others; whether it was missing.
fn put_back(tree: &mut Value, target: &str) -> bool {
    let (steps, mut value, mut missing) = (steps(target), tree, false);
    for (at, step) in steps.iter().enumerate() {
        missing = child(value, step).is_none();
        match &mut *value {
            Value::Array(chapters) if missing => chapters.push(json!({ "title": step })),
            map if missing => {
                map[*step] = match &steps[..at] {
                    ["document", ..] => json!([]),
                    ["operations"] => {
                        json!({ "title": "", "path": format!("/webcast/{step}") })
                    }
                    ["shared", "return_codes"] => json!({ "note": "" }),
                    _ => json!({}),
                }
            }
            _ => {}
        }
        let Some(below) = child(value, step) else { return false };
        value = below;
    }
    missing
}

/// `spec` so that it has bindings: what came back as a bare name is a text, and readings of rows that were not there
/// yet go.
pub fn lowerable(spec: &Spec) -> Spec {
    let mut spec = spec.clone();
    for (key, operation) in &mut spec.operations {
        operation.name.get_or_insert_with(|| key.replace('/', "_"));
        operation.effect.get_or_insert(Effect::Read);
        let (request, response) = (&mut operation.request, &mut operation.response);
        name_types(request);
        name_types(response);
        operation.window.take_if(|window| {
            ![&window.start, &window.end].iter().all(|row| request.contains_key(*row))
        });
        operation.paging.take_if(|paging| {
            let sized_by = paging.sized_by.iter().all(|row| request.contains_key(row));
            !(sized_by
                && request.contains_key(&paging.number)
                && response.contains_key(&paging.list))
        });
        operation.conditions.clear();
        operation.examples.clear();
    }
    name_types(&mut spec.shared.request);
    name_types(&mut spec.shared.response);
    spec.resolve();
    spec
}

fn name_types(rows: &mut Rows) {
    for row in rows.values_mut() {
        if row.ty.is_none() {
            row.ty = Some("String".to_owned());
            row.fields.clear();
        }
        name_types(&mut row.fields);
    }
}
