//! From the spec to the bindings: load → check → lower → emit → files → write.
//!
//! `lower` and `names` decide; `emit` only spells out; everything between reading `spec/` and writing is pure.

mod emit;
mod lower;
pub mod model;
pub mod names;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

pub use emit::files;
pub use lower::{definition, lower};

use crate::check;
use crate::generated::{self, Generated};
use crate::spec::{self, Spec};

/// What a maintainer runs when the tree is not what the spec says.
const HELP: &str = "the generated files are not what the spec says; run `cargo xtask codegen` and commit what it writes";

/// Generates from the spec at `spec_dir` into the workspace at `workspace`, or compares the two: whether all is well.
pub fn run(workspace: &Path, spec_dir: &Path, check: bool) -> Result<bool> {
    let generated = match from_folder(spec_dir)? {
        Ok(generated) => generated,
        Err(faults) => {
            anstream::print!("{faults}");
            return Ok(false);
        }
    };
    generated::run(workspace, &generated, check, HELP)
}

/// Everything that is generated from the spec at `spec_dir`, or what is at fault there.
pub fn from_folder(spec_dir: &Path) -> Result<Result<Generated, String>> {
    let files = spec::read_folder(spec_dir)?;
    let faults = check::diagnostics(&files);
    if !faults.is_empty() {
        return Ok(Err(check::report(&files, &faults)));
    }
    Ok(Ok(generate(&spec::load(&files)?)?))
}

/// Everything that is generated from `spec`.
pub fn generate(spec: &Spec) -> Result<Generated> {
    Ok(files(&lower(spec)?))
}

/// The OpenAPI document of `spec`.
pub fn openapi(spec: &Spec) -> Result<serde_json::Value> {
    Ok(emit::openapi(&lower(spec)?))
}

/// The lines of `gensee-api/surface.txt` for `spec`.
pub fn surface(spec: &Spec) -> Result<BTreeSet<String>> {
    Ok(emit::surface(&lower(spec)?))
}
