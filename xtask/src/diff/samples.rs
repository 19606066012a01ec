//! Specs to compare in tests.

use std::path::Path;

use super::model::{Cause, Finding, Report};
use super::side::Side;
use crate::spec::{self, Files};

/// A folder of this package or beside it.
fn folder(path: &str) -> Files {
    spec::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The small spec on which the rules of `check` are tried.
pub fn small() -> Files {
    folder("src/check/tests/spec")
}

/// The spec of this repository.
pub fn real() -> Files {
    folder("../spec")
}

/// `files` in which every pair of words is exchanged: file, what stands there once, and what takes its place.
pub fn edited(mut files: Files, edits: &[(&str, &str, &str)]) -> Files {
    for (file, from, to) in edits {
        let text =
            files.get_mut(*file).unwrap_or_else(|| panic!("there is no `{file}`"));
        assert_eq!(
            text.matches(from).count(),
            1,
            "`{from}` must stand once in `{file}`"
        );
        *text = text.replace(from, to);
    }
    files
}

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
