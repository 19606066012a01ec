//! What cannot be done around the interface.

use gensee_api::{VodId, WebcastId};
use thiserror::Error;

/// Why something cannot happen in a [`Sandbox`](crate::Sandbox).
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ControlError {
    /// There is no such webcast, or no more.
    #[error("no webcast `{0}`; create it first")]
    UnknownWebcast(WebcastId),
    /// There is no such vod, or no more.
    #[error("no vod `{0}`; make it first")]
    UnknownVod(VodId),
    /// No account has this login name.
    #[error("no user `{0}`; create it first")]
    UnknownUser(String),
    /// The webcast was ended for good, so it cannot be started.
    #[error("webcast `{0}` was ended; restore it, or create another one")]
    Ended(WebcastId),
    /// The webcast is not going on.
    #[error("webcast `{0}` is not live; start it first")]
    NotLive(WebcastId),
    /// The vod is not published, so nobody can watch it.
    #[error("vod `{0}` is not published; publish it first")]
    Unpublished(VodId),
    /// As many are inside as it takes.
    #[error("webcast `{0}` is full; raise `maxAttendees`")]
    Full(WebcastId),
    /// The visit or watching is over.
    #[error("the viewer has left; join again")]
    Left,
    /// Things of two webcasts.
    #[error("the two are of different webcasts; take two of the same")]
    Elsewhere,
    /// A vote or a ballot that makes no sense.
    #[error("{0}")]
    Vote(&'static str),
    /// The roll call has ended.
    #[error("the roll call is over; call again")]
    RollCallOver,
    /// The viewer came after the roll was called.
    #[error("the viewer was not called; call again")]
    NotCalled,
    /// The state file could not be written: what was asked for may be in it, or not.
    #[error("{0}")]
    NotSaved(String),
    /// A handle that this sandbox has not given.
    #[error("this `{0}` is of another sandbox; use one that this sandbox gave")]
    Foreign(&'static str),
}
