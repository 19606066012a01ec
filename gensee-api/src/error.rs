//! What can go wrong with a call.

mod body;
mod excerpt;
mod sent;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

pub use body::Body;
pub use sent::Sent;

use crate::params::ValidationError;
use crate::response::drift::Drift;
use crate::webcast::ReturnCode;
use crate::wire::OpenEnum as _;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong with a call.
///
/// Neither `Display` nor `Debug` of any variant shows a password, a token, or an address with its query. Where an
/// answer came, its body is kept ([`Error::body`]); it may hold secrets, so the caller decides whether to print it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The server understood the call and refused it. The HTTP status is 200 nevertheless: only the return code in the
    /// answer tells of the failure.
    #[error(
        "`{operation}`: the server answers code {code} ({code:?}){}{}",
        message_text(message),
        meaning(code)
    )]
    Api {
        /// The operation, such as `create_webcast`.
        operation: &'static str,
        /// The return code; the document lists the codes in chapter 3.5.
        code: ReturnCode,
        /// The server's own message; empty when it sent none.
        message: Box<str>,
    },

    /// The request breaks a rule of the document and was not sent.
    #[error(
        "`{operation}`: {invalid}; nothing was sent (`.unchecked()` sends it all the same)"
    )]
    Invalid {
        /// The operation.
        operation: &'static str,
        /// The parameter and how it breaks the rule.
        #[source]
        invalid: Box<ValidationError>,
    },

    /// The client is set up wrongly: its base URL, its login, or the place where it is used; or a call by a method that
    /// the document does not list for the operation.
    #[error("`{what}`: {message}")]
    Config {
        /// The part that is wrong.
        what: &'static str,
        /// What is wrong with it, and how to correct it.
        message: String,
    },

    /// The answer cannot be read as the answer of this operation.
    #[error("`{operation}`: the answer cannot be read at `{path}`: {reason} ({body})")]
    Decode {
        /// The operation.
        operation: &'static str,
        /// The place in the answer, such as `$.list[3].uid`.
        path: Box<str>,
        /// What is wrong there.
        reason: Box<str>,
        /// The answer as the server sent it.
        body: Body,
    },

    /// The HTTP status is not a success: for example, a gateway answered, the address is wrong, or the server is down.
    #[error(
        "`{operation}` at `{sent}`: HTTP status {status} ({body}){}{}",
        sent.attempts_text(),
        redirect_text(location)
    )]
    Http {
        /// The operation.
        operation: &'static str,
        /// Where the call was sent, and how often.
        sent: Box<Sent>,
        /// The status.
        status: StatusCode,
        /// For a redirection, the scheme and host of the address it points to.
        location: Option<Box<str>>,
        /// The answer as the server sent it.
        body: Body,
    },

    /// The connection could not be made, or it broke before the answer was complete.
    #[error("`{operation}` at `{sent}`: no answer arrived{}: {reason}", sent.attempts_text())]
    Transport {
        /// The operation.
        operation: &'static str,
        /// Where the call was sent, and how often.
        sent: Box<Sent>,
        /// The innermost cause, in words, and what to do where the cause tells it.
        reason: Box<str>,
        /// The error of the HTTP library, without the address.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },

    /// No answer arrived within the time-out.
    #[error(
        "`{operation}` at `{sent}`: no answer within {} ms, the time-out of {which}{}; raise it with `{}`",
        limit.as_millis(),
        sent.attempts_text(),
        which.remedy()
    )]
    Timeout {
        /// The operation.
        operation: &'static str,
        /// Where the call was sent, and how often.
        sent: Box<Sent>,
        /// Which time-out ended the call.
        which: TimeoutKind,
        /// The length of that time-out.
        limit: Duration,
    },

    /// The answer, or a row of it, is longer than the limit; the rest of it was not read.
    #[error(
        "`{operation}`: {what} is longer than {limit} bytes; if that is right, raise the limit with `{}`", what.remedy()
    )]
    TooLarge {
        /// The operation.
        operation: &'static str,
        /// The limit in bytes.
        limit: usize,
        /// What is longer.
        what: TooLong,
    },

    /// The answer says that there are more rows than arrived, and no request brings them: the request has no page
    /// number, or the pages end early.
    #[error("`{operation}`: {} arrived, and no request brings the others; ask again, or for a shorter range", rows_text(*rows, *total))]
    Incomplete {
        /// The operation.
        operation: &'static str,
        /// Number of rows that arrived.
        rows: i64,
        /// Total number of rows, if the server gives it; `None` if it gives only the number of pages.
        total: Option<i64>,
    },

    /// In strict mode: the answer could be read, but it differs from the document.
    #[error("`{operation}`: strict mode: the answer departs from the document at {} place(s), first: {}", drifts.len(), first(drifts))]
    Drift {
        /// The operation.
        operation: &'static str,
        /// Every difference from the document; never empty.
        drifts: Vec<Drift>,
    },
}

/// What has a greatest length.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TooLong {
    /// An answer that is read as a whole; of a stream of items, what is not an item.
    Body,
    /// A row of a stream of items, at this place of the answer, such as `$.list[3]`. The stream goes on after it.
    Row(String),
    /// The whole answer of a stream of items.
    Stream,
}

impl TooLong {
    fn remedy(&self) -> &'static str {
        match self {
            TooLong::Body => "max_body",
            TooLong::Row(_) => "max_row",
            TooLong::Stream => "max_stream",
        }
    }
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TooLong::Body | TooLong::Stream => f.write_str("the answer"),
            TooLong::Row(path) => write!(f, "the row at `{path}`"),
        }
    }
}

/// The time-outs of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// Making the connection.
    Connect,
    /// One attempt, from connecting to the last byte of the answer.
    Attempt,
    /// The whole call, with all attempts and the waits between them.
    Total,
}

impl TimeoutKind {
    fn remedy(self) -> &'static str {
        match self {
            TimeoutKind::Connect => "connect_timeout",
            TimeoutKind::Attempt => "timeout",
            TimeoutKind::Total => "total_timeout",
        }
    }
}

impl fmt::Display for TimeoutKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TimeoutKind::Connect => "connecting",
            TimeoutKind::Attempt => "one attempt",
            TimeoutKind::Total => "the whole call",
        })
    }
}

impl Error {
    /// The return code, if the server sent one.
    pub fn code(&self) -> Option<&ReturnCode> {
        match self {
            Error::Api { code, .. } => Some(code),
            _ => None,
        }
    }

    /// The answer as the server sent it, if one arrived and could not be used.
    pub fn body(&self) -> Option<&[u8]> {
        match self {
            Error::Decode { body, .. } | Error::Http { body, .. } => Some(body.as_ref()),
            _ => None,
        }
    }

    /// Whether the same call may succeed if it is sent again: after a failed connection, a time-out of connecting or of
    /// one attempt, or an HTTP status of 500 or higher.
    ///
    /// The client itself retries only operations that read. It does not retry one that changes something, because the
    /// change may have been made before the connection broke.
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Transport { .. } => true,
            Error::Timeout { which, .. } => {
                matches!(which, TimeoutKind::Connect | TimeoutKind::Attempt)
            }
            Error::Http { status, .. } => status.is_server_error(),
            _ => false,
        }
    }

    /// The kind of failure in one word, for metrics and spans.
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Api { .. } => "api",
            Error::Invalid { .. } => "invalid",
            Error::Config { .. } => "config",
            Error::Decode { .. } => "decode",
            Error::Http { .. } => "http",
            Error::Transport { .. } => "transport",
            Error::Timeout { .. } => "timeout",
            Error::TooLarge { .. } => "too_large",
            Error::Incomplete { .. } => "incomplete",
            Error::Drift { .. } => "drift",
        }
    }

    /// Whether a time-out ended the call.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::Timeout { .. })
    }

    /// The name of the operation that failed; `None` when no call was made.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Error::Config { .. } => None,
            Error::Api { operation, .. }
            | Error::Invalid { operation, .. }
            | Error::Decode { operation, .. }
            | Error::Http { operation, .. }
            | Error::Transport { operation, .. }
            | Error::Timeout { operation, .. }
            | Error::TooLarge { operation, .. }
            | Error::Incomplete { operation, .. }
            | Error::Drift { operation, .. } => Some(operation),
        }
    }

    /// Where the call was sent, and how often: known of failures of the network and of HTTP.
    pub fn sent(&self) -> Option<&Sent> {
        match self {
            Error::Http { sent, .. }
            | Error::Transport { sent, .. }
            | Error::Timeout { sent, .. } => Some(sent),
            _ => None,
        }
    }

    /// Replaces these secrets in the texts that the error shows, in case the server repeated them, both as they are and
    /// as form-encoded text.
    pub(crate) fn scrub(mut self, secrets: &[&str]) -> Self {
        let escaped: Vec<String> = secrets
            .iter()
            .map(|secret| form_urlencoded::byte_serialize(secret.as_bytes()).collect())
            .collect();
        let secrets: Vec<&str> =
            secrets.iter().copied().chain(escaped.iter().map(String::as_str)).collect();
        match &mut self {
            Error::Api { message, .. } => {
                *message = excerpt::scrub(message, &secrets).into();
            }
            Error::Decode { body, .. } | Error::Http { body, .. } => {
                body.scrub(&secrets);
            }
            Error::Transport { reason, source, .. } => {
                if let Cow::Owned(clean) = excerpt::scrub(reason, &secrets) {
                    *source = clean.clone().into();
                    *reason = clean.into();
                }
            }
            _ => {}
        }
        self
    }

    pub(crate) fn config(what: &'static str, message: impl Into<String>) -> Self {
        Error::Config { what, message: message.into() }
    }
}

fn message_text(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

/// What the document says of the code, where it lists it.
fn meaning(code: &ReturnCode) -> String {
    match code.summary() {
        "" => String::new(),
        summary => format!(". {}", summary.trim_end_matches('.')),
    }
}

fn rows_text(rows: i64, total: Option<i64>) -> String {
    total.map_or_else(
        || format!("{rows} rows of the first page"),
        |total| format!("{rows} of {total} rows"),
    )
}

fn redirect_text(location: &Option<Box<str>>) -> String {
    location.as_ref().map_or_else(String::new, |origin| {
        format!(
            "; redirections are not followed, since the credentials would travel along: if `{origin}` is right, make it the base URL"
        )
    })
}

fn first(drifts: &[Drift]) -> String {
    drifts
        .first()
        .map(|drift| format!("{} at `{}`", drift.kind, drift.path))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Error;

    /// Every `Result` of a call is at least as large as its error.
    #[test]
    fn an_error_is_small() {
        assert!(size_of::<Error>() <= 64, "{} bytes", size_of::<Error>());
    }
}
