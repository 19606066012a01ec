//! What time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use crate::Time;

/// The clock of a sandbox: the machine's, or one that stands still; both can be put forward.
#[derive(Debug)]
pub(super) struct Clock {
    /// Where it stands still; none while it goes with the machine's.
    stopped: Option<Time>,
    /// Milliseconds by which it was put forward.
    ahead: AtomicI64,
}

impl Clock {
    pub(super) fn new(stopped: Option<Time>) -> Self {
        Self { stopped, ahead: AtomicI64::new(0) }
    }

    /// It never leaves the calendar: each moment has a date, and can be reckoned with.
    pub(super) fn now(&self) -> Time {
        let base = self.stopped.unwrap_or_else(Time::now);
        let now = base.millis().saturating_add(self.ahead.load(Ordering::SeqCst));
        let [first, last] =
            [Timestamp::MIN, Timestamp::MAX].map(|end| end.as_second() * 1000);
        Time::from_millis(now.clamp(first, last))
    }

    /// Puts it forward.
    pub(super) fn advance(&self, span: Duration) {
        let span = millis(span);
        let further = |ahead: i64| Some(ahead.saturating_add(span));
        // It never fails: there is always a next value.
        let _ = self.ahead.fetch_update(Ordering::SeqCst, Ordering::SeqCst, further);
    }
}

/// Whole milliseconds; what is longer than the calendar is cut to that.
pub(super) fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}
