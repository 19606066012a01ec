//! Words of notes and descriptions that mean others.

use indexmap::IndexMap;

use crate::errata::book::{Book, Part};
use crate::errata::sheet::{Column, Ground, Item, Place, Said, Text, Word, said};
use crate::spec::chapter_references;

/// Every misprint that the readings name.
pub fn all(book: &Book) -> Vec<Item> {
    let mut items = Vec::new();
    let mut add = |place: &Place, misprints: &IndexMap<String, String>, part| {
        items.extend(misprints.iter().map(|(words, meaning)| Item {
            place: place.clone(),
            printed: vec![Text::verbatim(words)],
            read: Text::verbatim(meaning),
            ground: Ground::Document(why(book, part, words, meaning)),
        }));
    };
    for entry in &book.shared {
        add(&entry.place(Column::Note), &entry.row.misprints, None);
    }
    for part in &book.parts {
        let place = part.place(Column::Description);
        add(&place, &part.operation.misprints, Some(part));
        for entry in &part.rows {
            add(&entry.place(Column::Note), &entry.row.misprints, Some(part));
        }
    }
    items
}

/// What speaks against the words, in the chapter of `part` before all.
fn why(book: &Book, part: Option<&Part>, words: &str, meaning: &str) -> Text {
    let chapters = chapters(book, words, meaning);
    chapters
        .or_else(|| row(part?, words, meaning))
        .or_else(|| said_elsewhere(part?, words, meaning))
        .unwrap_or_else(|| Text::new("由上下文可知", "the words around it tell", []))
}

/// The chapters to which the words and their meaning refer, where these are two.
fn chapters(book: &Book, words: &str, meaning: &str) -> Option<Text> {
    let wrong = *chapter_references(words).first()?;
    let right = *chapter_references(meaning).first()?;
    let named = |number: &str| {
        let title = book.title_of(number)?;
        Some([Word::marked(number), Word::verbatim(title)])
    };
    let pairs = named(wrong).zip(named(right)).filter(|_| wrong != right)?;
    Some(Text::new(
        "{0} 是 {1}，{2} 是 {3}",
        "{0} is {1}, {2} is {3}",
        pairs.0.into_iter().chain(pairs.1),
    ))
}

/// A row that goes by the right name, where none goes by the printed one.
fn row(part: &Part, words: &str, meaning: &str) -> Option<Text> {
    let named = |name: &str| part.rows.iter().any(|entry| entry.name == name);
    (named(meaning) && !named(words)).then(|| {
        Text::new(
            "表中没有 {0}，只有 {1}",
            "the tables have no {0}, but {1}",
            [Word::verbatim(words), Word::verbatim(meaning)],
        )
    })
}

/// Another place of the chapter that has the right words.
fn said_elsewhere(part: &Part, words: &str, meaning: &str) -> Option<Text> {
    let has = |text: &str| text.replace(words, "").contains(meaning);
    let head: [(&str, Said); 2] = [
        (&part.operation.title, said("标题有 {0}", "the title has {0}")),
        (
            part.operation.description.as_deref().unwrap_or_default(),
            said("描述有 {0}", "the description has {0}"),
        ),
    ];
    let meant = Word::verbatim(meaning);
    if let Some((_, said)) = head.into_iter().find(|(text, _)| has(text)) {
        return Some(Text { said, words: vec![meant] });
    }
    let entry = part.rows.iter().find(|entry| has(entry.note()))?;
    Some(Text::new(
        "{1} 的说明有 {0}",
        "the note of {1} has {0}",
        [meant, Word::verbatim(&entry.path)],
    ))
}
