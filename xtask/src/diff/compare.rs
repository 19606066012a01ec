//! Two states set side by side: what changed, what it means, why it came about.

use anyhow::{Result, bail};
use serde_json::Value;

use super::accepted::{self, Idle, fingerprint};
use super::cause::Causes;
use super::change::{self, Change, Edit};
use super::classify::classify;
use super::model::{Action, Cause, Finding, Half, Location, Report, Rule, Step};
use super::rules;
use super::side::Side;
use super::target;
use crate::spec::{Place, Spec, is_below, target_owner};

/// What differs between `old` and `new`.
pub fn compare(old: &Side, new: &Side) -> Result<Report> {
    forwards(old, new)?;
    let causes = Causes::between(old, new);
    let changes = change::changes(&old.spec, &new.spec);
    if change::apply(&old.spec, &changes)? != new.spec {
        bail!(
            "the changes do not lead from `{}` to `{}` (a fault of `xtask`)",
            old.info.label,
            new.info.label
        );
    }
    let mut findings: Vec<_> =
        changes.iter().map(|change| found(change, old, new, &causes)).collect();
    if old.info.reconstructed {
        findings.extend(revised(old, new, &causes));
    }
    findings.sort_by_key(|finding| {
        let gravity = (finding.level(), finding.wire, finding.rust);
        (std::cmp::Reverse(gravity), position(&finding.target, &old.spec, &new.spec))
    });
    let Idle { stale, settled } = accepted::mark(&mut findings, old, new);
    Ok(Report {
        old: old.info.clone(),
        new: new.info.clone(),
        step: findings.iter().map(|finding| finding.rust).max().unwrap_or(Step::None),
        findings,
        stale,
        settled,
    })
}

/// A printed change that neither the changelog nor an amendment explains.
pub struct Unexplained {
    pub target: String,
    /// The key that changed; none when the part came, went or moved as a whole.
    pub key: Option<String>,
    pub action: Action,
    /// Where it stands in NEW; where it would, if it is not there.
    pub place: Place,
}

/// What is printed otherwise in `new` than in `old` without an explanation.
pub fn unexplained(old: &Side, new: &Side) -> Vec<Unexplained> {
    let causes = Causes::between(old, new);
    let printed = printed(old, new).into_iter();
    let unexplained = printed
        .filter(|(change, target)| causes.printed(change, target) == Cause::Unexplained);
    unexplained
        .map(|(change, target)| Unexplained {
            action: match change.edit {
                Edit::Added { .. } => Action::Added,
                Edit::Removed { .. } => Action::Removed,
                Edit::Changed { .. } => Action::Changed,
                Edit::Moved { .. } => Action::Moved,
            },
            place: change::place(&change, &new.spec)
                .unwrap_or_else(|| target::nearest(&target, &new.spec)),
            key: change::key(&change),
            target,
        })
        .collect()
}

/// Where NEW has the targets of amendments that OLD does not have and that explain nothing printed.
pub fn idle_amendments(old: &Side, new: &Side) -> Vec<(Place, String)> {
    let causes = Causes::between(old, new);
    let idle = causes.idle(&printed(old, new)).into_iter().map(|amended| {
        let (at, index) = amended.at;
        let place = Place::file("amendments.yaml").to(at).to("targets").to(index);
        (place, amended.target.to_owned())
    });
    idle.collect()
}

/// The changes of what is printed, each with its target.
fn printed(old: &Side, new: &Side) -> Vec<(Change, String)> {
    let (old, new) = (&old.spec, &new.spec);
    let changes = change::changes(old, new).into_iter();
    changes
        .filter(|change| classify(change, old, new).half == Half::Printed)
        .map(|change| {
            let target = change::target(&change);
            (change, target)
        })
        .collect()
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

fn found(change: &Change, old: &Side, new: &Side, causes: &Causes) -> Finding {
    let rule = classify(change, &old.spec, &new.spec);
    let target = change::target(change);
    let (before, after) = match &change.edit {
        Edit::Added { value, .. } => (None, Some(value.clone())),
        Edit::Removed { value } => (Some(value.clone()), None),
        Edit::Changed { before, after } => (before.clone(), after.clone()),
        Edit::Moved { .. } => (None, None),
    };
    let cause = causes.of(change, &target, rule.half);
    let key = change::key(change);
    let places = (old.place_of(change), new.place_of(change));
    finding(rule, target, key, (before, after), cause, places)
}

/// What the changelog says has changed since a reconstructed state, of which nobody knows what it was. What came or
/// went in the meantime has a finding of its own.
fn revised(old: &Side, new: &Side, causes: &Causes) -> Vec<Finding> {
    let rows: Vec<_> = causes.announced().collect();
    let came = |target: &str| {
        rows.iter()
            .flat_map(|row| &row.revision.adds)
            .any(|added| is_below(target, added))
    };
    let mut findings = Vec::new();
    for row in &rows {
        let changes = row.revision.changes.iter().enumerate();
        for (at, target) in changes.filter(|(_, target)| !came(target)) {
            let Some(place) = new.place_of_target(target) else { continue };
            let said = Place::file("changelog.yaml").to(row.at).to("changes").to(at);
            findings.push(finding(
                rules::revised(target),
                target.clone(),
                None,
                (None, None),
                causes.told_by(row),
                (Some(old.location(&said)), Some(place)),
            ));
        }
    }
    findings
}

fn finding(
    rule: &Rule,
    target: String,
    key: Option<String>,
    (before, after): (Option<Value>, Option<Value>),
    cause: Cause,
    (old, new): (Option<Location>, Option<Location>),
) -> Finding {
    let fingerprint =
        fingerprint(rule.id, &target, key.as_deref(), before.as_ref(), after.as_ref());
    Finding {
        rule: rule.id.to_owned(),
        area: rule.area,
        action: rule.action,
        direction: rule.direction,
        wire: rule.wire,
        rust: rule.rust,
        target,
        key,
        before,
        after,
        statement: rule.statement.to_owned(),
        cause,
        old,
        new,
        fingerprint,
        accepted: None,
    }
}

/// Where the owner of `target` stands in the document: the general parts first, then the operations.
fn position(target: &str, old: &Spec, new: &Spec) -> (usize, usize) {
    let owner = target_owner(target);
    let general = ["document", "changelog", "amendments", "accepted", "shared"];
    if let Some(at) = general.iter().position(|known| *known == owner) {
        return (0, at);
    }
    let at = |spec: &Spec| spec.operations.get_index_of(owner);
    (1, at(new).or_else(|| at(old)).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests;
