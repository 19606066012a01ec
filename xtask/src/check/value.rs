//! The values of rows, as text on the wire: whether a text is one, and how a given value is written.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::check::did_you_mean;
use crate::spec::Row;
use crate::spec::kind::{Kind, Shape};

/// China has one zone, without summer time.
const CHINA: Offset = Offset::constant(8);

/// Why `text` is not a value of the row, if it is none.
pub fn fault(row: &Row, shape: Shape, text: &str) -> Option<String> {
    if !row.values.is_empty() {
        let codes = || row.values.keys().map(String::as_str);
        return (!row.values.contains_key(text)).then(|| {
            match did_you_mean(text, codes()) {
                near if near.is_empty() => {
                    let codes: Vec<_> =
                        codes().map(|code| format!("`{code}`")).collect();
                    format!("`{text}` is none of its codes: {}", codes.join(", "))
                }
                near => format!("`{text}` is none of its codes{near}"),
            }
        });
    }
    let fits = match shape.kind {
        Kind::Text | Kind::Url => {
            let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
            return outside(row.length, length).map(|bounds| {
                format!(
                    "`{text}` has {length} characters, not {bounds} as its `length` says"
                )
            });
        }
        Kind::Int => match text.parse::<i64>() {
            Ok(number) => {
                return outside(row.range, number).map(|bounds| {
                    format!("`{text}` is not in {bounds} as its `range` says")
                });
            }
            Err(_) => false,
        },
        Kind::Decimal => text.parse::<f64>().is_ok(),
        Kind::Bool => matches!(text, "true" | "false"),
        Kind::Time => millis(text).is_some(),
        Kind::Date => date(text).is_some(),
        Kind::TextId(_) => !text.is_empty(),
        Kind::NumberId(_) => text.parse::<i64>().is_ok(),
        Kind::Page | Kind::Rows => false,
    };
    (!fits).then(|| format!("`{text}` is not {}", shape.kind.noun()))
}

fn outside(bounds: Option<crate::spec::Bounds>, number: i64) -> Option<String> {
    let bounds = bounds?;
    let inside = bounds.min.is_none_or(|min| min <= number)
        && bounds.max.is_none_or(|max| number <= max);
    (!inside).then(|| format!("`{bounds}`"))
}

/// A day, written `2021-05-19`.
pub fn date(text: &str) -> Option<Date> {
    let date = Date::strptime("%Y-%m-%d", text).ok()?;
    (date.to_string() == text).then_some(date)
}

/// Epoch milliseconds of a moment, written so or as China time.
pub fn millis(text: &str) -> Option<i64> {
    if let Ok(millis) = text.parse() {
        return Some(millis);
    }
    let moment = DateTime::strptime("%Y-%m-%d %H:%M:%S", text).ok()?;
    Some(CHINA.to_timestamp(moment).ok()?.as_millisecond())
}

/// The other way: China time of epoch milliseconds.
pub fn china_text(millis: i64) -> Option<String> {
    let moment = jiff::Timestamp::from_millisecond(millis).ok()?;
    Some(CHINA.to_datetime(moment).strftime("%Y-%m-%d %H:%M:%S").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn china_time_is_eight_hours_ahead() {
        assert_eq!(millis("2021-05-19 10:00:00"), Some(1_621_389_600_000));
        assert_eq!(
            china_text(1_621_389_600_000).as_deref(),
            Some("2021-05-19 10:00:00")
        );
        assert_eq!(millis("1621389600000"), Some(1_621_389_600_000));
        for wrong in ["", "2021-05-19", "2021-02-30 10:00:00", "2021-05-19T10:00:00"] {
            assert_eq!(millis(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert!(date("2021-05-19").is_some());
        for wrong in ["2021-5-19", "2021-02-30", "", "20210519"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
