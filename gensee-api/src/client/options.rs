//! The options that a single call can set.

use std::time::Duration;

use crate::site::Format;
use crate::wire::Secret;

/// Default time-out of one attempt. It is long because the server needs a while to export a full week.
pub(crate) const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);
/// Default time-out of a whole call; enough for all default attempts and the delays between them.
pub(crate) const TOTAL_TIMEOUT: Duration = Duration::from_secs(200);
/// Default number of retries of an operation that reads.
pub(crate) const RETRIES: usize = 2;

#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) format: Format,
    pub(crate) attempt: Duration,
    pub(crate) total: Duration,
    pub(crate) retries: usize,
    /// Parameters that the document does not have; what they are is not known, so their values may be secrets.
    pub(crate) extra: Vec<(String, Secret)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: Format::default(),
            attempt: ATTEMPT_TIMEOUT,
            total: TOTAL_TIMEOUT,
            retries: RETRIES,
            extra: Vec::new(),
        }
    }
}

/// The setters of a type with a field `options: Options`, so that all types for calls have the same options.
macro_rules! option_setters {
    () => {
        /// Sends the parameters as a form in the body of a POST. This is the default.
        pub fn post(mut self) -> Self {
            self.options.format.method = $crate::Method::Post;
            self
        }

        /// Sends the parameters in the query of a GET. The address then holds the credentials: see
        /// [`Method::Get`](crate::Method::Get). An operation that the document lists with POST only is refused, with
        /// [`Error::Config`](crate::Error::Config).
        pub fn get(mut self) -> Self {
            self.options.format.method = $crate::Method::Get;
            self
        }

        /// Sets how times are written: milliseconds by default.
        pub fn times(mut self, times: $crate::TimeFormat) -> Self {
            self.options.format.times = times;
            self
        }

        /// Sets how lists are written: by default as the document has it for the operation, see
        /// [`Operation::LISTS`](crate::Operation::LISTS).
        pub fn lists(mut self, lists: $crate::ListFormat) -> Self {
            self.options.format.lists = Some(lists);
            self
        }

        /// Time-out of one attempt, from connecting to the last byte: 60 seconds by default.
        pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.options.attempt = limit;
            self
        }

        /// Time-out of the whole call, with all attempts and the delays between them: 200 seconds by default.
        pub fn total_timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.options.total = limit;
            self
        }

        /// How often an operation that reads is retried after a broken connection, a time-out, or an HTTP status of 500
        /// or higher: 2 by default. Operations that create, update or delete are never retried, and a return code in
        /// an answer is never a reason to retry.
        pub fn retries(mut self, times: usize) -> Self {
            self.options.retries = times;
            self
        }

        /// Sends a parameter that the document does not have, beside those that it has. One that it has is refused,
        /// with [`Error::Config`](crate::Error::Config).
        pub fn param(
            mut self,
            name: impl ::std::convert::Into<::std::string::String>,
            value: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            let value: ::std::string::String = value.into();
            self.options.extra.push((name.into(), value.into()));
            self
        }

        /// Sends a request that breaks a rule of the document instead of refusing it, and by GET also where the document
        /// lists POST only. The server answers a window that is too long with an empty list.
        pub fn unchecked(mut self) -> Self {
            self.options.format.unchecked = true;
            self
        }
    };
}

pub(crate) use option_setters;
