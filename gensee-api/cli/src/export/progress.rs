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
    pub fn goes_on(&mut self, rows: u64) {
        self.say(&format!("note: goes on after {rows} rows"));
        self.row(rows);
    }

    pub fn task(&mut self, index: usize, webcast: Option<&str>) {
        self.bar.set_position(index as u64);
        if let Some(webcast) = webcast {
            self.bar.set_prefix(webcast.to_owned());
        }
    }

    /// So many rows are written.
    pub fn row(&mut self, rows: u64) {
        if rows.is_multiple_of(256) || rows < 256 {
            self.bar.set_message(format!("{rows} {}", self.rows));
        }
    }

    /// Says something above the bar.
    pub fn say(&self, text: &str) {
        self.bar.suspend(|| eprintln!("{text}"));
    }

    pub fn end(&mut self) {
        self.bar.finish_and_clear();
    }
}
