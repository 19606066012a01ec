//! A comparison as people and programs read it.

mod group;
mod markdown;
mod text;
mod value;
mod words;

use clap::ValueEnum;
use semver::Version;

use super::model::{Cause, Finding, Report, Wire};
use crate::spec;

/// What the output is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One block a change, for a terminal.
    #[default]
    Text,
    /// A table with the details folded, for the comment of a pull request.
    Markdown,
    /// For programs; the schema is `spec/schema/diff.json`.
    Json,
    /// Annotations of a GitHub workflow: errors on what breaks or is unexplained, warnings on what is risky.
    Github,
}

/// `report` in `format`; `version` is that of the bindings, of which the semver step is told.
pub fn render(report: &Report, format: Format, version: &Version) -> String {
    match format {
        Format::Text => text::render(report, version),
        Format::Markdown => markdown::render(report, version),
        Format::Github => annotations(report),
        Format::Json => format!("{:#}\n", spec::json(report)),
    }
}

/// Workflow commands by which GitHub shows findings beside the lines of a pull request: a line for each finding that a
/// reviewer must look at.
fn annotations(report: &Report) -> String {
    report.findings.iter().filter_map(annotation).collect()
}

fn annotation(finding: &Finding) -> Option<String> {
    let level = match (finding.wire, &finding.cause) {
        (Wire::Breaking, _) | (_, Cause::Unexplained) => "error",
        (Wire::Risky, _) => "warning",
        _ => return None,
    };
    // What is gone has no line in the files of the pull request.
    let place = finding.new.as_ref().map(|place| {
        let file = escaped(&place.file).replace(':', "%3A").replace(',', "%2C");
        format!(" file={file},line={},col={}", place.line, place.column)
    });
    let head = format!("`{}` {}", finding.target, words::action(finding));
    let verdicts = finding.verdicts.iter().map(words::verdict);
    let cause = format!("because: {}", words::cause(&finding.cause));
    let lines: Vec<_> = [head].into_iter().chain(verdicts).chain([cause]).collect();
    let place = place.unwrap_or_default();
    Some(format!("::{level}{place}::{}\n", escaped(&lines.join("\n"))))
}

/// `text` as the data of a workflow command, which ends with its line.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests;
