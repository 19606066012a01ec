//! What a run tells: what differs, what was lost, how much is covered, what to do next.

use std::fmt::Write;

use super::compare::{Comparison, Count, Coverage, Difference, Kind};
use super::merge::Lost;
use crate::spec::Files;

/// How the two sides of a difference are called.
struct Words {
    printed: &'static str,
    spec: &'static str,
    only_printed: &'static str,
    only_in_spec: &'static str,
    moved: &'static str,
    /// Whether the places are those in the files at hand: after a run, what was removed has none, and the rows of the
    /// changelog are counted as they were before.
    in_place: bool,
}

const CHECK: Words = Words {
    printed: "printed",
    spec: "spec",
    only_printed: "is printed, but the spec does not have it",
    only_in_spec: "is in the spec, but not printed",
    moved: "stands elsewhere",
    in_place: true,
};

const RUN: Words = Words {
    printed: "now",
    spec: "was",
    only_printed: "added",
    only_in_spec: "removed",
    moved: "moved",
    in_place: false,
};

/// What has become of a chapter whose title is not printed any more.
const VANISHED: &str = "    its text belongs to the chapter above it now; if it has another title, write that into \
                        `spec/document.yaml` first and run again\n";

/// The report of `--check`: every difference, then the coverage.
pub(super) fn check(comparison: &Comparison, name: &str, files: &Files) -> String {
    let mut out = differences(&comparison.differences, &CHECK, name, files);
    coverage(&mut out, &comparison.coverage);
    match comparison.differences.len() {
        0 => {}
        1 => out.push_str("1 difference; run `cargo xtask transcribe` without `--check` to take over what is printed\n"),
        count => {
            let cure = "run `cargo xtask transcribe` without `--check` to take over what is printed";
            out.push_str(&format!("{count} differences; {cure}\n"));
        }
    }
    out
}

/// The report of a run: what changed, what was lost, the coverage, the next step.
pub(super) fn run(
    changes: &Comparison,
    lost: &[Lost],
    written: &Files,
    removed: &[String],
    after: &Comparison,
    name: &str,
    files: &Files,
) -> String {
    let mut out = differences(&changes.differences, &RUN, name, files);
    let with_readings = lost.iter().filter(|lost| lost.readings.is_some()).count();
    if with_readings > 0 || lost.iter().any(|lost| lost.rename.is_some()) {
        out.push_str(
            "gone, with the readings that went with it (paste back what still holds):\n",
        );
        for lost in
            lost.iter().filter(|lost| lost.readings.is_some() || lost.rename.is_some())
        {
            gone(&mut out, lost);
        }
        out.push('\n');
    }
    for path in written.keys() {
        out.push_str(&format!("wrote spec/{path}\n"));
    }
    for path in removed {
        out.push_str(&format!("removed spec/{path}\n"));
    }
    coverage(&mut out, &after.coverage);
    out.push_str(match (written.is_empty() && removed.is_empty(), changes.differences.is_empty()) {
        (true, _) => "nothing to do: the spec shows what is printed\n",
        (false, true) => "only the layout of the files has changed\n",
        (false, false) => "next: read `git diff spec`, give new rows their readings, then `cargo xtask check`\n",
    });
    out
}

fn differences(
    differences: &[Difference],
    words: &Words,
    name: &str,
    files: &Files,
) -> String {
    let mut out = String::new();
    for group in groups(differences) {
        let (Difference { place, kind, printed, spec, line }, others) =
            (group[0], &group[1..]);
        let what = match kind {
            Kind::Cell(cell) => cell,
            Kind::OnlyPrinted => words.only_printed,
            Kind::OnlyInSpec => words.only_in_spec,
            Kind::Moved => words.moved,
        };
        let link = |line: &Option<usize>| {
            line.map(|line| format!(" ({name}:{line})")).unwrap_or_default()
        };
        let known =
            words.in_place || (*kind != Kind::OnlyInSpec && !place.is_revision());
        let there = if known { place.link(files) } else { place.file() };
        out.push_str(&format!("{there}: `{}` {what}\n", place.target));
        let width = words.printed.len().max(words.spec.len());
        if *kind != Kind::OnlyInSpec {
            value(&mut out, words.printed, width, printed, &link(line));
        }
        if *kind != Kind::OnlyPrinted {
            value(&mut out, words.spec, width, spec, "");
        }
        if *kind == Kind::OnlyInSpec && place.is_chapter() {
            out.push_str(VANISHED);
        }
        for other in others {
            out.push_str(&format!(
                "    likewise `{}`{}\n",
                other.place.target,
                link(&other.line)
            ));
        }
        out.push('\n');
    }
    out
}

/// A shared row is printed in every table, so the vendor's one change is many differences: they are told together.
fn groups(differences: &[Difference]) -> Vec<Vec<&Difference>> {
    let mut groups: Vec<Vec<&Difference>> = Vec::new();
    for difference in differences {
        let alike = |group: &&mut Vec<&Difference>| {
            let Difference { place, kind, printed, spec, .. } = group[0];
            (kind, printed, spec)
                == (&difference.kind, &difference.printed, &difference.spec)
                && place.same_shared_row(&difference.place)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(difference),
            None => groups.push(vec![difference]),
        }
    }
    groups
}

/// One side of a difference; further lines stand below the first one.
fn value(out: &mut String, label: &str, width: usize, text: &str, link: &str) {
    let text = if text.is_empty() { "(empty)" } else { text };
    for (index, line) in text.lines().enumerate() {
        let label = if index == 0 { label } else { "" };
        let link = if index == 0 { link } else { "" };
        // Writing into a string cannot fail.
        let _ = writeln!(out, "    {label:width$} | {line}{link}");
    }
}

fn gone(out: &mut String, lost: &Lost) {
    let why = lost.why.map(|why| format!(": {why}")).unwrap_or_default();
    let rename = lost
        .rename
        .as_ref()
        .map(|name| format!("; looks like a rename to `{name}`"))
        .unwrap_or_default();
    out.push_str(&format!("  `{}`{why}{rename}\n", lost.target));
    for line in lost.readings.iter().flat_map(|readings| readings.lines()) {
        out.push_str(&format!("      {line}\n"));
    }
}

fn coverage(out: &mut String, coverage: &Coverage) {
    let Coverage { rows, operations, revisions, return_codes, chapters, cells } =
        coverage;
    let counts = [
        (rows, "rows"),
        (operations, "operations"),
        (revisions, "changelog rows"),
        (return_codes, "return codes"),
        (chapters, "chapters"),
        (cells, "cells"),
    ];
    let parts =
        counts.map(|(Count { equal, all }, what)| format!("{equal}/{all} {what}"));
    out.push_str(&format!("{}\n", parts.join(", ")));
}
