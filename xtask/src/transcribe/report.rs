//! What a run tells: what differs, what was lost, how much is covered, what to do next.

use super::compare::{Comparison, Count, Difference, Kind, Level};
use super::merge::Lost;
use super::merge::offers::Offer;
use super::position::Position;
use crate::spec::{Files, Trees};

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
    out.push_str(&coverage(comparison));
    let help =
        "run `cargo xtask transcribe` without `--check` to take over what is printed";
    match comparison.differences.len() {
        0 => {}
        1 => out.push_str(&format!("1 difference; {help}\n")),
        count => out.push_str(&format!("{count} differences; {help}\n")),
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
    let told = |lost: &&Lost| lost.readings.is_some() || lost.rename.is_some();
    let gone: String = lost.iter().filter(told).map(gone).collect();
    if !gone.is_empty() {
        let head =
            "gone, with the readings that went with it (paste back what still holds)";
        out.push_str(&format!("{head}:\n{gone}\n"));
    }
    for path in written.keys() {
        out.push_str(&format!("wrote spec/{path}\n"));
    }
    for path in removed {
        out.push_str(&format!("removed spec/{path}\n"));
    }
    out.push_str(&coverage(after));
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
    let trees = Trees::default();
    for group in groups(differences) {
        let (Difference { target, level, place, kind, printed, spec, at }, others) =
            (group[0], &group[1..]);
        let what = match kind {
            Kind::Cell(cell) => cell,
            Kind::OnlyPrinted => words.only_printed,
            Kind::OnlyInSpec => words.only_in_spec,
            Kind::Moved => words.moved,
        };
        let link = |at: &Option<Position>| {
            at.map(|at| format!(" ({})", at.in_file(name))).unwrap_or_default()
        };
        let gone = *kind == Kind::OnlyInSpec;
        let known = words.in_place || !gone && *level != Level::Revision;
        let line = trees.locate(files, place).filter(|_| known);
        let there = line.map(|(line, _)| format!(":{line}")).unwrap_or_default();
        out.push_str(&format!("spec/{}{there}: `{target}` {what}\n", place.file));
        let width = words.printed.len().max(words.spec.len());
        if !gone {
            out.push_str(&value(words.printed, width, printed, &link(at)));
        }
        if *kind != Kind::OnlyPrinted {
            out.push_str(&value(words.spec, width, spec, ""));
        }
        if gone && *level == Level::Chapter {
            out.push_str(VANISHED);
        }
        for other in others {
            let link = link(&other.at);
            out.push_str(&format!("    likewise `{}`{link}\n", other.target));
        }
        out.push('\n');
    }
    out
}

/// A shared row is printed in every table, so the vendor's one change is many differences: they are told together.
fn groups(differences: &[Difference]) -> Vec<Vec<&Difference>> {
    let mut groups: Vec<Vec<&Difference>> = Vec::new();
    for one in differences {
        let is_shared = one.level == Level::Row && one.place.file == "shared.yaml";
        let alike = |group: &&mut Vec<&Difference>| {
            let other = group[0];
            is_shared
                && (&one.place, one.kind) == (&other.place, other.kind)
                && (&one.printed, &one.spec) == (&other.printed, &other.spec)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// One side of a difference; further lines stand below the first one.
fn value(label: &str, width: usize, text: &str, link: &str) -> String {
    let text = if text.is_empty() { "(empty)" } else { text };
    let below = format!("\n    {:width$} | ", "");
    match text.split_once('\n') {
        None => format!("    {label:width$} | {text}{link}\n"),
        Some((first, rest)) => {
            let rest = rest.replace('\n', &below);
            format!("    {label:width$} | {first}{link}{below}{rest}\n")
        }
    }
}

/// The readings that rows of other tables offer for new ones.
pub(super) fn offers(offers: &[Offer]) -> String {
    let mut out = String::new();
    if !offers.is_empty() {
        out.push_str(
            "new, and printed like a row that is read so (paste what holds here too):\n",
        );
    }
    for Offer { target, from, readings } in offers {
        out.push_str(&format!("  `{target}`, like `{from}`\n"));
        readings.lines().for_each(|line| out.push_str(&format!("      {line}\n")));
    }
    if !offers.is_empty() {
        out.push('\n');
    }
    out
}

fn gone(lost: &Lost) -> String {
    let why = lost.why.map(|why| format!(": {why}")).unwrap_or_default();
    let rename = lost.rename.as_ref();
    let rename = rename
        .map(|name| format!("; looks like a rename to `{name}`"))
        .unwrap_or_default();
    let mut out = format!("  `{}`{why}{rename}\n", lost.target);
    for line in lost.readings.iter().flat_map(|readings| readings.lines()) {
        out.push_str(&format!("      {line}\n"));
    }
    out
}

fn coverage(comparison: &Comparison) -> String {
    let levels =
        Level::ALL.map(|(level, what)| (comparison.levels[level as usize], what));
    let counts = levels.into_iter().chain([(comparison.cells, "cells")]);
    let parts =
        counts.map(|(Count { equal, all }, what)| format!("{equal}/{all} {what}"));
    format!("{}\n", parts.collect::<Vec<_>>().join(", "))
}
