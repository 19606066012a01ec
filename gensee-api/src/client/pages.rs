//! The answers of a list, one by one.

use std::collections::VecDeque;
use std::fmt;

use super::Client;
use super::options::{Options, option_setters};
use crate::error::{Error, Result};
use crate::operation::Paginated;
use crate::paging::{Cursor, Paginator};
use crate::site::{self, Partial};
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

    /// Goes on at the cursor of an earlier list, before the first answer is asked for.
    ///
    /// # Errors
    /// [`Error::Config`] when the cursor does not belong to the request; see [`Paginator::resume`].
    pub fn resume(mut self, cursor: &Cursor) -> Result<Self> {
        self.walk = self.walk.resumed(cursor)?;
        Ok(self)
    }

    /// The place of the next answer, for [`resume`](Self::resume).
    pub fn cursor(&self) -> Cursor {
        self.walk.cursor()
    }

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
    async fn next_partial(&mut self) -> Result<Option<Partial<O::Response>>> {
        let options = self.call_options();
        while let Some(request) = self.walk.request()? {
            let answer = self.client.shared.answer(request, options.clone()).await;
            let (response, faults) = match answer {
                Ok(answer) => answer,
                Err(error) => {
                    self.halve(error)?;
                    continue;
                }
            };
            if let Some(response) = self.walk.accept_partial(response, faults.len()) {
                return Ok(Some((response, faults)));
            }
        }
        Ok(None)
    }

    /// Halves the window of time that failed, if that can help.
    fn halve(&mut self, error: Error) -> Result<()> {
        let Some(drift) = site::halve(&mut self.walk, &error) else { return Err(error) };
        self.client.shared.report(O::NAME, vec![drift])
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
