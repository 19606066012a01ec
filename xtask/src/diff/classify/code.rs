//! Codes: those that a row lists, and the return codes.

use serde_json::Value;

use super::find::direction;
use super::{by, key, rule, whole};
use crate::codegen::names;
use crate::diff::change::{Change, Edit};
use crate::diff::model::Rule;
use crate::spec::Spec;

/// A code of a row.
pub(super) fn code(change: &Change) -> &'static Rule {
    let direction = direction(&change.path);
    match &change.edit {
        Edit::Added { .. } => by!(direction, "code-added"),
        Edit::Removed { .. } => by!(direction, "code-removed"),
        Edit::Moved { .. } => by!(direction, "code-moved"),
        Edit::Changed { before, after } if variant(before) == variant(after) => {
            by!(direction, "code-wording-changed")
        }
        Edit::Changed { .. } => by!(direction, "code-name-changed"),
    }
}

fn variant(name: &Option<Value>) -> Option<String> {
    name.as_ref()?.as_str().map(names::variant)
}

/// A return code of chapter 3.5.
pub(super) fn return_code(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    let variant = |spec: &Spec| {
        let code = change.path.last()?;
        let meaning = spec.shared.return_codes.get(code)?;
        Some(names::variant(&names::return_code(code, meaning)))
    };
    whole!(
        change,
        "return-code",
        match key(change) {
            "note" => rule!("return-code-note-changed"),
            "name" if variant(old) == variant(new) =>
                rule!("return-code-wording-changed"),
            "name" => rule!("return-code-name-changed"),
            _ => rule!("return-code-en-changed"),
        }
    )
}
