//! Words of notes and descriptions that mean others, and the chapters to which they refer.

use indexmap::IndexMap;

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::check::naming::is_return_code;
use crate::spec::kind::{self, Kind};
use crate::spec::{
    Place, RETURN_CODES, RowAt, TIMES, chapter_numbers, chapter_references, corrected,
    operation_number,
};

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
        for (words, meaning) in misprints {
            let value = place.to("misprints").to(words);
            let place = value.key();
            let mut others = misprints.keys().filter(|other| *other != words);
            if words.is_empty() || !text.contains(words.as_str()) {
                out.at(
                    &place,
                    format!("{what} does not say `{words}`; remove the misprint"),
                );
            } else if let Some(other) =
                others.find(|other| other.contains(words.as_str()))
            {
                let message =
                    format!("`{words}` stands in the misprint `{other}` as well");
                out.at(&place, format!("{message}; keep one of the two"));
            } else if meaning.is_empty() {
                let message =
                    format!("`{words}` means nothing here; write what it means");
                out.at(&value, message);
            } else if meaning == words {
                out.at(&value, format!("`{words}` means what it says; remove it"));
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
            let message = format!("{what} refers to chapter {number}, {why}");
            out.at(
                &place.to(key).key(),
                format!("{message}; correct it in `misprints`"),
            );
        }
    }
}

fn texts<'a>(context: &'a Context) -> Vec<Text<'a>> {
    let operations = context.operations().map(|(_, operation, place)| Text {
        text: operation.description.as_deref().unwrap_or_default(),
        what: "the description".to_owned(),
        misprints: &operation.misprints,
        place,
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
    let code = is_return_code(at) || at.name == "code" && context.is_own_shared(at);
    time.then_some(TIMES).or(code.then_some(RETURN_CODES))
}
