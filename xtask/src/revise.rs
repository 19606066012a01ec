//! `cargo xtask revise FILE`: the whole way from a revised document to what a reviewer reads.
//!
//! ```text
//! transcribe → check → diff → codegen → generated tests → Markdown
//! ```
//!
//! It stops at the first step that needs a person, and says what to do; the same command goes on from there, because
//! every step that is done already does nothing the second time.

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::diff::{self, Side};
use crate::{check, codegen, spec, transcribe};

/// What `cargo xtask revise` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The text export of the revised document, in UTF-8.
    pub file: PathBuf,
    /// The git revision that holds the spec before it was revised.
    #[arg(long, default_value = "HEAD")]
    pub since: String,
}

/// Where the way ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// At its end.
    Done,
    /// At a step that needs a person.
    Stopped {
        step: &'static str,
    },
}

/// What runs the generated tests of the workspace at a path; false when one fails.
pub type RunTests<'a> = &'a mut dyn FnMut(&Path) -> Result<bool>;

/// Goes the way for the spec at `root` and the workspace at `home`.
pub fn run(home: &Path, root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let outcome = revise(home, root, arguments, &mut generated_tests, &mut |text| {
        print!("{text}");
    })?;
    Ok(match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Stopped { .. } => ExitCode::FAILURE,
    })
}

/// The same, with the tests run by `tests`; `print` gets what there is to tell.
pub fn revise(
    home: &Path,
    root: &Path,
    Arguments { file, since }: &Arguments,
    tests: RunTests,
    print: &mut dyn FnMut(&str),
) -> Result<Outcome> {
    head(print, 1, "transcribe");
    transcribe::run(file, root, false, print)?;

    head(print, 2, "check");
    let files = spec::read_folder(root)?;
    let before = check::Base::read(root, since)?;
    let faults = check::faults_since(&files, &before);
    print(&check::report(&files, &faults, false));
    if !faults.is_empty() {
        return Ok(stop(
            print,
            "check",
            "give new rows their readings and new changelog rows their targets",
        ));
    }

    head(print, 3, "diff");
    let (old, new) = (Side::commit(root, since)?, Side::work_tree(root)?);
    let report = diff::compare(&old, &new)?;
    print(&format!("{}\n", diff::render::summary(&report)));
    if !report.stale.is_empty() {
        print(&diff::render::stale(&report));
        return Ok(stop(print, "diff", "remove the stale entries from `spec/accepted.yaml`"));
    }

    head(print, 4, "codegen");
    let generated = codegen::generate(home, &files)?;
    print(&format!("{}\n", codegen::write(home, &generated)?));

    head(print, 5, "generated tests");
    if !tests(home)? {
        return Ok(stop(
            print,
            "generated tests",
            "the readings in `spec/` contradict each other or the examples; correct them",
        ));
    }

    print("\n");
    print(&diff::render::markdown(&report));
    Ok(Outcome::Done)
}

/// The steps before the Markdown.
const STEPS: usize = 5;

fn head(print: &mut dyn FnMut(&str), number: usize, step: &str) {
    print(&format!("\n== {number}/{STEPS} {step}\n"));
}

fn stop(print: &mut dyn FnMut(&str), step: &'static str, cure: &str) -> Outcome {
    print(&format!("\nstopped at `{step}`: {cure}, then run the same command again\n"));
    Outcome::Stopped { step }
}

/// Runs the tests that codegen has written, in the workspace at `home`.
fn generated_tests(home: &Path) -> Result<bool> {
    let status = Command::new(env!("CARGO"))
        .current_dir(home)
        .args(["test", "--package", "gensee-api", "--test", "webcast", "--quiet"])
        .status()
        .context("`cargo test` cannot be run; install Rust's toolchain")?;
    Ok(status.success())
}
