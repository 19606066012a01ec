//! `cargo xtask errata`: everything that the spec reads differently from the print, as a report for the vendor.
//!
//! load → collect → render. `kinds` is the table of the ways in which print and reading can differ; each has a function
//! that finds its items in the readings, so that a new reading shows up by itself. `report` is the plain data between
//! them and the Markdown.

mod index;
mod kinds;
mod render;
mod report;
#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::Result;

use crate::spec::{self, Spec};
pub use render::render;
pub use report::{Group, Item, Language, Report};

use index::SpecIndex;
use kinds::KINDS;

/// What `cargo xtask errata` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The languages of the report.
    #[arg(long, value_parser = ["zh", "en", "both"], default_value = "both")]
    lang: String,
}

/// Prints the report of the spec at `spec_dir`.
pub fn run(spec_dir: &Path, arguments: &Arguments) -> Result<()> {
    let spec = spec::load(&spec::read_folder(spec_dir)?)?;
    let languages: &[_] = match arguments.lang.as_str() {
        "zh" => &[Language::Zh],
        "en" => &[Language::En],
        _ => &[Language::Zh, Language::En],
    };
    print!("{}", render(&collect(&spec), languages));
    Ok(())
}

/// Everything that `spec` reads differently from the print.
pub fn collect(spec: &Spec) -> Report {
    let index = SpecIndex::of(spec);
    let groups =
        KINDS.iter().map(|(kind, find)| Group { kind, items: find.items(&index) });
    let groups = groups.filter(|group| !group.items.is_empty()).collect();
    let revised = spec.changelog.iter().map(|revision| &revision.date).max();
    Report { revised: revised.cloned().unwrap_or_default(), groups }
}
