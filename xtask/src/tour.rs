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

use anyhow::{Context, Result, bail};

use crate::{codegen, generated, workspace};

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

/// Brings the bindings of the workspace at `workspace` to what the spec at `spec_dir` says, then goes on the tour: whether
/// every operation was called and answered.
pub fn run(workspace: &Path, spec_dir: &Path, arguments: &Arguments) -> Result<bool> {
    match codegen::from_folder(spec_dir)? {
        // What is printed belongs to the tour; a program may be reading it.
        Ok(generated) => {
            eprintln!("bindings: {}", generated::write(workspace, &generated)?);
        }
        Err(faults) => {
            anstream::eprint!("{faults}");
            return Ok(false);
        }
    }
    go(arguments, &mut |arguments| cargo(workspace, arguments))
}

/// Builds first, so that what cannot be built is told from what fails.
fn go(arguments: &Arguments, cargo: Cargo<'_>) -> Result<bool> {
    if cargo(&[&["build"], &EXAMPLE[..]].concat())? != Some(0) {
        bail!("the tour cannot be built; correct what cargo says above");
    }
    let options: &[&str] = if arguments.json { &["--", "--json"] } else { &[] };
    match cargo(&[&["run", "--quiet"], &EXAMPLE[..], options].concat())? {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
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
