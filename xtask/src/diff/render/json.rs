//! For programs.

use crate::diff::model::Report;

/// The report as it is.
pub fn render(report: &Report) -> String {
    let text = serde_json::to_string_pretty(report).expect("a report is plain data");
    text + "\n"
}
