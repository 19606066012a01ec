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
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::diff::{self, FailOn, Format, Side};
use crate::{check, codegen, spec, transcribe, workspace};

/// What `cargo xtask revise` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The revised document: a Word file (.docx), or a text that still has the cells of its tables.
    pub file: PathBuf,
    /// The git revision that holds the spec before it was revised.
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub since: String,
    /// Takes it that the vendor has removed what the document prints no more.
    #[arg(long)]
    pub allow_removals: bool,
    /// What to do with rows and operations that are printed as before but for their names.
    #[arg(long, value_enum, default_value_t)]
    pub renames: transcribe::Renames,
}

/// Where the way ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At its end.
    Done,
    /// At a step that needs a person.
    Stopped(Step),
}

/// The steps of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Transcribe,
    Check,
    Diff,
    Codegen,
    Tests,
}

/// Runs the generated tests of the workspace at a path; false when one fails.
pub type RunTests<'a> = &'a mut dyn FnMut(&Path) -> Result<bool>;

/// Goes the way for the spec at `spec_dir` and the workspace at `workspace`: 0 at its end, 1 where a person is needed.
pub fn run(
    workspace: &Path,
    spec_dir: &Path,
    arguments: &Arguments,
) -> Result<ExitCode> {
    let mut pipeline = Pipeline {
        tests: &mut generated_tests,
        print: &mut |text| anstream::print!("{text}"),
    };
    Ok(match pipeline.go(workspace, spec_dir, arguments)? {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Stopped(_) => ExitCode::FAILURE,
    })
}

/// The way, and what it meets outside of the spec.
pub struct Pipeline<'a> {
    pub tests: RunTests<'a>,
    /// Gets what there is to tell.
    pub print: &'a mut dyn FnMut(&str),
}

impl Pipeline<'_> {
    /// Goes as far as it can without a person.
    pub fn go(
        &mut self,
        workspace: &Path,
        spec_dir: &Path,
        Arguments { file, since, allow_removals, renames }: &Arguments,
    ) -> Result<Outcome> {
        let old = Side::since(spec_dir, since)?;

        self.begin(Step::Transcribe);
        let document = transcribe::Arguments {
            file: file.clone(),
            check: false,
            allow_removals: *allow_removals,
            renames: *renames,
        };
        transcribe::run(&document, spec_dir, self.print)?;

        self.begin(Step::Check);
        let files = spec::read_folder(spec_dir)?;
        let faults = check::diagnostics_since(&files, Some(&old));
        (self.print)(&check::report(&files, &faults));
        if !faults.is_empty() {
            return Ok(self.stop(
                Step::Check,
                "give new rows their readings and new changelog rows their targets",
            ));
        }

        self.begin(Step::Diff);
        let new = Side::at_hand(files)?;
        let report = diff::compare(&old, &new)?;
        let show = |format| -> Result<String> {
            Ok(diff::render(&report, format, &diff::version()?))
        };
        let review = show(Format::Markdown)?;
        let breaks = diff::is_failure(&report, &[FailOn::Any]);
        (self.print)(if breaks {
            "it breaks callers or crates: release it as a break\n"
        } else {
            "it breaks nobody\n"
        });

        self.begin(Step::Codegen);
        let generated = codegen::generate(&new.spec)?;
        (self.print)(&format!("{}\n", codegen::write(workspace, &generated)?));

        self.begin(Step::Tests);
        if !(self.tests)(workspace)? {
            return Ok(self.stop(
                Step::Tests,
                "correct the readings that the failed tests are about",
            ));
        }
        (self.print)(&format!("\n== what a reviewer reads\n{review}"));
        Ok(Outcome::Done)
    }

    fn begin(&mut self, step: Step) {
        let (number, name) = (step as usize + 1, step.name());
        (self.print)(&format!("\n== {number}/{} {name}\n", Step::Tests as usize + 1));
    }

    fn stop(&mut self, step: Step, help: &str) -> Outcome {
        let name = step.name();
        (self.print)(&format!(
            "\nstopped at `{name}`: {help}, then run the same command again\n"
        ));
        Outcome::Stopped(step)
    }
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Transcribe => "transcribe",
            Self::Check => "check",
            Self::Diff => "diff",
            Self::Codegen => "codegen",
            Self::Tests => "generated tests",
        }
    }
}

/// Runs the tests that codegen has written, in the workspace at `workspace`.
fn generated_tests(workspace: &Path) -> Result<bool> {
    let status = workspace::cargo(workspace)
        .args(["test", "--package", "gensee-api", "--test", "webcast", "--quiet"])
        .status()
        .context("`cargo test` cannot be run; install Rust's toolchain")?;
    Ok(status.success())
}
