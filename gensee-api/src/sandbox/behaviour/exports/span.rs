//! Which time an export is about.

use std::ops::RangeInclusive;

use crate::operation::Items;
use crate::params::{Parameters, Rule};
use crate::sandbox::dispatch::Turn;
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::Stay;
use crate::time::{DAY_MILLIS, Time};

/// The time an export is about.
pub(super) enum Span {
    /// None at all: the window is too long, or no session was finished yet.
    Nothing,
    /// As asked for.
    Window(RangeInclusive<Time>),
    /// The last finished session.
    Session(RangeInclusive<Time>),
}

impl Span {
    /// Whether something that happened at this moment belongs to it.
    pub(super) fn has(&self, moment: Time) -> bool {
        match self {
            Self::Nothing => false,
            Self::Window(span) | Self::Session(span) => span.contains(&moment),
        }
    }

    /// Whether a visit does: of a window by the time of joining, of a session by being there.
    pub(super) fn has_stay(&self, stay: &Stay) -> bool {
        match self {
            Self::Session(span) => stay.meets(*span.start(), *span.end()),
            Self::Nothing | Self::Window(_) => self.has(stay.joined),
        }
    }
}

/// The time of an export of one webcast, which must be one that the caller sees.
pub(super) fn of_webcast<R: Parameters + Items>(
    turn: &mut Turn<'_>,
    request: &mut R,
    webcast: &str,
    (start, end): (Option<Time>, Option<Time>),
) -> Result<Span, Refusal> {
    turn.world.webcast(webcast, &turn.caller)?;
    if is_too_long(request) {
        return Ok(Span::Nothing);
    }
    // With one end alone the window is as long as one may be.
    let days = request.window().map_or(0, |window| window.days());
    let longest = i64::from(days) * DAY_MILLIS;
    let moved = |time: Time, by| Time::from_millis(time.millis().saturating_add(by));
    Ok(match (start, end) {
        (Some(start), Some(end)) => Span::Window(start..=end),
        (Some(start), None) => Span::Window(start..=moved(start, longest)),
        (None, Some(end)) => Span::Window(moved(end, -longest)..=end),
        (None, None) => {
            let last = turn.world.people.last_finished(webcast);
            last.map_or(Span::Nothing, |(start, end)| Span::Session(start..=end))
        }
    })
}

/// Whether the window has more days than the server answers for.
pub(super) fn is_too_long(request: &impl Parameters) -> bool {
    let mut broken = request.broken_rules().into_iter();
    broken.any(|invalid| matches!(invalid.rule, Rule::Window { .. }))
}
