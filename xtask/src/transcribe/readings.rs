//! The readings of people around a merge: those that leave the spec with what is printed no more, and those that rows of
//! other tables offer for new ones. Both are shown, and people paste what holds; a merge never acts upon them.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::spec::{self, Operation, Revision, RowAt, Spec, reading::PRINTED};

/// A part of the spec that people should look at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Notice {
    /// `created#request.startTime`.
    pub(super) target: String,
    /// Why, or what it looks like.
    pub(super) about: String,
    /// Readings as YAML.
    pub(super) readings: Option<String>,
    /// What it may be called now.
    pub(super) rename: Option<String>,
}

/// Keys that hold rows.
const TABLES: [&str; 3] = ["request", "response", "fields"];
/// From here on two texts are alike.
const ALIKE: f64 = 0.55;

/// The readings of a part of the spec and of all rows below it, as YAML below `key`; none if it has none.
pub(super) fn of(key: &str, part: &impl Serialize) -> Option<String> {
    readings(spec::json(part)).map(|readings| spec::excerpt(key, &readings))
}

fn readings(part: Value) -> Option<Value> {
    let Value::Object(mut map) = part else { return None };
    map.retain(|key, _| !PRINTED.contains(&key.as_str()));
    some(map.into_iter().filter_map(|(key, value)| match value {
        Value::Object(rows) if TABLES.contains(&key.as_str()) => {
            let rows = rows.into_iter();
            let rows = some(rows.filter_map(|(name, row)| Some((name, readings(row)?))));
            Some((key, rows?))
        }
        value => Some((key, value)),
    }))
}

fn some(entries: impl Iterator<Item = (String, Value)>) -> Option<Value> {
    let map: Map<_, _> = entries.collect();
    (!map.is_empty()).then_some(Value::Object(map))
}

/// What `old` says of parts that `new` does not have any more, and what those may be called now.
pub(super) fn lost(old: &Spec, new: &Spec) -> Vec<Notice> {
    let gone = |target, readings| Notice { target, readings, ..Notice::default() };
    let mut lost = Vec::new();
    let partners = spec::pair_revisions(&new.changelog, &old.changelog, Revision::cells);
    for (at, row) in old.changelog.iter().enumerate() {
        if !partners.contains(&Some(at)) {
            let target = format!("changelog {} {}", row.date, row.author);
            lost.push(gone(target, of(&row.date, row)));
        }
    }
    for (code, row) in &old.shared.return_codes {
        if !new.shared.return_codes.contains_key(code) {
            lost.push(gone(format!("shared#return_codes.{code}"), of(code, row)));
        }
    }
    lost.extend(lost_rows(old, new));
    let fresh =
        new.operations.iter().filter(|(key, _)| !old.operations.contains_key(*key));
    for (key, operation) in &old.operations {
        if !new.operations.contains_key(key) {
            let names = fresh
                .clone()
                .map(|(key, other)| (same_operation(operation, other), key));
            let rename = most_alike(names);
            lost.push(Notice { rename, ..gone(key.clone(), of(key, operation)) });
        }
    }
    lost.retain(|notice| notice.readings.is_some() || notice.rename.is_some());
    lost
}

/// The rows of operations by their targets.
fn own_rows(spec: &Spec) -> IndexMap<String, RowAt<'_>> {
    let own = spec.rows().into_iter().filter(|at| at.owner != "shared");
    own.map(|at| (at.target(), at)).collect()
}

/// The rows that are gone from operations which both specs have.
fn lost_rows(old: &Spec, new: &Spec) -> Vec<Notice> {
    let (before, after) = (own_rows(old), own_rows(new));
    let fresh: Vec<_> =
        after.iter().filter(|(target, _)| !before.contains_key(*target)).collect();
    let mut lost: Vec<Notice> = Vec::new();
    for (target, at) in &before {
        let goes_along =
            lost.last().is_some_and(|gone| spec::is_below(target, &gone.target));
        let Some(operation) = new.operations.get(at.owner) else { continue };
        if after.contains_key(target) || goes_along {
            continue;
        }
        let is_shared =
            is_shared(new, at) && !operation.without.iter().any(|name| name == at.name);
        let names = fresh
            .iter()
            .filter(|(_, row)| (row.owner, row.direction) == (at.owner, at.direction))
            .map(|(target, row)| (same_row(at, row), *target));
        lost.push(Notice {
            target: target.clone(),
            readings: of(at.name, at.row),
            rename: most_alike(names).filter(|_| !is_shared),
            ..Notice::default()
        });
    }
    lost
}

/// Whether a row of an operation is one that every table repeats: its readings stand in `shared.yaml`, whatever its own
/// table prints.
fn is_shared(spec: &Spec, at: &RowAt<'_>) -> bool {
    at.owner != "shared"
        && at.above.is_empty()
        && spec.shared.rows(at.direction).contains_key(at.name)
}

/// How much one row looks like another under another name or in another place.
fn same_row(one: &RowAt<'_>, other: &RowAt<'_>) -> f64 {
    let [names, notes] = [
        |at: &RowAt<'_>| {
            at.row.printed_name.as_deref().unwrap_or(at.name).to_lowercase()
        },
        |at: &RowAt<'_>| at.row.note.clone().unwrap_or_default(),
    ]
    .map(|cell| likeness(&cell(one), &cell(other)));
    let is_silent = one.row.note.is_none() && other.row.note.is_none();
    let notes = if is_silent { names } else { notes };
    let ty = if one.row.ty == other.row.ty { 1.0 } else { 0.8 };
    ty * (names + notes) / 2.0
}

/// The same of operations.
fn same_operation(one: &Operation, other: &Operation) -> f64 {
    let path =
        |part: &Operation| part.printed_path.as_ref().unwrap_or(&part.path).clone();
    let titles = likeness(&one.title, &other.title);
    titles.max(likeness(&path(one), &path(other)) * 0.8)
}

/// What looks most like something that has gone, if anything does.
fn most_alike<'a>(names: impl Iterator<Item = (f64, &'a String)>) -> Option<String> {
    let alike = names.filter(|(likeness, _)| *likeness >= ALIKE);
    let best = alike.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.map(|(_, name)| name.clone())
}

fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_levenshtein(one, other)
}

/// Readings of `old` for the rows that `new` alone has, from rows that are printed alike: an operation that was split,
/// merged or copied has many of them.
pub(super) fn offers(old: &Spec, new: &Spec) -> Vec<Notice> {
    let known = old.rows();
    let targets: BTreeSet<String> = known.iter().map(RowAt::target).collect();
    let cells = |at: &RowAt<'_>| (at.direction, at.row.ty.clone(), at.row.note.clone());
    let mut offers: Vec<Notice> = Vec::new();
    for fresh in new.rows() {
        let target = fresh.target();
        let is_below = |offer: &Notice| spec::is_below(&target, &offer.target);
        let is_read = targets.contains(&target) || is_shared(new, &fresh);
        if is_read || offers.iter().any(is_below) {
            continue;
        }
        let twins = known
            .iter()
            .filter(|row| row.name == fresh.name && cells(row) == cells(&fresh));
        let mut read = twins.filter_map(|row| Some((row, of(row.name, row.row)?)));
        if let Some((from, readings)) = read.next() {
            let about = format!(", like `{}`", from.target());
            let readings = Some(readings);
            offers.push(Notice { target, about, readings, rename: None });
        }
    }
    offers
}
