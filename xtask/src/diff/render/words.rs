//! What all outputs for people say in the same words.

use semver::Version;

use crate::diff::model::{
    Action, Cause, Finding, Location, Report, SideInfo, Verdict, Wire,
};
use crate::diff::semver::told;
use crate::spec;

/// `HEAD → the work tree: 3 changes`, where `side` writes the two names.
pub fn summary(report: &Report, side: impl Fn(&SideInfo) -> String) -> String {
    let changes = match report.findings.len() {
        0 => "nothing changes".to_owned(),
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    };
    format!("{} → {}: {changes}", side(&report.old), side(&report.new))
}

/// What stands behind the name of a side.
pub fn reconstructed(side: &SideInfo) -> &'static str {
    if side.reconstructed { " (reconstructed)" } else { "" }
}

/// `1 breaking, 0 risky, 2 safe, 4 documentation; 1 unexplained`.
pub fn counts(report: &Report) -> String {
    let count = |fits: &dyn Fn(&Finding) -> bool| {
        report.findings.iter().filter(|finding| fits(finding)).count()
    };
    let levels = Wire::ALL
        .map(|level| format!("{} {}", count(&|one| one.wire == level), level.word()));
    let unexplained = match count(&|one| one.cause == Cause::Unexplained) {
        0 => String::new(),
        number => format!("; {number} unexplained"),
    };
    levels.join(", ") + &unexplained
}

/// What has become of the part of a finding.
pub fn action(finding: &Finding) -> String {
    let unknown =
        (finding.action == Action::Revised).then_some("; what it was is not known");
    spec::word(finding.action) + unknown.unwrap_or_default()
}

/// `breaking, path-changed: /a → /b. Callers of the old path reach nothing.`
pub fn verdict(verdict: &Verdict) -> String {
    let Verdict { rule, wire, before, after, statement } = verdict;
    let change = match (before, after) {
        (Some(before), Some(after)) => format!(": {before} → {after}"),
        (Some(one), None) | (None, Some(one)) => format!(": {one}"),
        (None, None) => String::new(),
    };
    format!("{}, {rule}{change}. {statement}", wire.word())
}

/// The heading above the lines of the surface that differ.
pub fn surface(report: &Report) -> String {
    let (removed, added) = (report.surface.removed.len(), report.surface.added.len());
    format!("the Rust surface: {removed} removed, {added} added")
}

/// The last line: `semver: minor (0.1.0 → 0.2.0; …)`.
pub fn semver(report: &Report, version: &Version) -> String {
    format!("semver: {}", told(report.step, version))
}

/// `spec/operations/created.yaml:31:3`.
pub fn place(place: &Location) -> String {
    format!("{}:{}:{}", place.file, place.line, place.column)
}

/// The places on both sides, as far as there are some.
pub fn places(finding: &Finding) -> String {
    let places = [&finding.old, &finding.new].into_iter().flatten();
    places.map(place).collect::<Vec<_>>().join(" → ")
}

/// A cause in a few words.
pub fn short_cause(cause: &Cause) -> String {
    match cause {
        Cause::Revision { name, .. } => format!("revision {name}"),
        Cause::Transcription { .. } => "transcription fix".to_owned(),
        Cause::Unannounced { .. } => "unannounced".to_owned(),
        Cause::Tracked { .. } => "tracked".to_owned(),
        Cause::Erratum => "erratum".to_owned(),
        Cause::Docs => "docs only".to_owned(),
        Cause::Unexplained => "unexplained".to_owned(),
    }
}

/// The same with all that is known of it.
pub fn cause(told: &Cause) -> String {
    let about = match told {
        Cause::Revision { text, place: at, .. } => {
            let words: Vec<_> = text.lines().collect();
            format!(" ({}): {}", place(at), words.join(" / "))
        }
        Cause::Transcription { why } => format!(": {why}"),
        Cause::Unannounced { why } => format!(" by the vendor: {why}"),
        Cause::Tracked { why } => format!(": {why}"),
        Cause::Erratum => ": we read it differently now".to_owned(),
        Cause::Docs => String::new(),
        Cause::Unexplained => {
            "; name it in a row of `changelog.yaml`, or in `amendments.yaml`".to_owned()
        }
    };
    format!("{}{about}", short_cause(told))
}
