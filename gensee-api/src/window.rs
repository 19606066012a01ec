//! Windows of time. They are limited because some exports answer a range of too many days with an empty list and no
//! error.

use std::fmt;

use crate::wire::{DAY_MILLIS, Date, Time};

const SECOND_MILLIS: i64 = 1000;

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

/// The two fields of a request that bound its time, and the greatest time between them.
pub struct Window<'a> {
    fields: Fields<'a>,
    days: u32,
}

enum Fields<'a> {
    Times(&'a mut dyn WindowBound<Time>, &'a mut dyn WindowBound<Time>),
    Dates(&'a mut dyn WindowBound<Date>, &'a mut dyn WindowBound<Date>),
}

impl fmt::Debug for Window<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut window = f.debug_struct("Window");
        match &self.fields {
            Fields::Times(start, end) => {
                window.field("start", &start.bound()).field("end", &end.bound());
            }
            Fields::Dates(start, end) => {
                window.field("start", &start.bound()).field("end", &end.bound());
            }
        }
        window.field("days", &self.days).finish()
    }
}

impl<'a> Window<'a> {
    /// A window between two times, at most `days` days apart.
    pub fn times(
        start: &'a mut impl WindowBound<Time>,
        end: &'a mut impl WindowBound<Time>,
        days: u32,
    ) -> Self {
        Window { fields: Fields::Times(start, end), days }
    }

    /// A window between two dates, at most `days` days apart.
    pub fn dates(
        start: &'a mut impl WindowBound<Date>,
        end: &'a mut impl WindowBound<Date>,
        days: u32,
    ) -> Self {
        Window { fields: Fields::Dates(start, end), days }
    }

    /// Greatest length of the window in days.
    pub fn days(&self) -> u32 {
        self.days
    }

    /// Whether the bounds are times. Such windows adjoin at a millisecond, so the request must send milliseconds.
    pub fn is_times(&self) -> bool {
        matches!(self.fields, Fields::Times(..))
    }

    /// Splits the request's own range into spans that cover it without overlap, each within the limit. `None` when a
    /// bound is missing. A range that ends before it starts has no spans.
    pub fn spans(&self) -> Option<Spans> {
        let (next, end, day, least) = match &self.fields {
            Fields::Times(start, end) => (
                start.bound()?.millis(),
                end.bound()?.millis(),
                DAY_MILLIS,
                SECOND_MILLIS,
            ),
            Fields::Dates(start, end) => {
                (start.bound()?.days(), end.bound()?.days(), 1, 1)
            }
        };
        let step = i64::from(self.days) * day;
        Some(Spans { next: Some(next), end, step: step.max(1), least })
    }

    /// Sets the bounds of the request to those of a span.
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

/// One part of a range: from `start` to `end`, both inclusive, in milliseconds or days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub(crate) start: i64,
    pub(crate) end: i64,
}

/// The spans of a range, in order.
#[derive(Clone, Debug)]
pub struct Spans {
    next: Option<i64>,
    end: i64,
    step: i64,
    /// Least length of half a span: a second or a day.
    least: i64,
}

impl Spans {
    /// Cuts a span in two. Spans that follow are no longer than its halves. `None` when a half would be shorter than a
    /// second or a day.
    pub(crate) fn halve(&mut self, span: Span) -> Option<(Span, Span)> {
        let length = span.end.checked_sub(span.start)?.checked_add(1)?;
        let half = length / 2;
        if half < self.least {
            return None;
        }
        self.step = self.step.min(length - half);
        let middle = span.start + half;
        Some((
            Span { start: span.start, end: middle - 1 },
            Span { start: middle, end: span.end },
        ))
    }

    /// Goes on behind a span of the range, and returns the span, cut off where the range ends. `None` when the span is
    /// outside the range.
    pub(crate) fn resume(&mut self, span: Span) -> Option<Span> {
        self.next.filter(|start| *start <= span.start)?;
        if span.start > self.end || span.end < span.start {
            return None;
        }
        self.next = span.end.checked_add(1);
        Some(Span { start: span.start, end: span.end.min(self.end) })
    }
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

impl Span {
    /// Its first millisecond, counted from 1970-01-01 00:00:00 GMT, or its first day, counted from 1970-01-01; see
    /// [`Window::is_times`].
    pub const fn start(self) -> i64 {
        self.start
    }

    /// Its last millisecond or day, which belongs to it.
    pub const fn end(self) -> i64 {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, Spans};

    #[test]
    fn a_span_is_cut_into_halves_that_are_not_too_short() {
        let spans = Spans { next: None, end: 99, step: 10, least: 3 };
        for (length, halves, step) in [
            (5, None, 10),
            (6, Some((3, 3)), 3),
            (7, Some((3, 4)), 4),
            (40, Some((20, 20)), 10),
        ] {
            let mut spans = spans.clone();
            let span = Span { start: 5, end: 4 + length };
            let cut = spans.halve(span).map(|(first, second)| {
                assert_eq!((first.start, first.end + 1), (5, second.start));
                assert_eq!(second.end, span.end);
                (second.start - first.start, second.end + 1 - second.start)
            });
            assert_eq!((cut, spans.step), (halves, step), "{length}");
        }
    }

    #[test]
    fn spans_go_on_behind_a_span_of_the_range() {
        let spans = Spans { next: Some(20), end: 99, step: 10, least: 1 };
        for ((start, end), expected) in [
            ((20, 29), Some((20, 29))),
            ((25, 24), None),
            ((25, 25), Some((25, 25))),
            ((19, 29), None),
            ((99, 120), Some((99, 99))),
            ((100, 120), None),
            ((50, i64::MAX), Some((50, 99))),
        ] {
            let mut spans = spans.clone();
            let span = spans.resume(Span { start, end });
            let told = span.map(|span| (span.start(), span.end()));
            assert_eq!(told, expected, "{start} {end}");
            let next = spans.next().map(|span| span.start());
            let behind = if span.is_some() { end.saturating_add(1) } else { 20 };
            assert_eq!(next, Some(behind).filter(|start| *start <= 99), "{start} {end}");
        }
    }
}
