//! From the vendor's document to the bindings.

#![allow(dead_code)]
#![allow(unreachable_pub, reason = "a binary has no outside")]

mod check;
mod schema;
mod spec;
mod transcribe;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// From the vendor's document to the bindings.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    /// The folder of the spec.
    #[arg(long, global = true, default_value_os_t = folder())]
    spec: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks the spec: all faults of all files in one run.
    Check(check::Arguments),
    /// Writes the JSON Schema of the spec's files, which editors use.
    Schema {
        /// Compares and writes nothing.
        #[arg(long)]
        check: bool,
    },
}

/// The spec of this workspace, wherever the command is run.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("spec")
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = match &cli.command {
        Command::Check(arguments) => check::run(&cli.spec, arguments),
        Command::Schema { check } => schema::run(&cli.spec, *check),
    };
    ended.unwrap_or_else(|fault| {
        eprintln!("{fault:#}");
        ExitCode::from(2)
    })
}

fn codegen(home: &Path, root: &Path) -> anyhow::Result<transcribe::Outcome> {
    let spec = spec::load(&spec::read_folder(root)?)?;
    let bindings = codegen::lower(&spec)?;
    let readme = std::fs::read_to_string(home.join("README.md"))?;
    println!("{}", codegen::write(home, &codegen::files(&bindings, &readme)?)?);
    Ok(transcribe::Outcome::Same)
}
