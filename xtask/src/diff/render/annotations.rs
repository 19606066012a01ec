//! Workflow commands by which GitHub shows findings beside the lines of a pull request.

use super::words;
use crate::diff::model::{Cause, Finding, Report, Wire};

/// A line for each finding that a reviewer must look at.
pub fn render(report: &Report) -> String {
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
