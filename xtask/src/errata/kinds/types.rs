//! Printed types: those that deny what the value is, and the ways to spell one.

use indexmap::IndexMap;

use super::tables::{note_of, prints};
use crate::errata::index::{Entry, SpecIndex};
use crate::errata::report::{Basis, Item, Position, code, quoted, text};
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::{Direction, Meaning, TIMES};

/// Types that contradict what the row means.
pub fn contradictions(index: &SpecIndex, entry: &Entry) -> Option<Item> {
    let meant = contradicted(entry)?;
    let basis = basis(index, entry, meant);
    Some(entry.position("column.type").item(quoted(entry.ty()), noun(meant), basis))
}

/// What the row is, where its printed type says something else.
fn contradicted(entry: &Entry) -> Option<Kind> {
    let row = entry.at.row;
    let (printed, meant) = (kind::printed(row)?.kind, kind::shape(row)?.kind);
    let plain =
        |kind| matches!(kind, Kind::Text | Kind::Int | Kind::Decimal | Kind::Bool);
    let differs = match meant {
        _ if row.meaning == Some(Meaning::Page) => false,
        // In requests a moment may be text, and chapter 3.3 tells so.
        Kind::Time => {
            entry.at.direction == Direction::Answer
                && matches!(printed, Kind::Text | Kind::Time)
        }
        _ => kind::contradicts(row) || plain(meant) && printed != meant,
    };
    differs.then_some(meant)
}

fn basis(index: &SpecIndex, entry: &Entry, meant: Kind) -> Basis {
    if kind::contradicts(entry.at.row) {
        return entry.at.row.evidence.into();
    }
    let times = index.chapters.iter().find(|(_, title)| *title == TIMES);
    if let Some((number, _)) = times.filter(|_| meant == Kind::Time) {
        return text("types.chapter", [number.clone()]).into();
    }
    let namesake = index.rows.iter().find(|other| {
        other.at.direction == entry.at.direction
            && other.at.name.eq_ignore_ascii_case(entry.at.name)
            && kind::printed(other.at.row).is_some_and(|printed| printed.kind == meant)
    });
    let Some(other) = namesake else { return note_of(entry).into() };
    let number = other.chapter.split(' ').next().unwrap_or_default();
    text("types.namesake", [number.to_owned(), code(other.ty())]).into()
}

/// All spellings as one item: a line for each meaning, with its spellings, their rows and an example.
pub fn spellings(index: &SpecIndex) -> Vec<Item> {
    let mut meanings = IndexMap::<Shape, Vec<String>>::new();
    for (spelling, shape) in &index.spec.document.types {
        let counted = counted(index, spelling);
        meanings.entry(*shape).or_default().extend(counted);
    }
    meanings.retain(|_, spellings| !spellings.is_empty());
    let line = |(shape, spellings)| text(spelled(shape), spellings);
    let printed: Vec<_> = meanings.into_iter().map(line).collect();
    let spelled: usize = printed.iter().map(|line| line.words.len()).sum();
    let types = printed.len();
    if spelled <= types {
        return Vec::new();
    }
    let (chapter, column) = (index.whole(), "column.type");
    let position = Position { chapter, table: None, row: None, column };
    let read = text("spellings.read", [spelled.to_string(), types.to_string()]);
    vec![Item { printed, ..position.item("", read, "spellings.basis") }]
}

/// A spelling with the number of its rows and the first of them; none where no row has it.
fn counted(index: &SpecIndex, spelling: &str) -> Option<String> {
    let spelled = |entry: &&Entry| entry.ty() == spelling;
    let mut count = 0;
    let mut first = None;
    for part in &index.parts {
        let shared = index.rows.iter().filter(|entry| {
            entry.at.owner == "shared" && prints(part, entry.at.direction, entry.at.name)
        });
        for entry in index.rows_of(part).chain(shared).filter(spelled) {
            count += 1;
            first.get_or_insert_with(|| (&part.number, entry.at.path()));
        }
    }
    let (number, path) = first?;
    Some(format!("{} × {count} ({number} {})", code(spelling), code(path)))
}

/// The words before the spellings of a type.
fn spelled(Shape { kind, list }: Shape) -> &'static str {
    match (kind, list) {
        (Kind::Int, false) => "spellings.int",
        (Kind::Decimal, false) => "spellings.decimal",
        (Kind::Bool, false) => "spellings.bool",
        (Kind::Time, false) => "spellings.time",
        (Kind::Date, false) => "spellings.date",
        (Kind::Rows, false) => "spellings.object",
        (_, false) => "spellings.text",
        (Kind::Int, true) => "spellings.ints",
        (Kind::Rows, true) => "spellings.objects",
        (Kind::Text, true) => "spellings.texts",
        (_, true) => "spellings.values",
    }
}

/// The words for what a value is.
fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Url | Kind::JoinUrl | Kind::Token(_) => "types.text",
        Kind::Int => "types.int",
        Kind::Decimal => "types.decimal",
        Kind::Bool => "types.bool",
        Kind::Time => "types.time",
        Kind::Date => "types.date",
        Kind::TextId(_) => "types.text_id",
        Kind::NumberId(_) => "types.number_id",
        Kind::Page | Kind::Rows => "types.rows",
    }
}
