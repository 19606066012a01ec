//! The object that tells where a page stands.

use crate::errata::book::{Book, Part};
use crate::errata::sheet::{Column, Ground, Item, Table, Text, Word};
use crate::spec::kind;
use crate::spec::{Evidence, Meaning, Paging, Row};

/// Page objects that are printed as something else, beside their place, or not at all; and those that no request asks
/// for.
pub fn objects(book: &Book) -> Vec<Item> {
    let mut items = Vec::new();
    for part in &book.parts {
        items.extend(arrays(part));
        items.extend(
            part.operation.paging.as_ref().and_then(|paging| absent(part, paging)),
        );
        items.extend(unasked(part));
    }
    items
}

fn arrays(part: &Part) -> Vec<Item> {
    let page = |row: &Row| row.meaning == Some(Meaning::Page) && kind::contradicts(row);
    let entries = part.rows.iter().filter(|entry| page(entry.row));
    entries
        .map(|entry| Item {
            place: entry.place(Column::Type),
            printed: vec![Text::verbatim(entry.row.ty.as_deref().unwrap_or_default())],
            read: Text::new("一个对象，不是数组", "one object, no array", []),
            ground: observed(entry.row.evidence),
        })
        .collect()
}

fn absent(part: &Part, paging: &Paging) -> Option<Item> {
    if part.operation.response.contains_key(&paging.object) {
        return None;
    }
    let (row, printed, read) = if paging.flat.is_empty() {
        (
            Some(paging.object.as_str()),
            Text::new("没有印出", "not printed", []),
            Text::new(
                "{1} 旁有对象 {0}",
                "there is an object {0} beside {1}",
                [Word::verbatim(&paging.object), Word::verbatim(&paging.list)],
            ),
        )
    } else {
        let rows = paging.flat.iter().map(Word::verbatim);
        (
            None,
            Text::new(
                "{1..} 与 {0} 并列",
                "{1..} beside {0}",
                std::iter::once(Word::verbatim(&paging.list)).chain(rows),
            ),
            Text::new(
                "在对象 {0} 之内",
                "inside the object {0}",
                [Word::verbatim(&paging.object)],
            ),
        )
    };
    Some(Item {
        place: part.row_place(Table::Answer, row, Column::Row),
        printed: vec![printed],
        read,
        ground: observed(paging.evidence),
    })
}

fn unasked(part: &Part) -> Option<Item> {
    let entry = part
        .rows
        .iter()
        .find(|entry| entry.row.meaning == Some(Meaning::Page))
        .filter(|_| part.operation.paging.is_none())?;
    Some(Item {
        place: entry.place(Column::Row),
        printed: vec![Text::verbatim(entry.name)],
        read: Text::new(
            "一次返回全部数据，不分页",
            "one answer holds all rows; there are no further pages",
            [],
        ),
        ground: Ground::Document(Text::new(
            "请求参数中没有指定页数的行",
            "no row of the request chooses a page",
            [],
        )),
    })
}

fn observed(evidence: Option<Evidence>) -> Ground {
    Ground::Observed(evidence.unwrap_or(Evidence::Unverified))
}
