//! The items of a list, as a stream.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::Request;

use super::Client;
use super::fetch::{Fetch, Part};
use super::limiter::Waits;
use super::options::{Options, option_setters};
use super::send::{in_runtime, scrub};
use crate::error::{Error, Result};
use crate::operation::Paginated;
use crate::paging::{Cursor, Paginator};
use crate::site::ListReader;
use crate::wire::TimeFormat;

/// The items of a list, over all pages and windows; made by [`Client::items`].
///
/// It is a [`Stream`] of results; [`try_next`](Self::try_next) works without the traits of `futures`. Each item is
/// given as soon as its bytes have arrived, and the memory does not grow with the list. Dropping the stream ends its
/// requests.
///
/// A row that cannot be read is [`Error::Decode`] in its place, one longer than
/// [`max_row`](crate::ClientBuilder::max_row) is [`Error::TooLarge`]; the rows around it arrive. [`Error::Incomplete`]
/// stands where rows are missing, and the next window follows. After every other error the stream ends;
/// [`cursor`](Self::cursor) tells where another one goes on.
///
/// The [time-out of an attempt](Self::timeout) bounds the time until an answer begins, and then each wait for more
/// bytes. When the connection breaks inside an answer, the request is retried, and the stream goes on behind the bytes
/// that had arrived.
///
/// A window of time whose answer is too large, or does not begin in time, is halved and asked for again, down to a
/// second; [`on_drift`](crate::ClientBuilder::on_drift) is told.
#[must_use = "a stream does nothing until it is asked"]
pub struct ItemStream<O: Paginated> {
    client: Client,
    options: Options,
    list: ListReader<O>,
    concurrency: usize,
    /// The answer whose rows are given.
    current: Option<Fetch>,
    /// How many answers were asked for, this one included.
    answers: u64,
    /// Answers to requests that will probably follow.
    ahead: VecDeque<Fetch>,
    /// The last request, whose secrets no error may show.
    request: Request<Vec<u8>>,
    /// The waits since the last answer, because the server said that it is too much.
    waits: Waits,
    /// The error that follows the last row.
    error: Option<Error>,
    over: bool,
}

impl<O: Paginated> ItemStream<O> {
    pub(crate) fn new(client: Client, operation: O) -> Self {
        let options = client.shared.options.clone();
        let list = client.shared.reader(Paginator::new(operation));
        Self {
            client,
            options,
            list,
            concurrency: 1,
            current: None,
            answers: 0,
            ahead: VecDeque::new(),
            request: Request::default(),
            waits: Waits::default(),
            error: None,
            over: false,
        }
    }

    option_setters!();

    /// Asks for so many answers at one time: for the further pages, as far as a total tells their number, and for the
    /// next windows of time. By default 1. The items come in their order nevertheless, and an error in its place.
    ///
    /// Answers that arrive early wait for their turn: at most twice as many, with a few hundred kilobytes each.
    ///
    /// ```no_run
    /// # use gensee_api::{Client, Time, webcast::ExportHistory};
    /// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let two_years = ExportHistory::new("5f3c").between(Time::china("2024-01-01 00:00:00")?, Time::china("2026-01-01 00:00:00")?);
    /// let mut visits = client.items(two_years).concurrency(8);
    /// while let Some(visit) = visits.try_next().await? {
    ///     println!("{:?}", visit.nickname);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn concurrency(mut self, answers: usize) -> Self {
        self.concurrency = answers.max(1);
        self
    }

    /// Goes on at the cursor of an earlier stream, before the first item is asked for. The request must be the same one,
    /// apart from a later end of its range; otherwise the first item is [`Error::Config`].
    ///
    /// ```no_run
    /// # use gensee_api::{Client, Cursor, webcast::ExportHistory};
    /// # async fn run(client: Client, request: ExportHistory) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut visits = client.items(request);
    /// if let Ok(kept) = std::fs::read_to_string("visits.cursor") {
    ///     visits = visits.resume(&kept.parse()?);
    /// }
    /// while let Some(visit) = visits.try_next().await? {
    ///     // Store the visit, by its own key, because some may come twice; then the cursor.
    ///     std::fs::write("visits.cursor", visits.cursor().to_string())?;
    /// #   drop(visit);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume(mut self, cursor: &Cursor) -> Self {
        let list = self.list.into_list();
        self.list = match list.clone().resumed(cursor) {
            Ok(list) => self.client.shared.reader(list),
            Err(error) => {
                self.error = Some(error);
                self.client.shared.reader(list)
            }
        };
        self
    }

    /// The place of the answer whose items are given, for [`resume`](Self::resume): its items come again, so none is
    /// lost, and some come twice.
    pub fn cursor(&self) -> Cursor {
        self.list.list().cursor()
    }

    /// The number of the answer whose items are given, from 1. When it grows, so does the place of the
    /// [`cursor`](Self::cursor): all items before it belong to earlier answers.
    pub fn answers(&self) -> u64 {
        self.answers
    }

    /// The next item; `None` when the list has ended. It can be dropped before it is done without losing an item.
    ///
    /// # Errors
    /// As with a single call. The stream goes on after an error of a row and [`Error::Incomplete`], and ends after any
    /// other.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// The next item, if it has arrived.
    #[cfg(feature = "blocking")]
    pub(crate) fn arrived(&mut self) -> Option<Result<O::Item>> {
        let row = self.list.next_row()?;
        Some(row.map_err(|error| scrub::<O>(error, &self.request)))
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item>>> {
        loop {
            if let Some(row) = self.list.next_row() {
                let row = row.map_err(|error| scrub::<O>(error, &self.request));
                return Poll::Ready(Some(row));
            }
            if let Some(error) = self.error.take() {
                return Poll::Ready(Some(Err(self.end(error))));
            }
            if self.over {
                return Poll::Ready(None);
            }
            let Some(current) = &mut self.current else {
                match self.ask() {
                    Ok(true) => continue,
                    Ok(false) => self.over = true,
                    Err(error @ Error::Incomplete { .. }) => {
                        return Poll::Ready(Some(Err(error)));
                    }
                    Err(error) => self.error = Some(error),
                }
                continue;
            };
            let part = ready!(current.poll(context));
            if let Err(error) = self.take(part) {
                self.error = Some(error);
            }
        }
    }

    /// Takes a part of the current answer.
    fn take(&mut self, part: Option<Result<Part>>) -> Result<()> {
        let result = match part {
            Some(Ok(Part::Head(head))) => self.list.begin(head),
            Some(Ok(Part::Body(bytes))) => self.list.push(&bytes),
            Some(Err(error)) => Err(error),
            None => {
                let ended = self.list.end();
                if let Some(fetch) = self.current.take() {
                    fetch.span.outcome(ended.as_ref().copied());
                }
                return self.ended(ended);
            }
        };
        let Err(error) = result else { return Ok(()) };
        if let Some(fetch) = self.current.take() {
            fetch.span.outcome(Err(&error));
        }
        if let Some(error) = self.list.fail(error) {
            return Err(error);
        }
        let drifts = self.list.take_drifts();
        self.client.shared.report(O::NAME, drifts)
    }

    /// Goes on behind an answer, or waits and asks for it again if the server said that it is too much.
    fn ended(&mut self, ended: Result<()>) -> Result<()> {
        let client = &self.client.shared;
        let Err(error) = ended else {
            self.waits = Waits::default();
            return client.report(O::NAME, self.list.take_drifts());
        };
        let busy = client.is_busy(&error) && !self.list.has_given();
        match self.waits.next(self.options.total).filter(|_| busy) {
            Some(wait) => {
                client.limiter.pause(wait);
                Ok(())
            }
            None => Err(error),
        }
    }

    /// Sends the next request, and those that will probably follow; `false` when the list has ended.
    fn ask(&mut self) -> Result<bool> {
        in_runtime()?;
        let client = &self.client.shared;
        let mut options = self.options.clone();
        if self.list.list().needs_millis() {
            options.format.times = TimeFormat::Millis;
        }
        let Some(request) = self.list.request()? else { return Ok(false) };
        let prepared = client.prepare(request, options.clone())?;
        self.request = prepared.request.clone();
        let started = self.ahead.iter().position(|fetch| fetch.answers(&self.request));
        let fetch = started.and_then(|index| self.ahead.remove(index));
        self.current = Some(fetch.unwrap_or_else(|| Fetch::start(client, prepared)));
        self.answers += 1;

        // Answers that have arrived wait for their turn, at most as many as may be on the way.
        let most = self.concurrency - 1;
        let mut room = most
            .saturating_sub(self.ahead.iter().filter(|it| !it.has_arrived()).count());
        let mut ahead = VecDeque::new();
        for request in self.list.ahead(2 * most) {
            // A request that breaks a rule is an error when its turn comes.
            let Ok(prepared) = client.prepare(&request, options.clone()) else { break };
            let mut started = self.ahead.iter();
            let started = started.position(|fetch| fetch.answers(&prepared.request));
            if let Some(fetch) = started.and_then(|index| self.ahead.remove(index)) {
                ahead.push_back(fetch);
            } else if room > 0 {
                room -= 1;
                ahead.push_back(Fetch::start(client, prepared));
            }
        }
        self.ahead = ahead;
        Ok(true)
    }

    /// Ends the stream with an error.
    fn end(&mut self, error: Error) -> Error {
        self.over = true;
        self.current = None;
        self.ahead.clear();
        scrub::<O>(error, &self.request)
    }
}

/// Sound because nothing in it is ever pinned.
impl<O: Paginated> Unpin for ItemStream<O> {}

impl<O: Paginated> Stream for ItemStream<O> {
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
            .field("list", self.list.list())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
