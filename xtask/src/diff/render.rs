//! A comparison as people and programs read it.

mod annotations;
mod group;
mod markdown;
mod text;
mod value;
mod words;

use ::semver::Version;
use clap::ValueEnum;

use super::model::Report;
use crate::spec;

/// What the output is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One block a change, for a terminal.
    #[default]
    Text,
    /// A table with the details folded, for the comment of a pull request.
    Markdown,
    /// For programs; the schema is `spec/schema/diff.json`.
    Json,
    /// Annotations of a GitHub workflow: errors on what breaks or is unexplained, warnings on what is risky.
    Github,
}

/// `report` in `format`; `version` is that of the bindings, of which the semver step is told.
pub fn render(report: &Report, format: Format, version: &Version) -> String {
    match format {
        Format::Text => text::render(report, version),
        Format::Markdown => markdown::render(report, version),
        Format::Github => annotations::render(report),
        Format::Json => format!("{:#}\n", spec::json(report)),
    }
}

#[cfg(test)]
mod tests;
