//! A place in a list, as a text that can be kept.

use std::fmt;
use std::str::FromStr;

use md5::{Digest as _, Md5};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::page_tracker::{Fingerprint, Place};
use crate::error::{Error, Result};
use crate::operation::Paginated;
use crate::params::to_form;
use crate::window::Span;

/// The first word of the text: the version of its format.
const VERSION: &str = "1";

/// A place in a list at which another program run can go on: `ItemStream::cursor` gives it, `ItemStream::resume` takes
/// it.
///
/// It names a page, not a row: the rows of that page come again, so no row is lost and some may come twice. It is a
/// short text without secrets, by [`Display`](fmt::Display) and [`FromStr`] as well as by serde; the text begins with
/// the version of its format.
///
/// ```
/// use gensee_api::webcast::ExportHistory;
/// use gensee_api::{Cursor, Paginator, Time};
///
/// let request = ExportHistory::new("5f3c").between(Time::china("2026-01-01 00:00:00")?, Time::china("2026-03-01 00:00:00")?);
/// let mut list = Paginator::new(request.clone());
/// list.request()?;
/// assert_eq!(list.cursor().window().map(|window| window.start()), Some(1_767_196_800_000));
/// let kept = list.cursor().to_string();
///
/// let cursor: Cursor = kept.parse()?;
/// let mut list = Paginator::resume(request, &cursor)?;
/// # assert!(list.request()?.is_some());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    operation: String,
    /// A digest of the request, without its window and page.
    request: String,
    /// `None` when the list has ended.
    at: Option<At>,
}

/// The window and the page in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) span: Option<Span>,
    pub(super) place: Place,
}

impl Cursor {
    pub(super) fn new<O: Paginated>(request: &O, at: Option<At>) -> Self {
        Cursor { operation: O::NAME.to_owned(), request: digest(request), at }
    }

    /// The window of time in hand, for a list that has windows and has not ended.
    pub fn window(&self) -> Option<Span> {
        self.at.and_then(|at| at.span)
    }

    /// The place, if the cursor belongs to this request.
    ///
    /// # Errors
    /// [`Error::Config`] when it belongs to another one.
    pub(super) fn place_in<O: Paginated>(&self, request: &O) -> Result<Option<At>> {
        if self.operation != O::NAME {
            return Err(other(format!(
                "is one of `{}`, not of `{}`; resume the list that it was taken from",
                self.operation,
                O::NAME
            )));
        }
        if self.request != digest(request) {
            return Err(other(
                "belongs to a request with other parameters; resume with the request that it was taken from",
            ));
        }
        Ok(self.at)
    }
}

pub(super) fn other(message: impl Into<String>) -> Error {
    Error::config("cursor", message)
}

/// The first half of the MD5 of the request as a form, with a window and a page that do not count.
fn digest<O: Paginated>(request: &O) -> String {
    let mut request = request.clone();
    if let Some(page) = request.page_number() {
        *page = None;
    }
    if let Some(mut window) = request.window() {
        window.set(Span { start: 0, end: 0 });
    }
    let hash = Md5::digest(to_form(&request));
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}:{}:{}", self.operation, self.request)?;
        let Some(At { span, place }) = self.at else { return f.write_str(":end") };
        match span {
            Some(span) => write!(f, ":{}:{}", span.start, span.end)?,
            None => f.write_str("::")?,
        }
        let Place { first, number, delivered, most_pages, most_rows, .. } = place;
        write!(f, ":{first}:{number}:{delivered}:{most_pages}:{most_rows}")?;
        write!(f, ":{}", u8::from(place.counts_given))?;
        match place.start {
            Some(start) => write!(f, ":{:x}:{:x}", start.opening, start.rows),
            None => f.write_str("::"),
        }
    }
}

impl FromStr for Cursor {
    type Err = Error;

    /// Reads the text of a cursor.
    ///
    /// # Errors
    /// [`Error::Config`] when it is not one, or one of a later version of this crate.
    fn from_str(text: &str) -> Result<Self> {
        let parts: Vec<&str> = text.trim().split(':').collect();
        if parts[0] != VERSION && parts[0].parse::<u32>().is_ok() {
            return Err(other(format!(
                "is one of version {}, and this crate reads version {VERSION}; start the list anew, or take the version of the crate that wrote it",
                parts[0]
            )));
        }
        parse(&parts).ok_or_else(|| {
            other("is not the text of a cursor; keep it as `Cursor` writes it")
        })
    }
}

fn parse(parts: &[&str]) -> Option<Cursor> {
    let (operation, request, at) = match parts {
        [VERSION, operation, request, "end"] => (operation, request, None),
        [VERSION, operation, request, at @ ..] => {
            (operation, request, Some(parse_at(at)?))
        }
        _ => return None,
    };
    let named = !operation.is_empty() && request.len() == 16;
    named.then(|| Cursor {
        operation: (*operation).to_owned(),
        request: (*request).to_owned(),
        at,
    })
}

fn parse_at(parts: &[&str]) -> Option<At> {
    let &[start, end, first, number, delivered, pages, rows, counts, opening, all] =
        parts
    else {
        return None;
    };
    let span = match (start, end) {
        ("", "") => None,
        _ => Some(Span { start: start.parse().ok()?, end: end.parse().ok()? }),
    };
    let print = match (opening, all) {
        ("", "") => None,
        _ => Some(Fingerprint {
            opening: u64::from_str_radix(opening, 16).ok()?,
            rows: u64::from_str_radix(all, 16).ok()?,
        }),
    };
    let place = Place {
        first: first.parse().ok()?,
        number: number.parse().ok()?,
        delivered: delivered.parse().ok()?,
        most_pages: pages.parse().ok()?,
        most_rows: rows.parse().ok()?,
        counts_given: match counts {
            "0" => false,
            "1" => true,
            _ => return None,
        },
        start: print,
    };
    Some(At { span, place })
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn texts_that_are_no_cursors() {
        for (text, reason) in [
            ("", "is not the text of a cursor"),
            ("1", "is not the text of a cursor"),
            ("1:export_chat:00:end", "is not the text of a cursor"),
            ("1:export_chat:0123456789abcdef:", "is not the text of a cursor"),
            (
                "1:export_chat:0123456789abcdef:1:x:1:1:0:0:0:0::",
                "is not the text of a cursor",
            ),
            ("2:export_chat:0123456789abcdef:end", "is one of version 2"),
        ] {
            let error = text.parse::<Cursor>().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("`cursor`: {reason}")),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn texts_of_cursors_come_back() {
        for text in [
            "1:export_chat:0123456789abcdef:end",
            "1:export_chat:0123456789abcdef:::1:1:0:0:0:0::",
            "1:export_chat:0123456789abcdef:-5:7:1:3:100:5:230:1:ab:cd",
        ] {
            let cursor: Cursor = text.parse().unwrap();
            assert_eq!(cursor.to_string(), text);
            let json = serde_json::to_string(&cursor).unwrap();
            assert_eq!(serde_json::from_str::<Cursor>(&json).unwrap(), cursor);
        }
    }
}
