//! The texts of the files: how they look, our English lines, misprints, and the chapters to which notes refer.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::check::context::Context;
use crate::check::{Diagnostics, Violation};
use crate::spec::kind::{self, Kind};
use crate::spec::reading::PRINTED;
use crate::spec::{
    Place, RETURN_CODES, RowAt, TIMES, chapter_numbers, chapter_references, corrected,
    operation_number,
};

pub fn layout(context: &Context, out: &mut Diagnostics) {
    for (path, expected) in context.canonical() {
        let text = context.sources.files.get(&path).filter(|text| **text != expected);
        let Some(text) = text else { continue };
        let lines = text.split_inclusive('\n').zip(expected.split_inclusive('\n'));
        let common = lines.take_while(|(a, b)| a == b);
        let at: usize = common.map(|(line, _)| line.len()).sum();
        let line = text[at..].lines().next().unwrap_or_default();
        let wanted = match expected[at..].lines().next() {
            Some("") => "an empty line".to_owned(),
            Some(wanted) => format!("`{}`", wanted.trim()),
            None => "the end of the file".to_owned(),
        };
        let (what, help) = ("should stand here", "run `cargo xtask check --fix`");
        out.span(&path, at..at + line.len(), format!("{wanted} {what}"), help);
    }
}

pub fn white_space(context: &Context, out: &mut Diagnostics) {
    let is_ragged = |line: &str| line.trim() != line || line.is_empty();
    for (place, text) in context.sources.texts() {
        let key = place.name();
        if PRINTED.contains(&key) && text.split('\n').any(is_ragged) {
            let what = format!("`{key}` has white space around a line or an empty line");
            out.at(&place, what, "remove the white space");
        }
    }
}

pub fn english_form(context: &Context, out: &mut Diagnostics) {
    let glossary = Place::file("shared.yaml").to("glossary");
    for (place, text) in context.sources.texts() {
        if place.name() == "en" || place == glossary.to(place.name()) {
            let fault = fault(text);
            out.add(
                &place,
                fault.map(|(what, help)| (format!("the English line {what}"), help)),
            );
        }
    }
}

/// What is wrong with an English line, and what helps.
pub(super) fn fault(text: &str) -> Option<Violation> {
    let strange = text.chars().find(|c| is_chinese(*c));
    let what = strange.map(|c| format!("has `{c}` in it")).unwrap_or_default();
    let (what, help) = if strange.is_some() {
        (what.as_str(), "say it in English")
    } else if text.contains('\n') {
        ("is more than one line", "say it in one")
    } else if text.trim() != text || text.contains("  ") {
        ("has blanks too many", "remove the blanks")
    } else if !text.ends_with('.') || text.len() == 1 {
        ("does not end with a period", "add one")
    } else if text.starts_with(|c: char| c.is_lowercase()) {
        ("begins in lower case", "write a capital")
    } else {
        return None;
    };
    Some((what.to_owned(), help.to_owned()))
}

pub fn glossary_unused(context: &Context, out: &mut Diagnostics) {
    if !context.is_whole() {
        return;
    }
    let rows = context.rows_outside_pages().filter(|at| at.row.en.is_none());
    let used: BTreeSet<_> = rows.map(|at| at.name).collect();
    let glossary = Place::file("shared.yaml").to("glossary");
    for (place, name, _) in glossary.entries(&context.spec.shared.glossary) {
        if !used.contains(name.as_str()) {
            let what = format!("`{name}` gives no row its English line");
            out.at(&place.key(), what, "remove it");
        }
    }
}

/// Whether a character belongs to Chinese text, punctuation of full width included.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// A text of the document that can have misprints.
struct Text<'a> {
    text: &'a str,
    what: String,
    misprints: &'a IndexMap<String, String>,
    /// What has the text and its misprints, and the key of the text.
    place: Place,
    key: &'static str,
    /// The chapter that it must mean if it refers to one.
    chapter: Option<&'static str>,
}

pub fn misprint(context: &Context, out: &mut Diagnostics) {
    for Text { text, what, misprints, place, .. } in texts(context) {
        for (value, words, meaning) in place.to("misprints").entries(misprints) {
            let mut others = misprints.keys().filter(|other| *other != words);
            let other = others.find(|other| other.contains(words.as_str()));
            if words.is_empty() || !text.contains(words.as_str()) {
                let what = format!("{what} does not say `{words}`");
                out.at(&value.key(), what, "remove the misprint");
            } else if let Some(other) = other {
                let what = format!("`{words}` stands in the misprint `{other}` as well");
                out.at(&value.key(), what, "keep one of the two");
            } else if meaning.is_empty() {
                let what = format!("`{words}` means nothing here");
                out.at(&value, what, "write what it means");
            } else if meaning == words {
                out.at(&value, format!("`{words}` means what it says"), "remove it");
            }
        }
    }
}

pub fn chapter_reference(context: &Context, out: &mut Diagnostics) {
    let document = &context.spec.document;
    if !context.has("document.yaml") {
        return;
    }
    let mut chapters = chapter_numbers(document);
    chapters.extend(document.operations.iter().enumerate().map(|(index, key)| {
        let title = context.spec.operations.get(key).map_or(key, |it| &it.title);
        (operation_number(document, index), title.as_str())
    }));
    for Text { text, what, misprints, place, key, chapter } in texts(context) {
        let wanted = chapters.iter().find(|(_, title)| Some(*title) == chapter);
        for number in chapter_references(&corrected(text, misprints)) {
            let found = chapters.iter().find(|(known, _)| known == number);
            let why = match (found, wanted) {
                (None, _) => "which is not there".to_owned(),
                (Some((_, title)), Some((right, wanted))) if title != wanted => {
                    format!("{title}, but {wanted} is {right}")
                }
                _ => continue,
            };
            let what = format!("{what} refers to chapter {number}, {why}");
            out.at(&place.to(key).key(), what, "correct it in `misprints`");
        }
    }
}

fn texts<'a>(context: &'a Context) -> Vec<Text<'a>> {
    let operations = context.operations().map(|at| Text {
        text: at.operation.description.as_deref().unwrap_or_default(),
        what: "the description".to_owned(),
        misprints: &at.operation.misprints,
        place: at.place,
        key: "description",
        chapter: None,
    });
    let rows = context.spec.rows().into_iter().map(|at| Text {
        text: at.row.note.as_deref().unwrap_or_default(),
        what: format!("the note of `{}`", at.name),
        misprints: &at.row.misprints,
        key: "note",
        chapter: wanted(context, &at),
        place: at.place,
    });
    operations.chain(rows).collect()
}

/// The chapter that a row's note must mean if it refers to one.
fn wanted(context: &Context, at: &RowAt) -> Option<&'static str> {
    let time = kind::shape(at.row).is_some_and(|shape| shape.kind == Kind::Time);
    let code =
        Context::is_return_code(at) || at.name == "code" && context.is_own_shared(at);
    time.then_some(TIMES).or(code.then_some(RETURN_CODES))
}
