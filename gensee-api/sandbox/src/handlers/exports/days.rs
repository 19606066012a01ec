//! Days in China.

use std::iter;

use gensee_api::{Date, Time};
use jiff::civil;

use crate::clock::DAY_MILLIS;

/// How many milliseconds China's clocks are ahead of UTC.
const CHINA_AHEAD: i64 = 8 * 60 * 60 * 1000;
const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// Midnight in China at the start of a day, and the midnight after it.
pub(super) fn bounds(day: Date) -> (Time, Time) {
    let seconds = day.civil().duration_since(EPOCH).as_secs();
    let start = seconds * 1000 - CHINA_AHEAD;
    (Time::from_millis(start), Time::from_millis(start + DAY_MILLIS))
}

/// The days of a span that have begun by now, in order.
pub(super) fn until_now(
    start: Date,
    end: Date,
    now: Time,
) -> impl Iterator<Item = Date> {
    let last = now.china_date().map_or(end, |today| today.min(end));
    let next = |day: &Date| day.civil().tomorrow().ok().map(Date::from);
    iter::successors(Some(start), next).take_while(move |day| *day <= last)
}
