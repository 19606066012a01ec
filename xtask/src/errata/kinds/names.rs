//! Names of rows.

use crate::errata::book::{Book, Entry};
use crate::errata::sheet::{Column, Ground, Item, Text, Word};
use crate::spec::Evidence;

/// Names that are printed with a remark.
pub fn remarks(book: &Book) -> Vec<Item> {
    let plain = book.rows().filter(|entry| entry.row.printed_name.is_none()).count();
    let item = |entry: &Entry| {
        let printed = entry.row.printed_name.as_deref()?;
        Some(Item {
            place: entry.place(Column::Name),
            printed: vec![Text::verbatim(printed)],
            read: Text::verbatim(entry.name),
            ground: Ground::Document(Text::new(
                "其余 {0} 行的这一栏只有名称",
                "the other {0} rows have nothing but the name there",
                [Word::marked(plain)],
            )),
        })
    };
    book.rows().filter_map(item).collect()
}

/// Names that are others on the wire.
pub fn wire(book: &Book) -> Vec<Item> {
    let named = book.rows().filter(|entry| !entry.row.wire.is_empty());
    let item = |entry: &Entry| {
        let wire = entry.row.wire.iter().map(Word::verbatim);
        let read = if entry.row.wire.len() == 1 {
            Text::new("{0}", "{0}", wire)
        } else {
            Text::new("{0}，也接受 {1..}", "{0}; also accepted: {1..}", wire)
        };
        Item {
            place: entry.place(Column::Name),
            printed: vec![Text::verbatim(entry.name)],
            read,
            ground: Ground::Observed(entry.row.evidence.unwrap_or(Evidence::Unverified)),
        }
    };
    named.map(item).collect()
}
