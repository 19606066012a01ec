//! What holds of every site.

use crate::check::Faults;
use crate::check::context::Context;
use crate::check::naming::{self, TAKEN_CONSTANTS};
use crate::spec::{Chapter, FactValue};

/// A fact's name is snake case, and its constant is not taken.
pub fn fact_name(context: &Context, faults: &mut Faults) {
    for (name, _, place) in context.facts() {
        let constant = naming::constant(name);
        if !naming::is_snake_case(name) {
            let message = format!(
                "`{name}` is not a name of a fact; write lower-case words with `_` between them"
            );
            faults.at(&place.key(), message);
        } else if TAKEN_CONSTANTS.contains(&constant.as_str()) {
            let message = format!(
                "`{name}` makes the constant `{constant}`, which the bindings have; choose another name"
            );
            faults.at(&place.key(), message);
        }
    }
}

/// A fact has exactly one of `path`, `entry` and `number`.
pub fn fact_value(context: &Context, faults: &mut Faults) {
    for (name, fact, place) in context.facts() {
        if fact.value().is_none() {
            let message = format!(
                "`{name}` has not exactly one value; give it a `path`, an `entry` or a `number`"
            );
            faults.at(&place.key(), message);
        }
    }
}

/// A fact has `evidence` if and only if no chapter prints its value.
pub fn fact_evidence(context: &Context, faults: &mut Faults) {
    let chapters = context.document.iter().flat_map(|document| &document.chapters);
    let chapters: Vec<_> = chapters.collect();
    for (name, fact, place) in context.facts() {
        let words = match fact.value() {
            Some(FactValue::Path(path)) => path,
            Some(FactValue::Entry(entry)) => {
                entry.split('{').next().unwrap_or_default().to_owned()
            }
            Some(FactValue::Number(number)) => number.to_string(),
            None => continue,
        };
        let printed = chapters.iter().any(|chapter| prints(chapter, &words));
        match (printed, fact.evidence) {
            (false, None) => {
                let message = format!(
                    "no chapter prints `{words}`, and `{name}` has no `evidence`; say how sure we are of it"
                );
                faults.at(&place.key(), message);
            }
            (true, Some(_)) => {
                let message = format!(
                    "`evidence` is about nothing: a chapter prints `{words}`; remove it"
                );
                faults.at(&place.to("evidence"), message);
            }
            _ => {}
        }
    }
}

/// Whether `words` stand in the text or a table of `chapter` or of a section of it.
fn prints(chapter: &Chapter, words: &str) -> bool {
    let cells = chapter.table.iter().flatten();
    chapter.text.iter().chain(cells).any(|text| text.contains(words))
        || chapter.sections.iter().any(|section| prints(section, words))
}
