//! The comment of a pull request.

use semver::Version;

use super::value::{Shown, shown};
use super::words;
use crate::diff::model::{Finding, Report, SideInfo, Wire};
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
    let details = format!("\n{}{}", surface(report), details(report));
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
    for (at, finding) in report.findings.iter().enumerate() {
        let row = row(finding);
        if out.len() + row.len() > room {
            let left = report.findings.len() - at;
            out.push_str(&format!("| | … and {left} more | |\n"));
            break;
        }
        out.push_str(&row);
    }
    out
}

/// A finding in the table.
fn row(finding: &Finding) -> String {
    let keys = finding.keys.iter().filter_map(|change| {
        let key = change.key.as_ref()?;
        Some(match shown(finding, change) {
            Shown::Short { before, after } => {
                format!("{}: {} → {}", code(key), code(&before), code(&after))
            }
            Shown::Lines(_) => code(key),
        })
    });
    let mut what = format!("{} {}", code(&finding.target), words::action(finding));
    for (at, key) in keys.enumerate() {
        what += if at == 0 { ", " } else { "; " };
        what += &key;
    }
    let cause = text(&words::cause(&finding.cause));
    format!("| {} | {what} | {cause} |\n", finding.wire.word())
}

/// The lines of the Rust surface that differ, folded.
fn surface(report: &Report) -> String {
    let removed = report.surface.removed.iter().map(|line| format!("- {line}\n"));
    let added = report.surface.added.iter().map(|line| format!("+ {line}\n"));
    let lines: String = removed.chain(added).collect();
    if lines.is_empty() {
        return lines;
    }
    let summary = words::surface(report);
    format!("<details><summary>{summary}</summary>\n\n{}</details>\n", fenced(&lines))
}

/// All findings, folded.
fn details(report: &Report) -> String {
    let mut out = String::new();
    for level in Wire::ALL {
        let findings: Vec<_> =
            report.findings.iter().filter(|one| one.wire == level).collect();
        if findings.is_empty() {
            continue;
        }
        let summary = format!("{} {}", findings.len(), level.word());
        out.push_str(&format!("<details><summary>{summary}</summary>\n\n"));
        out.extend(findings.into_iter().map(detail));
        out.push_str("</details>\n");
    }
    out
}

fn detail(finding: &Finding) -> String {
    let mut out =
        format!("**{}** {}\n\n", code(&finding.target), words::action(finding));
    let mut changed = String::new();
    for change in &finding.keys {
        let key = change.key.as_ref().map(|key| format!("{key}: ")).unwrap_or_default();
        changed += &match shown(finding, change) {
            Shown::Short { before, after } => {
                format!("- {key}{before}\n+ {key}{after}\n")
            }
            Shown::Lines(lines) => {
                let head = if key.is_empty() { key } else { format!("  {key}\n") };
                let lines =
                    lines.iter().map(|(sign, line)| format!("{} {line}\n", sign.mark()));
                head + &lines.collect::<String>()
            }
        };
    }
    if !changed.is_empty() {
        out.push_str(&fenced(&changed));
    }
    let mut lines = vec![text(&words::places(finding))];
    lines.extend(finding.verdicts.iter().map(|verdict| text(&words::verdict(verdict))));
    lines.push(format!("Cause: {}", text(&words::whole_cause(&finding.cause))));
    lines.retain(|line| !line.is_empty());
    out.push_str(&lines.join("<br>\n"));
    out.push_str("\n\n");
    out
}

fn fenced(diff: &str) -> String {
    let fence = fence(diff, 3);
    format!("{fence}diff\n{diff}{fence}\n\n")
}
