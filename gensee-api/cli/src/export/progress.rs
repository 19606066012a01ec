//! How far an export is, on stderr where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::lang::Lang;

pub struct Progress {
    bar: ProgressBar,
    rows: &'static str,
}

impl Progress {
    /// Of so many requests.
    pub fn new(requests: usize, lang: Lang) -> Self {
        let bar = ProgressBar::new(requests as u64);
        let many = "{spinner} {pos}/{len} {bar:20} {msg} {elapsed} ETA {eta}";
        let template = if requests > 1 { many } else { "{spinner} {msg} {elapsed}" };
        // The template is a constant, and right.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, rows: lang.pick("rows", "行") }
    }

    /// So many rows are there from before.
    pub fn goes_on(&self, rows: u64) {
        self.say(&format!("note: goes on after {rows} rows"));
        self.rows(rows);
    }

    /// The request of this index is next.
    pub fn task(&self, index: usize) {
        self.bar.set_position(index as u64);
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
