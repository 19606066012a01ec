//! Readings must bite: one that changes nothing hides the next one that does.

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::check::naming;
use crate::spec::kind::{self, Kind};
use crate::spec::reading::{self, Reading};
use crate::spec::{Example, Operation, Place, Row, TimeEncoding};

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
    let methods = context.document.as_ref().map(|document| document.methods.as_str());
    for (_, operation, place) in context.operations() {
        all(&place, reading::of_operation(operation, methods));
    }
    for (index, revision) in context.changelog.iter().flatten().enumerate() {
        let place = Place::file("changelog.yaml").to(index);
        all(&place, reading::of_revision(revision).into_iter().collect());
    }
    for at in context.rows() {
        let mut readings = reading::of_row(at.name, at.row, at.direction);
        readings.retain(|reading| !at.in_page || reading.key == "printed_name");
        all(&at.place, readings);
    }
    for at in context.rows_outside_pages() {
        let field = at.row.rust_name.as_ref();
        if field.is_some_and(|field| *field == naming::default_field(at.name)) {
            see(&at.place, "rust_name", "the row's name");
        }
        let glossary =
            context.shared.as_ref().and_then(|shared| shared.glossary.get(at.name));
        if at.row.en.is_some() && at.row.en.as_ref() == glossary {
            see(&at.place, "en", "the glossary");
        }
    }
}

/// A bound refuses something: no text is shorter than 0.
pub fn idle_bounds(context: &Context, out: &mut Diagnostics) {
    for at in context.rows_outside_pages() {
        let Some(length) =
            at.row.length.filter(|length| length.min.is_some_and(|min| min <= 0))
        else {
            continue;
        };
        let help = match length.max {
            Some(max) => format!("write `..{max}`"),
            None => "remove it".to_owned(),
        };
        let message = format!("`length` says from 0, which every text has; {help}");
        out.at(&at.place.to("length"), message);
    }
}

/// An example says how lists and times are written only where that differs and shows.
pub fn idle_example(context: &Context, out: &mut Diagnostics) {
    for (_, operation, place) in context.operations() {
        for (index, example) in operation.examples.iter().enumerate() {
            for (key, why) in idle_keys(operation, example) {
                let message = format!("`{key}` changes nothing: {why}; remove it");
                out.at(&place.to("examples").to(index).to(key), message);
            }
        }
    }
}

/// The keys of an example that change nothing, and why.
fn idle_keys(
    operation: &Operation,
    example: &Example,
) -> Vec<(&'static str, &'static str)> {
    let given = |wanted: fn(&Row) -> bool| {
        let mut rows = operation.request.iter();
        rows.any(|(name, row)| wanted(row) && example.given.contains_key(name))
    };
    let list = given(|row| kind::shape(row).is_some_and(|shape| shape.list));
    let time =
        given(|row| kind::shape(row).is_some_and(|shape| shape.kind == Kind::Time));
    let lists = match example.lists {
        None => None,
        Some(_) if !list => Some("no list is given"),
        lists => {
            (lists == operation.list_encoding).then_some("the operation says the same")
        }
    };
    let times = match example.times {
        Some(TimeEncoding::Millis) => Some("times are written so"),
        Some(TimeEncoding::Text) if !time => Some("no time is given"),
        _ => None,
    };
    let found = [("lists", lists), ("times", times)];
    found.into_iter().filter_map(|(key, why)| Some((key, why?))).collect()
}
