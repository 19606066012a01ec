//! No test reads the vendor's own file: the text is rendered from a spec, then edited.

mod docx;
mod faults;
mod general;
mod live_spec;
mod looks;
mod properties;
mod removals;
mod renames;
pub(crate) mod render;
mod revisions;
mod rows;
mod sample;
mod shared;
mod tables;
mod whole;
pub(crate) mod word;

use expect_test::Expect;

use super::printed::Document;
use super::{Input, Renames};
use crate::spec::{self, Files, Spec};
use render::{Style, render};

/// What messages call the text.
const NAME: &str = "document.txt";

/// A run that asks where something vanishes, and one that takes everything.
fn strict() -> Input {
    Input { file: NAME.into(), allow_removals: false, renames: Renames::Ask }
}

fn lenient() -> Input {
    Input { allow_removals: true, renames: Renames::Never, ..strict() }
}

/// The text that prints what `spec` says.
fn text_of(spec: &Spec) -> String {
    render(&Document::of(spec), Style::default())
}

fn load(files: &Files) -> Spec {
    spec::load(files).expect("the spec of the test can be read")
}

/// `files` after `transcribe` has had its way with them, and its report.
fn transcribed(text: &str, files: &Files) -> (Files, String) {
    transcribed_into(text, &load(files), files)
}

/// The same where `spec` is the model of `files`.
fn transcribed_into(text: &str, spec: &Spec, files: &Files) -> (Files, String) {
    let update = super::transcribe(NAME, text.as_bytes(), spec, files, &lenient())
        .expect("the text can be read");
    let mut after = files.clone();
    after.retain(|path, _| !update.removed.contains(path));
    after.extend(update.written);
    (after, update.report)
}

/// The report of `--check`, and whether it found nothing.
fn checked(text: &str, files: &Files) -> (String, bool) {
    checked_against(text, &load(files), files)
}

/// The same where `spec` is the model of `files`.
fn checked_against(text: &str, spec: &Spec, files: &Files) -> (String, bool) {
    let (comparison, _) =
        super::compare(NAME, text.as_bytes(), spec).expect("the text can be read");
    (super::report::check(&comparison, NAME, files), comparison.differences.is_empty())
}

/// The message for a text that cannot be read.
fn refused(bytes: &[u8], files: &Files) -> String {
    let spec = load(files);
    let checked = super::compare(NAME, bytes, &spec)
        .expect_err("the text cannot be read")
        .to_string();
    let transcribed = super::transcribe(NAME, bytes, &spec, files, &strict())
        .expect_err("the text cannot be read")
        .to_string();
    assert_eq!(checked, transcribed, "both commands refuse it with the same words");
    checked
}

/// `text` with its only `old` replaced.
fn swap(text: &str, old: &str, new: &str) -> String {
    assert_eq!(
        text.matches(old).count(),
        1,
        "`{old}` must stand exactly once in the text of the test"
    );
    text.replace(old, new)
}

/// `text` is merged: the report is `message`, a second run changes nothing, and `--check` agrees before and after.
#[track_caller]
fn revision(text: &str, message: Expect) {
    let before = sample::files();
    let (after, report) = transcribed(text, &before);
    message.assert_eq(&report);
    let (report, same) = checked(text, &before);
    assert_eq!(same, after == before, "`--check` and a run disagree: {report}");
    let (report, same) = checked(text, &after);
    assert!(same, "{report}");
    let (again, report) = transcribed(text, &after);
    assert!(again == after, "a second run changes something: {report}");
}

/// Edits of the sample's text: old, new.
#[track_caller]
fn edits(edits: &[(&str, &str)], message: Expect) {
    let text =
        edits.iter().fold(sample::text(), |text, (old, new)| swap(&text, old, new));
    revision(&text, message);
}
