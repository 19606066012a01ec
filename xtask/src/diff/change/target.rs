//! What a change is called, and where in the files it shows.

use serde_json::Value;

use super::grammar::{Below, Part, SPEC, is_named};
use super::tree::{identity, json, named};
use super::{Change, Edit};
use crate::diff::model::Area;
use crate::spec::{Place, Spec, operation_path};

/// The part that `change` is of: `created#request.subject`, `changelog#2018-05-04.2`. A code is told by its row; its
/// own name is in [`key`].
pub fn target(change: &Change) -> String {
    let mut names = names(&change.path);
    if change.area == Area::Code {
        names.truncate(names.len().saturating_sub(2));
    }
    let mut names = names.into_iter();
    let owner = names.next().unwrap_or_default();
    let rest = names.collect::<Vec<_>>().join(".");
    if rest.is_empty() { owner.to_owned() } else { format!("{owner}#{rest}") }
}

/// The key of the target that changed: `type`, or `values.2` for a code; none where the part changed as a whole.
pub fn key(change: &Change) -> Option<String> {
    match (change.area, change.path.last()) {
        (Area::Code, Some(code)) => Some(format!("values.{code}")),
        _ => change.key.clone(),
    }
}

/// The steps of `path` that a target names.
fn names(path: &[String]) -> Vec<&str> {
    let mut names = Vec::new();
    let mut part = &SPEC;
    let mut steps = path.iter().map(String::as_str);
    while let Some(step) = steps.next() {
        let Some(below) = part.below(step) else { break };
        if is_named(step) && step != "operations" {
            names.push(step);
        }
        if !matches!(below, Below::One(_)) {
            names.extend(steps.next());
        }
        part = below.part();
    }
    names
}

/// Where the part or the key that `change` is of stands in the files of `spec`; none where it does not. A key that
/// is absent shows as its part.
pub fn place(change: &Change, spec: &Spec) -> Option<Place> {
    let (root, rest) = change.path.split_first()?;
    let (place, value, part, rest) = match (root.as_str(), rest) {
        ("operations", [key]) if matches!(change.edit, Edit::Moved { .. }) => {
            let at = spec.operations.get_index_of(key)?;
            return Some(Place::file("document.yaml").to("operations").to(at));
        }
        ("operations", [key, rest @ ..]) => {
            let operation = json(spec.operations.get(key)?);
            let part = SPEC.below(root)?.part();
            (Place::file(operation_path(key)), named(operation, part), part, rest)
        }
        (file, rest) => {
            let value = match file {
                "document" => json(&spec.document),
                "changelog" => json(&spec.changelog),
                "amendments" => json(&spec.amendments),
                "accepted" => json(&spec.accepted),
                "shared" => json(&spec.shared),
                _ => return None,
            };
            return file_place(file, value, rest, change);
        }
    };
    below(place, &value, part, rest, change)
}

/// The place in one of the files that are there once.
fn file_place(
    file: &str,
    value: Value,
    rest: &[String],
    change: &Change,
) -> Option<Place> {
    let place = Place::file(format!("{file}.yaml"));
    let value = Value::Object([(file.to_owned(), value)].into_iter().collect());
    let tree = named(value, &SPEC);
    let entries = tree.get(file)?;
    let below = SPEC.below(file)?;
    match (below, rest) {
        (Below::List(part, _), [name, rest @ ..]) => {
            let (place, value) = entry(place, entries, below, name)?;
            self::below(place, value, part, rest, change)
        }
        _ => self::below(place, entries, below.part(), rest, change),
    }
}

/// The place of what `change` is of, `path` below the part at `place`.
fn below(
    mut place: Place,
    mut value: &Value,
    mut part: &'static Part,
    path: &[String],
    change: &Change,
) -> Option<Place> {
    let mut steps = path.iter();
    while let Some(step) = steps.next() {
        let below = part.below(step)?;
        (place, value) = (place.to(step), value.get(step)?);
        if !matches!(below, Below::One(_)) {
            (place, value) = entry(place, value, below, steps.next()?)?;
        }
        part = below.part();
    }
    Some(match &change.key {
        Some(key) if value.get(key).is_some() => place.to(key),
        None if matches!(change.edit, Edit::Changed { .. }) => place,
        _ if path.is_empty() => place,
        _ => place.key(),
    })
}

/// The entry `name` of `entries`, which stand at `place`: by its position where the file has a list.
fn entry<'v>(
    place: Place,
    entries: &'v Value,
    below: &Below,
    name: &str,
) -> Option<(Place, &'v Value)> {
    let entries = entries.as_object()?;
    let name = identity(below.part(), name);
    let value = entries.get(name)?;
    let place = match below {
        Below::List(..) => place.to(entries.keys().position(|key| key == name)?),
        _ => place.to(name),
    };
    Some((place, value))
}
