//! What all outputs for people say in the same words.

use semver::Version;

use crate::diff::model::{
    Action, Cause, Finding, Location, Report, SideInfo, Step, Verdict, Wire,
};
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
    cause_parts(cause).0
}

/// The same with all that is known of it.
pub fn cause(cause: &Cause) -> String {
    let (short, about) = cause_parts(cause);
    short + &about
}

fn cause_parts(cause: &Cause) -> (String, String) {
    let (short, about) = match cause {
        Cause::Revision { name, text, place: at } => {
            let words = text.lines().collect::<Vec<_>>().join(" / ");
            return (format!("revision {name}"), format!(" ({}): {words}", place(at)));
        }
        Cause::Transcription { why } => ("transcription fix", format!(": {why}")),
        Cause::Unannounced { why } => ("unannounced", format!(" by the vendor: {why}")),
        Cause::Tracked { why } => ("tracked", format!(": {why}")),
        Cause::Erratum => ("erratum", ": we read it differently now".to_owned()),
        Cause::Docs => ("docs only", String::new()),
        Cause::Unexplained => {
            let help = "name it in a row of `changelog.yaml`, or in `amendments.yaml`";
            ("unexplained", format!("; {help}"))
        }
    };
    (short.to_owned(), about)
}

/// The step and what it does to a version, in a line: `major (0.1.0 → 0.2.0)`.
fn told(step: Step, version: &Version) -> String {
    let word = spec::word(step);
    if step == Step::None {
        return word;
    }
    format!("{word} ({version} → {})", next(step, version))
}

/// The version after a step by Cargo's rules: the leftmost number that is not zero stands for what may break.
fn next(step: Step, version: &Version) -> Version {
    let Version { major, minor, patch, .. } = *version;
    let (next, raised) = match (step, major, minor) {
        (Step::Major, 0, 1..) | (Step::Minor, 1.., _) => {
            (Version::new(major, minor + 1, 0), patch == 0)
        }
        (Step::Major, 1.., _) => {
            (Version::new(major + 1, 0, 0), (minor, patch) == (0, 0))
        }
        _ => (Version::new(major, minor, patch + 1), true),
    };
    // A version before a release that raises the number is followed by that release.
    if !version.pre.is_empty() && raised {
        return Version::new(major, minor, patch);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leftmost_number_that_is_not_zero_stands_for_breaks() {
        let mut seen = String::new();
        for version in ["0.0.3", "0.1.0", "1.2.3", "0.2.0-rc.1"] {
            for step in [Step::None, Step::Patch, Step::Minor, Step::Major] {
                let told = told(step, &Version::parse(version).unwrap());
                seen.push_str(&format!("{step:?} of {version}: {told}\n"));
            }
        }
        expect_test::expect![[r#"
            None of 0.0.3: none
            Patch of 0.0.3: patch (0.0.3 → 0.0.4)
            Minor of 0.0.3: minor (0.0.3 → 0.0.4)
            Major of 0.0.3: major (0.0.3 → 0.0.4)
            None of 0.1.0: none
            Patch of 0.1.0: patch (0.1.0 → 0.1.1)
            Minor of 0.1.0: minor (0.1.0 → 0.1.1)
            Major of 0.1.0: major (0.1.0 → 0.2.0)
            None of 1.2.3: none
            Patch of 1.2.3: patch (1.2.3 → 1.2.4)
            Minor of 1.2.3: minor (1.2.3 → 1.3.0)
            Major of 1.2.3: major (1.2.3 → 2.0.0)
            None of 0.2.0-rc.1: none
            Patch of 0.2.0-rc.1: patch (0.2.0-rc.1 → 0.2.0)
            Minor of 0.2.0-rc.1: minor (0.2.0-rc.1 → 0.2.0)
            Major of 0.2.0-rc.1: major (0.2.0-rc.1 → 0.2.0)
        "#]]
        .assert_eq(&seen);
    }
}
