//! The comment of a pull request.

use semver::Version;

use super::value::{Shown, shown};
use super::words;
use crate::diff::model::{Finding, Report, SideInfo};
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
    if report.findings.is_empty() && report.stale.is_empty() {
        out.push_str(&format!("{semver}\n"));
        return out;
    }
    out.push_str(&format!("{}; {semver}\n\n", words::counts(report)));
    if !report.findings.is_empty() {
        out.push_str("| level | rule | what | cause |\n|---|---|---|---|\n");
        out.push_str(&table(report, ROOM.saturating_sub(AROUND + out.len())));
    }
    let details = format!("\n{}", details(report));
    if out.len() + details.len() <= ROOM {
        out.push_str(&details);
    } else {
        out.push_str(
            "\nThe details are too long for a comment; run `cargo xtask diff` for them.\n",
        );
    }
    for entry in &report.stale {
        out.push_str(&format!("\n- stale: {}\n", text(&words::stale(entry))));
    }
    for entry in &report.settled {
        out.push_str(&format!("\n- note: {}\n", text(&words::settled(entry))));
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
            out.push_str(&format!("| | | … and {left} more | |\n"));
            break;
        }
        out.push_str(&row);
    }
    out
}

/// A finding in the table.
fn row(finding: &Finding) -> String {
    let key = finding.key.as_ref().map(|key| format!(" {}", code(key)));
    let change = match shown(finding) {
        Shown::Short { before, after } => {
            format!(": {} → {}", code(&before), code(&after))
        }
        Shown::Nothing | Shown::Lines(_) => String::new(),
    };
    let accepted = if finding.accepted.is_some() { ", accepted" } else { "" };
    format!(
        "| {}{accepted} | {} | {}{}{change} | {} |\n",
        words::levels(finding),
        code(&finding.rule),
        code(&finding.target),
        key.unwrap_or_default(),
        text(&words::cause(&finding.cause))
    )
}

/// All findings, folded.
fn details(report: &Report) -> String {
    let mut out = String::new();
    for level in words::LEVELS {
        let findings: Vec<_> =
            report.findings.iter().filter(|one| one.level() == level).collect();
        if findings.is_empty() {
            continue;
        }
        out.push_str(&format!(
            "<details><summary>{} {}</summary>\n\n",
            findings.len(),
            level.word()
        ));
        for finding in findings {
            out.push_str(&detail(finding));
        }
        out.push_str("</details>\n");
    }
    out
}

fn detail(finding: &Finding) -> String {
    let key = finding.key.as_ref().map(|key| format!(" {}", code(key)));
    let mut out =
        format!("**{}**{}\n\n", code(&finding.target), key.unwrap_or_default());
    let changed = match shown(finding) {
        Shown::Nothing => String::new(),
        Shown::Short { before, after } => format!("- {before}\n+ {after}\n"),
        Shown::Lines(lines) => lines
            .iter()
            .map(|(sign, line)| format!("{} {line}\n", sign.mark()))
            .collect(),
    };
    if !changed.is_empty() {
        let fence = fence(&changed, 3);
        out.push_str(&format!("{fence}diff\n{changed}{fence}\n\n"));
    }
    let mut lines = vec![
        text(&words::places(finding)),
        format!("{}: {}", code(&finding.rule), text(&finding.statement)),
        format!("Cause: {}", text(&words::whole_cause(&finding.cause))),
    ];
    if let Some(reason) = &finding.accepted {
        lines.push(format!("Accepted: {}", text(reason)));
    } else if finding.is_break() {
        lines.push(format!("Fingerprint: {}", code(&finding.fingerprint)));
    }
    lines.retain(|line| !line.is_empty());
    out.push_str(&lines.join("<br>\n"));
    out.push_str("\n\n");
    out
}
