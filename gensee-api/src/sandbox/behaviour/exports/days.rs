//! Days in China.

use crate::time::{DAY_MILLIS, Date, Time};

/// How far China's clocks are ahead.
const AHEAD: i64 = 8 * 60 * 60 * 1000;

/// Midnight in China, and the next.
pub(super) fn bounds(day: Date) -> (Time, Time) {
    let start = day.days() * DAY_MILLIS - AHEAD;
    (Time::from_millis(start), Time::from_millis(start + DAY_MILLIS))
}

/// The days of a span that have begun, in order.
pub(super) fn until_now(
    start: Date,
    end: Date,
    now: Time,
) -> impl Iterator<Item = Date> {
    let today = now.china_date().map_or(i64::MAX, Date::days);
    (start.days()..=end.days().min(today)).map(Date::from_days)
}
