//! The changelog's dates and targets.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::{Faults, did_you_mean, value};
use crate::spec::{
    Chapter, Place, Revision, Rows, is_below, operation_path, target_owner,
};

/// A revision's date is a day of the calendar, the one that is printed.
pub fn revision_date(context: &Context, faults: &mut Faults) {
    each(context, |revision, place, _| {
        if value::date(&revision.date).is_none() {
            faults.at(
                &place.to("date"),
                format!("`{}` is no day of the calendar; correct it", revision.date),
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

/// What a revision adds or changes is there, unless another removes it, and what it removes is not.
pub fn revision_target(context: &Context, faults: &mut Faults) {
    let added = targets(context, |revision| &revision.adds);
    let removed = targets(context, |revision| &revision.removes);
    each(context, |revision, place, _| {
        let later = |(date, _): &&(&str, &str)| *date >= revision.date.as_str();
        for (key, list) in [("adds", &revision.adds), ("changes", &revision.changes)] {
            for (index, target) in list.iter().enumerate() {
                let gone = removed
                    .iter()
                    .filter(later)
                    .any(|(_, removed)| is_below(target, removed));
                if let Some(fault) = missing(context, target).filter(|_| !gone) {
                    faults.at(&place.to(key).to(index), fault);
                }
            }
        }
        for (index, target) in revision.removes.iter().enumerate() {
            let place = place.to("removes").to(index);
            let owner = target_owner(target);
            let again = added.iter().filter(later).any(|(_, added)| added == target);
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

/// A target is added once, since its date is when it came.
pub fn revision_twice(context: &Context, faults: &mut Faults) {
    let removed = targets(context, |revision| &revision.removes);
    let mut seen = BTreeMap::new();
    each(context, |revision, place, index| {
        for (at, target) in revision.adds.iter().enumerate() {
            let first = *seen.entry(target.clone()).or_insert((index, at));
            let between = removed.iter().any(|(_, removed)| removed == target);
            if first != (index, at) && !between {
                let message = format!(
                    "`{target}` is added by an earlier row already; write `changes` in one of the two"
                );
                faults.at(&place.to("adds").to(at), message);
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

/// Every target of a kind, with the date of its row.
fn targets<'a>(
    context: &'a Context,
    list: impl Fn(&'a Revision) -> &'a Vec<String>,
) -> Vec<(&'a str, &'a str)> {
    let revisions = context.changelog.iter().flatten();
    revisions
        .flat_map(|revision| {
            list(revision).iter().map(|target| (revision.date.as_str(), target.as_str()))
        })
        .collect()
}

/// Whether the file that a target names can be read.
fn is_readable(context: &Context, target: &str) -> bool {
    match target_owner(target) {
        "document" => context.document.is_some(),
        "shared" => context.shared.is_some(),
        key => {
            context.operations.contains_key(key)
                || !context.keys.iter().any(|known| known == key)
        }
    }
}

/// Why `target` is nowhere, if it is not. Targets in files that cannot be read are taken to be there.
pub(super) fn missing(context: &Context, target: &str) -> Option<String> {
    let (owner, path) = target
        .split_once('#')
        .map_or((target, None), |(owner, path)| (owner, Some(path)));
    let path = path.map(|path| path.split('.').collect::<Vec<_>>());
    let absent = |what: &str, near: String| {
        let cure =
            if near.is_empty() { "; correct the target".to_owned() } else { near };
        Some(format!("`{target}`: `{what}` is not there{cure}"))
    };
    match (owner, path.as_deref()) {
        ("shared" | "document" | "changelog", None) => absent(owner, String::new()),
        ("document", Some(titles)) => {
            let mut chapters = &context.document.as_ref()?.chapters;
            for title in titles {
                match chapters.iter().find(|chapter| chapter.title == *title) {
                    Some(chapter) => chapters = &chapter.sections,
                    None => {
                        return absent(
                            title,
                            did_you_mean(title, chapters.iter().map(title_of)),
                        );
                    }
                }
            }
            None
        }
        ("shared", Some([table, rest @ ..])) => {
            let shared = context.shared.as_ref()?;
            match *table {
                "request" => missing_row(&shared.request, rest, &absent),
                "response" => missing_row(&shared.response, rest, &absent),
                "return_codes" => match rest {
                    [] => None,
                    [code] if shared.return_codes.contains_key(*code) => None,
                    [code, ..] => absent(
                        code,
                        did_you_mean(
                            code,
                            shared.return_codes.keys().map(String::as_str),
                        ),
                    ),
                },
                other => absent(
                    other,
                    did_you_mean(other, ["request", "response", "return_codes"]),
                ),
            }
        }
        (key, path) => {
            if !context.keys.iter().any(|known| known == key) {
                return absent(
                    &operation_path(key),
                    did_you_mean(key, context.keys.iter().map(String::as_str)),
                );
            }
            let operation = context.operations.get(key)?;
            match path? {
                ["request", rest @ ..] => missing_row(&operation.request, rest, &absent),
                ["response", rest @ ..] => {
                    missing_row(&operation.response, rest, &absent)
                }
                [other, ..] => {
                    absent(other, did_you_mean(other, ["request", "response"]))
                }
                [] => None,
            }
        }
    }
}

fn missing_row(
    rows: &Rows,
    path: &[&str],
    absent: &impl Fn(&str, String) -> Option<String>,
) -> Option<String> {
    let [name, rest @ ..] = path else { return None };
    match rows.get(*name) {
        None => absent(name, did_you_mean(name, rows.keys().map(String::as_str))),
        Some(row) => missing_row(&row.fields, rest, absent),
    }
}

fn title_of(chapter: &Chapter) -> &str {
    &chapter.title
}
