//! For a terminal.

use anstyle::{AnsiColor, Style};
use semver::Version;

use super::value::{Shown, Sign, shown};
use super::words;
use crate::diff::model::{Finding, Report, Wire};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();

/// One block a change, the gravest first; the semver step at the end.
pub fn render(report: &Report, version: &Version, colour: bool) -> String {
    let mut page = Page { out: String::new(), colour };
    let side = |side: &crate::diff::model::SideInfo| {
        format!("{}{}", side.label, words::reconstructed(side))
    };
    page.line(0, BOLD, &words::summary(report, side));
    if !report.findings.is_empty() || !report.stale.is_empty() {
        page.line(0, PLAIN, &words::counts(report));
    }
    for level in words::LEVELS {
        let mut findings =
            report.findings.iter().filter(|one| one.level() == level).peekable();
        if findings.peek().is_some() {
            page.end();
            page.line(0, style(level).bold(), level.word());
        }
        for finding in findings {
            page.end();
            page.finding(finding);
        }
    }
    if !report.stale.is_empty() || !report.settled.is_empty() {
        page.end();
    }
    for entry in &report.stale {
        page.line(0, RED, &words::stale(entry));
    }
    for entry in &report.settled {
        page.line(0, DIM, &format!("note: {}", words::settled(entry)));
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
    }
}

/// What is written, with or without colour.
struct Page {
    out: String,
    colour: bool,
}

impl Page {
    fn finding(&mut self, finding: &Finding) {
        let places = words::places(finding);
        let rule = format!("{} ({})", finding.rule, words::levels(finding));
        let head = [
            self.styled(DIM, &places),
            if places.is_empty() { "" } else { ": " }.to_owned(),
            self.styled(style(finding.level()), &rule),
        ];
        self.line(0, PLAIN, &head.concat());
        let key = finding.key.as_ref().map(|key| format!(" `{key}`"));
        let what = format!("`{}`{}", finding.target, key.unwrap_or_default());
        let what = self.styled(BOLD, &what);
        match shown(finding) {
            Shown::Nothing => self.line(2, PLAIN, &what),
            Shown::Short { before, after } => {
                let (before, after) =
                    (self.styled(RED, &before), self.styled(GREEN, &after));
                self.line(2, PLAIN, &format!("{what}: {before} → {after}"));
            }
            Shown::Lines(lines) => {
                self.line(2, PLAIN, &what);
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
        self.line(2, PLAIN, &finding.statement);
        self.line(2, PLAIN, &format!("because: {}", words::whole_cause(&finding.cause)));
        if let Some(reason) = &finding.accepted {
            self.line(2, GREEN, &format!("accepted: {reason}"));
        } else if finding.is_break() {
            self.line(2, DIM, &format!("fingerprint: {}", finding.fingerprint));
        }
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
