//! The object that tells where a page stands.

use crate::errata::index::{Entry, Part, SpecIndex};
use crate::errata::report::{Item, code, fixed, quoted, text};
use crate::spec::{Direction, Meaning, kind};

/// Page objects that are printed as something else, beside their place, or not at all; and those that no request asks
/// for.
pub fn objects(index: &SpecIndex) -> Vec<Item> {
    let of_part = |part: &Part| {
        let is_page = |entry: &&Entry| entry.at.row.meaning == Some(Meaning::Page);
        let pages: Vec<_> = index.rows_of(part).filter(is_page).collect();
        let arrays = pages.iter().filter(|entry| kind::contradicts(entry.at.row));
        let mut items: Vec<_> = arrays.map(|entry| array(entry)).collect();
        items.extend(absent(part));
        let unasked = pages.first().filter(|_| part.operation.paging.is_none());
        items.extend(unasked.map(|entry| self::unasked(entry)));
        items
    };
    index.parts.iter().flat_map(of_part).collect()
}

fn array(entry: &Entry) -> Item {
    let read = fixed("pages.object");
    entry.position("column.type").item(quoted(entry.ty()), read, entry.at.row.evidence)
}

fn absent(part: &Part) -> Option<Item> {
    let paging = part.operation.paging.as_ref()?;
    if part.operation.response.contains_key(&paging.object) {
        return None;
    }
    let (object, list) = (code(&paging.object), code(&paging.list));
    let is_flat = !paging.flat.is_empty();
    let (printed, read) = if is_flat {
        let mut printed = text("pages.flat", [list]);
        printed.words.extend(paging.flat.iter().map(code));
        (printed, text("pages.inside", [object]))
    } else {
        let words = [object, list];
        let read = text("pages.beside", words);
        (fixed("pages.not_printed"), read)
    };
    let row = Some(paging.object.as_str()).filter(|_| !is_flat);
    let position = part.row(Direction::Answer, row, "column.row");
    Some(position.item(printed, read, paging.evidence))
}

fn unasked(entry: &Entry) -> Item {
    let read = fixed("pages.whole");
    let basis = fixed("pages.unasked");
    entry.position("column.row").item(quoted(entry.at.name), read, basis)
}
