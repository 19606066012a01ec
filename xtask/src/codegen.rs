//! From the spec to the bindings: load → check → lower → emit → files → write.
//!
//! `lower` and `names` decide; `emit` only spells out; everything between reading `spec/` and writing is pure.

mod emit;
mod lower;
pub mod model;
pub mod names;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

pub use emit::files;
pub use lower::lower;
pub use write::{Generated, Outcome, compare, write};

use crate::check;
use crate::spec::{self, Spec};

/// What a maintainer runs when the tree is not what the spec says.
const HELP: &str = "run `cargo xtask codegen` and commit what it writes";

/// Generates from the spec at `spec_dir` into the workspace at `workspace`, or compares the two.
pub fn run(workspace: &Path, spec_dir: &Path, check: bool) -> Result<ExitCode> {
    let files = spec::read_folder(spec_dir)?;
    let faults = check::diagnostics(&files);
    if !faults.is_empty() {
        anstream::print!("{}", check::report(&files, &faults));
        return Ok(ExitCode::FAILURE);
    }
    let generated = generate(&spec::load(&files)?)?;
    let outcome = if check { compare } else { write }(workspace, &generated)?;
    println!("{outcome}");
    if check && !outcome.is_fresh() {
        println!("the generated files are not what the spec says; {HELP}");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Everything that is generated from `spec`.
pub fn generate(spec: &Spec) -> Result<Generated> {
    Ok(files(&lower(spec)?))
}

/// The lines of `gensee-api/surface.txt` for `spec`.
pub fn surface(spec: &Spec) -> Result<BTreeSet<String>> {
    Ok(emit::surface(&lower(spec)?))
}
