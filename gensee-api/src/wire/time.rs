//! Times and dates, as the interface writes them.

mod convert;

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;
use serde::{Serialize, Serializer};

/// Milliseconds in a day.
pub(crate) const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The time zone of the interface: UTC+8, all year.
const CHINA: Offset = Offset::constant(8);

const CHINA_FORMAT: &str = "%Y-%m-%d %H:%M:%S";

/// How a request writes its times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimeFormat {
    /// Milliseconds since 1970-01-01 00:00:00 GMT: exact, and independent of time zones.
    #[default]
    Millis,
    /// `yyyy-MM-dd HH:mm:ss` in China time (UTC+8). Milliseconds are cut off.
    ChinaText,
}

/// A point in time, in milliseconds since 1970-01-01 00:00:00 GMT.
///
/// ```
/// use gensee_api::Time;
///
/// let time: Time = "2021-05-19 10:00:00".parse()?;
/// assert_eq!(time.millis(), 1_621_389_600_000);
/// assert_eq!(time, "1621389600000".parse()?);
/// assert_eq!(time.to_string(), "2021-05-19 10:00:00");
/// # Ok::<_, gensee_api::TimeError>(())
/// ```
///
/// It converts from and into [`SystemTime`] and [`jiff::Timestamp`], and with the features of these names into
/// `chrono::DateTime<Utc>` and `time::OffsetDateTime`. Setters take any of them.
///
/// ```
/// use std::time::SystemTime;
/// use gensee_api::{Time, jiff::Timestamp};
///
/// let time = Time::from_millis(1_621_389_600_123);
/// let stamp = Timestamp::try_from(time)?;
/// assert_eq!(stamp.to_string(), "2021-05-19T02:00:00.123Z");
/// assert_eq!(Time::from(stamp), time);
/// assert_eq!(Time::from(SystemTime::try_from(time)?), time);
/// # Ok::<_, gensee_api::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// The time `millis` milliseconds after 1970-01-01 00:00:00 GMT.
    pub const fn from_millis(millis: i64) -> Self {
        Time(millis)
    }

    /// Milliseconds since 1970-01-01 00:00:00 GMT.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The time that clocks in China show as `text`, in the form `yyyy-MM-dd HH:mm:ss`.
    ///
    /// # Errors
    /// When `text` has another form, or names a day or hour that does not exist.
    pub fn china(text: &str) -> Result<Self, TimeError> {
        civil::DateTime::strptime(CHINA_FORMAT, text)
            .and_then(|moment| CHINA.to_timestamp(moment))
            .map(Time::from)
            .map_err(|_| TimeError::new(text, "yyyy-MM-dd HH:mm:ss"))
    }

    /// The time of a request, as the server reads it: what follows the seconds is ignored.
    pub(crate) fn received(text: &str) -> Option<Self> {
        text.parse().ok().or_else(|| {
            let prefix = BrokenDownTime::parse_prefix(CHINA_FORMAT, text).ok();
            let moment = prefix?.0.to_datetime().ok()?;
            CHINA.to_timestamp(moment).ok().map(Time::from)
        })
    }

    /// The current time.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// The same time as a [`Timestamp`] of [`jiff`]; `None` when it lies outside the years -9999 to 9999, which jiff
    /// supports.
    pub fn timestamp(self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.0).ok()
    }

    /// The date of this time in China; `None` when it lies outside the years that jiff supports.
    ///
    /// ```
    /// use gensee_api::{Date, Time};
    ///
    /// let late: Time = "2021-05-19 23:30:00".parse()?;
    /// assert_eq!(late.china_date(), Some(Date::new(2021, 5, 19)?));
    /// # Ok::<_, gensee_api::TimeError>(())
    /// ```
    pub fn china_date(self) -> Option<Date> {
        self.timestamp().map(|stamp| Date(CHINA.to_datetime(stamp).date()))
    }
}

/// Reads both forms of the document: milliseconds, or `yyyy-MM-dd HH:mm:ss` in China time.
impl FromStr for Time {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        match text.parse() {
            Ok(millis) => Ok(Time(millis)),
            Err(_) => Time::china(text),
        }
    }
}

/// Written as China time in the form `yyyy-MM-dd HH:mm:ss`; as milliseconds when it lies outside the years -9999 to
/// 9999.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.timestamp() {
            Some(stamp) => {
                let moment = CHINA.to_datetime(stamp);
                write!(
                    f,
                    "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
                    moment.year(),
                    moment.month(),
                    moment.day(),
                    moment.hour(),
                    moment.minute(),
                    moment.second()
                )
            }
            None => write!(f, "{}", self.0),
        }
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Time({self})")
    }
}

/// Written in milliseconds, as in answers.
impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

/// A date, without a time zone.
///
/// ```
/// use gensee_api::Date;
///
/// let day: Date = "2021-05-19".parse()?;
/// assert_eq!(day, Date::new(2021, 5, 19)?);
/// assert_eq!(day.to_string(), "2021-05-19");
/// # Ok::<_, gensee_api::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The date with this year, month (from 1), and day of the month (from 1).
    ///
    /// # Errors
    /// When this date does not exist.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, TimeError> {
        civil::Date::new(year, month, day)
            .map(Date)
            .map_err(|_| TimeError::new(&format!("{year}-{month}-{day}"), "yyyy-MM-dd"))
    }

    /// The same date as one of [`jiff`].
    pub fn civil(self) -> civil::Date {
        self.0
    }

    /// Days since 1970-01-01.
    pub(crate) fn days(self) -> i64 {
        let midnight = Offset::UTC.to_timestamp(self.0.at(0, 0, 0, 0));
        midnight.map_or(0, |stamp| stamp.as_second().div_euclid(24 * 60 * 60))
    }

    /// The date `days` days after 1970-01-01; beyond the years that jiff supports, its first or last date.
    pub(crate) fn from_days(days: i64) -> Self {
        let edge = if days < 0 { civil::Date::MIN } else { civil::Date::MAX };
        let stamp = days
            .checked_mul(24 * 60 * 60)
            .and_then(|second| Timestamp::from_second(second).ok());
        Date(stamp.map_or(edge, |stamp| Offset::UTC.to_datetime(stamp).date()))
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Date(date)
    }
}

impl FromStr for Date {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        civil::Date::strptime("%Y-%m-%d", text.trim())
            .map(Date)
            .map_err(|_| TimeError::new(text, "yyyy-MM-dd"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0;
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

/// Written as `yyyy-MM-dd`.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that cannot be read as a time or a date, or a date that does not exist. At most 40 characters of it are kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not of the form `{form}`")]
pub struct TimeError {
    text: String,
    form: &'static str,
}

impl TimeError {
    fn new(text: &str, form: &'static str) -> Self {
        TimeError { text: text.chars().take(40).collect(), form }
    }
}
