//! What is missing in answers: rows that cannot be read, and webcasts that the site refuses. Each is told and counted, and
//! the others are mirrored.

use gensee_api::Error;
use serde_json::Value;

use super::tables::Items;
use crate::export::Progress;
use crate::failure::{Failure, Outcome, leaves_out_rows};

/// After so many refused webcasts the site is taken to refuse all.
const REFUSED: usize = 20;

pub struct Holes {
    progress: Progress,
    rows: u64,
    refused: Vec<Error>,
}

impl Holes {
    pub fn new(progress: Progress) -> Self {
        Self { progress, rows: 0, refused: Vec::new() }
    }

    /// How many rows could not be read.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The next item that can be read.
    pub async fn next(&mut self, items: &mut dyn Items) -> Outcome<Option<Value>> {
        loop {
            match items.next().await {
                Err(error) if leaves_out_rows(&error) => {
                    self.progress.say(&format!("error: {error}"));
                    self.rows += 1;
                }
                other => return Ok(other?),
            }
        }
    }

    /// Passes over a webcast that the site refuses, which may have been deleted since it was listed.
    ///
    /// # Errors
    /// Any other failure, and a refusal too many.
    pub fn pass_over(&mut self, webcast: &str, failure: Failure) -> Outcome {
        match failure {
            Failure::Call(error @ Error::Api { .. }) if self.refused.len() < REFUSED => {
                self.progress.say(&format!("error: webcast {webcast}: {error}"));
                self.refused.push(error);
                Ok(())
            }
            other => Err(other),
        }
    }

    /// How it ended.
    pub fn end(self) -> Outcome {
        self.progress.end();
        match (self.refused.into_iter().next(), self.rows) {
            (Some(error), _) => Err(error.into()),
            (None, 0) => Ok(()),
            (None, rows) => Err(Failure::Incomplete(rows)),
        }
    }
}
