//! Words of notes and descriptions that mean others.

use indexmap::IndexMap;

use crate::check::Faults;
use crate::check::context::Context;
use crate::check::rules::names::is_return_code;
use crate::spec::kind::{self, Kind};
use crate::spec::{
    Place, RETURN_CODES, RowAt, TIMES, chapter_numbers, chapter_references, corrected,
    operation_number,
};

/// The words of a misprint stand in the note of that very row, or in the description of that operation, and none of
/// them in another's.
pub fn misprint_words(context: &Context, faults: &mut Faults) {
    each(context, |text, what, misprints, place| {
        for words in misprints.keys() {
            let place = place.to("misprints").to(words).key();
            let other = misprints
                .keys()
                .find(|other| *other != words && other.contains(words.as_str()));
            if words.is_empty() || !text.contains(words.as_str()) {
                faults.at(
                    &place,
                    format!("{what} does not say `{words}`; copy its words or remove the misprint"),
                );
            } else if let Some(other) = other {
                faults.at(
                    &place,
                    format!("`{words}` stands in the misprint `{other}` as well; keep one of the two"),
                );
            }
        }
    });
}

/// A misprint means something else than its words.
pub fn misprint_meaning(context: &Context, faults: &mut Faults) {
    each(context, |_, _, misprints, place| {
        for (words, meaning) in misprints {
            if meaning == words || meaning.is_empty() {
                let place = place.to("misprints").to(words);
                let message = if meaning.is_empty() {
                    format!("`{words}` means nothing here; write what it means")
                } else {
                    format!("`{words}` means what it says; remove it")
                };
                faults.at(&place, message);
            }
        }
    });
}

/// A note or a description refers to chapters that are there, a time's note to 时间规则 and a return code's to 返回码定义, once
/// its misprints are corrected.
pub fn chapter_reference(context: &Context, faults: &mut Faults) {
    let Some(document) = &context.document else { return };
    let mut chapters = chapter_numbers(document);
    let operations = document.operations.iter().enumerate().map(|(index, key)| {
        let title =
            context.operations.get(key).map_or(key, |operation| &operation.title);
        (operation_number(document, index), title.as_str())
    });
    chapters.extend(operations);
    let mut see = |text: &str, what: &str, wanted: Option<&str>, place: &Place| {
        let wanted = chapters.iter().find(|(_, title)| Some(*title) == wanted);
        for number in chapter_references(text) {
            let found = chapters.iter().find(|(known, _)| known == number);
            let fault = match (found, wanted) {
                (None, _) => {
                    format!("{what} refers to chapter {number}, which is not there")
                }
                (Some((_, title)), Some((right, wanted))) if title != wanted => format!(
                    "{what} refers to chapter {number}, {title}, but {wanted} is {right}"
                ),
                _ => continue,
            };
            faults.at(place, format!("{fault}; correct it in `misprints`"));
        }
    };
    for (_, operation, place) in context.operations() {
        let text = operation.description.as_deref().unwrap_or_default();
        let text = corrected(text, &operation.misprints);
        see(&text, "the description", None, &place.to("description").key());
    }
    for entry in context.rows() {
        let text = entry.row.note.as_deref().unwrap_or_default();
        let text = corrected(text, &entry.row.misprints);
        let what = format!("the note of `{}`", entry.name);
        see(&text, &what, wanted(context, &entry), &entry.place.to("note").key());
    }
}

/// The chapter that a row's note must mean if it refers to one.
fn wanted(context: &Context, entry: &RowAt) -> Option<&'static str> {
    let time = kind::shape(entry.row).is_some_and(|shape| shape.kind == Kind::Time);
    let code =
        is_return_code(entry) || entry.name == "code" && context.is_own_shared(entry);
    time.then_some(TIMES).or(code.then_some(RETURN_CODES))
}

/// Every text that can have misprints: what it is, its misprints, and the place of what has both.
fn each(
    context: &Context,
    mut see: impl FnMut(&str, &str, &IndexMap<String, String>, &Place),
) {
    for (_, operation, place) in context.operations() {
        let text = operation.description.as_deref().unwrap_or_default();
        see(text, "the description", &operation.misprints, &place);
    }
    for entry in context.rows() {
        let text = entry.row.note.as_deref().unwrap_or_default();
        let what = format!("the note of `{}`", entry.name);
        see(text, &what, &entry.row.misprints, &entry.place);
    }
}
