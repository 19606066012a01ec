//! What time it is.

use crate::Time;

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Clock {
    /// From the machine.
    System,
    /// It is always this moment.
    Stopped(Time),
}

impl Clock {
    pub(super) fn now(self) -> Time {
        match self {
            Self::System => Time::now(),
            Self::Stopped(moment) => moment,
        }
    }
}
