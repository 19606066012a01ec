//! Cells and rows of tables that other places contradict.

use crate::errata::index::{Entry, Part, SpecIndex};
use crate::errata::report::{Item, Text, code, quoted, text};
use crate::spec::{Direction, Note, Row, kind};

/// Rows whose 是否可为空 the note contradicts.
pub fn required(_: &SpecIndex, entry: &Entry) -> Option<Item> {
    entry.differing("required")?;
    let row = entry.at.row;
    let read = if row.required? { "required.true" } else { "required.false" };
    Some(entry.position("column.optional").item(optional(row), read, note_of(entry)))
}

/// The note as the reason for a reading.
pub fn note_of(entry: &Entry) -> Text {
    text("required.note", [code(entry.note())])
}

/// Defaults of notes that no reading takes.
pub fn defaults(_: &SpecIndex, entry: &Entry) -> Option<Item> {
    let is_request = entry.at.direction == Direction::Request;
    let is_open = is_request && entry.at.row.default.is_none();
    let default = Note::of(entry.note()).default.filter(|_| is_open)?;
    let printed = text("defaults.printed", [code(default)]);
    Some(entry.position("column.note").item(printed, "defaults.read", None))
}

/// Shared rows, or whole tables of them, that an operation leaves out.
pub fn missing(index: &SpecIndex) -> Vec<Item> {
    let mut items = Vec::new();
    for (part, direction) in tables(index) {
        let shared = index.spec.shared.rows(direction);
        let lacked: Vec<_> = shared.keys().filter(|name| part.lacks(name)).collect();
        if !lacked.is_empty() && lacks_table(index, part, direction) {
            let position = part.row(direction, None, "column.row");
            let read = text("missing.rows", lacked.iter().map(code));
            let basis = others(index, |other| !lacks_table(index, other, direction));
            items.push(position.item("missing.no_table", read, basis));
            continue;
        }
        items.extend(lacked.into_iter().map(|name| {
            let position = part.row(direction, Some(name), "column.row");
            let basis = others(index, |other| !other.lacks(name));
            position.item("missing.no_row", "missing.row", basis)
        }));
    }
    items
}

/// Every table of every operation.
fn tables<'i, 'a>(
    index: &'i SpecIndex<'a>,
) -> impl Iterator<Item = (&'i Part<'a>, Direction)> {
    index.parts.iter().flat_map(|part| Direction::TABLES.map(|table| (part, table)))
}

fn lacks_table(index: &SpecIndex, part: &Part, direction: Direction) -> bool {
    let mut shared = index.spec.shared.rows(direction).keys();
    part.operation.rows(direction).is_empty() && shared.all(|name| part.lacks(name))
}

/// So many operations have it.
fn others(index: &SpecIndex, has: impl Fn(&Part) -> bool) -> Text {
    let count = index.parts.iter().filter(|part| has(part)).count();
    text("missing.basis", [count.to_string(), index.parts.len().to_string()])
}

/// Cells of shared rows that a table prints in its own way.
pub fn differing(index: &SpecIndex) -> Vec<Item> {
    let mut items = Vec::new();
    for (part, direction) in tables(index) {
        for (name, row) in part.operation.rows(direction) {
            let Some(shared) = index.spec.shared.rows(direction).get(name) else {
                continue;
            };
            let usual =
                index.parts.iter().filter(|other| prints(other, direction, name));
            let basis = text("differing.basis", [usual.count().to_string()]);
            for (column, here, there) in [
                ("column.type", cell(row.ty.as_deref()), cell(shared.ty.as_deref())),
                ("column.note", cell(row.note.as_deref()), cell(shared.note.as_deref())),
                ("column.optional", optional(row), optional(shared)),
            ] {
                if here.words != there.words {
                    let position = part.row(direction, Some(name), column);
                    items.push(position.item(here, there, basis.clone()));
                }
            }
        }
    }
    items
}

/// Whether the operation prints the shared row `name` as most do.
pub fn prints(part: &Part, direction: Direction, name: &str) -> bool {
    !part.lacks(name) && !part.operation.rows(direction).contains_key(name)
}

/// The cell of 是否可为空.
fn optional(row: &Row) -> Text {
    cell(kind::printed_optional(row))
}

fn cell(words: Option<&str>) -> Text {
    words.map_or_else(|| "differing.blank".into(), quoted)
}
