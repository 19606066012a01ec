//! The program against a sandbox: what is typed, what is printed, and the exit code.

mod calls;
mod export;
mod failures;
mod login;
mod mcp;
mod mirror;
mod openapi;
mod output;
mod readme;
mod record;
mod report;
mod site;
mod sites;
mod tools;
mod typed;

use std::fmt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use gensee_sandbox::{Sandbox, Seed};
use tempfile::TempDir;

/// A sandbox, and a folder for the settings of the program.
struct Site {
    sandbox: Sandbox,
    settings: TempDir,
}

/// What the program did.
struct Done {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Long outputs are cut.
impl fmt::Debug for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stdout: String = self.stdout.chars().take(300).collect();
        f.debug_tuple("Done")
            .field(&self.code)
            .field(&stdout)
            .field(&self.stderr)
            .finish()
    }
}

impl Site {
    /// A school in its fifth week.
    fn demo() -> Self {
        let sandbox = Sandbox::builder().seed(Seed::Demo).start().unwrap();
        Self { sandbox, settings: TempDir::new().unwrap() }
    }

    /// A site with an administrator alone.
    fn empty() -> Self {
        let sandbox = Sandbox::start().unwrap();
        Self { sandbox, settings: TempDir::new().unwrap() }
    }

    /// The program with no login.
    fn bare(&self) -> Command {
        program(self.settings.path())
    }

    /// The program with the login of the administrator.
    fn command(&self) -> Command {
        let mut command = self.bare();
        command
            .env("GENSEE_URL", self.sandbox.url())
            .env("GENSEE_LOGIN", self.sandbox.admin())
            .env("GENSEE_PASSWORD", self.sandbox.password());
        command
    }

    /// Runs a line of words without blanks.
    fn run(&self, line: &str) -> Done {
        done(self.command().args(line.split_whitespace()))
    }

    /// The cells of the column `name` of a CSV answer.
    fn column(&self, line: &str, name: &str) -> Vec<String> {
        let done = self.run(&format!("{line} -o csv --columns {name}"));
        assert_eq!(done.code, Some(0), "{done:?}");
        done.stdout.lines().skip(1).map(str::to_owned).collect()
    }
}

/// The program, with nothing of this machine's settings.
fn program(settings: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gensee"));
    with_settings(&mut command, settings);
    command
}

/// Gives a command these settings in the place of this machine's.
fn with_settings(command: &mut Command, settings: &Path) {
    command
        .stdin(Stdio::null())
        .env("GENSEE_CONFIG_DIR", settings)
        .env("GENSEE_LANG", "en");
    for name in ["PROFILE", "URL", "LOGIN", "PASSWORD", "HASH", "OUTPUT"] {
        command.env_remove(format!("GENSEE_{name}"));
    }
}

fn done(command: &mut Command) -> Done {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Done {
        code: status.code(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}
