//! What a run tells: what differs, what was lost, how much is covered, what to do next.

use super::compare::{Comparison, Count, Difference, Kind, Level};
use super::position::Position;
use super::readings::Notice;
use crate::spec::{Files, Trees};

/// The words for the text's side of a difference and for the spec's; for what the text alone has, and the spec alone; for
/// what stands elsewhere.
type Words = [&'static str; 5];

const CHECK: Words = [
    "printed",
    "spec",
    "is printed, but the spec does not have it",
    "is in the spec, but not printed",
    "stands elsewhere",
];

const RUN: Words = ["now", "was", "added", "removed", "moved"];

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
    changes: &[Difference],
    lost: &[Notice],
    written: &Files,
    removed: &[String],
    after: &Comparison,
    name: &str,
    files: &Files,
) -> String {
    let mut out = differences(changes, &RUN, name, files);
    let head = "gone, with the readings that went with it (paste back what still holds)";
    out.push_str(&notices(head, lost));
    for path in written.keys() {
        out.push_str(&format!("wrote spec/{path}\n"));
    }
    for path in removed {
        out.push_str(&format!("removed spec/{path}\n"));
    }
    out.push_str(&coverage(after));
    out.push_str(match (written.is_empty() && removed.is_empty(), changes.is_empty()) {
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
    let [now, was, only_printed, only_in_spec, moved] = *words;
    let width = now.len().max(was.len());
    for group in groups(differences) {
        let (Difference { target, level, place, kind, printed, spec, at }, others) =
            (group[0], &group[1..]);
        let what = match kind {
            Kind::Cell(cell) => cell,
            Kind::OnlyPrinted => only_printed,
            Kind::OnlyInSpec => only_in_spec,
            Kind::Moved => moved,
        };
        let link = |at: &Option<Position>| {
            at.map(|at| format!(" ({})", at.in_file(name))).unwrap_or_default()
        };
        let gone = *kind == Kind::OnlyInSpec;
        // After a run, what was removed stands nowhere, and rows of 修订记录 are counted as they were before.
        let known = *words == CHECK || !gone && *level != Level::Revision;
        let line = trees.locate(files, place).filter(|_| known);
        let there = line.map(|(line, _)| format!(":{line}")).unwrap_or_default();
        out.push_str(&format!("spec/{}{there}: `{target}` {what}\n", place.file));
        if !gone {
            out.push_str(&value(now, width, printed, &link(at)));
        }
        if *kind != Kind::OnlyPrinted {
            out.push_str(&value(was, width, spec, ""));
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
        let alike = |group: &&mut Vec<&Difference>| {
            let other = group[0];
            one.level == Level::Row
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

/// What people should look at, if anything, below the line `head`.
pub(super) fn notices(head: &str, notices: &[Notice]) -> String {
    if notices.is_empty() {
        return String::new();
    }
    let mut out = format!("{head}:\n");
    for Notice { target, about, readings, rename } in notices {
        let rename =
            rename.iter().map(|name| format!("; looks like a rename to `{name}`"));
        out.push_str(&format!("  `{target}`{about}{}\n", rename.collect::<String>()));
        for line in readings.iter().flat_map(|readings| readings.lines()) {
            out.push_str(&format!("      {line}\n"));
        }
    }
    out + "\n"
}

fn coverage(comparison: &Comparison) -> String {
    let levels =
        Level::ALL.map(|(level, what)| (comparison.levels[level as usize], what));
    let counts = levels.into_iter().chain([(comparison.cells, "cells")]);
    let parts =
        counts.map(|(Count { equal, all }, what)| format!("{equal}/{all} {what}"));
    format!("{}\n", parts.collect::<Vec<_>>().join(", "))
}
