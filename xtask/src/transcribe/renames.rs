//! Rows and operations that are printed under another name, and otherwise as before.
//!
//! A rename is an edit of the spec before the document is merged into it: readings, the changelog's targets and what
//! names the row elsewhere follow, so that the merge finds the row where it always was. One that no row of 修订记录 tells
//! must be confirmed, because two things can be printed alike.

use anyhow::{Result, bail};
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::announced::Announced;
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

/// A rename: the targets before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rename {
    pub(super) old: String,
    pub(super) new: String,
}

/// The renames between the two documents, as far as they are certain or confirmed.
pub(super) fn between(
    before: &Document,
    printed: &Document,
    announced: &Announced<'_>,
    how: Renames,
) -> Result<Vec<Rename>> {
    if how == Renames::Never {
        return Ok(Vec::new());
    }
    let renames = find(before, printed);
    let told = |rename: &&Rename| {
        announced.names(&[last(&rename.old)]) && announced.names(&[last(&rename.new)])
    };
    let open: Vec<_> = renames.iter().filter(|rename| !told(rename)).collect();
    if how == Renames::Keep || open.is_empty() {
        return Ok(renames);
    }
    let open: Vec<_> = open
        .iter()
        .map(|Rename { old, new }| format!("  `{old}` looks like a rename to `{new}`\n"))
        .collect();
    bail!(
        "printed no more, and something new is printed alike:\n{}nothing was written; run the command again with `--renames keep` if they are renames, so that their readings stay, or with `--renames never` if they are not",
        open.concat()
    )
}

/// The last name of a target.
fn last(target: &str) -> &str {
    target.rsplit(['.', '#', '/']).next().unwrap_or_default()
}

fn find(before: &Document, printed: &Document) -> Vec<Rename> {
    let old: Vec<_> = before.operations.iter().map(|one| (one.key(), one)).collect();
    let new: Vec<_> = printed.operations.iter().map(|one| (one.key(), one)).collect();
    let mut renames = pairs(&old, &new, |old, new| {
        same_tables(old, new)
            || (&old.title, &old.description) == (&new.title, &new.description)
    });
    for (key, new) in &new {
        let known = renames.iter().find(|rename| rename.new == *key);
        let old_key = known.map_or(key, |rename| &rename.old);
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
    let named = |rows: &'_ [Row]| -> Vec<(String, Row)> {
        let own = rows.iter().filter(|row| !row.shared);
        own.map(|row| (format!("{table}.{}", row.key), row.clone())).collect()
    };
    let (named_old, named_new) = (named(old), named(new));
    renames.extend(pairs(&named_old, &named_new, |old, new| {
        same_row(old, new) && !(old.note.is_empty() && old.fields.is_empty())
    }));
    for row in new {
        if let Some(before) = old.iter().find(|before| before.key == row.key) {
            rows(&format!("{table}.{}", row.key), &before.fields, &row.fields, renames);
        }
    }
}

/// What of `old` is called otherwise in `new`: alike, and nothing else is.
fn pairs<T>(
    old: &[(String, T)],
    new: &[(String, T)],
    alike: impl Fn(&T, &T) -> bool,
) -> Vec<Rename> {
    let renamed = renamed(old, new, alike).into_iter();
    renamed.map(|(old, new)| Rename { old, new }).collect()
}

/// The spec with the new names.
pub(super) fn apply(spec: &Spec, renames: &[Rename]) -> Spec {
    let mut spec = spec.clone();
    for Rename { old, new } in renames {
        let mut before = old.clone();
        match new.split_once('#') {
            None => operation(&mut spec, old, new),
            Some((key, path)) => {
                row(&mut spec, key, path, last(old), last(new));
                before = format!("{key}#{}", old.split_once('#').unwrap_or_default().1);
            }
        }
        targets(&mut spec, &before, new);
    }
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
            *reading = with_name(reading.take(), key, old, new);
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

/// `value` of the key `at` with the name exchanged, where it is a name.
fn with_name(value: Value, at: &str, old: &str, new: &str) -> Value {
    let name = |text: String| if text == old { new.to_owned() } else { text };
    match value {
        Value::Object(keys) => {
            let pairs = keys.into_iter().map(|(key, value)| {
                if VALUES.contains(&at) {
                    return (name(key), with_name(value, at, old, new));
                }
                let value = with_name(value, &key, old, new);
                (key, value)
            });
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        Value::Array(values) => {
            let values = values.into_iter().map(|value| with_name(value, at, old, new));
            Value::Array(values.collect())
        }
        Value::String(text) if at == "form" => {
            Value::String(form_renamed(&text, old, new))
        }
        Value::String(text) if at == "answer" => {
            Value::String(text.replace(&format!("\"{old}\":"), &format!("\"{new}\":")))
        }
        Value::String(text) if at != "from" && !VALUES.contains(&at) => {
            Value::String(name(text))
        }
        other => other,
    }
}

/// The pairs of a form, of which those are renamed whose name has `old` as a part.
fn form_renamed(form: &str, old: &str, new: &str) -> String {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let parts = name.split_inclusive(['.', '%']).map(|part| {
            let word = part.trim_end_matches(['.', '%']);
            let end = &part[word.len()..];
            format!("{}{end}", if word == old { new } else { word })
        });
        format!("{}={value}", parts.collect::<String>())
    };
    form.split('&').map(pair).collect::<Vec<_>>().join("&")
}

/// Lets everything that names `old`, or what is below it, name `new`.
fn targets(spec: &mut Spec, old: &str, new: &str) {
    let rename = |target: &mut String| {
        let below = target.strip_prefix(old);
        let is_below =
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '#']));
        if let Some(rest) = below.filter(|_| is_below) {
            *target = format!("{new}{rest}");
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
