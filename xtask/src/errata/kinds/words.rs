//! Words that are printed otherwise than they are meant: paths, titles, names, notes and descriptions.

use indexmap::IndexMap;

use crate::errata::index::{Entry, Part, SpecIndex};
use crate::errata::report::{Item, Position, Text, code, quoted, text};
use crate::spec::reading::Reading;
use crate::spec::{chapter_references, kind, plain_title};

/// Paths that are printed with blanks.
pub fn blanks(index: &SpecIndex, part: &Part) -> Option<Item> {
    let Reading { printed, read, .. } = part.differing("printed_path")?;
    let clean = index.parts.iter().filter(|it| it.differing("printed_path").is_none());
    let basis = text("blanks.basis", [clean.count().to_string()]);
    Some(part.position("column.path").item(quoted(&printed), quoted(&read), basis))
}

/// Names that are printed with a remark.
pub fn remarks(index: &SpecIndex, entry: &Entry) -> Option<Item> {
    let Reading { printed, read, .. } = entry.differing("printed_name")?;
    let plain = index.rows.iter().filter(|it| it.differing("printed_name").is_none());
    let basis = text("remarks.basis", [plain.count().to_string()]);
    Some(entry.position("column.name").item(quoted(&printed), quoted(&read), basis))
}

/// Titles that 接口说明 repeats in other words.
pub fn titles(_: &SpecIndex, part: &Part) -> Option<Item> {
    let Reading { printed: purpose, read: title, .. } = part.differing("purpose")?;
    let printed = text("titles.printed", [code(&title), code(purpose)]);
    let read = quoted(plain_title(&title));
    Some(part.position("column.title").item(printed, read, "titles.basis"))
}

/// Names that are others on the wire.
pub fn wire(_: &SpecIndex, entry: &Entry) -> Option<Item> {
    entry.differing("wire")?;
    let (name, row) = (entry.at.name, entry.at.row);
    let places = kind::places_on_the_wire(name, row);
    let key = if places.len() == 1 { "" } else { "wire.several" };
    let read = text(key, places.iter().map(code));
    Some(entry.position("column.name").item(quoted(name), read, row.evidence))
}

/// Every misprint that the readings name.
pub fn misprints(index: &SpecIndex) -> Vec<Item> {
    let mut items = Vec::new();
    let mut add = |position: Position, misprints: &IndexMap<String, String>, part| {
        items.extend(misprints.iter().map(|(words, meaning)| {
            let basis = why(index, part, words, meaning);
            position.clone().item(quoted(words), quoted(meaning), basis)
        }));
    };
    for entry in index.rows.iter().filter(|entry| entry.at.owner == "shared") {
        add(entry.position("column.note"), &entry.at.row.misprints, None);
    }
    for part in &index.parts {
        add(part.position("column.description"), &part.operation.misprints, Some(part));
        for entry in index.rows_of(part) {
            add(entry.position("column.note"), &entry.at.row.misprints, Some(part));
        }
    }
    items
}

/// What speaks against the words, in the chapter of `part` before all.
fn why(index: &SpecIndex, part: Option<&Part>, words: &str, meaning: &str) -> Text {
    let elsewhere = |part| other_place(index, part, words, meaning);
    chapters(index, words, meaning)
        .or_else(|| part.and_then(elsewhere))
        .unwrap_or_else(|| "misprints.context".into())
}

/// The chapters to which the words and their meaning refer, where these are two.
fn chapters(index: &SpecIndex, words: &str, meaning: &str) -> Option<Text> {
    let named = |words: &str| {
        let number = *chapter_references(words).first()?;
        index.chapters.iter().find(|(known, _)| known == number)
    };
    let ((wrong, wrong_title), (right, right_title)) =
        named(words).zip(named(meaning))?;
    let words = [wrong.clone(), code(wrong_title), right.clone(), code(right_title)];
    (wrong != right).then(|| text("misprints.chapters", words))
}

/// A row that goes by the right name where none goes by the printed one, or a place of the chapter with the right words.
fn other_place(
    index: &SpecIndex,
    part: &Part,
    words: &str,
    meaning: &str,
) -> Option<Text> {
    let named = |name: &str| index.rows_of(part).any(|entry| entry.at.name == name);
    let has = |text: &str| text.replace(words, "").contains(meaning);
    let description = part.operation.description.as_deref().unwrap_or_default();
    let meant = code(meaning);
    if named(meaning) && !named(words) {
        let words = [code(words), meant];
        return Some(text("misprints.row", words));
    }
    if has(&part.operation.title) {
        return Some(text("misprints.in_title", [meant]));
    }
    if has(description) {
        return Some(text("misprints.in_description", [meant]));
    }
    let entry = index.rows_of(part).find(|entry| has(entry.note()))?;
    let words = [meant, code(entry.at.path())];
    Some(text("misprints.in_note", words))
}
