//! The items of a list, without a network.

use std::fmt;

use http::{Request, Response};

use super::list::{Head, Limits, ListReader};
use super::{Site, location};
use crate::error::Result;
use crate::operation::Paginated;
use crate::paging::{Cursor, Paginator};
use crate::wire::TimeFormat;

/// Reads a list while its answers arrive: it says which request to send next, takes the bytes of the answer, and gives
/// each item as soon as it has arrived. Made by [`Site::items`], which has an example.
///
/// An item that cannot be read is [`Error::Decode`](crate::Error::Decode) in its place, one that is too long is
/// [`Error::TooLarge`](crate::Error::TooLarge); the items around it arrive.
pub struct ItemReader<'s, O: Paginated> {
    site: &'s Site,
    list: ListReader<O>,
}

impl<'s, O: Paginated> ItemReader<'s, O> {
    pub(super) fn new(site: &'s Site, list: Paginator<O>) -> Self {
        ItemReader { site, list: ListReader::new(list, Limits::default(), false) }
    }

    /// Goes on at the cursor of another reader; see [`Paginator::resume`].
    ///
    /// # Errors
    /// [`Error::Config`](crate::Error::Config) when the cursor does not belong to the request.
    pub fn resume(self, cursor: &Cursor) -> Result<Self> {
        let list = self.list.into_list().resumed(cursor)?;
        Ok(Self::new(self.site, list))
    }

    /// The place of the answer in hand, at which [`resume`](Self::resume) goes on: its items come again.
    pub fn cursor(&self) -> Cursor {
        self.list.list().cursor()
    }

    /// The request to send next; `None` when the list has ended. It holds the credentials: do not print it.
    ///
    /// # Errors
    /// As for [`Paginator::request`] and [`Site::request`].
    pub fn request(&mut self) -> Result<Option<Request<Vec<u8>>>> {
        let Some(request) = self.list.request()?.cloned() else { return Ok(None) };
        let mut format = self.site.format();
        if self.list.list().needs_millis() {
            format.times = TimeFormat::Millis;
        }
        self.site.request_as(&request, format).map(Some)
    }

    /// Takes the head of the answer: status and headers.
    pub fn begin<B>(&mut self, response: &Response<B>) {
        let head = Head {
            status: response.status(),
            location: location(response.headers()),
            sent: self.site.sent(1),
            length: None,
        };
        // It fails only where the length of the answer has a limit.
        let _ = self.list.begin(head);
    }

    /// Takes the next bytes of its body.
    ///
    /// # Errors
    /// [`Error::TooLarge`](crate::Error::TooLarge) when what is not an item in the answer is longer than 64 MiB.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.list.push(bytes)
    }

    /// Takes the end of its body, and moves on to the next request. Without it, [`request`](Self::request) gives the
    /// same request again.
    ///
    /// # Errors
    /// [`Error::Http`](crate::Error::Http) on a status that is not 2xx, [`Error::Api`](crate::Error::Api) on a return
    /// code other than 0, [`Error::Decode`](crate::Error::Decode) when the answer without its items cannot be read. The
    /// items that arrived before are given nevertheless.
    pub fn end(&mut self) -> Result<()> {
        self.list.end().map_err(|error| self.site.scrub(error))
    }

    /// The next item that has arrived.
    pub fn next_item(&mut self) -> Option<Result<O::Item>> {
        self.list.next_row().map(|row| row.map_err(|error| self.site.scrub(error)))
    }
}

impl<O: Paginated> fmt::Debug for ItemReader<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemReader")
            .field("list", self.list.list())
            .finish_non_exhaustive()
    }
}
