//! Failed requests: the cause and the remedy as text.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

/// The cause of a missing or incomplete answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The connection was not made within this time.
    ConnectTimeout(Duration),
    /// Anything else.
    Broken {
        /// The innermost cause, and what to do where that is known.
        reason: String,
        /// Holds no address of a request, which with GET has the password in it.
        source: BoxError,
    },
}

impl Failure {
    /// Of an exchange in the clear, or of one with TLS.
    pub(super) fn of(error: impl Into<BoxError>, plain: bool) -> Self {
        let source = error.into();
        let mut cause: &(dyn StdError + 'static) = &*source;
        let mut parse = false;
        loop {
            if let Some(TimedOut(limit)) = cause.downcast_ref() {
                return Failure::ConnectTimeout(*limit);
            }
            parse |=
                cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse);
            match cause.source() {
                Some(deeper) => cause = deeper,
                None => break,
            }
        }
        let reason = if parse && plain {
            format!("the server does not speak HTTP here ({cause}); is it `https://`?")
        } else {
            cause.to_string()
        };
        Failure::Broken { reason, source }
    }

    /// Of a body that broke off.
    pub(super) fn of_body(error: hyper::Error) -> Self {
        Failure::of(error, false)
    }

    #[cfg(feature = "reqwest")]
    pub(super) fn of_reqwest(error: reqwest::Error) -> Self {
        let error = error.without_url();
        Failure::Broken { reason: innermost(&error), source: error.into() }
    }

    /// Of a user's function. Its text alone is kept, because secrets of the request can be removed from it.
    pub(super) fn told(error: &(dyn StdError + 'static)) -> Self {
        let reason = innermost(error);
        Failure::Broken { source: reason.clone().into(), reason }
    }
}

pub(super) fn innermost(error: &(dyn StdError + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// The connection was not made within this time.
#[derive(Debug)]
pub(super) struct TimedOut(pub(super) Duration);

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not connected within {} ms", self.0.as_millis())
    }
}

impl StdError for TimedOut {}

/// A cause in words.
#[derive(Debug)]
pub(super) struct Fault(pub(super) String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for Fault {}
