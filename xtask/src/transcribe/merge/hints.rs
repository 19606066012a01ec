//! What a thing that has gone may be called now: a guess for people, never acted upon.

use crate::transcribe::printed::{Operation, Row};

/// From here on two texts are alike.
const ALIKE: f64 = 0.55;

/// The target of the fresh row that looks like `gone` under another name or in another place.
pub(super) fn row(gone: &Row, fresh: &[(String, &Row)]) -> Option<String> {
    let likeness = |row: &Row| {
        let name = likeness(&gone.name.to_lowercase(), &row.name.to_lowercase());
        let note = if gone.note.is_empty() && row.note.is_empty() {
            name
        } else {
            likeness(&gone.note, &row.note)
        };
        let ty = if gone.ty == row.ty { 1.0 } else { 0.8 };
        ty * (name + note) / 2.0
    };
    best(fresh.iter().map(|(target, row)| (likeness(row), target.clone())))
}

/// The operation of `fresh` that looks like `gone` under another path.
pub(super) fn operation<'a>(
    gone: &Operation,
    fresh: impl Iterator<Item = &'a Operation>,
) -> Option<String> {
    let likeness = |other: &Operation| {
        likeness(&gone.title, &other.title).max(likeness(&gone.path, &other.path) * 0.8)
    };
    best(fresh.map(|operation| (likeness(operation), operation.key())))
}

fn best(candidates: impl Iterator<Item = (f64, String)>) -> Option<String> {
    let alike = candidates.filter(|(likeness, _)| *likeness >= ALIKE);
    alike.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, name)| name)
}

fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(a, b)
}
