//! `cargo xtask tour`: every operation once, on a sandbox, through bindings that are what the spec says.
//!
//! ```text
//! codegen → cargo builds the tour → the tour
//! ```
//!
//! The tour itself is an example of `gensee-api`, run as a program of its own: nothing here depends on that crate, and a
//! broken generated file is repaired before it is built.

#[cfg(test)]
mod tests;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::{check, codegen, spec, workspace};

/// What `cargo xtask tour` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Prints what happened as JSON, for programs.
    #[arg(long)]
    pub json: bool,
}

/// What is built and run.
pub const EXAMPLE: [&str; 4] = ["--package", "gensee-api", "--example", "tour"];

/// Runs cargo with these arguments; its exit code, none when it was killed.
type Cargo<'a> = &'a mut dyn FnMut(&[&str]) -> Result<Option<i32>>;

/// Brings the bindings of the workspace at `workspace` to what the spec at `spec_dir` says, then goes on the tour: 0 when every
/// operation was called and answered, 1 when one was not.
pub fn run(
    workspace: &Path,
    spec_dir: &Path,
    arguments: &Arguments,
) -> Result<ExitCode> {
    let files = spec::read_folder(spec_dir)?;
    let faults = check::diagnostics(&files);
    if !faults.is_empty() {
        anstream::eprint!("{}", check::report(&files, &faults));
        return Ok(ExitCode::FAILURE);
    }
    let written = codegen::write(workspace, &codegen::generate(&spec::load(&files)?)?)?;
    // What is printed belongs to the tour; a program may be reading it.
    eprintln!("bindings: {written}");
    go(arguments, &mut |arguments| cargo(workspace, arguments))
}

/// Builds first, so that what cannot be built is told from what fails.
fn go(arguments: &Arguments, cargo: Cargo<'_>) -> Result<ExitCode> {
    if cargo(&[&["build"], &EXAMPLE[..]].concat())? != Some(0) {
        bail!("the tour cannot be built; correct what cargo says above");
    }
    let options: &[&str] = if arguments.json { &["--", "--json"] } else { &[] };
    match cargo(&[&["run", "--quiet"], &EXAMPLE[..], options].concat())? {
        Some(0) => Ok(ExitCode::SUCCESS),
        Some(1) => Ok(ExitCode::FAILURE),
        _ => bail!("the tour broke off; what it says above tells why"),
    }
}

fn cargo(workspace: &Path, arguments: &[&str]) -> Result<Option<i32>> {
    let status = workspace::cargo(workspace)
        .args(arguments)
        .status()
        .context("`cargo` cannot be run; install Rust's toolchain")?;
    Ok(status.code())
}
