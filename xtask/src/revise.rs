//! `cargo xtask revise FILE`: the whole way from a revised document to what a reviewer reads.
//!
//! ```text
//! transcribe → check → diff → codegen → build → generated tests → tour → Markdown
//! ```
//!
//! It stops at the first step that needs a person, and says what to do; the same command goes on from there, because
//! every step that is done already does nothing the second time. Its end means that the whole workspace compiles, that the
//! generated tests pass, and that every operation that the sandbox knows answers.

mod broken;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};

use crate::diff::{self, FailOn, Format, Side};
use crate::{check, codegen, generated, spec, tour, transcribe, workspace};
use broken::Changes;

/// Everything that a change of the bindings can break.
const BUILD: &str = "check --quiet --keep-going --workspace --all-targets --all-features --message-format=json";
/// The tests that codegen has written.
const TESTS: &str = "test --quiet --package gensee-api --test webcast";

/// What `cargo xtask revise` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub input: transcribe::Input,
    /// The git revision that holds the spec before it was revised.
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub since: String,
}

/// The steps of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Transcribe,
    Check,
    Diff,
    Codegen,
    Build,
    Tests,
    Tour,
}

/// Runs cargo with these arguments in the workspace at a path.
pub type Cargo<'a> = &'a mut dyn FnMut(&Path, &[&str]) -> Result<Run>;

/// How a run of cargo ended.
pub struct Run {
    pub succeeded: bool,
    /// What it printed; what it says of itself is on the terminal.
    pub output: String,
}

/// Goes the way for the spec at `spec_dir` and the workspace at `workspace`: whether it came to its end without a person.
pub fn run(workspace: &Path, spec_dir: &Path, arguments: &Arguments) -> Result<bool> {
    let mut pipeline =
        Pipeline { cargo: &mut cargo, print: &mut |text| anstream::print!("{text}") };
    Ok(pipeline.go(workspace, spec_dir, arguments)?.is_none())
}

/// The way, and what it meets outside of the spec.
pub struct Pipeline<'a> {
    pub cargo: Cargo<'a>,
    /// Gets what there is to tell.
    pub print: &'a mut dyn FnMut(&str),
}

impl Pipeline<'_> {
    /// Goes as far as it can without a person: the step that needs one, if any does.
    pub fn go(
        &mut self,
        workspace: &Path,
        spec_dir: &Path,
        Arguments { input, since }: &Arguments,
    ) -> Result<Option<Step>> {
        let old = Side::since(spec_dir, since)?;

        self.begin(Step::Transcribe);
        transcribe::run(input, false, spec_dir, self.print)?;

        self.begin(Step::Check);
        let mut files = spec::read_folder(spec_dir)?;
        let mut reader = check::Reader::default();
        reader.fix(spec_dir, &mut files, self.print)?;
        let faults = reader.diagnostics(&files, Some(&old));
        (self.print)(&check::report(&files, &faults));
        if !faults.is_empty() {
            let help =
                "give new rows their readings and new changelog rows their targets";
            // What is at fault at one place is one line to edit.
            let places: BTreeSet<_> =
                faults.iter().map(|it| (&it.file, it.span.start)).collect();
            return Ok(Some(self.stop(Step::Check, &edits(places.len(), help))));
        }

        self.begin(Step::Diff);
        let new = Side::at_hand(files)?;
        let report = diff::compare(&old, &new)?;
        let review = diff::render(&report, Format::Markdown, &diff::version()?);
        (self.print)(if diff::is_failure(&report, &[FailOn::Any]) {
            "it breaks callers or crates: release it as a break\n"
        } else {
            "callers and crates go on as before\n"
        });

        self.begin(Step::Codegen);
        let generated = codegen::generate(&new.spec)?;
        (self.print)(&format!("{}\n", generated::write(workspace, &generated)?));

        let changes = Changes { old: &old, new: &new, findings: &report.findings };
        if let Some(stopped) = self.prove(workspace, &changes)? {
            return Ok(Some(stopped));
        }
        (self.print)(&format!("\n== what a reviewer reads\n{review}"));
        Ok(None)
    }

    /// Builds and runs what was generated; where that ends, if not well.
    fn prove(
        &mut self,
        workspace: &Path,
        changes: &Changes<'_>,
    ) -> Result<Option<Step>> {
        let tour = format!("run --quiet {}", tour::EXAMPLE.join(" "));
        for (step, command) in
            [(Step::Build, BUILD), (Step::Tests, TESTS), (Step::Tour, &tour)]
        {
            self.begin(step);
            let command: Vec<_> = command.split(' ').collect();
            let Run { succeeded, output } = (self.cargo)(workspace, &command)?;
            if succeeded {
                continue;
            }
            if step != Step::Build {
                (self.print)(&output);
                let help = if step == Step::Tests {
                    "correct the examples or the readings that the failed tests are about"
                } else {
                    "correct the sandbox or the story in `gensee-api/examples/tour`"
                };
                return Ok(Some(self.stop(step, help)));
            }
            let errors = broken::errors(&output);
            (self.print)(&broken::report(&errors, workspace, changes));
            let help = "correct this code; what depends on it is compiled afterwards";
            let help = if errors.is_empty() {
                "do what cargo says above".to_owned()
            } else {
                edits(errors.len(), help)
            };
            return Ok(Some(self.stop(step, &help)));
        }
        Ok(None)
    }

    fn begin(&mut self, step: Step) {
        let (number, name) = (step as usize + 1, step.name());
        (self.print)(&format!("\n== {number}/{} {name}\n", Step::Tour as usize + 1));
    }

    fn stop(&mut self, step: Step, help: &str) -> Step {
        let name = step.name();
        (self.print)(&format!(
            "\nstopped at `{name}`: {help}, then run the same command again\n"
        ));
        step
    }
}

impl Step {
    fn name(self) -> &'static str {
        let names =
            ["transcribe", "check", "diff", "codegen", "build", "generated tests"];
        names.get(self as usize).copied().unwrap_or("tour")
    }
}

/// `3 edits by hand are left: …`.
fn edits(count: usize, help: &str) -> String {
    let left = if count == 1 { "edit by hand is" } else { "edits by hand are" };
    format!("{count} {left} left, all listed above: {help}")
}

/// Runs cargo in the workspace at `workspace`.
fn cargo(workspace: &Path, arguments: &[&str]) -> Result<Run> {
    let output = workspace::cargo(workspace)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .context("`cargo` cannot be run; install Rust's toolchain")?;
    Ok(Run {
        succeeded: output.status.success(),
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
    })
}
