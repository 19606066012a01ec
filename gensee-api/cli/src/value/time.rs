//! Moments and days: in China time, with an offset, or relative to now.

use gensee_api::Time;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, offset};
use jiff::{Span, SpanRelativeTo, Timestamp, ToSpan as _, Unit, ZonedDateTime};

/// What a moment may look like.
pub const FORMS: &str = "`2026-01-31`, `2026-01-31 08:00` in China time, `2026-01-31T08:00:00+09:00`, `now`, `today`, `-7d`";

/// A moment in milliseconds since 1970.
pub fn moment(text: &str, now: Time) -> Result<i64, String> {
    let zoned = zoned(text.trim(), now)?;
    Ok(zoned.timestamp().as_millisecond())
}

/// A length of time, such as `3d` or `12h`, in milliseconds.
pub fn span(text: &str) -> Result<i64, String> {
    let wrong = || "not a length of time; write one as in `3d` or `12h`".to_owned();
    let span: Span = text.trim().parse().map_err(|_| wrong())?;
    let length = span.total((Unit::Millisecond, SpanRelativeTo::days_are_24_hours()));
    let length = length.map_err(|_| wrong())?;
    if length < 0.0 { Err(wrong()) } else { Ok(length as i64) }
}

/// A day of China time, as `yyyy-MM-dd`.
pub fn day(text: &str, now: Time) -> Result<String, String> {
    let zoned = zoned(text.trim(), now)?;
    Ok(zoned.date().to_string())
}

/// The month of China time that is written as `yyyy-MM`, or that has a moment.
pub fn month(text: &str, now: Time) -> Result<Date, String> {
    let written = format!("{}-01", text.trim());
    let day = written.parse().ok().filter(|_| text.trim().len() == 7);
    let day = day.map_or_else(|| Ok(zoned(text.trim(), now)?.date()), Ok);
    day.map(Date::first_of_month).map_err(|_: String| {
        "not a month; write one as in `2026-03`, or a time in it such as `-1month`"
            .to_owned()
    })
}

fn zoned(text: &str, now: Time) -> Result<ZonedDateTime, String> {
    let wrong = || format!("not a time; write one as in {FORMS}");
    let china = TimeZone::fixed(offset(8));
    let now =
        now.timestamp().unwrap_or_else(Timestamp::now).to_zoned_datetime(china.clone());
    let today = || now.start_of_day().map_err(|_| wrong());
    let plain =
        |time: DateTime| time.to_zoned_datetime(china.clone()).map_err(|_| wrong());
    match text {
        "now" => return Ok(now),
        "today" => return today(),
        "yesterday" => return today()?.checked_sub(1.day()).map_err(|_| wrong()),
        "tomorrow" => return today()?.checked_add(1.day()).map_err(|_| wrong()),
        _ => {}
    }
    if text.starts_with(['-', '+']) {
        let span: Span = text.parse().map_err(|_| wrong())?;
        return now.checked_add(span).map_err(|_| wrong());
    }
    if text.len() >= 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let millis = text.parse().map_err(|_| wrong())?;
        let moment = Timestamp::from_millisecond(millis).map_err(|_| wrong())?;
        return Ok(moment.to_zoned_datetime(china));
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(moment.to_zoned_datetime(china));
    }
    if let Some(moment) = Time::china(text).ok().and_then(Time::timestamp) {
        return Ok(moment.to_zoned_datetime(china));
    }
    plain(text.parse().map_err(|_| wrong())?)
}

#[cfg(test)]
mod tests {
    use super::{day, moment, month};
    use gensee_api::Time;
    use jiff::civil::Date;

    #[test]
    fn moments() {
        let now = Time::china("2026-03-01 12:30:00").unwrap();
        let table = [
            ("now", "2026-03-01 12:30:00"),
            ("today", "2026-03-01 00:00:00"),
            ("yesterday", "2026-02-28 00:00:00"),
            ("tomorrow", "2026-03-02 00:00:00"),
            ("-7d", "2026-02-22 12:30:00"),
            ("+90m", "2026-03-01 14:00:00"),
            ("-1month", "2026-02-01 12:30:00"),
            ("2026-01-31", "2026-01-31 00:00:00"),
            ("2026-01-31 08:05", "2026-01-31 08:05:00"),
            ("2026-01-31T08:05:06", "2026-01-31 08:05:06"),
            ("2026-1-9 8:0:0", "2026-01-09 08:00:00"),
            ("2026-01-31T01:00:00Z", "2026-01-31 09:00:00"),
            ("1621389600000", "2021-05-19 10:00:00"),
        ];
        for (text, expected) in table {
            let expected = Time::china(expected).unwrap().millis();
            assert_eq!(moment(text, now), Ok(expected), "{text}");
        }
        for text in ["", "soon", "2026-13-01", "-7", "31.01.2026"] {
            assert!(moment(text, now).is_err(), "{text}");
        }
        for text in ["2026-02", "-1month", "2026-02-28"] {
            assert_eq!(month(text, now), Ok(Date::constant(2026, 2, 1)), "{text}");
        }
        for text in ["2026-13", "2026-2-1-01", "2026", "soon", ""] {
            assert!(month(text, now).is_err(), "{text}");
        }
        assert_eq!(day("-1d", now).as_deref(), Ok("2026-02-28"));
        assert_eq!(day("2026-02-28T17:00:00Z", now).as_deref(), Ok("2026-03-01"));
    }
}
