//! `cargo xtask diff`: what differs between two states of the spec, what it breaks, and why it came about.
//!
//! ```text
//! side(OLD), side(NEW) → flat tables of each: parts, contract, surface → compare → cause → report → text, markdown, github, json
//! ```
//!
//! `parts` are what the files say, `contract` is what a caller of the server depends on, the surface (of `codegen`) is
//! what a Rust user depends on. A rule of `rules` says what a line of the contract that differs means; a line of the
//! surface that is gone is a break; where both are the same, the change is documentation.
//!
//! `side` reads files and asks git; all behind it is pure. A state of which only the changelog is left is rebuilt from
//! the newest spec at hand.

mod cause;
mod compare;
mod contract;
mod model;
pub mod parts;
mod renamed;
mod render;
pub mod rules;
mod side;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use anstream::adapter::strip_str;
use anyhow::{Context, Result};
use clap::ValueEnum;
use semver::Version;

pub use compare::{compare, idle_amendments, unexplained};
pub use model::*;
pub use render::{Format, render};
pub use side::{Side, sides};

/// How OLD and NEW are read, and how the command ends.
const HELP: &str = "\
OLD and NEW are, in this order:
  a row of the changelog by its name (2018-05-04.2), whose state is reconstructed from the newest spec at hand;
  a folder with a `document.yaml`;
  a git revision. OLD without NEW is the commit in which HEAD left it, so that `main` says what the branch does;
  `main...HEAD` says the same of the last commit instead of the work tree.

Exit codes:
  0  the comparison was made, whatever it says
  1  `--fail-on` found what it names
  2  the command could not run";

/// What `cargo xtask diff` takes.
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    /// The older state; the last commit (HEAD) without it.
    old: Option<String>,
    /// The newer state; the work tree without it.
    new: Option<String>,
    /// How the comparison is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Writes into a file instead of printing.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Ends with 1 on these; may be given several times.
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Vec<FailOn>,
    /// Prints every rule with its levels and its statement, and compares nothing.
    #[arg(long)]
    rules: bool,
}

/// What ends the command with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Breaks of callers of the server.
    Wire,
    /// Breaks of crates that use the bindings.
    Rust,
    /// Printed changes that nothing explains.
    Unexplained,
    /// All of these.
    Any,
}

/// Compares two states of the spec at `spec_dir`: false on what `arguments` call a failure.
pub fn run(spec_dir: &Path, arguments: &Arguments) -> Result<bool> {
    if arguments.rules {
        print!("{}", rules::catalogue());
        return Ok(true);
    }
    let (old, new) =
        sides(spec_dir, arguments.old.as_deref(), arguments.new.as_deref())?;
    let report = compare(&old, &new)?;
    let text = render(&report, arguments.format, &version()?);
    match &arguments.output {
        None => anstream::print!("{text}"),
        Some(file) => fs::write(file, strip_str(&text).to_string())
            .with_context(|| format!("`{}` cannot be written", file.display()))?,
    }
    Ok(!is_failure(&report, &arguments.fail_on))
}

/// Whether `report` holds what the command fails on.
pub fn is_failure(report: &Report, fail_on: &[FailOn]) -> bool {
    let breaks_callers =
        report.findings.iter().any(|finding| finding.wire == Wire::Breaking);
    let breaks_crates = report.step == Step::Major;
    let unexplained =
        report.findings.iter().any(|finding| finding.cause == Cause::Unexplained);
    fail_on.iter().any(|on| match on {
        FailOn::Wire => breaks_callers,
        FailOn::Rust => breaks_crates,
        FailOn::Unexplained => unexplained,
        FailOn::Any => breaks_callers || breaks_crates || unexplained,
    })
}

/// The version of the workspace, which is that of the bindings.
pub fn version() -> Result<Version> {
    let version = env!("CARGO_PKG_VERSION");
    Version::parse(version)
        .with_context(|| format!("the workspace's version `{version}` is not a version"))
}
