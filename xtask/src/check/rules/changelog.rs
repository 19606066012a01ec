//! The changelog's dates and targets, and amendments.

use crate::check::context::Context;
use crate::check::rules::rows::is_int;
use crate::check::target::{PARTS, is_readable, missing};
use crate::check::{Diagnostics, Violation, value};
use crate::spec::{
    ChangeKind, Disagreement, DisagreementKind, Place, Revision, Target, is_below,
    one_line, revision_names, target_owner,
};

pub fn calendar_date(context: &Context, out: &mut Diagnostics) {
    for (place, revision) in context.revisions() {
        let (place, date) = (place.to("date"), &revision.date);
        is_day(date, &place, out);
        let numbers = |text: &str| -> Option<Vec<i64>> {
            let parts = text.split(|c: char| !c.is_ascii_digit());
            parts.filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
        };
        let printed = revision.printed_date();
        let parts = numbers(printed).filter(|parts| parts.len() == 3);
        if parts.is_some() && parts != numbers(date) {
            let what = format!("`date` is `{date}`, but `{printed}` is printed");
            out.at(&place, what, "correct one of the two");
        }
    }
    for (place, amendment) in context.amendments() {
        is_day(&amendment.date, &place.to("date"), out);
    }
}

fn is_day(date: &str, place: &Place, out: &mut Diagnostics) {
    if value::date(date).is_none() {
        let what = format!("`{date}` is not a day of the calendar");
        out.at(place, what, "correct the date");
    }
}

pub fn revision_order(context: &Context, out: &mut Diagnostics) {
    let others = out_of_order(&context.spec.changelog);
    for ((place, row), other) in context.revisions().zip(others) {
        let (words, about) = (row.printed_date().to_owned(), DisagreementKind::Date);
        let needed =
            other.map(|other| Disagreement { words, about, tables: Some(other) });
        for (place, entry) in place.to("disagrees").items(&row.disagrees) {
            if entry.about == about && needed.as_ref() != Some(entry) {
                let what = format!("`{}` settles nothing", one_line(entry));
                out.at(&place, what, "remove the entry");
            }
        }
        if let Some(entry) = needed.filter(|entry| !row.disagrees.contains(entry)) {
            let other = entry.tables.as_deref().unwrap_or_default();
            let what =
                format!("`{}` is out of the order that `{other}` is in", row.date);
            let entry = one_line(&entry);
            let help = format!("write `{entry}` into `disagrees`, or correct the date");
            out.at(&place.to("date"), what, help);
        }
    }
}

/// For every row the name of one whose date contradicts its own and fewer others: the oldest come first, or the newest.
fn out_of_order(rows: &[Revision]) -> Vec<Option<String>> {
    let names = revision_names(rows);
    let count = |fits: fn(&str, &str) -> bool| {
        rows.windows(2).filter(|pair| fits(&pair[0].date, &pair[1].date)).count()
    };
    let newest_first = count(|a, b| a > b) > count(|a, b| a < b);
    let contradicts = |a: usize, b: usize| {
        let (above, below) = (&rows[a.min(b)].date, &rows[a.max(b)].date);
        if newest_first { above < below } else { above > below }
    };
    let others = |row| (0..rows.len()).filter(move |other| contradicts(row, *other));
    let rank = |row| (others(row).count(), row);
    let name = |row| {
        let right = others(row).filter(|other| rank(*other) < rank(row));
        Some(
            names[right.min_by_key(|other| (*other > row, row.abs_diff(*other)))?]
                .clone(),
        )
    };
    (0..rows.len()).map(name).collect()
}

/// A target of a row of the changelog.
struct Told<'a> {
    row: usize,
    kind: ChangeKind,
    target: &'a str,
    place: Place,
}

/// Rows stand in the order in which they came, whatever their dates.
fn told<'a>(context: &'a Context) -> Vec<Told<'a>> {
    let mut told = Vec::new();
    for (row, (place, revision)) in context.revisions().enumerate() {
        for kind in ChangeKind::ALL {
            let targets = place.to(kind.key()).items(kind.targets(revision));
            told.extend(targets.map(|(place, target)| Told {
                row,
                kind,
                target,
                place,
            }));
        }
    }
    told
}

pub fn revision_target(context: &Context, out: &mut Diagnostics) {
    let all = told(context);
    for Told { row, kind, target, place } in &all {
        let is_gone = *kind == ChangeKind::Removes;
        let undone = if is_gone { ChangeKind::Adds } else { ChangeKind::Removes };
        let owner = target_owner(target);
        let mut later = all.iter().filter(|it| it.kind == undone && it.row > *row);
        if later.any(|it| is_below(target, it.target)) {
            continue;
        }
        let mut amended = context.spec.amendments.iter().flat_map(|it| &it.targets);
        let is_amended = amended.any(|it| is_below(target, it));
        let is_removed = |owner| {
            all.iter().any(|it| it.kind == ChangeKind::Removes && it.target == owner)
        };
        let may_be_gone =
            PARTS.contains(&owner) || owner == *target || is_removed(owner);
        let fault = match missing(context, target) {
            None if is_gone && is_readable(context, target) => {
                let what = format!("`{target}` is said to be removed, but it is there");
                Some((what, "remove it".to_owned()))
            }
            Some(_) if is_gone && may_be_gone => None,
            Some(_) if is_gone => missing(context, owner),
            fault => fault.filter(|_| !is_amended),
        };
        out.add(place, fault);
    }
}

pub fn revision_twice(context: &Context, out: &mut Diagnostics) {
    let all = told(context);
    for (index, Told { row, kind, target, place }) in all.iter().enumerate() {
        let same = |it: &&Told| it.kind == ChangeKind::Adds && it.target == *target;
        let first = all[..index].iter().rfind(same);
        let Some(first) = first.filter(|_| *kind == ChangeKind::Adds) else { continue };
        let between = all.iter().any(|it| {
            it.kind == ChangeKind::Removes
                && (first.row..*row).contains(&it.row)
                && is_below(target, it.target)
        });
        if !between {
            let what = format!("`{target}` is added by an earlier row already");
            out.at(place, what, "move it to `changes`");
        }
    }
}

pub fn fact_value(context: &Context, out: &mut Diagnostics) {
    for (place, name, fact) in context.facts() {
        if fact.value().is_none() {
            let keys = "`path`, `entry`, `parameter` and `number`";
            let what = format!("`{name}` has not exactly one of {keys}");
            out.at(&place.key(), what, "keep or add one");
        }
    }
}

pub fn return_code(context: &Context, out: &mut Diagnostics) {
    for (place, code, _) in context.return_codes().filter(|(_, code, _)| !is_int(code)) {
        let what = format!("`{code}` is not a whole number");
        out.at(&place.key(), what, "correct the code");
    }
}

pub fn amendment_target(context: &Context, out: &mut Diagnostics) {
    for (place, amendment) in context.amendments() {
        for (place, target) in place.to("targets").items(&amendment.targets) {
            out.add(&place, nowhere(context, target));
        }
    }
}

/// Why `target` can never have been anywhere, if so.
fn nowhere(context: &Context, target: &str) -> Option<Violation> {
    match Target::of(target) {
        None => Some((
            format!("`{target}` names no part of the document"),
            "name an operation, a row, a return code, a chapter or a row of the changelog"
                .to_owned(),
        )),
        Some(Target::Document | Target::Operation(_) | Target::Revision(_)) => None,
        Some(Target::Chapter(_) | Target::ReturnCode(_) | Target::Row { .. }) => {
            let whole = &target[..target.rfind(['.', '#'])?];
            let removed = context.spec.changelog.iter().flat_map(|row| &row.removes);
            let amended = context.spec.amendments.iter().flat_map(|it| &it.targets);
            // What has become of it may be told.
            let has_gone = removed.chain(amended).any(|told| is_below(whole, told));
            missing(context, whole).filter(|_| whole != "document" && !has_gone)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_out_of_the_order_that_the_others_have() {
        for (dates, expected) in [
            (["2018-01-01", "2019-01-01", "2020-01-01", "2021-01-01"], ["", "", "", ""]),
            (["2021-01-01", "2020-01-01", "2019-01-01", "2018-01-01"], ["", "", "", ""]),
            (
                ["2018-01-01", "2020-01-01", "2019-01-01", "2021-01-01"],
                ["", "", "2020-01-01", ""],
            ),
            (
                ["2021-01-01", "2018-01-01", "2020-01-01", "2019-01-01"],
                ["", "2020-01-01", "", ""],
            ),
            (
                ["2022-01-01", "2018-01-01", "2019-01-01", "2020-01-01"],
                ["2018-01-01", "", "", ""],
            ),
        ] {
            let row =
                |date: &str| Revision { date: date.to_owned(), ..Revision::default() };
            let found = out_of_order(&dates.map(row));
            let found: Vec<_> =
                found.iter().map(|it| it.as_deref().unwrap_or("")).collect();
            assert_eq!(found, expected, "{dates:?}");
        }
    }
}
