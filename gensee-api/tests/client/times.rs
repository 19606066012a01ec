//! Times from and into the types of other crates.

use std::fmt::Debug;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use gensee_api::jiff::{Timestamp, ToSpan as _};
use gensee_api::webcast::CreateWebcast;
use gensee_api::{OrganizerToken, PanelistToken, Time, TimeError};

fn there_and_back<T>(time: Time) -> bool
where
    T: TryFrom<Time, Error = TimeError> + Into<Time>,
{
    match T::try_from(time) {
        Ok(moment) => {
            assert_eq!(moment.into(), time);
            true
        }
        Err(error) => {
            let begins = format!("`{}` is not", time.millis());
            assert!(error.to_string().starts_with(&begins), "{error}");
            false
        }
    }
}

#[test]
fn times_come_back_or_are_refused() {
    for (millis, within) in [
        (0, true),
        (1, true),
        (-1, true),
        (1_621_389_600_123, true),
        (-62_135_596_800_000, true),
        (i64::MAX, false),
        (i64::MIN, false),
    ] {
        let time = Time::from_millis(millis);
        assert_eq!(there_and_back::<Timestamp>(time), within, "jiff {millis}");
        assert_eq!(
            there_and_back::<chrono::DateTime<chrono::Utc>>(time),
            within,
            "chrono {millis}"
        );
        assert_eq!(
            there_and_back::<time::OffsetDateTime>(time),
            within,
            "time {millis}"
        );
        // How far this one reaches is a matter of the system.
        assert!(there_and_back::<SystemTime>(time) || !within, "std {millis}");
    }
}

#[test]
fn below_a_millisecond_all_are_cut_off_downwards() {
    fn is(expected: i64, moment: impl Into<Time> + Debug) {
        let shown = format!("{moment:?}");
        assert_eq!(moment.into().millis(), expected, "{shown}");
    }

    for (nanos, millis) in
        [(-1_000_001, -2), (-1, -1), (0, 0), (999_999, 0), (1_000_000, 1)]
    {
        let span = Duration::from_nanos(i64::unsigned_abs(nanos));
        is(millis, if nanos < 0 { UNIX_EPOCH - span } else { UNIX_EPOCH + span });
        is(millis, Timestamp::UNIX_EPOCH + nanos.nanoseconds());
        is(millis, chrono::DateTime::from_timestamp_nanos(nanos));
        is(
            millis,
            time::OffsetDateTime::UNIX_EPOCH + time::Duration::nanoseconds(nanos),
        );
    }
}

#[test]
fn a_setter_takes_any_of_them() {
    let at = |time: Time| {
        CreateWebcast::new("a", time, OrganizerToken::new("1"), PanelistToken::new("2"))
            .end_time(time)
    };
    let expected = at(Time::from_millis(0));
    for request in [
        CreateWebcast::new(
            "a",
            UNIX_EPOCH,
            OrganizerToken::new("1"),
            PanelistToken::new("2"),
        )
        .end_time(Timestamp::UNIX_EPOCH),
        CreateWebcast::new(
            "a",
            chrono::DateTime::UNIX_EPOCH,
            OrganizerToken::new("1"),
            PanelistToken::new("2"),
        )
        .end_time(time::OffsetDateTime::UNIX_EPOCH),
    ] {
        assert_eq!(request, expected);
    }
}
