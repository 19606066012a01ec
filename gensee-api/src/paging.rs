//! Reads a list over several pages and windows, one request after the other. Every stream uses it; it needs no network.

mod cursor;
mod fingerprint;
mod page;
mod page_tracker;
mod windows;

use std::fmt;

use crate::error::{Error, Result};
use crate::operation::Paginated;
use crate::window::Span;
use cursor::At;
use page_tracker::{NextStep, PageSummary, PageTracker};
use windows::Windows;

pub use cursor::Cursor;
pub(crate) use fingerprint::of as fingerprint;
pub use page::{Page, claimed};
pub(crate) use page_tracker::Fingerprint;

/// Reads a list that is longer than one answer: it says which request to send next, and takes the answer.
///
/// `Client::items` and the similar functions are a paginator with a network. With another HTTP library, send each
/// request that the paginator returns and give it each answer:
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
/// Where the document limits the time between two bounds, a longer range is asked for in parts. The first part is
/// `[start, start + limit - 1 ms]`, and the next one begins at `start + limit`. Both ends are inclusive, as in the
/// document. The times of such parts must be sent in milliseconds ([`Paginator::needs_millis`]), because a text without
/// milliseconds cannot express these bounds. When a bound is missing, the range is not split.
///
/// # Pages
///
/// The first page asked for is the page number of the request, or 1. A list ends
///
/// - when the pages and the rows that arrived reach both totals of the answer; the largest total that any page gave
///   counts;
/// - on an empty page, unless both totals say that rows are missing: then up to two more pages are asked for;
/// - on a page whose rows have all arrived before, in the same order: these rows are dropped;
/// - on a page shorter than a full one, when the totals are missing or contradict the rows, and the document says how
///   long a full page is.
///
/// A list whose last page says that there are more rows than arrived is [`Error::Incomplete`], after these rows.
///
/// Rows that are added or removed while the list is read may appear twice or not at all, because the interface has no
/// snapshots.
///
/// # Going on later
///
/// [`cursor`](Self::cursor) gives the place in the list as a short text, with which [`resume`](Self::resume) goes on:
/// after a crash, say. The page in hand is asked for again.
#[derive(Clone)]
pub struct Paginator<O: Paginated> {
    request: O,
    windows: Option<Windows>,
    /// The windows have times as bounds, which lie a millisecond apart; not dates.
    moments: bool,
    pages: PageTracker,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The range has not been split yet.
    New,
    /// `request` is the next request to send.
    Asking,
    /// The server has more rows, but no request brings them.
    Incomplete,
    Over,
}

impl<O: Paginated> Paginator<O> {
    /// Makes a paginator that stands before the first request.
    pub fn new(mut operation: O) -> Self {
        let first = operation.page_number().and_then(|number| *number).unwrap_or(1);
        let window = operation.window();
        let moments = window.as_ref().is_some_and(|window| window.is_times());
        let windows = window.and_then(|window| window.spans()).map(Windows::new);
        Self {
            request: operation,
            moments: moments && windows.is_some(),
            windows,
            pages: PageTracker::starting_at(first),
            state: State::New,
        }
    }

    /// Makes a paginator that goes on at the cursor of another one, which had the same request. The end of its range
    /// may be another one: a later one goes on for longer.
    ///
    /// # Errors
    /// [`Error::Config`] when the cursor was taken from another request, or lies outside the range of this one.
    pub fn resume(operation: O, cursor: &Cursor) -> Result<Self> {
        Self::new(operation).resumed(cursor)
    }

    /// Moves on to the place of a cursor, from before the first request.
    pub(crate) fn resumed(self, cursor: &Cursor) -> Result<Self> {
        let mut paginator = self;
        let at = cursor.place_in(&paginator.request)?;
        let Some(At { span, place }) = at else {
            paginator.state = State::Over;
            return Ok(paginator);
        };
        let inside = match (&mut paginator.windows, span) {
            (Some(windows), Some(span)) => windows.resume(span),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        if !inside {
            return Err(cursor::other(
                "lies outside the range of the request; resume with the range that it was taken from, or with a later end",
            ));
        }
        paginator.pages = PageTracker::at(place);
        Ok(paginator)
    }

    /// The place of the page in hand, at which [`resume`](Self::resume) goes on.
    pub fn cursor(&self) -> Cursor {
        let place = self.pages.place();
        let span = self.windows.as_ref().and_then(Windows::at);
        let at = (self.state != State::Over).then_some(At { span, place });
        Cursor::new(&self.request, at)
    }

    /// The request to send next; `None` when the list has ended. Calling it again without [`accept`](Self::accept) in
    /// between returns the same request.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the range ends before it starts; the list has then ended. [`Error::Incomplete`] when the
    /// server has rows that no request can ask for; it is returned once, and the next call goes on with the next
    /// window.
    pub fn request(&mut self) -> Result<Option<&O>> {
        match self.state {
            State::New => {
                if self.windows.is_some() && !self.next_window() {
                    self.state = State::Over;
                    // `check` describes the violation, because the wrong range is the caller's own.
                    self.request.check().map_err(|invalid| Error::Invalid {
                        operation: O::NAME,
                        invalid: Box::new(invalid),
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

    /// Takes the answer to the last [`request`](Self::request) and moves on. Returns the answer, or `None` when it
    /// repeats an earlier page.
    pub fn accept(&mut self, response: O::Response) -> Option<O::Response> {
        self.accept_partial(response, 0)
    }

    /// The same for an answer without the rows that cannot be read ([`Error::partial`]): `unread` is their number.
    pub fn accept_partial(
        &mut self,
        response: O::Response,
        unread: usize,
    ) -> Option<O::Response> {
        let rows = O::rows(&response);
        let page = O::page(&response).copied().unwrap_or_default();
        let new = self.accept_rows(page, rows.len() + unread, || fingerprint(rows));
        new.then_some(response)
    }

    /// The same for the number of rows of an answer, their fingerprint, and the page that it gives. Returns whether the
    /// rows are new.
    pub(crate) fn accept_rows(
        &mut self,
        page: Page,
        rows: usize,
        fingerprint: impl FnOnce() -> Fingerprint,
    ) -> bool {
        if self.state != State::Asking {
            return true;
        }
        let paged = self.is_paged();
        let summary = PageSummary {
            rows,
            total_pages: page.total_pages,
            total_counts: page.total_counts,
            full: self.request.page_size(),
        };
        // A list without page numbers has one page, so no page can repeat another.
        let fingerprint = || if paged { fingerprint() } else { Fingerprint::default() };
        let verdict = self.pages.accept(summary, fingerprint);
        match verdict {
            NextStep::More { .. } if paged => self.set_page(),
            NextStep::More { claimed: true } => self.state = State::Incomplete,
            _ if self.pages.is_incomplete() => self.state = State::Incomplete,
            NextStep::More { claimed: false } | NextStep::Last | NextStep::Repeated => {
                self.next_list();
            }
        }
        verdict != NextStep::Repeated
    }

    /// Whether requests have a page number.
    pub(crate) fn is_paged(&mut self) -> bool {
        self.request.page_number().is_some()
    }

    /// Whether an answer with this first row may repeat an earlier page.
    pub(crate) fn may_repeat(&self, opening: u64) -> bool {
        self.pages.may_repeat(opening)
    }

    /// Cuts the window in hand in two, because the answer to the last [`request`](Self::request) was too long, or did
    /// not come in time. Returns whether it did: a window shorter than two seconds, or two days, is not cut, nor one of
    /// whose pages some have arrived. The windows that follow will not be longer than a half.
    pub fn halve(&mut self) -> bool {
        if self.state != State::Asking || !self.pages.is_new() {
            return false;
        }
        let Some(span) = self.windows.as_mut().and_then(Windows::halve) else {
            return false;
        };
        set_window(&mut self.request, span);
        true
    }

    /// The requests that will probably follow the one in hand, at most so many: the further pages, as far as a total
    /// tells their number, and the first pages of the next windows.
    #[cfg(feature = "client")]
    pub(crate) fn ahead(&mut self, most: usize) -> Vec<O> {
        let mut requests = Vec::new();
        if self.state != State::Asking {
            return requests;
        }
        let mut add = |page: i64, span: Option<Span>| {
            let mut request = self.request.clone();
            set_page(&mut request, page);
            if let Some(span) = span {
                set_window(&mut request, span);
            }
            requests.push(request);
            requests.len() < most
        };
        let further = self.pages.number().saturating_add(1)..=self.pages.last();
        if most == 0 || !further.into_iter().all(|page| add(page, None)) {
            return requests;
        }
        if let Some(windows) = &mut self.windows {
            (0..).map_while(|index| windows.ahead(index)).all(|span| add(1, Some(span)));
        }
        requests
    }

    /// Whether the times of the requests must be sent in milliseconds.
    pub fn needs_millis(&self) -> bool {
        self.moments
    }

    /// Moves on to the list of the next window; ends when there is none.
    fn next_list(&mut self) {
        if self.next_window() {
            // Only the list of the first window starts at the page that the caller gave.
            self.pages = PageTracker::starting_at(1);
            self.set_page();
            self.state = State::Asking;
        } else {
            self.state = State::Over;
        }
    }

    fn next_window(&mut self) -> bool {
        let Some(span) = self.windows.as_mut().and_then(Windows::advance) else {
            return false;
        };
        set_window(&mut self.request, span);
        true
    }

    fn set_page(&mut self) {
        set_page(&mut self.request, self.pages.number());
    }
}

fn set_window<O: Paginated>(request: &mut O, span: Span) {
    if let Some(mut window) = request.window() {
        window.set(span);
    }
}

fn set_page<O: Paginated>(request: &mut O, number: i64) {
    if let Some(page) = request.page_number() {
        *page = Some(number);
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
