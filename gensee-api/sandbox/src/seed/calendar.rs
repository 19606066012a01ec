//! Days around the moment at which a plan ends, and what is to happen on them.

use super::stage::SeedError;
use crate::clock::DAY_MILLIS;
use gensee_api::Time;

pub(super) const MINUTE: i64 = 60 * 1000;
pub(super) const HOUR: i64 = 60 * MINUTE;
/// Timetables are made in such steps.
const ROUND: i64 = 5 * MINUTE;
/// How far China's clocks are ahead.
const AHEAD: i64 = 8 * HOUR;

/// Days are counted from the one that `now` lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    pub(super) now: Time,
    /// Of today, in China.
    midnight: i64,
}

/// Steps, each at its moment.
pub(super) struct Timeline<S> {
    steps: Vec<(Time, S)>,
}

impl Calendar {
    /// # Errors
    /// When one of the days from the first to the last has no date.
    pub(super) fn new(now: Time, first: i64, last: i64) -> Result<Self, SeedError> {
        let dated = |days: i64| {
            let moment = now.millis().checked_add(days * DAY_MILLIS)?;
            Time::from_millis(moment).china_date()
        };
        dated(first).and(dated(last)).ok_or(SeedError::EndOfTime(now))?;
        let midnight =
            (now.millis() + AHEAD).div_euclid(DAY_MILLIS) * DAY_MILLIS - AHEAD;
        Ok(Self { now, midnight })
    }

    /// A day at a time in China.
    pub(super) fn at(self, day: i64, hour: i64, minute: i64) -> Time {
        let millis = day * DAY_MILLIS + hour * HOUR + minute * MINUTE;
        Time::from_millis(self.midnight + millis)
    }

    /// So many minutes from now, or a little before, as timetables have it.
    pub(super) fn in_minutes(self, minutes: i64) -> Time {
        let moment = self.now.millis() + minutes * MINUTE;
        Time::from_millis(moment.div_euclid(ROUND) * ROUND)
    }
}

/// So many milliseconds after a moment.
pub(super) fn later(moment: Time, millis: i64) -> Time {
    Time::from_millis(moment.millis() + millis)
}

impl<S> Timeline<S> {
    pub(super) fn new() -> Self {
        Self { steps: Vec::new() }
    }

    pub(super) fn at(&mut self, moment: Time, step: S) {
        self.steps.push((moment, step));
    }

    /// What happens up to a moment, in order; at the same moment, in the order of the plan.
    pub(super) fn until(mut self, end: Time) -> impl Iterator<Item = (Time, S)> {
        self.steps.sort_by_key(|(moment, _)| *moment);
        self.steps.into_iter().take_while(move |(moment, _)| *moment <= end)
    }
}
