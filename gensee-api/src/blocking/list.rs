//! Lists: as answers one by one, or as an iterator over their items.

use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;
use std::vec;

use super::runtime::Runtime;
use crate::client;
use crate::client::options::{Options, option_setters};
use crate::error::Result;
use crate::operation::Paginated;

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
    /// As with a single call. The place in the list is kept: calling this again sends the same request again.
    pub fn next_page(&mut self) -> Result<Option<O::Response>> {
        self.pages.set_options(self.options);
        self.runtime.block_on(self.pages.next_page())?
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::Pages")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

/// The items of a list, over all pages and windows; made by [`Client::items`](super::Client::items). The iterator ends
/// after an error.
#[must_use = "nothing is sent until it is asked"]
pub struct ItemIter<O: Paginated> {
    options: Options,
    /// `None` when the list has ended.
    pages: Option<Pages<O>>,
    items: vec::IntoIter<O::Item>,
}

impl<O: Paginated> ItemIter<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self {
            options: pages.options,
            pages: Some(pages),
            items: Vec::new().into_iter(),
        }
    }

    option_setters!();
}

impl<O: Paginated> Iterator for ItemIter<O> {
    type Item = Result<O::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            let pages = self.pages.as_mut()?;
            pages.options = self.options;
            match pages.next_page() {
                Ok(Some(response)) => self.items = O::items(response).into_iter(),
                Ok(None) => self.pages = None,
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
