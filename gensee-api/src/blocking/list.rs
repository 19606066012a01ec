//! Lists: as answers one by one, or as an iterator over their items.

use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;

use crate::client;
use crate::client::options::{Options, option_setters};
use crate::client::runtime::Runtime;
use crate::error::Result;
use crate::operation::Paginated;
use crate::paging::Cursor;

/// The answers of a list, page by page and window by window; made by [`Client::pages`](super::Client::pages).
#[must_use = "nothing is sent until it is asked"]
pub struct Pages<O: Paginated> {
    pages: client::Pages<O>,
    runtime: Arc<Runtime>,
    options: Options,
}

impl<O: Paginated> Pages<O> {
    pub(super) fn new(
        pages: client::Pages<O>,
        runtime: Arc<Runtime>,
        options: Options,
    ) -> Self {
        Self { pages, runtime, options }
    }

    option_setters!();

    /// The next answer; `None` when the list has ended. An answer may have no items: nothing happened in its window.
    ///
    /// # Errors
    /// As with a single call. The place in the list is kept: calling this again sends the same request again. After
    /// [`Error::Incomplete`](crate::Error::Incomplete) it goes on with the next window. For each row that cannot be read there is
    /// [`Error::Decode`](crate::Error::Decode); the calls after that give the answer without these rows.
    pub fn next_page(&mut self) -> Result<Option<O::Response>> {
        self.pages.set_options(self.options.clone());
        self.runtime.block_on(self.pages.next_page())?
    }

    /// Goes on at the cursor of an earlier list, before the first answer is asked for.
    ///
    /// # Errors
    /// [`Error::Config`](crate::Error::Config) when the cursor does not belong to the request; see
    /// [`Paginator::resume`](crate::Paginator::resume).
    pub fn resume(mut self, cursor: &Cursor) -> Result<Self> {
        self.pages = self.pages.resume(cursor)?;
        Ok(self)
    }

    /// The place of the next answer, for [`resume`](Self::resume).
    pub fn cursor(&self) -> Cursor {
        self.pages.cursor()
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::Pages")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

/// The items of a list, over all pages and windows; made by [`Client::items`](super::Client::items).
///
/// It gives each item as soon as its bytes have arrived, as the stream of the async client does; see
/// [`ItemStream`](crate::ItemStream) for its errors, its time-outs, and the memory it takes.
#[must_use = "nothing is sent until it is asked"]
pub struct ItemIter<O: Paginated> {
    options: Options,
    items: client::ItemStream<O>,
    /// The list cannot go on.
    over: bool,
    runtime: Arc<Runtime>,
}

impl<O: Paginated> ItemIter<O> {
    pub(super) fn new(
        items: client::ItemStream<O>,
        runtime: Arc<Runtime>,
        options: Options,
    ) -> Self {
        Self { options, items, over: false, runtime }
    }

    option_setters!();

    /// Asks for so many answers at one time: see [`ItemStream::concurrency`](crate::ItemStream::concurrency).
    pub fn concurrency(mut self, answers: usize) -> Self {
        self.items = self.items.concurrency(answers);
        self
    }

    /// Goes on at the cursor of an earlier list: see [`ItemStream::resume`](crate::ItemStream::resume).
    pub fn resume(mut self, cursor: &Cursor) -> Self {
        self.items = self.items.resume(cursor);
        self
    }

    /// The place of the answer whose items are given: see [`ItemStream::cursor`](crate::ItemStream::cursor).
    pub fn cursor(&self) -> Cursor {
        self.items.cursor()
    }
}

impl<O: Paginated> Iterator for ItemIter<O> {
    type Item = Result<O::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        if let Some(item) = self.items.arrived() {
            return Some(item);
        }
        self.items.set_options(self.options.clone());
        let item = self.runtime.block_on(self.items.try_next());
        self.over = item.is_err();
        item.map_or_else(|error| Some(Err(error)), Result::transpose)
    }
}

impl<O: Paginated> FusedIterator for ItemIter<O> {}

impl<O: Paginated> fmt::Debug for ItemIter<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemIter").field("items", &self.items).finish_non_exhaustive()
    }
}
