//! Windows of time: some exports answer with an empty list, and no error, when asked for too many days.

use crate::params::{Invalid, Rule};
use crate::time::{DAY_MILLIS, Date, Time};

/// Which two parameters bound the time of a request, and how far apart they may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WindowInfo {
    /// Wire name of the parameter that starts the window.
    pub start: &'static str,
    /// Wire name of the parameter that ends it.
    pub end: &'static str,
    /// How many days it may span.
    pub days: u32,
}

impl WindowInfo {
    /// The window from `start` to `end`, of at most `days`.
    pub const fn new(start: &'static str, end: &'static str, days: u32) -> Self {
        WindowInfo { start, end, days }
    }
}

/// A field that bounds a window: `Time`, `Date`, or an `Option` of either.
pub trait WindowBound<T> {
    /// The bound, if it is set.
    fn bound(&self) -> Option<T>;
    /// Sets the bound.
    fn set_bound(&mut self, value: T);
}

macro_rules! bounds {
    ($($type:ty),*) => { $(
        impl WindowBound<$type> for $type {
            fn bound(&self) -> Option<$type> {
                Some(*self)
            }

            fn set_bound(&mut self, value: $type) {
                *self = value;
            }
        }

        impl WindowBound<$type> for Option<$type> {
            fn bound(&self) -> Option<$type> {
                *self
            }

            fn set_bound(&mut self, value: $type) {
                *self = Some(value);
            }
        }
    )* };
}

bounds!(Time, Date);

/// The two fields of a request that bound its time.
pub struct Window<'a> {
    fields: Fields<'a>,
    days: u32,
}

enum Fields<'a> {
    Times(&'a mut dyn WindowBound<Time>, &'a mut dyn WindowBound<Time>),
    Dates(&'a mut dyn WindowBound<Date>, &'a mut dyn WindowBound<Date>),
}

impl<'a> Window<'a> {
    /// A window between two moments, at most `days` apart.
    pub fn times(
        start: &'a mut impl WindowBound<Time>,
        end: &'a mut impl WindowBound<Time>,
        days: u32,
    ) -> Self {
        Window { fields: Fields::Times(start, end), days }
    }

    /// A window between two days, at most `days` apart.
    pub fn dates(
        start: &'a mut impl WindowBound<Date>,
        end: &'a mut impl WindowBound<Date>,
        days: u32,
    ) -> Self {
        Window { fields: Fields::Dates(start, end), days }
    }

    /// How many days the window may span.
    pub fn days(&self) -> u32 {
        self.days
    }

    /// Whether the bounds are moments; such windows meet at a millisecond, so the request must send milliseconds.
    pub fn is_times(&self) -> bool {
        matches!(self.fields, Fields::Times(..))
    }

    /// The spans that cover the request's own window without overlap, each within the limit; `None` when a bound is
    /// missing. A window that ends before it starts has no span.
    pub fn spans(&self) -> Option<Spans> {
        let (next, end, step) = match &self.fields {
            Fields::Times(start, end) => (
                start.bound()?.millis(),
                end.bound()?.millis(),
                i64::from(self.days) * DAY_MILLIS,
            ),
            Fields::Dates(start, end) => {
                (start.bound()?.days(), end.bound()?.days(), i64::from(self.days))
            }
        };
        Some(Spans { next: Some(next), end, step: step.max(1) })
    }

    /// Moves the request to a span.
    pub fn set(&mut self, span: Span) {
        match &mut self.fields {
            Fields::Times(start, end) => {
                start.set_bound(Time::from_millis(span.start));
                end.set_bound(Time::from_millis(span.end));
            }
            Fields::Dates(start, end) => {
                start.set_bound(Date::from_days(span.start));
                end.set_bound(Date::from_days(span.end));
            }
        }
    }
}

/// One part of a window: from `start` to `end`, both inclusive, in milliseconds or days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    start: i64,
    end: i64,
}

/// The spans of a window, in order.
#[derive(Clone, Debug)]
pub struct Spans {
    next: Option<i64>,
    end: i64,
    step: i64,
}

impl Iterator for Spans {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = self.next.filter(|start| *start <= self.end)?;
        self.next = start.checked_add(self.step);
        let last = self.next.map_or(i64::MAX, |next| next - 1);
        Some(Span { start, end: last.min(self.end) })
    }
}

/// Refuses a window the server would answer with an empty list: longer than `info.days`, or ended before it starts.
#[doc(hidden)]
pub fn check<T: Into<Moment>>(
    info: &WindowInfo,
    start: &impl WindowBound<T>,
    end: &impl WindowBound<T>,
) -> Result<(), Invalid> {
    let (Some(start), Some(end)) = (start.bound(), end.bound()) else {
        return Ok(());
    };
    let (start, end) = (start.into(), end.into());
    if start.at > end.at {
        return Err(Invalid::new(info.end, Rule::Order { start: info.start }));
    }
    let limit = start.day.saturating_mul(i64::from(info.days));
    if end.at.saturating_sub(start.at) > limit {
        return Err(Invalid::new(
            info.end,
            Rule::Window { start: info.start, days: info.days },
        ));
    }
    Ok(())
}

/// A bound as a number, and the length of a day in the same unit.
#[doc(hidden)]
pub struct Moment {
    at: i64,
    day: i64,
}

impl From<Time> for Moment {
    fn from(time: Time) -> Self {
        Moment { at: time.millis(), day: DAY_MILLIS }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Moment { at: date.days(), day: 1 }
    }
}
