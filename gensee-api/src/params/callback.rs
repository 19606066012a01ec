//! What the server sends to an address of yours: forms that are read as leniently as possible.

use super::{Form, ParamError, Parameters};

/// What the server sends to an address of yours, by POST or by GET.
///
/// The reader is lenient, because a callback comes once and nobody can ask for it again: names that it does not know are
/// ignored, blanks around a value count for nothing, and an optional value that is empty or cannot be read is `None`.
/// It is an error only when a value is missing without which the callback tells nothing. Names must have the capitals
/// that the server writes.
///
/// ```
/// use gensee_api::Callback;
/// use gensee_api::webcast::{SiteEvent, SiteEventAction};
///
/// let event = SiteEvent::from_form("ClassNo=5f3c0e8b&Operator=1000000042&Action=101&Affected=&totalusernum=")?;
/// assert_eq!(event.action, SiteEventAction::UserEntered);
/// assert_eq!(event.operator.map(i64::from), Some(1_000_000_042));
/// assert_eq!(event.total_users, None);
/// # Ok::<_, gensee_api::params::ParamError>(())
/// ```
pub trait Callback: Parameters {
    /// Reads the body of a POST.
    ///
    /// # Errors
    /// When a value is missing without which the callback tells nothing.
    fn from_form(body: impl AsRef<[u8]>) -> Result<Self, ParamError> {
        Self::from_request(None, body)
    }

    /// Reads the address of a GET: the whole address, its path and query, or the query alone.
    ///
    /// # Errors
    /// When a value is missing without which the callback tells nothing.
    fn from_query(address: &str) -> Result<Self, ParamError> {
        let address = address.split_once('#').map_or(address, |(address, _)| address);
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        Self::from_request(Some(query), "")
    }

    /// Reads a request of either method, from its query and its body. Where both have a value, that of the body counts.
    ///
    /// # Errors
    /// When a value is missing without which the callback tells nothing.
    fn from_request(
        query: Option<&str>,
        body: impl AsRef<[u8]>,
    ) -> Result<Self, ParamError> {
        let query = query.unwrap_or_default().as_bytes();
        Self::read_fields(&Form::lenient([body.as_ref(), query]).reader())
    }
}
