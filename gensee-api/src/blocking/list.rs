//! Lists: as answers one by one, or as an iterator over their items.

use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;

use super::runtime::Runtime;
use crate::client;
use crate::client::options::{Options, option_setters};
use crate::error::{Error, Result};
use crate::operation::Paginated;
use crate::paging::Rows;
use crate::site::Partial;

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
    /// [`Error::Incomplete`] it goes on with the next window. For each row that cannot be read there is
    /// [`Error::Decode`]; the calls after that give the answer without these rows.
    pub fn next_page(&mut self) -> Result<Option<O::Response>> {
        self.pages.set_options(self.options.clone());
        self.runtime.block_on(self.pages.next_page())?
    }

    fn next_partial(&mut self) -> Result<Option<Partial<O::Response>>> {
        self.pages.set_options(self.options.clone());
        self.runtime.block_on(self.pages.next_partial())?
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
/// A row that cannot be read is [`Error::Decode`] in its place, and the rows around it arrive; [`Error::Incomplete`]
/// stands where rows are missing, and the next window follows. After every other error the iterator ends.
#[must_use = "nothing is sent until it is asked"]
pub struct ItemIter<O: Paginated> {
    options: Options,
    /// `None` when the list has ended.
    pages: Option<Pages<O>>,
    items: Rows<O::Item>,
}

impl<O: Paginated> ItemIter<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self {
            options: pages.options.clone(),
            pages: Some(pages),
            items: Rows::default(),
        }
    }

    option_setters!();
}

impl<O: Paginated> Iterator for ItemIter<O> {
    type Item = Result<O::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(item);
            }
            let pages = self.pages.as_mut()?;
            pages.options = self.options.clone();
            match pages.next_partial() {
                Ok(Some((response, faults))) => {
                    self.items = Rows::new(O::items(response), faults);
                }
                Ok(None) => self.pages = None,
                Err(error @ Error::Incomplete { .. }) => return Some(Err(error)),
                Err(error) => {
                    self.pages = None;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl<O: Paginated> FusedIterator for ItemIter<O> {}

impl<O: Paginated> fmt::Debug for ItemIter<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemIter").field("pages", &self.pages).finish_non_exhaustive()
    }
}
