//! Specs to compare in tests.

use super::model::{Cause, Finding, Report};
use super::side::Side;
use crate::spec::Files;

/// A state as git would have it.
pub fn old(files: Files) -> Side {
    Side::of("HEAD", "HEAD:spec/", files).unwrap()
}

/// A state as the work tree would have it.
pub fn new(files: Files) -> Side {
    Side::at_hand(files).unwrap()
}

/// What every finding is, and why it came about.
pub fn causes(report: &Report) -> String {
    let cause = |cause: &Cause| match cause {
        Cause::Revision { name, .. } => format!("revision {name}"),
        Cause::Transcription { why } => format!("transcription: {why}"),
        Cause::Unannounced { why } => format!("unannounced: {why}"),
        other => format!("{other:?}").to_lowercase(),
    };
    let line = |finding: &Finding| {
        let key = finding.key.as_ref().map(|key| format!(" {key}")).unwrap_or_default();
        format!("{} {}{key}: {}\n", finding.rule, finding.target, cause(&finding.cause))
    };
    report.findings.iter().map(line).collect()
}
