//! The values of rows, as text on the wire.

use jiff::civil::{Date, DateTime};
use serde_json::Value;
use std::fmt::Display;

use super::{Violation, did_you_mean, listed};
use crate::spec::kind::{Kind, Shape};
use crate::spec::{Row, one_line};

/// Why `text` is not a value of the row, if it is none.
pub fn misfit(row: &Row, shape: Shape, text: &str) -> Option<Violation> {
    if !row.values.is_empty() {
        let codes = row.values.keys().map(String::as_str);
        let otherwise = format!("write one of {}", listed(codes.clone().map(as_yaml)));
        let help = did_you_mean(text, codes, &otherwise);
        let misfit = (format!("`{text}` is none of its codes"), help);
        return (!row.values.contains_key(text)).then_some(misfit);
    }
    let number = text.parse::<i64>();
    let fits = match shape.kind {
        Kind::Text | Kind::Url | Kind::JoinUrl | Kind::Token(_) => {
            let length = text.chars().count();
            let bounds = row.length.filter(|it| !it.hold(length as i64))?;
            let help = format!("give one of `length: {bounds}`");
            return Some((format!("`{text}` has {length} characters"), help));
        }
        Kind::Int if let Ok(number) = number => {
            let bounds = row.range.filter(|it| !it.hold(number))?;
            let what = format!("`{text}` is not in `range: {bounds}`");
            return Some((what, "give one that is".to_owned()));
        }
        Kind::Decimal => text.parse::<f64>().is_ok(),
        Kind::Bool => matches!(text, "true" | "false"),
        Kind::Time => is_time(text),
        Kind::Date => date(text).is_some(),
        Kind::TextId(_) => !text.is_empty(),
        Kind::NumberId(_) => number.is_ok(),
        Kind::Int | Kind::Page | Kind::Rows => false,
    };
    (!fits).then(|| is_not(text, &shape.kind.noun()))
}

/// Why `value` is not one of the row in an example, if it is none.
pub fn unfit(row: &Row, shape: Shape, value: &Value) -> Option<Violation> {
    let codes = !row.values.is_empty();
    let fits = match shape.kind {
        _ if codes => value.is_string(),
        Kind::Bool => value.is_boolean(),
        Kind::Int | Kind::Decimal | Kind::NumberId(_) => value.is_number(),
        Kind::Time => value.is_string() || value.is_number(),
        Kind::Rows | Kind::Page => false,
        _ => value.is_string(),
    };
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if codes && row.values.contains_key(&text) && !fits {
        let help = format!("put it into quotes: `{}`", as_yaml(&text));
        return Some((format!("`{text}` is not written as text"), help));
    }
    if !fits {
        let noun = if codes { "a code" } else { &shape.kind.noun() };
        return Some(is_not(value, noun));
    }
    misfit(row, shape, &text)
}

/// A code as the YAML of the spec has it: `'0'`, because `0` is a number there.
fn as_yaml(code: &str) -> String {
    one_line(&code)
}

fn is_not(value: impl Display, noun: &str) -> Violation {
    (format!("`{value}` is not {noun}"), "give one".to_owned())
}

/// A day, written `2021-05-19`.
pub fn date(text: &str) -> Option<Date> {
    let date = Date::strptime("%Y-%m-%d", text).ok()?;
    (date.to_string() == text).then_some(date)
}

/// Whether a text is a moment: epoch milliseconds, or China time.
fn is_time(text: &str) -> bool {
    text.parse::<i64>().is_ok() || DateTime::strptime("%Y-%m-%d %H:%M:%S", text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_milliseconds_or_china_time() {
        assert!(is_time("2021-05-19 10:00:00") && is_time("1621389600000"));
        for wrong in ["", "2021-05-19", "2021-02-30 10:00:00", "2021-05-19T10:00:00"] {
            assert!(!is_time(wrong), "{wrong}");
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
