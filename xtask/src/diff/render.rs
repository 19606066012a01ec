//! A comparison as people and programs read it.

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
pub fn render(report: &Report, format: Format, version: &Version) -> String {
    match format {
        Format::Text => text::render(report, version),
        Format::Markdown => markdown::render(report, version),
        Format::Json => {
            serde_json::to_string_pretty(report).expect("a report is plain data") + "\n"
        }
    }
}

#[cfg(test)]
mod tests;
