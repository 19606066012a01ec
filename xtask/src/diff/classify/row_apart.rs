//! Rows that are no fields of the generated types: the shared ones, how a table prints these otherwise, and the rows
//! of the page object.

use super::find::{self, direction};
use super::row::Rewritten;
use super::{key, rule};
use crate::codegen::model::{Presence, Value};
use crate::codegen::{self, Side};
use crate::diff::change::{Change, Edit};
use crate::diff::model::{Direction, Rule};
use crate::spec::kind::{self, Kind};
use crate::spec::{Operation, Row, Rows, Spec};

/// The rule of a row that is not a field; none for one that is.
pub(super) fn row(change: &Change, old: &Spec, new: &Spec) -> Option<&'static Rule> {
    let path = &change.path;
    let is_answer = match direction(path) {
        Direction::Request => false,
        Direction::Answer => true,
        Direction::Callback => return None,
    };
    // What came is looked for in the new state, what went in the old one, what changed in both.
    let on_its_sides = |holds: &dyn Fn(&Spec) -> bool| match change.edit {
        Edit::Added { .. } => holds(new),
        Edit::Removed { .. } => holds(old),
        Edit::Changed { .. } | Edit::Moved { .. } => holds(old) && holds(new),
    };
    if path.first().is_some_and(|root| root == "shared") {
        return Some(shared(change, old, new, is_answer));
    }
    if on_its_sides(&|spec| is_deviation(spec, path)) {
        return Some(deviation(change, is_answer));
    }
    if is_answer && on_its_sides(&|spec| is_of_page(spec, path)) {
        return Some(match &change.edit {
            Edit::Added { .. } => rule!("answer-row-page-added"),
            Edit::Removed { .. } => rule!("answer-row-page-removed"),
            Edit::Changed { .. } => rule!("answer-row-page-changed"),
            Edit::Moved { .. } => rule!("answer-row-page-moved"),
        });
    }
    None
}

/// The shared rows of a direction.
fn shared_rows<'s>(spec: &'s Spec, path: &[String]) -> &'s Rows {
    match direction(path) {
        Direction::Request => &spec.shared.request,
        Direction::Answer | Direction::Callback => &spec.shared.response,
    }
}

/// Whether a table prints a shared row here.
fn is_deviation(spec: &Spec, path: &[String]) -> bool {
    find::row_names(path)
        .next()
        .is_some_and(|name| shared_rows(spec, path).contains_key(name))
}

fn deviation(change: &Change, is_answer: bool) -> &'static Rule {
    match (&change.edit, is_answer) {
        (Edit::Added { .. }, false) => rule!("request-row-deviation-added"),
        (Edit::Added { .. }, true) => rule!("answer-row-deviation-added"),
        (Edit::Removed { .. }, false) => rule!("request-row-deviation-removed"),
        (Edit::Removed { .. }, true) => rule!("answer-row-deviation-removed"),
        (Edit::Changed { .. }, false) => rule!("request-row-deviation-changed"),
        (Edit::Changed { .. }, true) => rule!("answer-row-deviation-changed"),
        (Edit::Moved { .. }, false) => rule!("request-row-deviation-moved"),
        (Edit::Moved { .. }, true) => rule!("answer-row-deviation-moved"),
    }
}

/// Whether the row lies in the page object, wherever the print has it.
fn is_of_page(spec: &Spec, path: &[String]) -> bool {
    let mut rows = find::rows(spec, path);
    rows.pop();
    let is_page = |row| codegen::value(row) == Some(Value::Plain(Kind::Page));
    let flat = find::operation(spec, path).map(flat).unwrap_or_default();
    let top = find::row_names(path).next();
    rows.into_iter().any(is_page)
        || top.is_some_and(|name| flat.contains(&name.as_str()))
}

/// The rows of the answer that are no fields, since they belong to a page object that the print does not have.
pub(super) fn flat(operation: &Operation) -> Vec<&str> {
    let paging = operation
        .paging
        .iter()
        .filter(|paging| !operation.response.contains_key(&paging.object));
    let names = paging.flat_map(|paging| &paging.flat).map(String::as_str);
    names.filter(|name| operation.response.contains_key(*name)).collect()
}

fn shared(change: &Change, old: &Spec, new: &Spec, is_answer: bool) -> &'static Rule {
    let own = in_tables(change, old, new);
    let is_argument =
        |row: &&Row| codegen::presence(row, Side::Request) != Presence::Optional;
    match (&change.edit, is_answer) {
        (Edit::Added { .. }, false) if !own.is_empty() => {
            rule!("request-row-shared-own-added")
        }
        (Edit::Added { .. }, true) if !own.is_empty() => {
            rule!("answer-row-shared-own-added")
        }
        (Edit::Added { .. }, false) => {
            if find::row(new, &change.path).is_some_and(kind::is_required) {
                rule!("request-row-shared-needed-added")
            } else {
                rule!("request-row-shared-optional-added")
            }
        }
        (Edit::Added { .. }, true) => rule!("answer-row-shared-added"),
        (Edit::Removed { .. }, false) if own.iter().any(is_argument) => {
            rule!("request-row-shared-own-needed-removed")
        }
        (Edit::Removed { .. }, false) if !own.is_empty() => {
            rule!("request-row-shared-own-removed")
        }
        (Edit::Removed { .. }, true) if !own.is_empty() => {
            rule!("answer-row-shared-own-removed")
        }
        (Edit::Removed { .. }, false) => rule!("request-row-shared-removed"),
        (Edit::Removed { .. }, true) => rule!("answer-row-shared-removed"),
        (Edit::Moved { .. }, false) => rule!("request-row-shared-moved"),
        (Edit::Moved { .. }, true) => rule!("answer-row-shared-moved"),
        (Edit::Changed { .. }, _) => rewritten(change, old, new, is_answer),
    }
}

/// The rows of this name that tables have before and after, as they are after: what the shared rows say makes them a
/// print of the shared row, or fields.
fn in_tables<'s>(change: &Change, old: &Spec, new: &'s Spec) -> Vec<&'s Row> {
    let [_, table, name] = &change.path[..] else { return Vec::new() };
    let had = |key: &String| {
        old.operations
            .get(key)
            .is_some_and(|part| rows_of(part, table).contains_key(name))
    };
    new.operations
        .iter()
        .filter(|(key, _)| had(key))
        .filter_map(|(_, operation)| rows_of(operation, table).get(name))
        .collect()
}

fn rows_of<'s>(operation: &'s Operation, table: &str) -> &'s Rows {
    if table == "request" { &operation.request } else { &operation.response }
}

fn rewritten(change: &Change, old: &Spec, new: &Spec, is_answer: bool) -> &'static Rule {
    let row = Rewritten::of(change, old, new);
    match (key(change), is_answer, row.need()) {
        ("type", false, _) if !row.is_spelling() => {
            rule!("request-row-shared-type-changed")
        }
        ("type", true, _) if !row.is_spelling() => {
            rule!("answer-row-shared-type-changed")
        }
        ("optional", false, Some(true)) => rule!("request-row-shared-optional-narrowed"),
        ("optional", false, Some(false)) => rule!("request-row-shared-optional-widened"),
        (
            "as" | "required" | "always" | "secret" | "rust_name" | "rust_type"
            | "values",
            false,
            _,
        ) => {
            rule!("request-row-shared-reading-changed")
        }
        (
            "as" | "required" | "always" | "secret" | "rust_name" | "rust_type"
            | "values",
            true,
            _,
        ) => {
            rule!("answer-row-shared-reading-changed")
        }
        (key, ..) => row.rule(key),
    }
}
