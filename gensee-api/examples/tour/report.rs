//! What the tour came to, for people and for programs.

pub mod table;

use std::collections::HashSet;
use std::io::{self, IsTerminal as _};
use std::time::Duration;

use gensee_api::webcast::OPERATIONS;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::tour::{Journey, Row};

/// The rows, held against the table of all operations.
#[derive(Debug, Serialize)]
pub struct Report {
    pub rows: Vec<Row>,
    /// Operations that the story never came to.
    pub missing: Vec<&'static str>,
    /// Operations that the sandbox does nothing for yet: no story can tell of them.
    pub idle: Vec<&'static str>,
    /// What went wrong beside the calls.
    pub mishaps: Vec<String>,
    pub operations: usize,
    pub called: usize,
    pub failed: usize,
    #[serde(skip)]
    took: Duration,
}

impl Report {
    /// What a journey came to; the operations `idle` have no behaviour.
    pub fn of(
        Journey { rows, mishaps, took }: Journey,
        idle: Vec<&'static str>,
    ) -> Self {
        let called: HashSet<_> = rows.iter().map(|row| row.operation).collect();
        let names = OPERATIONS.iter().map(|operation| operation.name);
        let uncalled = names.filter(|name| !called.contains(name));
        let (idle, missing): (Vec<_>, Vec<_>) =
            uncalled.partition(|name| idle.contains(name));
        Self {
            called: called.len(),
            operations: OPERATIONS.len(),
            failed: rows.iter().filter(|row| row.failed).count(),
            rows,
            missing,
            idle,
            mishaps,
            took,
        }
    }

    /// Whether every operation that has a behaviour was called and answered.
    pub fn is_well(&self) -> bool {
        self.failed == 0 && self.missing.is_empty() && self.mishaps.is_empty()
    }

    /// For programs.
    ///
    /// # Errors
    /// None that are known of: every key is text.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    /// For people: as wide as the terminal, and in colour if there is one.
    pub fn table(&self) -> String {
        table::render(self, &table::Paper::at_hand())
    }
}

/// A bar that goes on with each operation; none where nobody looks.
pub fn bar(json: bool) -> ProgressBar {
    let seen = !json && io::stdout().is_terminal();
    let target =
        if seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template(
        "  {bar:40.cyan/dim} {pos}/{len} operations  {msg:.dim}",
    );
    let bar =
        ProgressBar::with_draw_target(u64::try_from(OPERATIONS.len()).ok(), target);
    // The template is a constant; with a wrong one the bar would have its usual looks.
    style.map_or(bar.clone(), |style| bar.with_style(style.progress_chars("━━─")))
}
