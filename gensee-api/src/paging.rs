//! A list over pages and windows, as one question after the other: the machine behind
//! every stream, without a network.

mod fingerprint;
mod page;
mod page_cursor;

use std::fmt;

use crate::error::{Error, Result};
use crate::operation::Paginated;
use crate::window::Spans;
use page_cursor::{NextStep, PageCursor, PageSummary};

pub use page::Page;

/// Walks through a list: says which request comes next, and takes its answer.
///
/// `Client::items` and its like are this machine and a network;
/// with another HTTP stack, ask it for each request and give it each answer:
///
/// ```
/// # use gensee_api::{Paginated, Operation, Result, Paginator};
/// # fn send<O: Operation>(_request: &O) -> Result<O::Response> { unreachable!() }
/// fn all<O: Paginated>(operation: O) -> Result<Vec<O::Item>> {
///     let mut walk = Paginator::new(operation);
///     let mut items = Vec::new();
///     while let Some(request) = walk.request()? {
///         let response = send(request)?;
///         if let Some(response) = walk.accept(response) {
///             items.extend(O::items(response));
///         }
///     }
///     Ok(items)
/// }
/// ```
///
/// # Windows
///
/// Where the document limits the time between two bounds, a longer range is asked for in
/// parts: `[start, start + limit - 1 ms]`, the next from `start + limit` on, both ends
/// inclusive as the document has them. Their times must be sent in milliseconds
/// ([`Paginator::needs_millis`]), because a text without milliseconds cannot name such a
/// bound. A bound that is missing leaves the request as it is.
///
/// # Pages
///
/// The first page asked for is the request's own page number, or 1. A list is over
///
/// - when the pages and the rows that arrived reach both totals of the answer, the
///   largest totals any page of it named;
/// - on an empty page, unless both totals insist that rows are missing: then up to two
///   more are asked for;
/// - on a page whose rows have all arrived before, in the same order: these rows are
///   dropped;
/// - without totals, or with totals that rows contradict, on a page shorter than a full
///   one, where the document says what a full one is.
///
/// Rows that someone adds or removes while the walk is on its way may appear twice or
/// not at all: the interface has no snapshots.
#[derive(Clone)]
pub struct Paginator<O: Paginated> {
    request: O,
    windows: Option<Spans>,
    /// The windows are moments: bounds a millisecond apart.
    moments: bool,
    pages: PageCursor,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The range is not looked at yet.
    New,
    /// The request is the next one to send.
    Asking,
    /// Rows are missing that cannot be asked for.
    Incomplete,
    Over,
}

impl<O: Paginated> Paginator<O> {
    /// Starts before the first request.
    pub fn new(mut operation: O) -> Self {
        let first = operation.page_number().and_then(|number| *number).unwrap_or(1);
        let window = operation.window();
        let moments = window.as_ref().is_some_and(|window| window.is_times());
        let windows = window.and_then(|window| window.spans());
        Self {
            request: operation,
            moments: moments && windows.is_some(),
            windows,
            pages: PageCursor::starting_at(first),
            state: State::New,
        }
    }

    /// The request to send next; `None` when the list is over. Without
    /// [`accept`](Self::accept) in between it is the same one again.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the range ends before it starts: the list is over then.
    /// [`Error::Incomplete`] when the server has rows that no request can ask for: once,
    /// and the next window follows.
    pub fn request(&mut self) -> Result<Option<&O>> {
        match self.state {
            State::New => {
                if self.windows.is_some() && !self.next_window() {
                    self.state = State::Over;
                    // The rule that the range breaks is the request's own.
                    self.request.check().map_err(|invalid| Error::Invalid {
                        operation: O::NAME,
                        invalid,
                    })?;
                    return Ok(None);
                }
                self.set_page();
                self.state = State::Asking;
            }
            State::Asking => {}
            State::Incomplete => {
                let (rows, total) = self.pages.rows();
                self.next_list();
                return Err(Error::Incomplete { operation: O::NAME, rows, total });
            }
            State::Over => return Ok(None),
        }
        Ok(Some(&self.request))
    }

    /// Takes the answer to the last [`request`](Self::request) and moves on. `None` when
    /// it repeats a page that was there before.
    pub fn accept(&mut self, response: O::Response) -> Option<O::Response> {
        if self.state != State::Asking {
            return Some(response);
        }
        let rows = O::rows(&response);
        let page = O::page(&response).copied().unwrap_or_default();
        let paged = self.request.page_number().is_some();
        let verdict = self.pages.accept(PageSummary {
            rows: rows.len(),
            // A list of one page cannot repeat one.
            fingerprint: if paged { fingerprint::of(rows) } else { 0 },
            total_pages: page.total_pages,
            total_counts: page.total_counts,
            full: self.request.page_size(),
        });
        match verdict {
            NextStep::More { .. } if paged => self.set_page(),
            NextStep::More { claimed: true } => self.state = State::Incomplete,
            NextStep::More { claimed: false } | NextStep::Last | NextStep::Repeated => {
                self.next_list();
            }
        }
        (verdict != NextStep::Repeated).then_some(response)
    }

    /// Whether the times must be sent in milliseconds.
    pub fn needs_millis(&self) -> bool {
        self.moments
    }

    /// Moves on to the list of the next window, if there is one.
    fn next_list(&mut self) {
        if self.next_window() {
            // Only the list of the first window starts where the caller said.
            self.pages = PageCursor::starting_at(1);
            self.set_page();
            self.state = State::Asking;
        } else {
            self.state = State::Over;
        }
    }

    fn next_window(&mut self) -> bool {
        let Some(span) = self.windows.as_mut().and_then(Iterator::next) else {
            return false;
        };
        if let Some(mut window) = self.request.window() {
            window.set(span);
        }
        true
    }

    fn set_page(&mut self) {
        let number = self.pages.number();
        if let Some(page) = self.request.page_number() {
            *page = Some(number);
        }
    }
}

impl<O: Paginated> fmt::Debug for Paginator<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paginator")
            .field("operation", &O::NAME)
            .field("page", &self.pages.number())
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
