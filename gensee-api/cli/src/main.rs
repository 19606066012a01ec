//! `gensee`: the HTTP interface of Gensee (展视互动) at a terminal. The commands come from the tables of
//! [`gensee_api`], so none of them is written by hand.
//!
//! ```text
//! arguments → command (clap) → request (form) → call → output
//!                                 profile → connect ┘
//! ```

mod attendance;
mod call;
mod check;
mod columns;
mod command;
mod connect;
mod explain;
mod export;
mod failure;
mod forward;
mod label;
mod lang;
mod listen;
mod login;
mod mcp;
mod mirror;
mod openapi;
mod operations;
mod output;
mod profile;
mod program;
mod record;
mod replay;
mod report;
mod request;
mod sandbox;
mod serve;
mod typed;
mod value;
mod walk;

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use gensee_api::webcast::OPERATIONS;

use failure::{Failure, Outcome};
use lang::Lang;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let lang = Lang::of(&arguments);
    let matches = match program::program(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return told(&error),
    };
    match run(&matches, lang) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Prints what clap says: its help, or what is wrong with the arguments.
fn told(error: &clap::Error) -> ExitCode {
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(ContextValue::String(name)) =
            error.get(ContextKind::InvalidSubcommand)
    {
        // An operation has many names, of which clap would list all that are similar.
        let known = OPERATIONS.iter().map(|info| value::kebab(info.name));
        let near = value::meant(name, known);
        return Failure::usage(format!(
            "`{name}` is neither a command nor an operation{near}"
        ))
        .report();
    }
    // Nothing can be printed to a closed pipe.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage("no command"));
    };
    match name {
        "call" => call::run(matches, lang),
        "operations" => operations::run(matches, lang),
        "export" => export::run(matches, lang),
        "report" => report::run(matches, lang),
        "mirror" => mirror::run(matches, lang),
        "explain" => explain::run(matches, lang),
        "openapi" => openapi::run(matches),
        "check" => check::run(matches, lang),
        "record" => record::run(matches, lang),
        "replay" => replay::run(matches, lang),
        "listen" => listen::run(matches, lang),
        "mcp" => mcp::run(matches, lang),
        "login" => login::login(matches),
        "logout" => login::logout(matches),
        "profiles" => login::profiles(matches, lang),
        "sandbox" => sandbox::run(matches),
        "completions" => completions(matches, lang),
        "man" => man(matches, lang),
        other => Err(Failure::usage(format!("`{other}` is not a command"))),
    }
}

/// Writes the completions of a shell.
fn completions(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some(&shell) = matches.get_one::<clap_complete::Shell>("shell") else {
        return Err(Failure::usage("`shell` is missing"));
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program::program(lang), "gensee", &mut script);
    io::Write::write_all(&mut io::stdout(), &script).map_err(Failure::from)
}

/// Writes a man page for each command.
fn man(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some(folder) = matches.get_one::<std::path::PathBuf>("folder") else {
        return Err(Failure::usage("`folder` is missing"));
    };
    let failed = |error: io::Error| Failure::file(folder, &error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(program::program(lang), folder).map_err(failed)
}
