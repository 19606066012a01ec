//! A spec as one value in which every part has a name: lists of parts are maps by their names.

use std::collections::BTreeSet;
use std::mem::take;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::{Map, Value};

use super::grammar::{Below, Part, REPEATED, SPEC};
use crate::diff::model::Area;
use crate::spec::Spec;

pub(super) fn tree(spec: &Spec) -> Value {
    let mut tree = named(json(spec), &SPEC);
    let (part, key) = REPEATED;
    if let Some(part) = tree.get_mut(part).and_then(Value::as_object_mut) {
        part.shift_remove(key);
    }
    tree
}

/// The spec that `tree` says.
pub(super) fn spec(mut tree: Value) -> Result<Spec> {
    let (part, key) = REPEATED;
    let order = tree.get(key).and_then(Value::as_object).map(|parts| {
        parts.keys().map(|key| Value::String(key.clone())).collect::<Value>()
    });
    if let (Some(part), Some(order)) =
        (tree.get_mut(part).and_then(Value::as_object_mut), order)
    {
        part.insert(key.to_owned(), order);
    }
    serde_json::from_value(plain(tree, &SPEC)).context("the changes make no spec")
}

/// A part of the model as a value.
pub(super) fn json(part: &impl Serialize) -> Value {
    serde_json::to_value(part)
        .expect("the model is made of maps with text keys, lists and scalars")
}

/// `value`, which is a `part`, with its lists of parts as maps.
pub(super) fn named(mut value: Value, part: &Part) -> Value {
    for (key, below) in part.keys() {
        let Some(child) = value.get_mut(key) else { continue };
        if let (Below::List(_, name), Value::Array(entries)) = (below, &mut *child) {
            let names = unique(entries.iter().map(name).collect());
            *child = Value::Object(names.into_iter().zip(take(entries)).collect());
        }
        each(child, below, named);
    }
    value
}

/// `value`, which is a `part`, as the model has it.
pub(super) fn plain(mut value: Value, part: &Part) -> Value {
    for (key, below) in part.keys() {
        let Some(child) = value.get_mut(key) else { continue };
        each(child, below, plain);
        if let (Below::List(..), Value::Object(entries)) = (below, &mut *child) {
            *child = take(entries).into_iter().map(|(_, entry)| entry).collect();
        }
    }
    value
}

/// Does something to every part of `child`.
fn each(child: &mut Value, below: &Below, change: fn(Value, &Part) -> Value) {
    match below {
        Below::One(part) => *child = change(child.take(), part),
        Below::Table(part) | Below::Listing(part) | Below::List(part, _) => {
            let entries = child.as_object_mut().into_iter().flatten();
            entries.for_each(|(_, entry)| *entry = change(entry.take(), part));
        }
    }
}

/// Every name once: those that repeat get ordinals from the second on, `a`, `a.2`.
fn unique(names: Vec<String>) -> Vec<String> {
    let all: BTreeSet<_> = names.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let name = if seen.contains(&name) {
                (2..)
                    .map(|ordinal| format!("{name}.{ordinal}"))
                    .find(|numbered| !seen.contains(numbered) && !all.contains(numbered))
                    .unwrap_or_default()
            } else {
                name
            };
            seen.insert(name.clone());
            name
        })
        .collect()
}

/// How the entry `name` of `entries` is called: revisions have ordinals from the first on where a date repeats.
pub(super) fn shown(part: &Part, entries: &Map<String, Value>, name: &str) -> String {
    if part.area == Area::Revision && entries.contains_key(&format!("{name}.2")) {
        format!("{name}.1")
    } else {
        name.to_owned()
    }
}

/// The name behind what [`shown`] made of it.
pub(super) fn identity<'n>(part: &Part, shown: &'n str) -> &'n str {
    match part.area {
        Area::Revision => shown.strip_suffix(".1").unwrap_or(shown),
        _ => shown,
    }
}

/// Whether two values are the same text in a file: the order of a map counts.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|((key, one), (other_key, other))| {
                    key == other_key && same(one, other)
                })
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        _ => one == other,
    }
}
