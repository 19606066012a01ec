//! Lists: as answers one by one, or as a stream of their items.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Client;
use super::options::{Options, option_setters};
use crate::error::{Error, Result};
use crate::operation::Paginated;
use crate::paging::{Paginator, Rows};
use crate::site::Partial;
use crate::wire::TimeFormat;

/// The answers of a list, page by page and window by window; made by [`Client::pages`].
#[must_use = "nothing is sent until it is asked"]
pub struct Pages<O: Paginated> {
    client: Client,
    walk: Paginator<O>,
    options: Options,
    /// An answer whose errors are given first.
    kept: Option<(O::Response, VecDeque<Error>)>,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(client: Client, operation: O) -> Self {
        Self {
            options: client.shared.options.clone(),
            client,
            walk: Paginator::new(operation),
            kept: None,
        }
    }

    option_setters!();

    /// The next answer; `None` when the list has ended. An answer may have no items: nothing happened in its window.
    ///
    /// # Errors
    /// As with a single call. The place in the list is kept: calling this again sends the same request again. After
    /// [`Error::Incomplete`] it goes on with the next window. For each row that cannot be read there is
    /// [`Error::Decode`]; the calls after that give the answer without these rows.
    pub async fn next_page(&mut self) -> Result<Option<O::Response>> {
        if self.kept.is_none() {
            let Some((response, faults)) = self.next_partial().await? else {
                return Ok(None);
            };
            self.kept = Some((response, faults.into_iter().map(|(_, it)| it).collect()));
        }
        if let Some((_, faults)) = &mut self.kept
            && let Some(fault) = faults.pop_front()
        {
            return Err(fault);
        }
        Ok(self.kept.take().map(|(response, _)| response))
    }

    /// The next answer, and the errors of its rows that cannot be read.
    pub(crate) async fn next_partial(&mut self) -> Result<Option<Partial<O::Response>>> {
        let options = self.call_options();
        while let Some(request) = self.walk.request()? {
            let answer = self.client.shared.answer(request, options.clone()).await?;
            let (response, faults) = answer;
            if let Some(response) = self.walk.accept_partial(response, faults.len()) {
                return Ok(Some((response, faults)));
            }
        }
        Ok(None)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    fn call_options(&self) -> Options {
        let mut options = self.options.clone();
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
/// It is a [`Stream`] of results; [`try_next`](Self::try_next) works without the traits of `futures`.
///
/// A row that cannot be read is [`Error::Decode`] in its place, and the rows around it arrive; [`Error::Incomplete`]
/// stands where rows are missing, and the next window follows. After every other error the stream ends.
#[must_use = "a stream does nothing until it is asked"]
pub struct ItemStream<O: Paginated> {
    options: Options,
    state: State<O>,
    items: Rows<O::Item>,
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
                    Result<Option<Partial<<O as crate::Operation>::Response>>>,
                ),
            > + Send,
    >,
>;

impl<O: Paginated> ItemStream<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            options: pages.options.clone(),
            state: State::Idle(Box::new(pages)),
            items: Rows::default(),
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
    /// As with a single call. The stream goes on after [`Error::Decode`] of a row and [`Error::Incomplete`], and ends
    /// after any other; to go on after such a one, use [`Client::pages`].
    pub async fn try_next(&mut self) -> Result<Option<O::Item>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(item));
            }
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle(mut pages) => {
                    pages.options = self.options.clone();
                    self.state = State::Asking(Box::pin(async move {
                        let page = pages.next_partial().await;
                        (pages, page)
                    }));
                }
                State::Asking(mut asking) => match asking.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Asking(asking);
                        return Poll::Pending;
                    }
                    Poll::Ready((pages, Ok(Some((response, faults))))) => {
                        self.items = Rows::new(O::items(response), faults);
                        self.state = State::Idle(pages);
                    }
                    Poll::Ready((_, Ok(None))) => return Poll::Ready(None),
                    Poll::Ready((pages, Err(error))) => {
                        if let Error::Incomplete { .. } = error {
                            self.state = State::Idle(pages);
                        }
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
