//! Rows and operations that are printed under another name, and otherwise as before.
//!
//! A rename is an edit of the spec before the document is merged into it: readings, the changelog's targets and what
//! names the row elsewhere follow, so that the merge finds the row where it always was. One that no row of 修订记录 tells
//! must be confirmed, because two things can be printed alike.

use std::mem;

use anyhow::{Result, bail};
use indexmap::IndexMap;
use regex::Regex;
use serde_json::Value;

use super::announced::Changes;
use super::mentions;
use super::printed::{Document, Operation, ROOT, Row};
use crate::align::renamed;
use crate::spec::{self, ChangeKind, Spec};

/// What is to be done with renames that no row of 修订记录 tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Renames {
    /// Stop and tell them.
    #[default]
    Ask,
    /// Take them for renames.
    Keep,
    /// Take them for removals and additions.
    Never,
}

/// The targets before and after.
pub(super) type Rename = (String, String);

/// The renames among the changes, as far as they are certain or confirmed.
pub(super) fn among(changes: &Changes<'_>, how: Renames) -> Result<Vec<Rename>> {
    if how == Renames::Never {
        return Ok(Vec::new());
    }
    let renames = find(&changes.before, changes.printed);
    let is_told = |(old, new): &&Rename| {
        changes.are_announced(&[last(old)]) && changes.are_announced(&[last(new)])
    };
    let open: String = renames
        .iter()
        .filter(|rename| !is_told(rename))
        .map(|(old, new)| format!("  `{old}` looks like a rename to `{new}`\n"))
        .collect();
    if how == Renames::Keep || open.is_empty() {
        return Ok(renames);
    }
    bail!(
        "printed no more, and something new is printed alike:\n{open}nothing was written; run the command again with `--renames keep` if they are renames, so that their readings stay, or with `--renames never` if they are not"
    )
}

/// The last name of a target.
fn last(target: &str) -> &str {
    target.rsplit(['.', '#', '/']).next().unwrap_or_default()
}

fn find(before: &Document, printed: &Document) -> Vec<Rename> {
    let old: Vec<_> = before.operations.iter().map(|one| (one.key(), one)).collect();
    let new: Vec<_> = printed.operations.iter().map(|one| (one.key(), one)).collect();
    let mut renames = renamed(&old, &new, |old, new| {
        same_tables(old, new)
            || (&old.title, &old.description) == (&new.title, &new.description)
    });
    for (key, new) in &new {
        let known = renames.iter().find(|(_, new)| new == key);
        let old_key = known.map_or(key, |(old, _)| old);
        let Some((_, old)) = old.iter().find(|(known, _)| known == old_key) else {
            continue;
        };
        rows(&format!("{key}#request"), &old.request, &new.request, &mut renames);
        rows(&format!("{key}#response"), &old.response, &new.response, &mut renames);
    }
    renames
}

fn same_tables(old: &Operation, new: &Operation) -> bool {
    fn same(old: &[Row], new: &[Row]) -> bool {
        let mut own = old.iter().filter(|row| !row.shared);
        own.all(|row| {
            new.iter().any(|other| other.key == row.key && same_row(row, other))
        })
    }
    let has_own = old.request.iter().chain(&old.response).any(|row| !row.shared);
    has_own && same(&old.request, &new.request) && same(&old.response, &new.response)
}

/// Whether two rows print the same but for their names.
fn same_row(old: &Row, new: &Row) -> bool {
    let mut fields = old.fields.iter().zip(&new.fields);
    (&old.ty, &old.note, &old.optional) == (&new.ty, &new.note, &new.optional)
        && old.fields.len() == new.fields.len()
        && fields.all(|(old, new)| old.key == new.key && same_row(old, new))
}

fn rows(table: &str, old: &[Row], new: &[Row], renames: &mut Vec<Rename>) {
    let [named_old, named_new] = [old, new].map(|rows| {
        let own = rows.iter().filter(|row| !row.shared);
        own.map(|row| (format!("{table}.{}", row.key), row)).collect::<Vec<_>>()
    });
    renames.extend(renamed(&named_old, &named_new, |old, new| {
        same_row(old, new) && !(old.note.is_empty() && old.fields.is_empty())
    }));
    for row in new {
        if let Some(before) = old.iter().find(|before| before.key == row.key) {
            rows(&format!("{table}.{}", row.key), &before.fields, &row.fields, renames);
        }
    }
}

/// The spec with the new names.
pub(super) fn apply(old: &Spec, renames: &[Rename]) -> Spec {
    let mut spec = old.clone();
    for (from, new) in renames {
        let mut before = from.clone();
        match new.split_once('#') {
            None => operation(&mut spec, from, new),
            Some((key, path)) => {
                row(&mut spec, key, path, last(from), last(new));
                let (_, below) = from.split_once('#').unwrap_or_default();
                before = format!("{key}#{below}");
            }
        }
        targets(&mut spec, &before, new);
    }
    let key = |key| {
        let mut renames = renames.iter();
        renames.find(|(old, _)| old == key).map_or(key, |(_, new)| new.as_str())
    };
    let before = mentions::names(old).into_iter();
    let before: Vec<_> = before.map(|(name, old)| (name, key(old))).collect();
    mentions::keep_meaning(&mut spec, &before);
    spec
}

fn operation(spec: &mut Spec, old: &str, new: &str) {
    rename_key(&mut spec.operations, old, new);
    if let Some(operation) = spec.operations.get_mut(new) {
        operation.path = format!("{ROOT}{new}");
        operation.printed_path = None;
    }
    for key in &mut spec.document.operations {
        if key == old {
            new.clone_into(key);
        }
    }
}

/// Renames the row that is called `path` now.
fn row(spec: &mut Spec, key: &str, path: &str, old: &str, new: &str) {
    let (table, path) = path.split_once('.').unwrap_or((path, ""));
    let path: Vec<&str> = path.split('.').collect();
    let line = spec.shared.glossary.get(old);
    let line = line.filter(|_| !spec.shared.glossary.contains_key(new)).cloned();
    let Some(rows) = spec.rows_mut(key, table, &path[..path.len() - 1]) else { return };
    rename_key(rows, old, new);
    if let Some(row) = rows.get_mut(new) {
        row.printed_name = None;
        row.en = row.en.take().or(line);
    }
    let Some(operation) = spec.operations.get_mut(key) else { return };
    let mut readings = spec::json(operation);
    for key in NAMING {
        if let Some(reading) = readings.get_mut(key) {
            exchange(reading, key, old, new);
        }
    }
    if let Ok(renamed) = serde_json::from_value(readings) {
        *operation = renamed;
    }
}

/// The readings of an operation that name its rows.
const NAMING: [&str; 4] = ["conditions", "examples", "paging", "window"];
/// Keys of them whose keys are names and whose texts are not.
const VALUES: [&str; 4] = ["fix", "given", "reads", "when"];

/// Exchanges the name where the value of the key `at` is one, or has it.
fn exchange(value: &mut Value, at: &str, old: &str, new: &str) {
    let is_map = VALUES.contains(&at);
    match value {
        Value::Object(keys) => {
            for (key, value) in keys.iter_mut() {
                exchange(value, if is_map { at } else { key }, old, new);
            }
            let name =
                |key: String| if is_map && key == old { new.to_owned() } else { key };
            let pairs = mem::take(keys).into_iter();
            *keys = pairs.map(|(key, value)| (name(key), value)).collect();
        }
        Value::Array(values) => {
            values.iter_mut().for_each(|value| exchange(value, at, old, new));
        }
        Value::String(text) if at == "form" => {
            // A part of a pair's name: `attendees.name=`, `list%5B0%5D.name=`.
            let name = format!(r"((?:^|&)(?:[^&=]*[.%])?){}([.%=])", regex::escape(old));
            let name = Regex::new(&name).expect("the expression is valid");
            *text = name.replace_all(text, format!("${{1}}{new}${{2}}")).into_owned();
        }
        Value::String(text) if at == "answer" => {
            *text = text.replace(&format!("\"{old}\":"), &format!("\"{new}\":"));
        }
        Value::String(text) if at != "from" && !is_map && text == old => {
            new.clone_into(text);
        }
        _ => {}
    }
}

/// Lets everything that names `old`, or what is below it, name `new`.
fn targets(spec: &mut Spec, old: &str, new: &str) {
    let rename = |target: &mut String| {
        if spec::is_below(target, old) {
            target.replace_range(..old.len(), new);
        }
    };
    for revision in &mut spec.changelog {
        for kind in ChangeKind::ALL {
            kind.targets_mut(revision).iter_mut().for_each(rename);
        }
        let disagreements = revision.disagrees.iter_mut();
        disagreements.filter_map(|entry| entry.tables.as_mut()).for_each(rename);
    }
    let amended =
        spec.amendments.iter_mut().flat_map(|amendment| &mut amendment.targets);
    amended.for_each(rename);
    let callbacks = spec.shared.callbacks.values_mut();
    callbacks.flat_map(|callback| &mut callback.described_by).for_each(rename);
}

fn rename_key<T>(map: &mut IndexMap<String, T>, old: &str, new: &str) {
    if let Some((at, _, value)) = map.shift_remove_full(old) {
        map.shift_insert(at, new.to_owned(), value);
    }
}
