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

use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

pub use emit::files;
pub use lower::{Side, lower, presence, value};
pub use write::{Generated, Outcome, compare, write};

use crate::{check, spec};

/// What a maintainer runs when the tree is not what the spec says.
const CURE: &str = "run `cargo xtask codegen` and commit what it writes";

/// Generates from the spec at `root` into the workspace at `home`, or compares the two.
pub fn run(home: &Path, root: &Path, check: bool) -> Result<ExitCode> {
    let files = spec::read_folder(root)?;
    let faults = check::faults(&files);
    if !faults.is_empty() {
        let colour = std::io::stdout().is_terminal();
        print!("{}", check::report(&files, &faults, colour));
        return Ok(ExitCode::FAILURE);
    }
    let generated = generate(home, &files)?;
    let outcome = if check { compare } else { write }(home, &generated)?;
    println!("{outcome}");
    if check && !outcome.is_fresh() {
        println!("the generated files are not what the spec says; {CURE}");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Everything that is generated from `spec`, for the workspace at `home`.
pub fn generate(home: &Path, spec: &spec::Files) -> Result<Generated> {
    let readme = home.join("README.md");
    let readme = fs::read_to_string(&readme)
        .with_context(|| format!("`{}` cannot be read", readme.display()))?;
    files(&lower(&spec::load(spec)?)?, &readme)
}
