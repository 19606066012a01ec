//! The object that tells where a page stands.

use crate::errata::index::{Entry, Part, SpecIndex};
use crate::errata::report::{Item, code, quoted, text};
use crate::spec::{Direction, Meaning, kind};

/// Page objects that are printed as something else, beside their place, or not at all; and those that no request asks
/// for.
pub fn objects(index: &SpecIndex) -> Vec<Item> {
    let of_part = |part: &Part| {
        let is_page = |entry: &&Entry| entry.at.row.meaning == Some(Meaning::Page);
        let pages: Vec<_> = index.rows_of(part).filter(is_page).collect();
        let arrays = pages.iter().filter(|entry| kind::contradicts(entry.at.row));
        let array = |entry: &&Entry| {
            let (printed, evidence) = (quoted(entry.ty()), entry.at.row.evidence);
            entry.position("column.type").item(printed, "pages.object", evidence)
        };
        let unasked = pages.first().filter(|_| part.operation.paging.is_none());
        let unasked = unasked.map(|entry| {
            let printed = quoted(entry.at.name);
            entry.position("column.row").item(printed, "pages.whole", "pages.unasked")
        });
        arrays.map(array).chain(absent(part)).chain(unasked).collect::<Vec<_>>()
    };
    index.parts.iter().flat_map(of_part).collect()
}

fn absent(part: &Part) -> Option<Item> {
    let paging = part.operation.paging.as_ref()?;
    if part.operation.response.contains_key(&paging.object) {
        return None;
    }
    let (object, list) = (code(&paging.object), code(&paging.list));
    let is_flat = !paging.flat.is_empty();
    let (printed, read) = if is_flat {
        let words = [list].into_iter().chain(paging.flat.iter().map(code));
        (text("pages.flat", words), text("pages.inside", [object]))
    } else {
        ("pages.not_printed".into(), text("pages.beside", [object, list]))
    };
    let row = Some(paging.object.as_str()).filter(|_| !is_flat);
    let position = part.row(Direction::Answer, row, "column.row");
    Some(position.item(printed, read, paging.evidence))
}
