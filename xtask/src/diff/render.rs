//! A comparison as people and programs read it.

mod json;
mod markdown;
mod text;
mod value;
mod words;

use ::semver::Version;
use clap::ValueEnum;

use super::model::Report;

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
}

/// `report` in `format`; `version` is that of the bindings, of which the semver step is told.
pub fn render(
    report: &Report,
    format: Format,
    version: &Version,
    colour: bool,
) -> String {
    match format {
        Format::Text => text::render(report, version, colour),
        Format::Markdown => markdown::render(report, version),
        Format::Json => json::render(report),
    }
}

#[cfg(test)]
mod tests;
