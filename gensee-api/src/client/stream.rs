//! Lists: as answers one by one, or as a stream of their items.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use futures_core::Stream;

use super::Client;
use super::options::{Options, option_setters};
use crate::error::Result;
use crate::operation::Paginated;
use crate::paging::Paginator;
use crate::wire::TimeFormat;

/// The answers of a list, page by page and window by window; made by [`Client::pages`].
#[must_use = "nothing is sent until it is asked"]
pub struct Pages<O: Paginated> {
    client: Client,
    walk: Paginator<O>,
    options: Options,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(client: Client, operation: O) -> Self {
        Self { options: client.shared.options, client, walk: Paginator::new(operation) }
    }

    option_setters!();

    /// The next answer; `None` when the list has ended. An answer may have no items: nothing happened in its window.
    ///
    /// # Errors
    /// As with a single call. The place in the list is kept: calling this again sends the same request again.
    pub async fn next_page(&mut self) -> Result<Option<O::Response>> {
        let options = self.call_options();
        while let Some(request) = self.walk.request()? {
            let response = self.client.shared.answer(request, options).await?;
            if let Some(response) = self.walk.accept(response) {
                return Ok(Some(response));
            }
        }
        Ok(None)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    fn call_options(&self) -> Options {
        let mut options = self.options;
        if self.walk.needs_millis() {
            options.format.times = TimeFormat::Millis;
        }
        options
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("walk", &self.walk)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// The items of a list, over all pages and windows; made by [`Client::items`].
///
/// It is a [`Stream`] of results; [`try_next`](Self::try_next) works without the traits of `futures`. The stream ends
/// after an error.
#[must_use = "a stream does nothing until it is asked"]
pub struct ItemStream<O: Paginated> {
    options: Options,
    state: State<O>,
    items: vec::IntoIter<O::Item>,
}

enum State<O: Paginated> {
    Idle(Box<Pages<O>>),
    Asking(Asking<O>),
    Over,
}

/// The future of the next answer; it owns the pages and returns them with the answer.
type Asking<O> = Pin<
    Box<
        dyn Future<
                Output = (
                    Box<Pages<O>>,
                    Result<Option<<O as crate::Operation>::Response>>,
                ),
            > + Send,
    >,
>;

impl<O: Paginated> ItemStream<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            options: pages.options,
            state: State::Idle(Box::new(pages)),
            items: Vec::new().into_iter(),
        }
    }

    option_setters!();
}

impl<O> ItemStream<O>
where
    O: Paginated + Send + Sync + 'static,
    O::Response: Send,
{
    /// The next item; `None` when the list has ended.
    ///
    /// # Errors
    /// As with a single call. The stream then ends; to go on after an error, use [`Client::pages`].
    pub async fn try_next(&mut self) -> Result<Option<O::Item>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle(mut pages) => {
                    pages.options = self.options;
                    self.state = State::Asking(Box::pin(async move {
                        let page = pages.next_page().await;
                        (pages, page)
                    }));
                }
                State::Asking(mut asking) => match asking.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Asking(asking);
                        return Poll::Pending;
                    }
                    Poll::Ready((pages, Ok(Some(response)))) => {
                        self.items = O::items(response).into_iter();
                        self.state = State::Idle(pages);
                    }
                    Poll::Ready((_, Ok(None))) => return Poll::Ready(None),
                    Poll::Ready((_, Err(error))) => {
                        return Poll::Ready(Some(Err(error)));
                    }
                },
            }
        }
    }
}

/// Sound because only the boxed future is ever pinned.
impl<O: Paginated> Unpin for ItemStream<O> {}

impl<O> Stream for ItemStream<O>
where
    O: Paginated + Send + Sync + 'static,
    O::Response: Send,
{
    type Item = Result<O::Item>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<O: Paginated> fmt::Debug for ItemStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("operation", &O::NAME)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
