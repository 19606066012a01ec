//! The span of time that an export covers.

use std::ops::RangeInclusive;

use crate::api_error::ApiError;
use crate::router::Context;
use crate::world::Presence;
use gensee_api::Time;
use gensee_api::operation::Paginated;
use gensee_api::params::{Parameters, Violation};

use crate::clock::DAY_MILLIS;

/// The span of time that an export covers.
pub(super) enum ExportWindow {
    /// No time, because the window is too long, or no session was finished yet.
    Nothing,
    /// The window that was asked for.
    Window(RangeInclusive<Time>),
    /// The last finished session.
    Session(RangeInclusive<Time>),
}

impl ExportWindow {
    /// Whether the export covers this moment.
    pub(super) fn has(&self, moment: Time) -> bool {
        match self {
            Self::Nothing => false,
            Self::Window(span) | Self::Session(span) => span.contains(&moment),
        }
    }

    /// Whether the export covers a visit. In a window the time of joining counts; in a session any part of the
    /// presence.
    pub(super) fn has_presence(&self, presence: &Presence) -> bool {
        match self {
            Self::Session(span) => presence.meets(*span.start(), *span.end()),
            Self::Nothing | Self::Window(_) => self.has(presence.joined),
        }
    }
}

/// The span of an export of one webcast, which the caller must be allowed to see.
pub(super) fn of_webcast<R: Parameters + Paginated>(
    context: &mut Context<'_>,
    request: &mut R,
    webcast: &str,
    (start, end): (Option<Time>, Option<Time>),
) -> Result<ExportWindow, ApiError> {
    context.world.webcast(webcast, &context.caller)?;
    if is_too_long(request) {
        return Ok(ExportWindow::Nothing);
    }
    // When only one end is given, the window has the longest allowed length.
    let days = request.window().map_or(0, |window| window.days());
    let longest = i64::from(days) * DAY_MILLIS;
    let moved = |time: Time, by| Time::from_millis(time.millis().saturating_add(by));
    Ok(match (start, end) {
        (Some(start), Some(end)) => ExportWindow::Window(start..=end),
        (Some(start), None) => ExportWindow::Window(start..=moved(start, longest)),
        (None, Some(end)) => ExportWindow::Window(moved(end, -longest)..=end),
        (None, None) => {
            let last = context.world.activity.last_finished(webcast);
            last.map_or(ExportWindow::Nothing, |(start, end)| {
                ExportWindow::Session(start..=end)
            })
        }
    })
}

/// Whether the window has more days than the server answers for.
pub(super) fn is_too_long(request: &impl Parameters) -> bool {
    let mut broken = request.violations().into_iter();
    broken.any(|invalid| matches!(invalid.violation, Violation::Window { .. }))
}
