//! For a terminal.

use anstyle::{AnsiColor, Style};
use semver::Version;

use super::value::{Shown, Sign, shown};
use super::words;
use crate::diff::model::{Finding, Report, SideInfo, Step, Wire};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();

/// One block a change, the gravest first; then the Rust surface, and the semver step at the end.
pub fn render(report: &Report, version: &Version, colour: bool) -> String {
    let mut page = Page { out: String::new(), colour };
    let side = |side: &SideInfo| format!("{}{}", side.label, words::reconstructed(side));
    page.line(0, BOLD, &words::summary(report, side));
    if !report.findings.is_empty() {
        page.line(0, PLAIN, &words::counts(report));
    }
    for level in Wire::ALL {
        let mut findings =
            report.findings.iter().filter(|one| one.wire == level).peekable();
        if findings.peek().is_some() {
            page.end();
            page.line(0, style(level).bold(), level.word());
        }
        for finding in findings {
            page.end();
            page.finding(finding);
        }
    }
    let surface = &report.surface;
    if report.step >= Step::Minor {
        page.end();
        page.line(0, BOLD, &words::surface(report));
    }
    for (style, sign, lines) in
        [(RED, '-', &surface.removed), (GREEN, '+', &surface.added)]
    {
        for line in lines {
            page.line(2, style, &format!("{sign} {line}"));
        }
    }
    page.end();
    page.line(0, BOLD, &words::semver(report, version));
    page.out
}

fn style(level: Wire) -> Style {
    match level {
        Wire::Breaking => RED,
        Wire::Risky => YELLOW,
        Wire::Safe => GREEN,
        Wire::Documentation => PLAIN,
    }
}

/// What is written, with or without colour.
struct Page {
    out: String,
    colour: bool,
}

impl Page {
    fn finding(&mut self, finding: &Finding) {
        let places = match words::places(finding) {
            places if places.is_empty() => places,
            places => self.styled(DIM, &format!("{places}: ")),
        };
        let target = self.styled(BOLD, &format!("`{}`", finding.target));
        self.line(0, PLAIN, &format!("{places}{target} {}", words::action(finding)));
        for change in &finding.keys {
            let key = change.key.as_ref().map(|key| format!("`{key}`: "));
            let key = key.unwrap_or_default();
            match shown(finding, change) {
                Shown::Short { before, after } => {
                    let (before, after) =
                        (self.styled(RED, &before), self.styled(GREEN, &after));
                    self.line(2, PLAIN, &format!("{key}{before} → {after}"));
                }
                Shown::Lines(lines) => {
                    if !key.is_empty() {
                        self.line(2, PLAIN, &key);
                    }
                    for (sign, line) in lines {
                        let style = match sign {
                            Sign::Gone => RED,
                            Sign::New => GREEN,
                            Sign::Same | Sign::Left => DIM,
                        };
                        self.line(4, style, &format!("{} {line}", sign.mark()));
                    }
                }
            }
        }
        for verdict in &finding.verdicts {
            self.line(2, style(verdict.wire), &words::verdict(verdict));
        }
        self.line(2, PLAIN, &format!("because: {}", words::whole_cause(&finding.cause)));
    }

    fn line(&mut self, indent: usize, style: Style, text: &str) {
        let line = format!("{:indent$}{}", "", self.styled(style, text));
        self.out.push_str(line.trim_end());
        self.end();
    }

    fn end(&mut self) {
        self.out.push('\n');
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.colour && style != PLAIN && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}
