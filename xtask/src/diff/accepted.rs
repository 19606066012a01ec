//! Breaks that were accepted: `accepted.yaml`.

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};
use sha1::{Digest, Sha1};

use super::model::{Finding, StaleBreak};
use super::side::Side;
use crate::spec::{AcceptedBreak, Place};

/// How many hex digits a fingerprint has.
const DIGITS: usize = 12;

/// What stays the same for a change whatever else changes: a hash of what changed, and of what it was and is.
pub fn fingerprint(
    rule: &str,
    target: &str,
    key: Option<&str>,
    before: Option<&Value>,
    after: Option<&Value>,
) -> String {
    let whole =
        json!([rule, target, key, before.map(sorted), after.map(sorted)]).to_string();
    let digest = Sha1::digest(whole.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    hex[..DIGITS].to_owned()
}

/// The value with all keys in one order, since the order of rows is another matter than what they say.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> =
                map.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(Map::from_iter(entries))
        }
        Value::Array(list) => list.iter().map(sorted).collect(),
        scalar => scalar.clone(),
    }
}

/// The entries of `accepted.yaml` that no break of the comparison bears out.
#[derive(Debug, Default, PartialEq)]
pub struct Idle {
    /// Nothing ever did: they are wrong.
    pub stale: Vec<StaleBreak>,
    /// OLD has them too, so they were accepted on the way there and have done their work.
    pub settled: Vec<StaleBreak>,
}

/// Marks the accepted breaks among `findings`, and tells what accepts none of them.
pub fn mark(findings: &mut [Finding], old: &Side, new: &Side) -> Idle {
    let mut idle = Idle::default();
    for (at, accepted) in new.spec.accepted.iter().enumerate() {
        let mut borne_out = false;
        for finding in findings.iter_mut().filter(|finding| accepts(accepted, finding)) {
            finding.accepted = Some(accepted.reason.clone());
            borne_out = true;
        }
        if !borne_out {
            let entry = StaleBreak {
                rule: accepted.rule.clone(),
                target: accepted.target.clone(),
                fingerprint: accepted.fingerprint.clone(),
                place: new.location(&Place::file("accepted.yaml").to(at)),
            };
            let same = |known: &AcceptedBreak| {
                (&known.rule, &known.target, &known.fingerprint)
                    == (&accepted.rule, &accepted.target, &accepted.fingerprint)
            };
            let settled = old.spec.accepted.iter().any(same);
            if settled { &mut idle.settled } else { &mut idle.stale }.push(entry);
        }
    }
    idle
}

fn accepts(accepted: &AcceptedBreak, finding: &Finding) -> bool {
    finding.is_break()
        && accepted.rule == finding.rule
        && accepted.target == finding.target
        && accepted.fingerprint == finding.fingerprint
}

/// The entries that accept the breaks whose target or fingerprint is `what`.
pub fn entries(
    findings: &[Finding],
    what: &str,
    reason: &str,
) -> Result<Vec<AcceptedBreak>> {
    let reason = reason.trim();
    if reason.is_empty() {
        bail!(
            "a break is accepted for a reason; say in `--reason` why downstream can bear it"
        );
    }
    let named: Vec<_> = findings
        .iter()
        .filter(|finding| finding.target == what || finding.fingerprint == what)
        .collect();
    let breaks: Vec<_> = named.iter().filter(|finding| finding.is_break()).collect();
    if breaks.is_empty() {
        if named.is_empty() {
            bail!(
                "no change has the target or the fingerprint `{what}`; copy one from `cargo xtask diff`"
            );
        }
        bail!("`{what}` breaks nobody; there is nothing to accept");
    }
    let open: Vec<_> =
        breaks.iter().filter(|finding| finding.accepted.is_none()).collect();
    if open.is_empty() {
        bail!("`{what}` is accepted already; edit the reason in `spec/accepted.yaml`");
    }
    let entries = open.iter().map(|finding| AcceptedBreak {
        rule: finding.rule.clone(),
        target: finding.target.clone(),
        fingerprint: finding.fingerprint.clone(),
        reason: reason.to_owned(),
    });
    Ok(entries.collect())
}

#[cfg(test)]
mod tests;
