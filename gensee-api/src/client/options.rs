//! What a call may decide for itself.

use std::time::Duration;

use crate::site::Format;

/// Allowed for one attempt unless said otherwise: an export of a full week takes the server a while.
pub(crate) const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);
/// Allowed for a whole call unless said otherwise: all default attempts, and the waits between them.
pub(crate) const TOTAL_TIMEOUT: Duration = Duration::from_secs(200);
/// Further attempts of a call that reads.
pub(crate) const RETRIES: usize = 2;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    pub(crate) format: Format,
    pub(crate) attempt: Duration,
    pub(crate) total: Duration,
    pub(crate) retries: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: Format::default(),
            attempt: ATTEMPT_TIMEOUT,
            total: TOTAL_TIMEOUT,
            retries: RETRIES,
        }
    }
}

/// The setters of a type with a field `options: Options`. One list of options, whichever way a call is made.
macro_rules! option_setters {
    () => {
        /// Sends the parameters as a form in the body of a POST: the default.
        #[must_use]
        pub fn post(mut self) -> Self {
            self.options.format.method = $crate::site::Method::Post;
            self
        }

        /// Sends the parameters in the query of a GET. The credentials then stand in the address: see [`Method::Get`](crate::Method::Get).
        #[must_use]
        pub fn get(mut self) -> Self {
            self.options.format.method = $crate::site::Method::Get;
            self
        }

        /// How times are written: milliseconds by default.
        #[must_use]
        pub fn times(mut self, times: $crate::TimeFormat) -> Self {
            self.options.format.times = times;
            self
        }

        /// How lists are written: indexed by default.
        #[must_use]
        pub fn lists(mut self, lists: $crate::ListFormat) -> Self {
            self.options.format.lists = lists;
            self
        }

        /// Time allowed for one attempt, from connecting to the last byte: 60 seconds by default.
        #[must_use]
        pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.options.attempt = limit;
            self
        }

        /// Time allowed for the whole call, with all attempts and the waits between them: 200 seconds by default.
        #[must_use]
        pub fn total_timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.options.total = limit;
            self
        }

        /// How often a call that reads is tried again after a broken connection, a time-out, or an HTTP status from 500 on: 2 by default. What creates,
        /// updates or deletes is never sent twice, and a return code in an answer is never a reason to ask again.
        #[must_use]
        pub fn retries(mut self, times: usize) -> Self {
            self.options.retries = times;
            self
        }

        /// Sends a request that breaks a rule of the document instead of refusing it. A window that is too long is answered with an empty list.
        #[must_use]
        pub fn unchecked(mut self) -> Self {
            self.options.format.unchecked = true;
            self
        }
    };
}

pub(crate) use option_setters;
