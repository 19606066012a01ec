//! `cargo xtask vectors`: a recording of `gensee record` as wire vectors of the spec.
//!
//! recording → records → examples that show what no vector of the operation shows yet → operations/*.yaml. The folder is
//! all that is read: what the client reads in an answer stands in its record.

mod answer;
mod record;
mod request;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::check;
use crate::spec::{self, Example, Spec, operation_path};
use record::Recording;

/// What `cargo xtask vectors` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of a recording.
    folder: PathBuf,
}

/// Adds the vectors of a recording to the spec at `spec_dir`: whether the spec is clean then.
pub fn run(spec_dir: &Path, Arguments { folder }: &Arguments) -> Result<bool> {
    let mut files = spec::read_folder(spec_dir)?;
    let mut spec = spec::load(&files)?;
    let recording = Recording::read(folder)?;
    let Added { examples, told } = add(&mut spec, &recording);
    told.iter().for_each(|line| println!("{line}"));
    let written = spec::files(&spec);
    for key in &examples {
        let path = operation_path(key);
        if let Some(text) = written.get(&path) {
            spec::write_file(spec_dir, &path, text)?;
            files.insert(path, text.clone());
        }
    }
    let found = check::diagnostics(&files);
    anstream::print!("{}", check::report(&files, &found));
    if !examples.is_empty() {
        println!("read the new vectors, then run `cargo xtask codegen`");
    }
    Ok(found.is_empty())
}

/// What came of a recording.
#[derive(Debug, Default)]
struct Added {
    /// The keys of the operations that have more examples.
    examples: BTreeSet<String>,
    /// A line for each example, and for each record that is none.
    told: Vec<String>,
}

/// Adds to each operation the examples that show something new.
fn add(spec: &mut Spec, recording: &Recording) -> Added {
    let mut added = Added::default();
    let shared = spec.shared.clone();
    for (file, record) in &recording.records {
        let at = spec.operations.iter_mut().find(|(_, it)| it.path == record.path);
        let Some((key, operation)) = at else {
            added.told.push(format!("{file}: `{}` is not an operation", record.path));
            continue;
        };
        let from = recording.from();
        let made = [
            ("request", request::example(&shared, operation, record)),
            ("answer", answer::example(&shared, operation, record)),
        ];
        for (what, made) in made {
            match made {
                Ok(Some(example)) => {
                    operation.examples.push(Example { from: from.clone(), ..example });
                    added.examples.insert(key.clone());
                    added.told.push(format!("{file}: {what} of `{key}`"));
                }
                Ok(None) => {}
                Err(why) => added.told.push(format!("{file}: no vector: {why}")),
            }
        }
    }
    added
}
