//! The days around the moment at which a plan ends, and the steps that are planned on them.

use super::stage::SeedError;
use crate::clock::DAY_MILLIS;
use gensee_api::Time;

pub(super) const MINUTE: i64 = 60 * 1000;
pub(super) const HOUR: i64 = 60 * MINUTE;
/// The times of a timetable are multiples of this.
const ROUND: i64 = 5 * MINUTE;
/// How far China's clocks are ahead.
const AHEAD: i64 = 8 * HOUR;

/// A calendar that counts days from the day of `now`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    pub(super) now: Time,
    /// The midnight at the start of today, in China.
    midnight: i64,
}

/// Steps with their moments.
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

    /// The moment `minutes` from now, rounded down to a time of a timetable.
    pub(super) fn in_minutes(self, minutes: i64) -> Time {
        let moment = self.now.millis() + minutes * MINUTE;
        Time::from_millis(moment.div_euclid(ROUND) * ROUND)
    }
}

/// The moment `millis` milliseconds after another.
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

    /// The steps up to a moment, in the order of time. Steps of the same moment keep the order of the plan.
    pub(super) fn until(mut self, end: Time) -> impl Iterator<Item = (Time, S)> {
        self.steps.sort_by_key(|(moment, _)| *moment);
        self.steps.into_iter().take_while(move |(moment, _)| *moment <= end)
    }
}
