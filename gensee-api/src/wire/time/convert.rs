//! `Time` from and into the types of the standard library, jiff, and the crates behind the features `chrono` and `time`.
//!
//! Into `Time` every moment of theirs fits, with what is below a millisecond cut off; the other way none of them has
//! all years.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

use super::{Time, TimeError};

impl From<Timestamp> for Time {
    fn from(stamp: Timestamp) -> Self {
        let millis = stamp.as_nanosecond().div_euclid(1_000_000);
        Time::nearest(millis)
    }
}

impl TryFrom<Time> for Timestamp {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        Timestamp::from_millisecond(time.0).map_err(|_| beyond(time))
    }
}

/// A time that exceeds `i64` milliseconds (292 million years) becomes the nearest one that does not.
impl From<SystemTime> for Time {
    fn from(time: SystemTime) -> Self {
        let nanos =
            |span: Duration| i128::try_from(span.as_nanos()).unwrap_or(i128::MAX);
        let nanos = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => nanos(after),
            Err(before) => -nanos(before.duration()),
        };
        Time::nearest(nanos.div_euclid(1_000_000))
    }
}

impl TryFrom<Time> for SystemTime {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let span = Duration::from_millis(time.0.unsigned_abs());
        let moment = if time.0 < 0 {
            UNIX_EPOCH.checked_sub(span)
        } else {
            UNIX_EPOCH.checked_add(span)
        };
        moment.ok_or_else(|| beyond(time))
    }
}

#[cfg(feature = "chrono")]
#[cfg_attr(docsrs, doc(cfg(feature = "chrono")))]
impl<Tz: chrono::TimeZone> From<chrono::DateTime<Tz>> for Time {
    fn from(moment: chrono::DateTime<Tz>) -> Self {
        Time(moment.timestamp_millis())
    }
}

#[cfg(feature = "chrono")]
#[cfg_attr(docsrs, doc(cfg(feature = "chrono")))]
impl TryFrom<Time> for chrono::DateTime<chrono::Utc> {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        Self::from_timestamp_millis(time.0).ok_or_else(|| beyond(time))
    }
}

#[cfg(feature = "time")]
#[cfg_attr(docsrs, doc(cfg(feature = "time")))]
impl From<time::OffsetDateTime> for Time {
    fn from(moment: time::OffsetDateTime) -> Self {
        let millis = moment.unix_timestamp_nanos().div_euclid(1_000_000);
        // Its years, -999,999 to 999,999 at most, fit.
        Time(i64::try_from(millis).unwrap_or(if millis < 0 {
            i64::MIN
        } else {
            i64::MAX
        }))
    }
}

#[cfg(feature = "time")]
#[cfg_attr(docsrs, doc(cfg(feature = "time")))]
impl TryFrom<Time> for time::OffsetDateTime {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        Self::from_unix_timestamp_nanos(i128::from(time.0) * 1_000_000)
            .map_err(|_| beyond(time))
    }
}

impl Time {
    fn nearest(millis: i128) -> Self {
        let edge = if millis < 0 { i64::MIN } else { i64::MAX };
        Time(i64::try_from(millis).unwrap_or(edge))
    }
}

fn beyond(time: Time) -> TimeError {
    TimeError::new(&time.0.to_string(), "milliseconds within the years of that type")
}
