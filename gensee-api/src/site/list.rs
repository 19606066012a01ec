//! Reads a list while its answers arrive.

use std::collections::VecDeque;

use http::StatusCode;

use super::{read, unreadable};
#[cfg(feature = "client")]
use crate::error::TimeoutKind;
use crate::error::{Body, Error, Result, Sent, TooLong};
use crate::operation::Paginated;
use crate::paging::Paginator;
use crate::response::drift::Drift;
#[cfg(feature = "client")]
use crate::response::drift::DriftKind;
use crate::response::{Decoded, RowError, RowReader};

/// What an answer may have at most, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// A row.
    pub(crate) row: usize,
    /// What is not a row.
    pub(crate) rest: usize,
    /// All of it.
    pub(crate) whole: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { row: 1024 * 1024, rest: 64 * 1024 * 1024, whole: u64::MAX }
    }
}

/// A [`Paginator`] whose answers are taken as bytes and given as rows.
pub(crate) struct ListReader<O: Paginated> {
    list: Paginator<O>,
    limits: Limits,
    /// Answers are looked at for drift.
    watch: bool,
    answer: Option<Arriving<O>>,
    /// The length of the answer so far.
    length: u64,
    /// Rows of the answer that began last were found.
    given: bool,
    rows: VecDeque<Result<O::Item>>,
    /// The rows of a page of which it is not known yet whether it repeats an earlier one.
    held: VecDeque<Result<O::Item, RowError>>,
    drifts: Vec<Drift>,
}

/// The head of an answer.
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    /// Scheme and host of the address that a redirection points to.
    pub(crate) location: Option<String>,
    pub(crate) sent: Sent,
    /// The length of the body in bytes, if it is known.
    pub(crate) length: Option<u64>,
}

/// An answer that has begun to arrive.
enum Arriving<O> {
    Rows(Box<RowReader<O>>),
    /// The HTTP status is not a success.
    Failure(Head, Vec<u8>),
}

impl<O: Paginated> ListReader<O> {
    pub(crate) fn new(list: Paginator<O>, limits: Limits, watch: bool) -> Self {
        ListReader {
            list,
            limits,
            watch,
            answer: None,
            length: 0,
            given: false,
            rows: VecDeque::new(),
            held: VecDeque::new(),
            drifts: Vec::new(),
        }
    }

    pub(crate) fn list(&self) -> &Paginator<O> {
        &self.list
    }

    pub(crate) fn into_list(self) -> Paginator<O> {
        self.list
    }

    /// The request to send next; see [`Paginator::request`].
    pub(crate) fn request(&mut self) -> Result<Option<&O>> {
        self.list.request()
    }

    /// The requests that will probably follow, at most so many.
    #[cfg(feature = "client")]
    pub(crate) fn ahead(&mut self, most: usize) -> Vec<O> {
        self.list.ahead(most)
    }

    /// The next row, or the error of one.
    pub(crate) fn next_row(&mut self) -> Option<Result<O::Item>> {
        self.rows.pop_front()
    }

    /// Whether rows of the last answer were given.
    #[cfg(feature = "client")]
    pub(crate) fn has_given(&self) -> bool {
        self.given
    }

    /// The drifts since the last time.
    #[cfg(feature = "client")]
    pub(crate) fn take_drifts(&mut self) -> Vec<Drift> {
        std::mem::take(&mut self.drifts)
    }

    /// Takes the head of the answer to the last request.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the answer will be longer than the limit.
    pub(crate) fn begin(&mut self, head: Head) -> Result<()> {
        let length = head.length.unwrap_or(0);
        self.length = 0;
        self.given = false;
        self.answer = Some(if head.status.is_success() {
            let paged = self.list.is_paged();
            Arriving::Rows(Box::new(RowReader::new(self.limits.row, self.watch, paged)))
        } else {
            Arriving::Failure(head, Vec::new())
        });
        self.check_length(length)
    }

    /// Takes the next bytes of its body.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the answer, or what is not a row in it, is longer than the limit.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.length += bytes.len() as u64;
        self.check_length(self.length)?;
        let kept = match &mut self.answer {
            None => return Ok(()),
            Some(Arriving::Failure(_, body)) => {
                body.extend_from_slice(bytes);
                body.len()
            }
            Some(Arriving::Rows(reader)) => {
                reader.push(bytes, &mut self.held);
                self.given = reader.rows() > 0;
                let (kept, opening) = (reader.rest().len(), reader.opening());
                if !self.list.may_repeat(opening) {
                    self.release();
                }
                kept
            }
        };
        if kept > self.limits.rest {
            return Err(too_large::<O>(self.limits.rest, TooLong::Body));
        }
        Ok(())
    }

    /// Takes the end of the answer, and moves on to the next request.
    ///
    /// # Errors
    /// As for a single call. The rows that arrived are given nevertheless.
    pub(crate) fn end(&mut self) -> Result<()> {
        let mut reader = match self.answer.take() {
            None => return Ok(()),
            Some(Arriving::Failure(head, body)) => {
                let Head { status, location, sent, .. } = head;
                return read::<O>(status, location, &sent, &body).map(drop);
            }
            Some(Arriving::Rows(reader)) => reader,
        };
        let ended = match reader.end(&mut self.held) {
            Ok(Decoded::Answer(ended) | Decoded::Partial { answer: ended, .. }) => ended,
            Ok(Decoded::Refused { code, message }) => {
                self.release();
                let message = message.unwrap_or_default().into();
                return Err(Error::Api { operation: O::NAME, code, message });
            }
            Err(fault) => {
                self.release();
                return Err(unreadable::<O>(fault, &Body::new(reader.rest().to_vec())));
            }
        };
        let drift = |(path, kind)| Drift { operation: O::NAME, path, kind };
        self.drifts.extend(ended.drifts.into_iter().map(drift));
        if self.list.accept_rows(ended.page, ended.rows, || ended.fingerprint) {
            self.release();
        } else {
            self.held.clear();
        }
        Ok(())
    }

    /// Takes a failure instead of the answer, or of its end. A window whose answer was too long, or did not come in
    /// time, is halved if no row of it was given; the failure is none then.
    #[cfg(feature = "client")]
    pub(crate) fn fail(&mut self, error: Error) -> Option<Error> {
        let begun = self.answer.take().is_some();
        self.release();
        if begun && self.given {
            return Some(error);
        }
        match halve(&mut self.list, &error) {
            Some(drift) => {
                self.drifts.push(drift);
                None
            }
            None => Some(error),
        }
    }

    fn check_length(&self, length: u64) -> Result<()> {
        if length <= self.limits.whole {
            return Ok(());
        }
        let limit = usize::try_from(self.limits.whole).unwrap_or(usize::MAX);
        Err(too_large::<O>(limit, TooLong::Stream))
    }

    fn release(&mut self) {
        let row_limit = self.limits.row;
        let rows = self.held.drain(..).map(|row| {
            row.map_err(|error| match error {
                RowError::Unreadable(fault, json) => {
                    unreadable::<O>(fault, &Body::new(json))
                }
                RowError::TooLong(path) => too_large::<O>(row_limit, TooLong::Row(path)),
            })
        });
        self.rows.extend(rows);
    }
}

/// Halves the window of a request that failed, if the failure was its length.
#[cfg(feature = "client")]
pub(crate) fn halve<O: Paginated>(
    list: &mut Paginator<O>,
    error: &Error,
) -> Option<Drift> {
    let kind = match error {
        Error::TooLarge { what: TooLong::Body | TooLong::Stream, .. } => {
            DriftKind::LongAnswer
        }
        Error::Timeout { which: TimeoutKind::Attempt, .. } => DriftKind::LateAnswer,
        _ => return None,
    };
    list.halve().then(|| Drift { operation: O::NAME, path: "$".to_owned(), kind })
}

fn too_large<O: Paginated>(limit: usize, what: TooLong) -> Error {
    Error::TooLarge { operation: O::NAME, limit, what }
}
