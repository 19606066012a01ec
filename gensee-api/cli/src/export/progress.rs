//! How far an export is, on stderr where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::lang::Lang;

pub struct Progress {
    bar: ProgressBar,
    rows: &'static str,
}

impl Progress {
    /// Of an unknown number of windows.
    pub fn new(lang: Lang) -> Self {
        let bar = ProgressBar::new(0);
        set_style(&bar, "{spinner} {msg} {elapsed}");
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, rows: lang.pick("rows", "行") }
    }

    /// Of so many windows.
    pub fn of(&self, windows: usize) {
        if windows > 1 && self.bar.length() != Some(windows as u64) {
            self.bar.set_length(windows as u64);
            self.bar.reset_eta();
            set_style(
                &self.bar,
                "{spinner} {pos}/{len} {bar:20} {msg} {elapsed} ETA {eta}",
            );
        }
    }

    /// So many rows are there from before.
    pub fn goes_on(&self, rows: u64) {
        self.say(&format!("note: goes on after {rows} rows"));
        self.rows(rows);
    }

    /// The window of this index is next.
    pub fn window(&self, index: usize) {
        self.bar.set_position(index as u64);
    }

    /// A window is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// So many rows are written.
    pub fn rows(&self, rows: u64) {
        if rows.is_multiple_of(256) || rows < 256 {
            self.bar.set_message(format!("{rows} {}", self.rows));
        }
    }

    /// Says something above the bar.
    pub fn say(&self, text: &str) {
        self.bar.suspend(|| eprintln!("{text}"));
    }

    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn set_style(bar: &ProgressBar, template: &str) {
    // The templates are constants, and right.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
