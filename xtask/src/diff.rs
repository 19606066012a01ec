//! `cargo xtask diff`: what differs between two states of the spec, what it breaks, and why it came about.
//!
//! ```text
//! side(OLD), side(NEW) → changes → classify (a rule each) → cause → accepted → report → text, markdown, json
//! ```
//!
//! `side` reads files and asks git; all behind it is pure. A state of which only the changelog is left is rebuilt from
//! the newest spec at hand.

mod accepted;
mod cause;
pub mod change;
mod classify;
mod compare;
mod model;
pub mod render;
pub mod rules;
#[cfg(test)]
mod samples;
mod semver;
mod side;
mod target;
#[cfg(test)]
pub(crate) mod tests;

use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use ::semver::Version;
use anyhow::{Context, Result, bail};
use clap::ValueEnum;

pub use classify::classify;
pub use compare::{Unexplained, compare, idle_amendments, unexplained};
pub use model::*;
pub use render::{Format, render};
pub use side::{Side, sides};
pub use target::Target;

use crate::spec;

/// How OLD and NEW are read, and how the command ends.
const HELP: &str = "\
OLD and NEW are, in this order:
  a row of the changelog by its name (2018-05-04.2), whose state is reconstructed from the newest spec at hand;
  a folder with a `document.yaml`;
  a git revision.

Exit codes:
  0  the comparison was made, whatever it says
  1  `--fail-on` found what it names, or an entry of `accepted.yaml` is stale: no break bears it out
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
    /// Ends with 1 on these, unless they are accepted; may be given several times.
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Vec<FailOn>,
    /// Prints every rule with its levels and its statement, and compares nothing.
    #[arg(long)]
    rules: bool,
    /// Accepts the breaks with this target or fingerprint: writes them into `accepted.yaml` of the work tree.
    #[arg(
        long,
        value_name = "TARGET_OR_FINGERPRINT",
        requires = "reason",
        conflicts_with = "new"
    )]
    accept: Option<String>,
    /// Why downstream can bear them.
    #[arg(long, requires = "accept")]
    reason: Option<String>,
}

/// What ends the command with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Breaks of callers of the server.
    Wire,
    /// Breaks of crates that use the bindings.
    Rust,
    /// Both, and printed changes that nothing explains.
    Any,
}

/// Compares two states of the spec at `root`: 0, or 1 on what `arguments` call a failure.
pub fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    if arguments.rules {
        print!("{}", rules::catalogue());
        return Ok(ExitCode::SUCCESS);
    }
    let (old, new) = sides(root, arguments.old.as_deref(), arguments.new.as_deref())?;
    let report = compare(&old, &new)?;
    if let (Some(what), Some(reason)) = (&arguments.accept, &arguments.reason) {
        accept(root, &new, &report, what, reason)?;
        return Ok(ExitCode::SUCCESS);
    }
    let colour =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    print!("{}", render(&report, arguments.format, &version()?, colour));
    Ok(if is_failure(&report, &arguments.fail_on) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Whether `report` holds what the command fails on.
pub fn is_failure(report: &Report, fail_on: &[FailOn]) -> bool {
    let fails = |finding: &Finding, on: FailOn| {
        let open = finding.accepted.is_none();
        match on {
            FailOn::Wire => open && finding.wire == Wire::Breaking,
            FailOn::Rust => open && finding.rust == Step::Major,
            FailOn::Any => {
                (open && finding.is_break()) || finding.cause == Cause::Unexplained
            }
        }
    };
    let fails = |finding: &Finding| fail_on.iter().any(|on| fails(finding, *on));
    !report.stale.is_empty() || report.findings.iter().any(fails)
}

/// The version of the workspace, which is that of the bindings.
pub fn version() -> Result<Version> {
    let version = env!("CARGO_PKG_VERSION");
    Version::parse(version)
        .with_context(|| format!("the workspace's version `{version}` is not a version"))
}

/// Writes the breaks that `what` names into the `accepted.yaml` of `root`.
fn accept(
    root: &Path,
    new: &Side,
    report: &Report,
    what: &str,
    reason: &str,
) -> Result<()> {
    let entries = accepted::entries(&report.findings, what, reason)?;
    let mut spec = new.spec.clone();
    spec.accepted.extend(entries.iter().cloned());
    let path = "accepted.yaml";
    let Some(text) = spec::files(&spec).remove(path) else {
        bail!("`spec/{path}` has no place in the layout (a fault of `xtask`)");
    };
    fs::write(root.join(path), text)
        .with_context(|| format!("`spec/{path}` cannot be written"))?;
    for entry in entries {
        println!(
            "accepted `{}` of `{}` ({}) in `spec/{path}`",
            entry.rule, entry.target, entry.fingerprint
        );
    }
    Ok(())
}
