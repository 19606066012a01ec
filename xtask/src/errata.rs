//! `cargo xtask errata`: everything that the spec reads differently from the print, as a sheet for the vendor.
//!
//! load → collect → render. `kinds` is the table of the ways in which print and reading can differ; each has a function
//! that finds its items in the readings, so that a new reading shows up by itself. `sheet` is the plain data between
//! them and the Markdown.

mod book;
mod kinds;
mod render;
mod sheet;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use crate::spec::{self, Spec};
pub use render::render;
pub use sheet::{Group, Item, Language, Sheet};

use book::Book;
use kinds::KINDS;

/// What `cargo xtask errata` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The languages of the sheet.
    #[arg(long, value_enum, default_value_t = Languages::Both)]
    lang: Languages,
}

/// The languages of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Languages {
    Zh,
    En,
    Both,
}

/// Prints the sheet of the spec at `root`.
pub fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let spec = spec::load(&spec::read_folder(root)?)?;
    print!("{}", render(&collect(&spec), arguments.lang.list()));
    Ok(ExitCode::SUCCESS)
}

/// Everything that `spec` reads differently from the print.
pub fn collect(spec: &Spec) -> Sheet {
    let book = Book::of(spec);
    let group = |kind: &kinds::Kind| Group {
        title: kind.title,
        about: kind.about,
        items: (kind.find)(&book),
    };
    let mut groups: Vec<_> = KINDS.iter().map(group).collect();
    groups.retain(|group| !group.items.is_empty());
    let revised = spec.changelog.iter().map(|revision| &revision.date).max();
    Sheet { revised: revised.cloned().unwrap_or_default(), groups }
}

impl Languages {
    fn list(self) -> &'static [Language] {
        match self {
            Self::Zh => &[Language::Zh],
            Self::En => &[Language::En],
            Self::Both => &[Language::Zh, Language::En],
        }
    }
}
