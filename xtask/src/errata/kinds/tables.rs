//! Cells and rows of tables that other places contradict.

use crate::errata::book::{Book, Entry, Part};
use crate::errata::sheet::{Column, Ground, Item, Table, Text, Word};
use crate::spec::{Evidence, Row, default_in};

/// Rows whose 是否可为空 the note contradicts.
pub fn required(book: &Book) -> Vec<Item> {
    let item = |entry: &Entry| {
        let read = if entry.row.required? {
            Text::new("必须发送", "must be sent", [])
        } else {
            Text::new("可以不发送", "can be left out", [])
        };
        Some(Item {
            place: entry.place(Column::Optional),
            printed: vec![optional(entry.row)],
            read,
            ground: Ground::Document(Text::new(
                "说明为 {0}",
                "the note reads {0}",
                [Word::verbatim(entry.note())],
            )),
        })
    };
    book.rows().filter_map(item).collect()
}

/// Defaults of notes that no reading takes.
pub fn defaults(book: &Book) -> Vec<Item> {
    let item = |entry: &Entry| {
        let printed =
            default_in(entry.note()).filter(|_| entry.row.default.is_none())?;
        Some(Item {
            place: entry.place(Column::Note),
            printed: vec![Text::new(
                "默认值 {0}",
                "the default {0}",
                [Word::verbatim(printed)],
            )],
            read: Text::new("没有默认值", "no default", []),
            ground: Ground::Observed(Evidence::Unverified),
        })
    };
    let request = book.rows().filter(|entry| entry.table == Table::Request);
    request.filter_map(item).collect()
}

/// Shared rows, or whole tables of them, that an operation leaves out.
pub fn missing(book: &Book) -> Vec<Item> {
    let mut items = Vec::new();
    for part in &book.parts {
        for table in [Table::Request, Table::Answer] {
            let shared = book.shared_rows(table);
            let lacked: Vec<_> = shared.keys().filter(|name| part.lacks(name)).collect();
            let whole = lacked.len() == shared.len() && part.own(table).is_empty();
            if whole && !lacked.is_empty() {
                items.push(no_table(book, part, table));
            } else {
                items.extend(
                    lacked.into_iter().map(|name| no_row(book, part, table, name)),
                );
            }
        }
    }
    items
}

fn no_table(book: &Book, part: &Part, table: Table) -> Item {
    let names = book.shared_rows(table).keys().map(Word::verbatim);
    Item {
        place: part.row_place(table, None, Column::Row),
        printed: vec![Text::new("没有这张表", "there is no such table", [])],
        read: Text::new("有 {0..}，与他处相同", "{0..}, as everywhere", names),
        ground: others(book, |other| {
            !other.own(table).is_empty()
                || !book.shared_rows(table).keys().all(|name| other.lacks(name))
        }),
    }
}

fn no_row(book: &Book, part: &Part, table: Table, name: &str) -> Item {
    Item {
        place: part.row_place(table, Some(name), Column::Row),
        printed: vec![Text::new("没有这一行", "there is no such row", [])],
        read: Text::new("与他处相同", "as everywhere", []),
        ground: others(book, |other| !other.lacks(name)),
    }
}

/// So many operations have it.
fn others(book: &Book, has: impl Fn(&Part) -> bool) -> Ground {
    let count = book.parts.iter().filter(|part| has(part)).count();
    Ground::Document(Text::new(
        "{1} 个接口中有 {0} 个印有",
        "{0} of {1} operations print it",
        [Word::marked(count), Word::marked(book.parts.len())],
    ))
}

/// Cells of shared rows that a table prints in its own way.
pub fn differing(book: &Book) -> Vec<Item> {
    let mut items = Vec::new();
    for part in &book.parts {
        for table in [Table::Request, Table::Answer] {
            for (name, row) in part.own(table) {
                let Some(shared) = book.shared_rows(table).get(name) else { continue };
                let usual = |part: &&Part| {
                    !part.lacks(name) && !part.own(table).contains_key(name)
                };
                let usual = book.parts.iter().filter(usual).count();
                for (column, printed, read) in cells(row, shared) {
                    items.push(Item {
                        place: part.row_place(table, Some(name), column),
                        printed: vec![printed],
                        read,
                        ground: Ground::Document(Text::new(
                            "其他 {0} 个接口如此印",
                            "{0} other operations print it so",
                            [Word::marked(usual)],
                        )),
                    });
                }
            }
        }
    }
    items
}

/// The cells that differ: here, and everywhere else.
fn cells(row: &Row, shared: &Row) -> Vec<(Column, Text, Text)> {
    let cell = |text: &Option<String>| match text {
        Some(text) => Text::verbatim(text),
        None => Text::new("空", "blank", []),
    };
    let all = [
        (Column::Type, row.ty != shared.ty, cell(&row.ty), cell(&shared.ty)),
        (Column::Note, row.note != shared.note, cell(&row.note), cell(&shared.note)),
        (
            Column::Optional,
            row.optional != shared.optional,
            optional(row),
            optional(shared),
        ),
    ];
    all.into_iter()
        .filter(|(_, differs, ..)| *differs)
        .map(|(column, _, here, there)| (column, here, there))
        .collect()
}

/// The cell of 是否可为空.
fn optional(row: &Row) -> Text {
    match row.optional {
        Some(true) => Text::verbatim("是"),
        Some(false) => Text::verbatim("否"),
        None => Text::new("空", "blank", []),
    }
}
