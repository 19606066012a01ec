//! What all outputs for people say in the same words.

use semver::Version;

use crate::diff::model::{Cause, Finding, Location, Report, SideInfo, StaleBreak, Wire};
use crate::diff::semver::told;

/// The levels, the gravest first.
pub const LEVELS: [Wire; 3] = [Wire::Breaking, Wire::Risky, Wire::Safe];

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

/// `1 breaking, 0 risky, 2 safe; 1 accepted`.
pub fn counts(report: &Report) -> String {
    let count = |fits: &dyn Fn(&Finding) -> bool| {
        report.findings.iter().filter(|finding| fits(finding)).count()
    };
    let levels = LEVELS
        .map(|level| format!("{} {}", count(&|one| one.level() == level), level.word()));
    let mut counts = levels.join(", ");
    let more = [
        (count(&|one| one.accepted.is_some()), "accepted"),
        (count(&|one| one.cause == Cause::Unexplained), "unexplained"),
        (report.stale.len(), "stale"),
    ];
    for (at, (number, word)) in more.iter().filter(|(number, _)| *number > 0).enumerate()
    {
        let before = if at == 0 { "; " } else { ", " };
        counts.push_str(&format!("{before}{number} {word}"));
    }
    counts
}

/// The last line: `semver: minor (0.1.0 → 0.2.0; …)`.
pub fn semver(report: &Report, version: &Version) -> String {
    format!("semver: {}", told(report.step, version))
}

/// `wire breaking, Rust major`.
pub fn levels(finding: &Finding) -> String {
    format!("wire {}, Rust {}", finding.wire.word(), finding.rust.word())
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
pub fn cause(cause: &Cause) -> String {
    match cause {
        Cause::Revision { name, .. } => format!("revision {name}"),
        Cause::Transcription { .. } => "transcription fix".to_owned(),
        Cause::Unannounced { .. } => "unannounced".to_owned(),
        Cause::Erratum => "erratum".to_owned(),
        Cause::Docs => "docs only".to_owned(),
        Cause::Unexplained => "unexplained".to_owned(),
    }
}

/// The same with all that is known of it.
pub fn whole_cause(told: &Cause) -> String {
    let about = match told {
        Cause::Revision { text, place: at, .. } => {
            let words: Vec<_> = text.lines().collect();
            format!(" ({}): {}", place(at), words.join(" / "))
        }
        Cause::Transcription { why } => format!(": {why}"),
        Cause::Unannounced { why } => format!(" by the vendor: {why}"),
        Cause::Erratum => ": we read it differently now".to_owned(),
        Cause::Docs => String::new(),
        Cause::Unexplained => {
            "; name it in a row of `changelog.yaml`, or in `amendments.yaml`".to_owned()
        }
    };
    format!("{}{about}", cause(told))
}

/// What is wrong with an entry of `accepted.yaml`.
pub fn stale(entry: &StaleBreak) -> String {
    format!(
        "{}: `{}` of `{}` ({}) is accepted, but no such break is there; remove the entry, or accept the break as it is now",
        place(&entry.place),
        entry.rule,
        entry.target,
        entry.fingerprint
    )
}

/// What is to be done about an entry of `accepted.yaml` that OLD has too.
pub fn settled(entry: &StaleBreak) -> String {
    format!(
        "{}: `{}` of `{}` ({}) was accepted before; remove the entry after the release",
        place(&entry.place),
        entry.rule,
        entry.target,
        entry.fingerprint
    )
}
