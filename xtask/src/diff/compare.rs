//! Two states set side by side: what changed, what it means, why it came about.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};

use super::cause::Causes;
use super::contract::{Contract, Line, Subject, align, contract};
use super::model::{
    Action, Cause, Finding, Location, Report, Step, Surface, Verdict, Wire,
};
use super::parts::{Change, Half, changes};
use super::renamed::Renamed;
use super::rules::rule;
use super::side::Side;
use crate::codegen;
use crate::spec::{Place, Spec, is_below, target_owner};

/// What targets begin with that are of no operation, in the order in which they are told.
pub const GENERAL: [&str; 4] = ["document", "changelog", "amendments", "shared"];

/// What differs between `old` and `new`.
pub fn compare(old: &Side, new: &Side) -> Result<Report> {
    forwards(old, new)?;
    let surface = surface(old, new)?;
    let findings = findings(old, new);
    let step = if !surface.removed.is_empty() {
        Step::Major
    } else if !surface.added.is_empty() {
        Step::Minor
    } else if is_same_code(old, new)? {
        Step::None
    } else {
        Step::Patch
    };
    let (old, new) = (old.info.clone(), new.info.clone());
    Ok(Report { old, new, findings, surface, step })
}

/// What is printed otherwise in `new` than in `old` without an explanation, each with its place in `new`, or where it
/// would stand.
pub fn unexplained<'a>(old: &'a Side, new: &'a Side) -> Vec<(Place, Change<'a>)> {
    let causes = Causes::between(old, new);
    let printed = printed(old, new).into_iter();
    let unexplained =
        printed.filter(|change| causes.printed(change) == Cause::Unexplained);
    unexplained.map(|change| (place_in(new, &change), change)).collect()
}

/// Where NEW has the targets of amendments that OLD does not have and that explain nothing printed.
pub fn idle_amendments(old: &Side, new: &Side) -> Vec<(Place, String)> {
    let causes = Causes::between(old, new);
    let idle = causes.idle(&printed(old, new)).into_iter();
    idle.map(|it| (it.place.clone(), it.target.to_owned())).collect()
}

/// What is printed otherwise, with its printed keys alone.
fn printed<'a>(old: &'a Side, new: &'a Side) -> Vec<Change<'a>> {
    let renamed = Renamed::between(&old.spec, &new.spec);
    let mut changes = changes(&old.parts, &new.parts, &renamed);
    changes.retain(|change| change.half == Half::Printed);
    for Change { old, new, keys, .. } in &mut changes {
        let Some(part) = new.or(*old) else { continue };
        keys.retain(|it| part.half_of(it.key.as_deref()) == Half::Printed);
    }
    changes
}

fn place_in(new: &Side, change: &Change) -> Place {
    let Some(part) = change.new else { return nearest(&change.part().target, new) };
    // The order of the operations stands in a file of its own.
    if change.action == Action::Moved
        && let Some(at) = new.spec.operations.get_index_of(&part.target)
    {
        return Place::file("document.yaml").to("operations").to(at);
    }
    let there = change.keys.iter().find(|change| change.after.is_some());
    let key = there.and_then(|change| change.key.as_ref());
    key.map_or(part.place.clone(), |key| part.place.to(key))
}

/// Where `target` would stand: the innermost part around it that is there.
fn nearest(target: &str, side: &Side) -> Place {
    let ends = target.char_indices().rev().filter(|(_, c)| ['.', '#'].contains(c));
    let around = ends.map(|(end, _)| &target[..end]);
    let mut parts = around.filter_map(|target| side.parts.get(target));
    let place = parts.next().map(|part| part.place.clone());
    place.unwrap_or_else(|| match target_owner(target) {
        "changelog" => Place::file("changelog.yaml"),
        _ => Place::file("document.yaml").to("operations"),
    })
}

/// A reconstructed state lacks what came after it and nothing else, so it can only be the older one.
fn forwards(old: &Side, new: &Side) -> Result<()> {
    if new.info.reconstructed && new.spec.changelog.len() < old.spec.changelog.len() {
        bail!(
            "`{}` is a state before `{}`; name the older one first",
            new.info.label,
            old.info.label
        );
    }
    Ok(())
}

fn surface(old: &Side, new: &Side) -> Result<Surface> {
    let lines = |side: &Side| -> Result<BTreeSet<String>> {
        codegen::surface(&side.lowerable()).with_context(|| no_bindings(side))
    };
    let (old, new) = (lines(old)?, lines(new)?);
    let only = |one: &BTreeSet<String>, other| one.difference(other).cloned().collect();
    Ok(Surface { removed: only(&old, &new), added: only(&new, &old) })
}

/// Whether the generated code is the same, docs included.
fn is_same_code(old: &Side, new: &Side) -> Result<bool> {
    if old.spec == new.spec {
        return Ok(true);
    }
    let code = |side: &Side| -> Result<_> {
        let mut files =
            codegen::generate(&side.lowerable()).with_context(|| no_bindings(side))?;
        files.retain(|path, _| path.starts_with("gensee-api/src/"));
        Ok(files)
    };
    Ok(code(old)? == code(new)?)
}

fn no_bindings(side: &Side) -> String {
    format!(
        "`{}` has no bindings to compare; run `cargo xtask check` there",
        side.info.label
    )
}

/// What differs in the spec, the gravest first.
pub(super) fn findings(old: &Side, new: &Side) -> Vec<Finding> {
    let causes = Causes::between(old, new);
    let renamed = Renamed::between(&old.spec, &new.spec);
    let changes = changes(&old.parts, &new.parts, &renamed);
    let mut findings: Vec<_> =
        changes.iter().map(|change| found(change, old, new, &causes)).collect();
    if old.info.reconstructed {
        findings.extend(revised(old, new, &causes));
    }
    let before = contract(&old.spec).into_iter().map(|((mut about, fact), line)| {
        about.owner = renamed.of(&about.owner);
        ((about, fact), Line { target: renamed.of(&line.target), ..line })
    });
    for (target, verdict) in verdicts(before.collect(), &contract(&new.spec)) {
        let at = innermost(&findings, &target).unwrap_or_else(|| {
            findings.push(elsewhere(&target, old, new, &causes));
            findings.len() - 1
        });
        let finding = &mut findings[at];
        if !finding.verdicts.contains(&verdict) {
            finding.wire = finding.wire.max(verdict.wire);
            finding.verdicts.push(verdict);
        }
    }
    for finding in &mut findings {
        finding.verdicts.sort_by_key(|verdict| Reverse(verdict.wire));
    }
    let position = |finding: &Finding| position(&finding.target, &old.spec, &new.spec);
    findings.sort_by_key(|finding| (Reverse(finding.wire), position(finding)));
    findings
}

/// The finding that is of `target`, or of the innermost part around it.
fn innermost(findings: &[Finding], target: &str) -> Option<usize> {
    let around = |finding: &&Finding| is_below(target, &finding.target);
    let found = findings.iter().enumerate().filter(|(_, finding)| around(finding));
    found.max_by_key(|(_, finding)| finding.target.len()).map(|(at, _)| at)
}

fn found(change: &Change, old: &Side, new: &Side, causes: &Causes) -> Finding {
    let places = [
        change.old.and_then(|part| old.place_of(&part.target)),
        change.new.and_then(|part| new.place_of(&part.target)),
    ];
    let target = &change.part().target;
    let finding = finding(target, change.action, causes.of(change), places);
    Finding { keys: change.keys.clone(), ..finding }
}

/// A part that stays as it is, and means something else because of another one.
fn elsewhere(target: &str, old: &Side, new: &Side, causes: &Causes) -> Finding {
    let places = [old.place_of(target), new.place_of(target)];
    finding(target, Action::Changed, causes.of_reading(target, &[]), places)
}

fn finding(
    target: &str,
    action: Action,
    cause: Cause,
    [old, new]: [Option<Location>; 2],
) -> Finding {
    let (target, wire) = (target.to_owned(), Wire::Documentation);
    Finding { target, action, keys: vec![], wire, verdicts: vec![], cause, old, new }
}

/// What the changelog says has changed since a reconstructed state, of which nobody knows what it was. What came or
/// went in the meantime has a finding of its own.
fn revised(old: &Side, new: &Side, causes: &Causes) -> Vec<Finding> {
    let rows: Vec<_> = causes.announced().collect();
    let came = |target: &str| {
        let mut added = rows.iter().flat_map(|row| &row.revision.adds);
        added.any(|added| is_below(target, added))
    };
    let mut findings = Vec::new();
    for row in &rows {
        let said = Place::file("changelog.yaml").to(row.at).to("changes");
        for (said, target) in said.items(&row.revision.changes) {
            if let Some(place) = new.place_of(target).filter(|_| !came(target)) {
                let places = [Some(old.location(&said)), Some(place)];
                let cause = causes.told_by(row);
                let finding = finding(target, Action::Revised, cause, places);
                findings.push(Finding { wire: Wire::Risky, ..finding });
            }
        }
    }
    findings
}

/// What follows from the lines of the contract that differ, each with the part of the spec that says so.
fn verdicts(old: Contract, new: &Contract) -> Vec<(String, Verdict)> {
    let old = align(old, new);
    let all: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let whole = came_or_went(&old, new);
    let mut verdicts = Vec::new();
    for key in all {
        let (about, fact) = key;
        let (before, after) = (old.get(key), new.get(key));
        let [was, is] = [before, after].map(|line| line.map(|line| line.value.as_str()));
        let of_whole = whole.contains(about);
        let below_whole =
            whole.iter().any(|part| about.is_within(part) && about != *part);
        if was == is || below_whole || of_whole && !fact.counts_of_whole() {
            continue;
        }
        let rule = rule(about.direction, *fact, fact.delta(was, is));
        let Some((rule, line)) = rule.zip(after.or(before)) else { continue };
        // That a new part is needed is grave; that one which is gone was needed is not.
        if of_whole && !fact.is_existence() && rule.wire == Wire::Safe {
            continue;
        }
        let [before, after] = [was, is].map(|text| text.filter(|text| !text.is_empty()));
        let verdict = Verdict {
            rule: rule.id(),
            wire: rule.wire,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            statement: rule.statement.to_owned(),
        };
        verdicts.push((line.target.clone(), verdict));
    }
    verdicts
}

/// The operations, rows and callbacks that are there on one side alone.
fn came_or_went<'c>(old: &'c Contract, new: &'c Contract) -> BTreeSet<&'c Subject> {
    let only = |one: &'c Contract, other: &'c Contract| {
        one.keys().filter(move |key| key.1.is_existence() && !other.contains_key(*key))
    };
    only(old, new).chain(only(new, old)).map(|(about, _)| about).collect()
}

/// Where the owner of `target` stands in the document: the general parts first, then the operations.
fn position(target: &str, old: &Spec, new: &Spec) -> (usize, usize) {
    let owner = target_owner(target);
    if let Some(at) = GENERAL.iter().position(|known| *known == owner) {
        return (0, at);
    }
    let at = |spec: &Spec| spec.operations.get_index_of(owner);
    (1, at(new).or_else(|| at(old)).unwrap_or(usize::MAX))
}
