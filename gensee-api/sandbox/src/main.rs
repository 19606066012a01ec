//! The sandbox as a program: `cargo sandbox`.

use std::process::ExitCode;

use clap::Parser;
use gensee_sandbox::program::{Options, run};

/// The documented server of Gensee, with a made-up world. Ends on Ctrl-C.
#[derive(Parser)]
#[command(version)]
struct Program {
    #[command(flatten)]
    options: Options,
}

fn main() -> ExitCode {
    match run(&Program::parse().options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
