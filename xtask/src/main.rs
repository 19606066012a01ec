//! From the vendor's document to the bindings. Each command is a room of its own, whose module tells how it works;
//! `ARCHITECTURE.md` tells how they hang together.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::{
    check, codegen, diff, errata, openapi, revise, schema, tour, transcribe, vectors,
    workspace,
};

/// From the vendor's document to the bindings.
///
/// Exit codes: 0 all is well, 1 something differs or is at fault, 2 the command could not run.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The folder of the spec; `spec` of the workspace without it.
    #[arg(long, global = true)]
    spec: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Merges the vendor's document into the printed half of the spec.
    Transcribe(transcribe::Arguments),
    /// Goes the whole way from a revised document to what a reviewer reads.
    ///
    /// transcribe, check, diff, codegen, the generated tests. It stops at the first step that needs a person and says what
    /// to do; the same command goes on from there.
    Revise(revise::Arguments),
    /// Checks the spec: all faults of all files in one run.
    Check(check::Arguments),
    /// Compares two states of the spec: what differs, whom it breaks, and why.
    Diff(diff::Arguments),
    /// Writes the JSON Schema of the spec's files, and of what `diff` tells programs.
    Schema {
        /// Compares and writes nothing.
        #[arg(long)]
        check: bool,
    },
    /// Writes the bindings, their tests, the table of operations, and the test tool's data.
    Codegen {
        /// Compares and writes nothing.
        #[arg(long)]
        check: bool,
    },
    /// Calls every operation once, on a sandbox, and prints what came back.
    ///
    /// It brings the bindings to what the spec says before, and needs no account and no network.
    Tour(tour::Arguments),
    /// Prints the interface as an OpenAPI document, or as what other tools take.
    Openapi(openapi::Arguments),
    /// Prints a report for the vendor: everything that is read differently from the print, with its evidence.
    Errata(errata::Arguments),
    /// Adds a recording of `gensee record` to the examples of the operations, where it shows something new.
    Vectors(vectors::Arguments),
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether all is well.
fn run(Arguments { command, spec }: &Arguments) -> Result<bool> {
    let spec_dir = match spec {
        Some(folder) => folder.clone(),
        None => workspace::find()?.join("spec"),
    };
    match command {
        Command::Transcribe(transcribe::Arguments { input, check }) => {
            transcribe::run(input, *check, &spec_dir, &mut |text| print!("{text}"))
        }
        Command::Revise(arguments) => {
            revise::run(&workspace::find()?, &spec_dir, arguments)
        }
        Command::Check(arguments) => check::run(&spec_dir, arguments),
        Command::Diff(arguments) => diff::run(&spec_dir, arguments),
        Command::Schema { check } => schema::run(&spec_dir, *check),
        Command::Codegen { check } => {
            codegen::run(&workspace::find()?, &spec_dir, *check)
        }
        Command::Tour(arguments) => tour::run(&workspace::find()?, &spec_dir, arguments),
        Command::Openapi(arguments) => openapi::run(&spec_dir, arguments),
        Command::Vectors(arguments) => vectors::run(&spec_dir, arguments),
        Command::Errata(arguments) => errata::run(&spec_dir, arguments).map(|()| true),
    }
}
