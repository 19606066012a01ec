//! The sandbox's clock.

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::lock;
use super::world::{Cell, Tracked};
use gensee_api::Time;

/// Milliseconds of a day.
pub(crate) const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The clock of a sandbox: the machine's clock, or one that is stopped. Both can be put forward.
#[derive(Debug)]
pub(super) struct Clock(Mutex<Cell<Setting>>);

/// How a clock is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Setting {
    /// The moment at which it is stopped; `None` while it follows the machine's clock.
    stopped: Option<Time>,
    /// Milliseconds by which it was put forward.
    ahead: i64,
}

impl Clock {
    pub(super) fn new(stopped: Option<Time>) -> Self {
        Self(Mutex::new(Cell::new(Setting { stopped, ahead: 0 })))
    }

    /// The current time. It is kept within the calendar, so that every moment has a date and can be calculated with.
    pub(super) fn now(&self) -> Time {
        let Setting { stopped, ahead } = self.setting();
        let base = stopped.unwrap_or_else(Time::now);
        let [first, last] =
            [Timestamp::MIN, Timestamp::MAX].map(|end| end.as_second() * 1000);
        Time::from_millis(base.millis().saturating_add(ahead).clamp(first, last))
    }

    /// Puts it forward.
    pub(super) fn advance(&self, span: Duration) {
        let setting = &mut **self.lock();
        setting.ahead = setting.ahead.saturating_add(millis(span));
    }

    pub(super) fn setting(&self) -> Setting {
        **self.lock()
    }

    pub(super) fn set(&self, setting: Setting) {
        **self.lock() = setting;
    }

    /// The setting as the store writes it, like a part of the world.
    pub(super) fn tracked(&self) -> MutexGuard<'_, impl Tracked + use<>> {
        self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Cell<Setting>> {
        lock(&self.0)
    }
}

/// Whole milliseconds, at most `i64::MAX`.
pub(super) fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}
