//! The changelog's dates and targets, and the targets of callbacks.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::target::{is_readable, missing};
use crate::check::{Faults, value};
use crate::spec::{Place, Revision, is_below, target_owner};

/// A revision's date is a day of the calendar, the one that is printed.
pub fn revision_date(context: &Context, faults: &mut Faults) {
    each(context, |revision, place, _| {
        if value::date(&revision.date).is_none() {
            faults.at(
                &place.to("date"),
                format!("`{}` is not a day of the calendar; correct it", revision.date),
            );
        }
        let numbers = |text: &str| -> Option<Vec<i64>> {
            text.split(|c: char| !c.is_ascii_digit())
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().ok())
                .collect()
        };
        if let Some(printed) = &revision.printed_date
            && numbers(printed).is_some_and(|parts| parts.len() == 3)
            && numbers(printed) != numbers(&revision.date)
        {
            let message = format!(
                "`date` is `{}`, but `{printed}` is printed; correct one of the two",
                revision.date
            );
            faults.at(&place.to("date"), message);
        }
    });
}

/// What a revision adds or changes is there, unless a row below removes it, and what it removes is not, unless one adds it again.
pub fn revision_target(context: &Context, faults: &mut Faults) {
    let added = targets(context, |revision| &revision.adds);
    let removed = targets(context, |revision| &revision.removes);
    each(context, |revision, place, row| {
        let below = |(other, _): &&(usize, &str)| *other > row;
        for (key, list) in [("adds", &revision.adds), ("changes", &revision.changes)] {
            for (index, target) in list.iter().enumerate() {
                let gone = removed
                    .iter()
                    .filter(below)
                    .any(|(_, removed)| is_below(target, removed));
                if let Some(fault) = missing(context, target).filter(|_| !gone) {
                    faults.at(&place.to(key).to(index), fault);
                }
            }
        }
        for (index, target) in revision.removes.iter().enumerate() {
            let place = place.to("removes").to(index);
            let owner = target_owner(target);
            let again =
                added.iter().filter(below).any(|(_, added)| is_below(target, added));
            if is_readable(context, target)
                && missing(context, target).is_none()
                && !again
            {
                faults.at(&place, format!("`{target}` is said to be removed, but it is there; correct the target"));
            } else if owner != target
                && !removed.iter().any(|(_, removed)| *removed == owner)
                && let Some(fault) = missing(context, owner)
            {
                faults.at(&place, fault);
            }
        }
    });
}

/// A target is added once, since its row tells when it came, unless a row in between removes it.
pub fn revision_twice(context: &Context, faults: &mut Faults) {
    let removed = targets(context, |revision| &revision.removes);
    let mut seen = BTreeMap::new();
    each(context, |revision, place, row| {
        for (index, target) in revision.adds.iter().enumerate() {
            let Some(first) = seen.insert(target.clone(), row) else { continue };
            let between = removed.iter().any(|(other, removed)| {
                (first..row).contains(other) && is_below(target, removed)
            });
            if !between {
                let message = format!(
                    "`{target}` is added by an earlier row already; write `changes` in one of the two"
                );
                faults.at(&place.to("adds").to(index), message);
            }
        }
    });
}

/// The rows whose notes describe a callback are there.
pub fn callback_source(context: &Context, faults: &mut Faults) {
    for (name, callback) in context.shared.iter().flat_map(|shared| &shared.callbacks) {
        let place =
            Place::file("shared.yaml").to("callbacks").to(name).to("described_by");
        for (index, target) in callback.described_by.iter().enumerate() {
            if let Some(fault) = missing(context, target) {
                faults.at(&place.to(index), fault);
            }
        }
    }
}

fn each(context: &Context, mut see: impl FnMut(&Revision, &Place, usize)) {
    for (index, revision) in context.changelog.iter().flatten().enumerate() {
        see(revision, &Place::file("changelog.yaml").to(index), index);
    }
}

/// Every target of a kind, with the position of its row: rows stand in the order in which they came, whatever their dates.
fn targets<'a>(
    context: &'a Context,
    list: impl Fn(&'a Revision) -> &'a Vec<String>,
) -> Vec<(usize, &'a str)> {
    let revisions = context.changelog.iter().flatten().enumerate();
    revisions
        .flat_map(|(row, revision)| {
            list(revision).iter().map(move |target| (row, target.as_str()))
        })
        .collect()
}
