//! What `diff` says of edits of the frozen spec.

mod generate;
mod properties;
mod verdicts;

use super::{Cause, Report, Side};
use crate::spec::Files;

/// `files` as the last commit.
pub fn old(files: Files) -> Side {
    Side::of("HEAD", "HEAD:spec/", files).unwrap()
}

/// `files` as the work tree.
pub fn new(files: Files) -> Side {
    Side::at_hand(files).unwrap()
}

/// A line for each finding: its level, its target, what happened to which keys, the rules, the cause.
pub fn told(report: &Report) -> String {
    let line = |finding: &super::Finding| {
        let keys = finding.keys.iter().filter_map(|change| change.key.as_deref());
        let rules = finding.verdicts.iter().map(|verdict| verdict.rule.as_str());
        let [keys, rules] = [keys.collect::<Vec<_>>(), rules.collect()]
            .map(|words: Vec<&str>| format!(" [{}]", words.join(", ")))
            .map(|words| if words == " []" { String::new() } else { words });
        let (wire, action) = (finding.wire.word(), format!("{:?}", finding.action));
        let (target, action) = (&finding.target, action.to_lowercase());
        format!("{wire}: {target} {action}{keys}{rules}: {}\n", cause(&finding.cause))
    };
    report.findings.iter().map(line).collect()
}

fn cause(cause: &Cause) -> String {
    match cause {
        Cause::Revision { name, .. } => format!("revision {name}"),
        Cause::Transcription { why } => format!("transcription: {why}"),
        Cause::Unannounced { why } => format!("unannounced: {why}"),
        Cause::Tracked { why } => format!("tracked: {why}"),
        Cause::Erratum => "erratum".to_owned(),
        Cause::Docs => "docs".to_owned(),
        Cause::Unexplained => "unexplained".to_owned(),
    }
}
