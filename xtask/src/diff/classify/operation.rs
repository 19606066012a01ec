//! Operations, their windows and their pages.

use super::find;
use super::row_apart::flat;
use super::turn::{Turn, methods};
use super::{key, rule, whole};
use crate::codegen::{self, model::Value, names};
use crate::diff::change::{Change, Edit};
use crate::diff::model::Rule;
use crate::spec::kind;
use crate::spec::{Operation, Row, Rows, Spec};

/// The operation that a change is of or in, before and after.
fn both(change: &Change, old: &Spec, new: &Spec) -> [Operation; 2] {
    [old, new]
        .map(|spec| find::operation(spec, &change.path).cloned().unwrap_or_default())
}

pub(super) fn operation(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    let [was, is] = both(change, old, new);
    whole!(
        change,
        "operation",
        match key(change) {
            "name" => rule!("operation-name-changed"),
            "title" => rule!("operation-title-changed"),
            "purpose" => rule!("operation-purpose-changed"),
            "path" => rule!("operation-path-changed"),
            "printed_path" => rule!("operation-printed-path-changed"),
            "methods" => methods!(
                "operation",
                was.methods.as_ref().unwrap_or(&old.document.methods),
                is.methods.as_ref().unwrap_or(&new.document.methods)
            ),
            "without" => match Turn::of_sets(&was.without, &is.without) {
                Turn::More | Turn::Both => rule!("operation-without-narrowed"),
                Turn::Less => rule!("operation-without-widened"),
                Turn::Same => rule!("operation-without-moved"),
            },
            "en" => rule!("operation-en-changed"),
            "roles" => match Turn::of_sets(&was.roles, &is.roles) {
                Turn::Less | Turn::Both => rule!("operation-roles-narrowed"),
                Turn::More => rule!("operation-roles-widened"),
                Turn::Same => rule!("operation-roles-moved"),
            },
            "effect" => rule!("operation-effect-changed"),
            "list_encoding" => match (was.list_encoding, is.list_encoding) {
                (None, _) => rule!("operation-list-encoding-added"),
                (_, None) => rule!("operation-list-encoding-removed"),
                _ => rule!("operation-list-encoding-changed"),
            },
            "misprints" => rule!("operation-misprints-changed"),
            _ => rule!("operation-description-changed"),
        }
    )
}

/// The row that a reading names, by any of its names.
fn named<'r>(rows: &'r Rows, name: &str) -> Option<&'r Row> {
    let field = names::field(name, &Row::default());
    rows.get(name).or_else(|| {
        let mut others = rows.iter().filter(|(key, row)| {
            names::field(key, row) == field
                || kind::wire_names(key, row).any(|wire| wire == name)
        });
        others.next().map(|(_, row)| row)
    })
}

pub(super) fn window(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    let operations = both(change, old, new);
    let [was, is] = operations.each_ref().map(|operation| operation.window.as_ref());
    let unit = |operation: &Operation| {
        let window = operation.window.as_ref()?;
        codegen::value(named(&operation.request, &window.start)?)
    };
    match (&change.edit, key(change)) {
        (Edit::Added { .. }, _) => rule!("window-added"),
        (Edit::Removed { .. } | Edit::Moved { .. }, _) => rule!("window-removed"),
        (Edit::Changed { .. }, "max") => {
            let max =
                |window: Option<&crate::spec::Window>| window.map(|window| window.max.0);
            if max(was) > max(is) {
                rule!("window-max-narrowed")
            } else {
                rule!("window-max-widened")
            }
        }
        (Edit::Changed { .. }, _) => {
            let [was, is] = operations.each_ref().map(unit);
            if was == is {
                rule!("window-ends-changed")
            } else {
                rule!("window-unit-changed")
            }
        }
    }
}

/// The type of the rows that `items` gives; none where there is no `items`.
fn item(operation: &Operation) -> Option<Value> {
    let row = match (&operation.paging, &operation.window) {
        (Some(paging), _) => named(&operation.response, &paging.list)?,
        (None, Some(_)) => operation
            .response
            .values()
            .find(|row| kind::shape(row).is_some_and(|shape| shape.list))?,
        (None, None) => return None,
    };
    codegen::value(row)
}

/// Whether the page object is a row of the answer.
fn is_printed(operation: &Operation) -> bool {
    let paging = operation.paging.as_ref();
    paging.is_some_and(|paging| operation.response.contains_key(&paging.object))
}

pub(super) fn paging(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    let [was, is] = both(change, old, new);
    match (&change.edit, key(change)) {
        (Edit::Added { .. }, _) => {
            let goes = flat(&is).iter().any(|name| was.response.contains_key(*name));
            match item(&was) {
                _ if goes => rule!("paging-fields-added"),
                None => rule!("paging-added"),
                before if before != item(&is) => rule!("paging-fields-added"),
                Some(_) if is_printed(&is) => rule!("paging-items-kept-added"),
                Some(_) => rule!("paging-added"),
            }
        }
        (Edit::Removed { .. } | Edit::Moved { .. }, _) => {
            if is_printed(&was) && item(&was) == item(&is) {
                rule!("paging-items-kept-removed")
            } else {
                rule!("paging-removed")
            }
        }
        (Edit::Changed { .. }, "number") => rule!("paging-number-changed"),
        (Edit::Changed { .. }, "list") => rule!("paging-list-changed"),
        (Edit::Changed { .. }, "object") => {
            if is_printed(&was) && is_printed(&is) {
                rule!("paging-object-row-changed")
            } else {
                rule!("paging-object-changed")
            }
        }
        (Edit::Changed { .. }, "flat") => match Turn::of_sets(&flat(&was), &flat(&is)) {
            Turn::Same => rule!("paging-flat-idle-changed"),
            _ => rule!("paging-flat-changed"),
        },
        (Edit::Changed { .. }, "size") => rule!("paging-size-changed"),
        (Edit::Changed { .. }, "sized_by") => rule!("paging-sized-by-changed"),
        (Edit::Changed { .. }, _) => rule!("paging-evidence-changed"),
    }
}
