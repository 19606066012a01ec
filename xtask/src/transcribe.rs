//! From the vendor's document to the printed half of `spec/`.
//!
//! ```text
//! bytes → items (lines, tables) → parts (chapters, operations) → rows → printed::Document → merge(spec) → files
//!                                                                              └─ --check: compare with the spec's printed half
//! ```
//!
//! Two directions meet in `printed::Document`: `read` makes one from the vendor's file, `printed::Document::of` one from
//! the spec. `compare` sets them side by side cell by cell; it knows nothing of `merge`, so it can judge its work: a run
//! writes only what compares as equal to the file. Everything between reading and writing files is pure.

mod anchors;
mod announced;
mod compare;
mod diagnostic;
mod items;
mod mentions;
mod merge;
mod names;
mod position;
pub(crate) mod printed;
mod read;
mod readings;
mod renames;
mod report;
mod source;
mod tables;

#[cfg(test)]
pub(crate) mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::spec::{self, Files, SourceFile, SourceFormat, Spec};
use crate::workspace;
use announced::Changes;
use compare::Comparison;
use diagnostic::Diagnostics;
pub use renames::Renames;

/// What `cargo xtask transcribe` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub input: Input,
    /// Compares cell by cell, both ways, and writes nothing.
    #[arg(long, conflicts_with_all = ["allow_removals", "renames"])]
    pub check: bool,
}

/// A document, and what may become of the spec by it.
#[derive(clap::Args)]
pub struct Input {
    /// The vendor's document: a Word file (.docx), or a text that still has the cells of its tables.
    pub file: PathBuf,
    /// Takes it that the vendor has removed what the document prints no more.
    #[arg(long)]
    pub allow_removals: bool,
    /// What to do with rows and operations that are printed as before but for their names.
    #[arg(long, value_enum, default_value_t)]
    pub renames: Renames,
}

/// Transcribes a document into the spec at `spec_dir`, or compares the two: whether they are the same then.
/// `print` gets what there is to tell.
pub fn run(
    input: &Input,
    check: bool,
    spec_dir: &Path,
    print: &mut dyn FnMut(&str),
) -> Result<bool> {
    let file = &input.file;
    let name = file.display().to_string();
    let bytes = fs::read(file).with_context(|| {
        format!("`{name}` cannot be read; name the vendor's interface document")
    })?;
    let files = spec::read_folder(spec_dir)?;
    let spec = spec::load(&files)?;
    if check {
        let (comparison, notes) = compare(&name, &bytes, &spec)?;
        notes.iter().for_each(|note| print(&format!("note: {note}\n")));
        print(&report::check(&comparison, &name, &files));
        return Ok(comparison.differences.is_empty());
    }
    let update = transcribe(&name, &bytes, &spec, &files, input)?;
    for path in &update.lost {
        if !workspace::is_committed(spec_dir, path) {
            bail!(
                "`spec/{path}` would be deleted, and git does not have what people wrote into it; commit it first (nothing was written)"
            );
        }
    }
    for path in &update.removed {
        fs::remove_file(spec_dir.join(path))
            .with_context(|| format!("`spec/{path}` cannot be removed"))?;
    }
    for (path, text) in &update.written {
        spec::write_file(spec_dir, path, text)?;
    }
    print(&update.report);
    Ok(true)
}

/// What a run changes in `spec/`.
#[derive(Debug)]
struct Update {
    /// Files whose text changes, by path below `spec/`.
    written: Files,
    /// Files of operations that are gone.
    removed: Vec<String>,
    /// Those of them whose readings are nowhere else.
    lost: Vec<String>,
    report: String,
}

/// Reads a document as every run does, and compares it with the spec, for the fuzz target: the words of the refusal where
/// it cannot be read.
pub fn read_through(bytes: &[u8], spec: &Spec) -> Result<(), String> {
    compare("fuzzed", bytes, spec).map(drop).map_err(|refused| refused.to_string())
}

/// The document set side by side with the spec, and what people should know of the file.
fn compare(name: &str, bytes: &[u8], spec: &Spec) -> Result<(Comparison, Vec<String>)> {
    let read = read(bytes, spec).map_err(|refused| refused.in_file(name))?;
    let printed = printed::Document::of(spec);
    Ok((compare::compare(&read.printed, &printed), read.notes))
}

/// The document merged into the spec.
fn transcribe(
    name: &str,
    bytes: &[u8],
    spec: &Spec,
    files: &Files,
    Input { allow_removals, renames, .. }: &Input,
) -> Result<Update> {
    let Read { printed, source, notes } =
        read(bytes, spec).map_err(|refused| refused.in_file(name))?;
    let renames = renames::among(&Changes::between(&printed, spec), *renames)?;
    let renamed = renames::apply(spec, &renames);
    let changes = Changes::between(&printed, &renamed);
    if !allow_removals {
        changes.check_removals()?;
    }
    let mut merged = merge::merge(&printed, &renamed);
    let differences = &changes.comparison.differences;
    // A file that prints the same again is no news.
    if !differences.is_empty() || merged.document.source.is_none() {
        merged.document.source = Some(source);
    }
    merged.amendments.extend(changes.amendments());
    let new = spec::files(&merged);
    let after = prove(&printed, &merged, &new)?;
    let is_unlisted = |path: &&String| {
        let key = spec::operation_key(path);
        let is_known = key.is_none_or(|key| spec.operations.contains_key(key));
        files.contains_key(*path) && !is_known
    };
    if let Some(path) = new.keys().find(is_unlisted) {
        bail!(
            "`spec/{path}` exists already but `spec/document.yaml` does not list it; list it there or delete it"
        );
    }
    let paths = spec.operations.keys().map(|key| spec::operation_path(key));
    let removed: Vec<_> = paths.filter(|path| !new.contains_key(path)).collect();
    let mut written = new.clone();
    written.retain(|path, text| files.get(path) != Some(text));
    let mut report: String =
        notes.iter().map(|note| format!("note: {note}\n")).collect();
    for (old, new) in &renames {
        report.push_str(&format!("renamed `{old}` to `{new}`, with its readings\n"));
    }
    let offers = readings::offers(&renamed, &merged);
    let head = "new, and printed like a row that is read so (paste what holds here too)";
    report.push_str(&report::notices(head, &offers));
    let lost = readings::lost(&renamed, &merged);
    let told = report::run(differences, &lost, &written, &removed, &after, name, &new);
    report.push_str(&told);
    let lost = removed.iter().filter(|path| {
        let operation =
            spec::operation_key(path).and_then(|key| renamed.operations.get(key));
        operation.is_some_and(|operation| readings::of(path, operation).is_some())
    });
    Ok(Update { lost: lost.cloned().collect(), written, removed, report })
}

/// What a file says.
struct Read {
    printed: printed::Document,
    source: SourceFile,
    /// What people should know of the file.
    notes: Vec<String>,
}

fn read(bytes: &[u8], spec: &Spec) -> Result<Read, Diagnostics> {
    let source::Source { format, items, passed_over } = source::read(bytes)?;
    let (mut printed, mut notes) = read::document(&items, spec)?;
    if format != SourceFormat::Docx {
        printed.operations.iter_mut().for_each(|operation| operation.red = None);
    }
    if !passed_over.is_empty() {
        notes.insert(0, format!("passed over: {}", passed_over.join(", ")));
    }
    let digest = Sha256::digest(bytes);
    let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Read { printed, source: SourceFile { format, sha256 }, notes })
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
