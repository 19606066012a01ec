//! For a terminal.

use anstyle::{AnsiColor, Style};
use semver::Version;

use super::group::{self, Group};
use super::value::{Shown, Sign, shown};
use super::words;
use crate::diff::model::{Report, SideInfo, Step, Wire};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();

/// One block a change, the gravest first; then the Rust surface, and the semver step at the end. In colour: who prints
/// it to something other than a terminal takes that out.
pub fn render(report: &Report, version: &Version) -> String {
    let mut page = Page::default();
    let side = |side: &SideInfo| format!("{}{}", side.label, words::reconstructed(side));
    page.line(0, BOLD, &words::summary(report, side));
    if !report.findings.is_empty() {
        page.line(0, PLAIN, &words::counts(report));
    }
    for level in Wire::ALL {
        let findings = findings(report, level);
        if !findings.is_empty() {
            page.line(0, style(level).bold(), &format!("\n{}\n", level.word()));
            page.0.push_str(&findings);
        }
    }
    if report.step >= Step::Minor {
        page.line(0, BOLD, &format!("\n{}", words::surface(report)));
        page.0.push_str(&surface(report));
    }
    page.line(0, BOLD, &format!("\n{}", words::semver(report, version)));
    page.0
}

/// The findings of a level, with an empty line between each two.
pub fn findings(report: &Report, level: Wire) -> String {
    group::of_level(report, level).map(block).collect::<Vec<_>>().join("\n")
}

/// The lines of the surface that differ.
pub fn surface(report: &Report) -> String {
    let mut page = Page::default();
    for (lines, style, sign) in
        [(&report.surface.removed, RED, '-'), (&report.surface.added, GREEN, '+')]
    {
        for line in group::surface(lines) {
            page.line(0, style, &format!("{sign} {line}"));
        }
    }
    page.0
}

fn block(group: Group<'_>) -> String {
    let finding = group.first;
    let mut page = Page::default();
    let places = match words::places(finding) {
        places if places.is_empty() => places,
        places => format!("{DIM}{places}:{DIM:#} "),
    };
    let (target, action) = (group.target(), group.action());
    page.line(0, PLAIN, &format!("{places}{BOLD}`{target}`{BOLD:#} {action}"));
    if !group.owners.is_empty() {
        page.line(2, PLAIN, &format!("`{}`", group.owners.join("`, `")));
    }
    for change in &finding.keys {
        let key =
            change.key.as_ref().map(|key| format!("`{key}`: ")).unwrap_or_default();
        match shown(finding, change) {
            Shown::Short { before, after } => {
                let change =
                    format!("{key}{RED}{before}{RED:#} → {GREEN}{after}{GREEN:#}");
                page.line(2, PLAIN, &change);
            }
            Shown::Lines(lines) => {
                if !key.is_empty() {
                    page.line(2, PLAIN, &key);
                }
                for (sign, line) in lines {
                    page.line(0, sign.style(), &format!("{} {line}", sign.mark()));
                }
            }
        }
    }
    for verdict in &finding.verdicts {
        page.line(2, style(verdict.wire), &words::verdict(verdict));
    }
    page.line(2, PLAIN, &format!("because: {}", words::cause(&finding.cause)));
    page.0
}

fn style(level: Wire) -> Style {
    match level {
        Wire::Breaking => RED,
        Wire::Risky => YELLOW,
        Wire::Safe => GREEN,
        Wire::Documentation => PLAIN,
    }
}

impl Sign {
    fn style(self) -> Style {
        match self {
            Self::Gone => RED,
            Self::New => GREEN,
            Self::Same | Self::Left => DIM,
        }
    }
}

/// What is written.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, indent: usize, style: Style, text: &str) {
        let line =
            format!("{:indent$}{style}{}{style:#}", "", text.trim_end_matches(' '));
        self.0 += &(line + "\n");
    }
}
