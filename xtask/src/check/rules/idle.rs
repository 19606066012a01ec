//! Readings must bite: one that changes nothing hides the next one that does.

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::check::naming;
use crate::spec::Place;
use crate::spec::reading::{self, Reading};

/// A reading says something else than the print, and a printed key something else than the key beside it.
pub fn idle_reading(context: &Context, out: &mut Diagnostics) {
    let mut see = |place: &Place, key: &str, source: &str| {
        let message = format!("`{key}` says what {source} says; remove it");
        out.at(&place.to(key), message);
    };
    let mut all = |place: &Place, readings: Vec<Reading>| {
        for reading in readings.iter().filter(|reading| reading.is_idle()) {
            see(place, reading.key, reading.source);
        }
    };
    let methods = Some(context.spec.document.methods.as_str());
    for (_, operation, place) in context.operations() {
        all(&place, reading::of_operation(operation, methods));
    }
    for (index, revision) in context.spec.changelog.iter().enumerate() {
        let place = Place::file("changelog.yaml").to(index);
        all(&place, reading::of_revision(revision).into_iter().collect());
    }
    for at in context.spec.rows() {
        let mut readings = reading::of_row(at.name, at.row, at.direction);
        readings.retain(|reading| !at.in_page || reading.key == "printed_name");
        all(&at.place, readings);
    }
    for at in context.rows_outside_pages() {
        let field = at.row.rust_name.as_ref();
        if field.is_some_and(|field| *field == naming::default_field(at.name)) {
            see(&at.place, "rust_name", "the row's name");
        }
        let glossary = context.spec.shared.glossary.get(at.name);
        if at.row.en.is_some() && at.row.en.as_ref() == glossary {
            see(&at.place, "en", "the glossary");
        }
    }
}
