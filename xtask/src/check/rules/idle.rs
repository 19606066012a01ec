//! Readings must bite: one that changes nothing hides the next one that does.

use crate::check::Faults;
use crate::check::context::{Context, Side};
use crate::check::naming;
use crate::spec::kind::{self, Kind};
use crate::spec::{Place, Row, TimeEncoding};

/// A printed key stands only where the print differs from the key beside it.
pub fn idle_print(context: &Context, faults: &mut Faults) {
    let mut see =
        |place: Place, printed: &Option<String>, other: Option<&str>, name: &str| {
            if printed.as_deref().is_some_and(|printed| Some(printed) == other) {
                faults.at(
                    &place,
                    format!("`{}` says what {name} says; remove it", place.name()),
                );
            }
        };
    for (_, operation, place) in context.operations() {
        see(place.to("purpose"), &operation.purpose, Some(&operation.title), "`title`");
        see(
            place.to("printed_path"),
            &operation.printed_path,
            Some(&operation.path),
            "`path`",
        );
        let methods =
            context.document.as_ref().map(|document| document.methods.as_str());
        see(place.to("methods"), &operation.methods, methods, "`document.yaml`");
    }
    for table in context.tables() {
        for entry in table.entries() {
            see(
                entry.place.to("printed_name"),
                &entry.row.printed_name,
                Some(entry.name),
                "the row's name",
            );
        }
    }
    for (index, revision) in context.changelog.iter().flatten().enumerate() {
        let place = Place::file("changelog.yaml").to(index).to("printed_date");
        see(place, &revision.printed_date, Some(&revision.date), "`date`");
    }
}

/// `as` says what the printed type does not say by itself.
pub fn idle_as(context: &Context, faults: &mut Faults) {
    rows(context, |row, _, place, _| {
        let meaning = row.meaning?;
        let printed = kind::printed(row)?;
        let ty = row.ty.as_deref().unwrap_or_default();
        let word = kind::word(meaning);
        (kind::meant(meaning) == printed.kind).then(|| {
            (
                place.to("as"),
                format!(
                    "`as: {word}` changes nothing: `{ty}` is that already; remove it"
                ),
            )
        })
    })
    .report(faults);
}

/// `rust_name` differs from the row's name in snake case.
pub fn idle_name(context: &Context, faults: &mut Faults) {
    rows(context, |row, name, place, _| {
        let given = row
            .rust_name
            .as_ref()
            .filter(|given| **given == naming::default_field(name))?;
        Some((
            place.to("rust_name"),
            format!(
                "`rust_name: {given}` changes nothing: `{name}` makes it; remove it"
            ),
        ))
    })
    .report(faults);
}

/// `wire` says more than the row's name.
pub fn idle_wire(context: &Context, faults: &mut Faults) {
    rows(context, |row, name, place, _| {
        (row.wire.len() == 1 && row.wire.first().is_some_and(|wire| wire == name)).then(|| {
            (place.to("wire").to(0), format!("`wire: [{name}]` changes nothing: it is the row's name; remove it"))
        })
    })
    .report(faults);
}

/// `required` says something else than 是否可为空.
pub fn idle_required(context: &Context, faults: &mut Faults) {
    rows(context, |row, _, place, side| {
        let required = row.required.filter(|_| side == Side::Request)?;
        let printed = match row.optional {
            Some(optional) => format!("`optional: {optional}` says"),
            None => "the empty cell of `optional` means".to_owned(),
        };
        (required == kind::printed_required(row)).then(|| {
            (place.to("required"), format!("`required: {required}` changes nothing: {printed} the same; remove it"))
        })
    })
    .report(faults);
}

/// A bound refuses something: no text is shorter than 0.
pub fn idle_bounds(context: &Context, faults: &mut Faults) {
    rows(context, |row, _, place, _| {
        let length = row.length?;
        let min = length.min.filter(|min| *min <= 0)?;
        let cure = match length.max {
            Some(max) => format!("write `..{max}`"),
            None => "remove it".to_owned(),
        };
        Some((
            place.to("length"),
            format!("`length` from {min} changes nothing: every text has it; {cure}"),
        ))
    })
    .report(faults);
}

/// A row's own English line differs from the one it would have without.
pub fn idle_english(context: &Context, faults: &mut Faults) {
    let Some(shared) = &context.shared else { return };
    for table in context.tables().iter().filter(|table| !table.page) {
        for entry in table.entries() {
            let Some(en) = &entry.row.en else { continue };
            if shared.glossary.get(entry.name) == Some(en) {
                faults.at(
                    &entry.place.to("en"),
                    "`en` changes nothing: the glossary has it; remove it",
                );
            }
        }
    }
}

/// An example says how lists and times are written only where that differs and shows.
pub fn idle_example(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        for (index, example) in operation.examples.iter().enumerate() {
            let place = place.to("examples").to(index);
            let given = |wanted: fn(&Row) -> bool| {
                operation
                    .request
                    .iter()
                    .any(|(name, row)| wanted(row) && example.given.contains_key(name))
            };
            let list = given(|row| kind::shape(row).is_some_and(|shape| shape.list));
            let time = given(|row| {
                kind::shape(row).is_some_and(|shape| shape.kind == Kind::Time)
            });
            if example.lists.is_some()
                && (example.lists == operation.list_encoding || !list)
            {
                let why = if list {
                    "the operation says the same"
                } else {
                    "no list is given"
                };
                faults.at(
                    &place.to("lists"),
                    format!("`lists` changes nothing: {why}; remove it"),
                );
            }
            match example.times {
                Some(TimeEncoding::Millis) => {
                    faults.at(&place.to("times"), "`times: millis` changes nothing: times are written so; remove it");
                }
                Some(TimeEncoding::Text) if !time => {
                    faults.at(
                        &place.to("times"),
                        "`times` changes nothing: no time is given; remove it",
                    );
                }
                _ => {}
            }
        }
    }
}

/// What a look at every row found.
struct Found(Vec<(Place, String)>);

impl Found {
    fn report(self, faults: &mut Faults) {
        for (place, message) in self.0 {
            faults.at(&place, message);
        }
    }
}

fn rows(
    context: &Context,
    look: impl Fn(&Row, &str, &Place, Side) -> Option<(Place, String)>,
) -> Found {
    let tables = context.tables();
    let entries =
        tables.iter().filter(|table| !table.page).flat_map(|table| table.entries());
    Found(
        entries
            .filter_map(|entry| {
                look(entry.row, entry.name, &entry.place, entry.table.side)
            })
            .collect(),
    )
}
