//! Which rule a change falls under. Every change has one.

mod code;
mod find;
mod operation;
mod row;
mod row_apart;
mod turn;

use super::change::Change;
use super::model::{Area, Rule};
use crate::spec::Spec;
use turn::methods;

/// The rule `id`, which the compiler looks up.
macro_rules! rule {
    ($($id:expr),+) => {
        const { $crate::diff::rules::rule(concat!($($id),+)) }
    };
}

/// The rule `id` of a direction.
macro_rules! by {
    ($direction:expr, $id:literal) => {
        match $direction {
            $crate::diff::model::Direction::Request => {
                $crate::diff::classify::rule!("request-", $id)
            }
            $crate::diff::model::Direction::Answer => {
                $crate::diff::classify::rule!("answer-", $id)
            }
            $crate::diff::model::Direction::Callback => {
                $crate::diff::classify::rule!("callback-", $id)
            }
        }
    };
}

/// The rule of a part that comes, goes or moves as a whole, or else `$changed`.
macro_rules! whole {
    ($change:expr, $area:literal, $changed:expr) => {
        match &$change.edit {
            $crate::diff::change::Edit::Added { .. } => {
                $crate::diff::classify::rule!($area, "-added")
            }
            $crate::diff::change::Edit::Removed { .. } => {
                $crate::diff::classify::rule!($area, "-removed")
            }
            $crate::diff::change::Edit::Moved { .. } => {
                $crate::diff::classify::rule!($area, "-moved")
            }
            $crate::diff::change::Edit::Changed { .. } => $changed,
        }
    };
}

use {by, rule, whole};

/// The rule that `change`, which is one of those between `old` and `new`, falls under.
pub fn classify(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    match change.area {
        Area::Operation => operation::operation(change, old, new),
        Area::Window => operation::window(change, old, new),
        Area::Paging => operation::paging(change, old, new),
        Area::Condition => whole!(change, "condition", rule!("condition-changed")),
        Area::Example => whole!(change, "example", rule!("example-changed")),
        Area::Row => row::row(change, old, new),
        Area::Code => code::code(change),
        Area::ReturnCode => code::return_code(change, old, new),
        Area::Callback => whole!(
            change,
            "callback",
            match key(change) {
                "described_by" => rule!("callback-described-by-changed"),
                _ => rule!("callback-en-changed"),
            }
        ),
        Area::Glossary => whole!(change, "glossary", rule!("glossary-changed")),
        Area::Document => document(change, old, new),
        Area::Fact => whole!(change, "fact", fact(change, old, new)),
        Area::Chapter => whole!(
            change,
            "chapter",
            match key(change) {
                "table" => rule!("chapter-table-changed"),
                _ => rule!("chapter-text-changed"),
            }
        ),
        Area::Revision => whole!(change, "revision", revision(change)),
        Area::Amendment => whole!(change, "amendment", rule!("amendment-changed")),
        Area::Accepted => whole!(change, "accepted", rule!("accepted-changed")),
    }
}

fn key(change: &Change) -> &str {
    change.key.as_deref().unwrap_or_default()
}

fn document(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    match key(change) {
        "base_path" => rule!("document-base-path-changed"),
        "methods" => {
            methods!("document", &old.document.methods, &new.document.methods)
        }
        _ => rule!("document-title-changed"),
    }
}

fn fact(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    let is_number = |spec: &Spec| {
        let fact = change.path.last().and_then(|name| spec.document.site.get(name));
        fact.is_some_and(|fact| fact.number.is_some())
    };
    match key(change) {
        "en" => rule!("fact-en-changed"),
        "evidence" => rule!("fact-evidence-changed"),
        _ if is_number(old) != is_number(new) => rule!("fact-type-changed"),
        _ => rule!("fact-value-changed"),
    }
}

fn revision(change: &Change) -> &'static Rule {
    match key(change) {
        "printed_date" => rule!("revision-printed-date-changed"),
        "version" => rule!("revision-version-changed"),
        "author" => rule!("revision-author-changed"),
        "adds" => rule!("revision-adds-changed"),
        "removes" => rule!("revision-removes-changed"),
        "changes" => rule!("revision-changes-changed"),
        "disagrees" => rule!("revision-disagrees-changed"),
        _ => rule!("revision-text-changed"),
    }
}
