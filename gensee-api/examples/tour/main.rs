//! A tour of the whole interface: every operation once, in one story, on a sandbox of its own.
//!
//! `cargo run --example tour [-- --json]`, or `cargo xtask tour`, which brings the
//! bindings to what the spec says before.
//!
//! Exit codes: 0 every operation that has a behaviour answered, 1 one did not, 2 the tour could not begin.

mod callback;
mod report;
mod site;
mod story;
#[cfg(test)]
mod tests;
mod tour;

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use gensee_sandbox::Sandbox;
use report::Report;
use site::Site;
use tour::Tour;

#[tokio::main]
async fn main() -> ExitCode {
    run(env::args().nth(1).as_deref()).await
}

/// Goes on the tour with the program's only option, if it has one.
pub async fn run(option: Option<&str>) -> ExitCode {
    let end = go(option).await;
    end.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

async fn go(option: Option<&str>) -> Result<ExitCode, Box<dyn Error>> {
    let json = match option {
        None => false,
        Some("--json") => true,
        Some(other) => {
            return Err(format!("no option `{other}`; give `--json` or none").into());
        }
    };
    let mut tour = Tour::new(Site::open().await?, report::bar(json));
    story::tell(&mut tour).await;
    let report = Report::of(tour.end(), Sandbox::without_handler());
    let text = if json { report.json()? } else { report.table() };
    writeln!(io::stdout(), "{text}")?;
    Ok(if report.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
