//! The comment of a pull request.

use anstream::adapter::strip_str;
use semver::Version;

use super::group::{Group, groups};
use super::value::{Shown, shown};
use super::{text as terminal, words};
use crate::diff::model::{Report, SideInfo, Wire};
use crate::markdown::{code_anywhere as code, fence, text_anywhere as text};

/// A comment on GitHub may have 65536 characters: what would be longer loses its details, then the end of its table.
const ROOM: usize = 60_000;
/// What the table leaves to the lines around it.
const AROUND: usize = 2_000;

/// A summary line, a table by level, and the details folded.
pub fn render(report: &Report, version: &Version) -> String {
    let side =
        |side: &SideInfo| format!("{}{}", text(&side.label), words::reconstructed(side));
    let mut out = format!("### Spec: {}\n\n", words::summary(report, side));
    let semver = text(&words::semver(report, version));
    if report.findings.is_empty() {
        out.push_str(&format!("{semver}\n"));
        return out;
    }
    out.push_str(&format!("{}; {semver}\n\n", words::counts(report)));
    out.push_str("| wire | what | cause |\n|---|---|---|\n");
    out.push_str(&table(report, ROOM.saturating_sub(AROUND + out.len())));
    let details = format!("\n{}", details(report));
    if out.len() + details.len() <= ROOM {
        out.push_str(&details);
    } else {
        out.push_str(
            "\nThe details are too long for a comment; run `cargo xtask diff` for them.\n",
        );
    }
    out.push_str(&format!("\n{semver}\n"));
    out
}

/// The rows of the table, as many as there is room for.
fn table(report: &Report, room: usize) -> String {
    let mut out = String::new();
    let groups = groups(report);
    for (at, group) in groups.iter().enumerate() {
        let row = row(group);
        if out.len() + row.len() > room {
            let left = groups.len() - at;
            out.push_str(&format!("| | … and {left} more | |\n"));
            break;
        }
        out.push_str(&row);
    }
    out
}

/// A finding in the table, or several that say the same.
fn row(group: &Group<'_>) -> String {
    let finding = group.first;
    let keys = finding.keys.iter().filter_map(|change| {
        let key = change.key.as_ref()?;
        Some(match shown(finding, change) {
            Shown::Short { before, after } => {
                format!("{}: {} → {}", code(key), code(&before), code(&after))
            }
            Shown::Lines(_) => code(key),
        })
    });
    let mut what = format!("{} {}", code(group.target()), group.action());
    for (at, key) in keys.enumerate() {
        what += if at == 0 { ", " } else { "; " };
        what += &key;
    }
    let cause = text(&words::short_cause(&finding.cause));
    format!("| {} | {what} | {cause} |\n", finding.wire.word())
}

/// The Rust surface and all findings, folded, as a terminal shows them.
fn details(report: &Report) -> String {
    let count = |level| report.findings.iter().filter(|one| one.wire == level).count();
    let levels = Wire::ALL.into_iter().map(|level| {
        let summary = format!("{} {}", count(level), level.word());
        (summary, terminal::findings(report, level))
    });
    let surface = (words::surface(report), terminal::surface(report));
    let parts = [surface].into_iter().chain(levels).filter(|(_, text)| !text.is_empty());
    let folded = parts.map(|(summary, styled)| {
        let text = strip_str(&styled).to_string();
        let fence = fence(&text, 3);
        format!(
            "<details><summary>{summary}</summary>\n\n{fence}diff\n{text}{fence}\n\n</details>\n"
        )
    });
    folded.collect()
}
