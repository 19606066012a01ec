//! The errors of controls, which act on a sandbox without an interface call.

use gensee_api::{VodId, WebcastId};
use thiserror::Error;

/// Why a control cannot do something in a [`Sandbox`](crate::Sandbox).
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ControlError {
    /// There is no such webcast, or it was deleted.
    #[error("no webcast `{0}`; create it first")]
    UnknownWebcast(WebcastId),
    /// There is no such vod, or it was deleted.
    #[error("no vod `{0}`; make it first")]
    UnknownVod(VodId),
    /// No account has this login name.
    #[error("no user `{0}`; create it first")]
    UnknownUser(String),
    /// The webcast was ended for good, so it cannot be started.
    #[error("webcast `{0}` was ended; restore it, or create another one")]
    Ended(WebcastId),
    /// The webcast is not live.
    #[error("webcast `{0}` is not live; start it first")]
    NotLive(WebcastId),
    /// The vod is not published, so nobody can watch it.
    #[error("vod `{0}` is not published; publish it first")]
    Unpublished(VodId),
    /// As many viewers are inside as the webcast allows.
    #[error("webcast `{0}` is full; raise `maxAttendees`")]
    Full(WebcastId),
    /// The check of `k` is on, and the viewer does not pass it.
    #[error("the viewer {0}; give one that passes, or switch the check off")]
    Unchecked(&'static str),
    /// The address cannot be called.
    #[error(
        "this is not an address of http or https; give one such as `http://127.0.0.1:9000/`, or an empty text"
    )]
    NoAddress,
    /// The visit, or the watching of a vod, is over.
    #[error("the viewer has left; join again")]
    Left,
    /// The two handles belong to different webcasts.
    #[error("the two are of different webcasts; take two of the same")]
    Elsewhere,
    /// The vote or the ballot is not valid.
    #[error("{0}")]
    Vote(&'static str),
    /// The roll call has ended.
    #[error("the roll call is over; call again")]
    RollCallOver,
    /// The viewer came after the roll call had started, or is a speaker.
    #[error("the viewer was not called; call again")]
    NotCalled,
    /// The state file could not be written. Whether the file has the change is open.
    #[error("{0}")]
    NotSaved(String),
    /// As many answers are set as there can be.
    #[error("there are too many answers; clear some")]
    TooManyAnswers,
    /// Another sandbox gave this handle.
    #[error("this `{0}` is of another sandbox; use one that this sandbox gave")]
    Foreign(&'static str),
}
