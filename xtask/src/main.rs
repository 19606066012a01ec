//! From the vendor's document to the bindings.

#![allow(dead_code)]

mod codegen;
mod spec;
mod transcribe;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// From the vendor's document to the bindings.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Merges the vendor's text export into the printed half of `spec/`.
    Transcribe {
        /// The text export (UTF-8).
        file: PathBuf,
        /// Write nothing: compare cell by cell; 1 if anything differs, 2 if the comparison cannot be made.
        #[arg(long)]
        check: bool,
    },
    /// Writes the bindings.
    Codegen,
}

fn main() -> ExitCode {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = home.join("spec");
    let outcome = match Arguments::parse().command {
        Command::Transcribe { file, check } => {
            transcribe::run(&file, &root, check, &mut |text| print!("{text}"))
        }
        Command::Codegen => codegen(&home, &root),
    };
    match outcome {
        Ok(transcribe::Outcome::Same) => ExitCode::SUCCESS,
        Ok(transcribe::Outcome::Differences) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn codegen(home: &Path, root: &Path) -> anyhow::Result<transcribe::Outcome> {
    let spec = spec::load(&spec::read_folder(root)?)?;
    let bindings = codegen::lower(&spec)?;
    let readme = std::fs::read_to_string(home.join("README.md"))?;
    println!("{}", codegen::write(home, &codegen::files(&bindings, &readme)?)?);
    Ok(transcribe::Outcome::Same)
}
