//! From the vendor's text export to the printed half of `spec/`.
//!
//! ```text
//! bytes → text → parts (chapters, operations) → tables → printed::Document → merge(spec) → files
//!                                                                   └─ --check: compare with the spec's printed half
//! ```
//!
//! Two directions meet in `printed::Document`: `read` makes one from the text, `printed::Document::of` one from the
//! spec. `compare` sets them side by side cell by cell; it knows nothing of `merge`, so it can judge its work: a run
//! writes only what compares as equal to the text. Everything between reading and writing files is pure.

mod anchors;
mod cells;
mod compare;
mod diagnostic;
mod merge;
pub(crate) mod printed;
mod read;
mod readings;
mod report;
mod revisions;
mod source;
mod tables;

#[cfg(test)]
pub(crate) mod tests;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::spec::{self, Files, Spec};
use compare::Comparison;
use diagnostic::Diagnostic;
use merge::Merged;

/// How a run ended that could run at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The spec shows what the document prints.
    Same,
    /// `--check` found differences.
    Differences,
}

/// Transcribes `document` into the spec at `spec_dir`, or compares the two; `print` gets what there is to tell.
pub fn run(
    document: &Path,
    spec_dir: &Path,
    check: bool,
    print: &mut dyn FnMut(&str),
) -> Result<Outcome> {
    let name = document.display().to_string();
    let bytes = fs::read(document).with_context(|| {
        format!("`{name}` cannot be read; name the vendor's text export")
    })?;
    let files = spec::read_folder(spec_dir)?;
    let spec = spec::load(&files)?;
    if check {
        let comparison = compare(&name, &bytes, &spec)?;
        print(&report::check(&comparison, &name, &files));
        return Ok(if comparison.differences.is_empty() {
            Outcome::Same
        } else {
            Outcome::Differences
        });
    }
    let update = transcribe(&name, &bytes, &spec, &files)?;
    for path in &update.removed {
        fs::remove_file(spec_dir.join(path))
            .with_context(|| format!("`spec/{path}` cannot be removed"))?;
    }
    for (path, text) in &update.written {
        spec::write_file(spec_dir, path, text)?;
    }
    print(&update.report);
    Ok(Outcome::Same)
}

/// What a run changes in `spec/`.
#[derive(Debug)]
struct Update {
    /// Files whose text changes, by path below `spec/`.
    written: Files,
    /// Files of operations that are gone.
    removed: Vec<String>,
    report: String,
}

/// The text set side by side with the spec.
fn compare(name: &str, bytes: &[u8], spec: &Spec) -> Result<Comparison> {
    let printed = read(bytes, spec).map_err(|refused| refused.in_file(name))?;
    Ok(compare::compare(&printed, &printed::Document::of(spec)))
}

/// The text merged into the spec.
fn transcribe(name: &str, bytes: &[u8], spec: &Spec, files: &Files) -> Result<Update> {
    let printed = read(bytes, spec).map_err(|refused| refused.in_file(name))?;
    let changes = compare::compare(&printed, &printed::Document::of(spec));
    let Merged { spec: merged, lost } = merge::merge(&printed, spec);
    let new = spec::files(&merged);
    let after = prove(&printed, &merged, &new)?;
    if let Some(path) =
        new.keys().find(|path| files.contains_key(*path) && is_unlisted(path, spec))
    {
        bail!(
            "`spec/{path}` exists already but `spec/document.yaml` does not list it; list it there or delete it"
        );
    }
    let paths = spec.operations.keys().map(|key| spec::operation_path(key));
    let removed: Vec<_> = paths.filter(|path| !new.contains_key(path)).collect();
    let mut written = new.clone();
    written.retain(|path, text| files.get(path) != Some(text));
    let report = report::run(&changes, &lost, &written, &removed, &after, name, &new);
    Ok(Update { written, removed, report })
}

fn read(bytes: &[u8], spec: &Spec) -> Result<printed::Document, Diagnostic> {
    read::document(&source::text(bytes)?, &spec.document.chapters)
}

/// That nothing got lost on the way into the model and into its files; nothing is written otherwise.
fn prove(
    printed: &printed::Document,
    merged: &Spec,
    files: &Files,
) -> Result<Comparison> {
    let again = spec::load(files).context(
        "the merged spec cannot be read back (a fault of `xtask`; nothing was written)",
    )?;
    let comparison = compare::compare(printed, &printed::Document::of(&again));
    if let Some(difference) = comparison.differences.first() {
        bail!(
            "`{}` got lost between text and spec (a fault of `xtask`; nothing was written)",
            difference.target
        );
    }
    if again != *merged {
        bail!(
            "the merged spec reads back as something else (a fault of `xtask`; nothing was written)"
        );
    }
    Ok(comparison)
}

/// Whether the file below `operations/` is none of the spec's.
fn is_unlisted(path: &str, spec: &Spec) -> bool {
    spec::operation_key(path).is_some_and(|key| !spec.operations.contains_key(key))
}
