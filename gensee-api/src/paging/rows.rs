//! The rows of one answer, with the errors of those that cannot be read.

use std::collections::VecDeque;
use std::vec;

use crate::error::{Error, Result};

/// Gives the rows of an answer in their order, and the error of a row that cannot be read in its place.
#[derive(Debug)]
pub(crate) struct Rows<T> {
    rows: vec::IntoIter<T>,
    given: usize,
    /// Each with the number of rows before it.
    faults: VecDeque<(usize, Error)>,
}

impl<T> Rows<T> {
    pub(crate) fn new(rows: Vec<T>, faults: Vec<(usize, Error)>) -> Self {
        Rows { rows: rows.into_iter(), given: 0, faults: faults.into() }
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows::new(Vec::new(), Vec::new())
    }
}

impl<T> Iterator for Rows<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        let due = self.faults.front().is_some_and(|(before, _)| *before <= self.given);
        let row = if due { None } else { self.rows.next() };
        match row {
            Some(row) => {
                self.given += 1;
                Some(Ok(row))
            }
            None => self.faults.pop_front().map(|(_, error)| Err(error)),
        }
    }
}
