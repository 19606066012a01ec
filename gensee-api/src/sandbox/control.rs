//! The people and things around the interface, played from Rust.

mod people;

use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

use super::Shared;
use crate::{Time, VodId, WebcastId};

/// Plays what happens around the interface: people join and talk, time goes by.
///
/// It works on the world of its [`Sandbox`](super::Sandbox), and what it does the operations see. Copies of it share
/// that world.
#[derive(Clone, Debug)]
pub struct Control {
    shared: Arc<Shared>,
}

/// Why something cannot happen in a [`Sandbox`](super::Sandbox).
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ControlError {
    /// There is no such webcast, or no more.
    #[error("no webcast `{0}`")]
    UnknownWebcast(WebcastId),
    /// There is no such vod, or no more.
    #[error("no vod `{0}`")]
    UnknownVod(VodId),
    /// The webcast was ended for good, so nobody can join it.
    #[error("webcast `{0}` was ended; create another one")]
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
    /// A handle that this sandbox has not given.
    #[error("this `{0}` is of another sandbox; use one that this sandbox gave")]
    Foreign(&'static str),
}

impl Control {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// What time it is in the sandbox.
    pub fn now(&self) -> Time {
        self.shared.clock.now()
    }

    /// Puts the sandbox's clock forward; one that was stopped stands still again after that.
    pub fn advance(&self, span: Duration) {
        self.shared.clock.advance(span);
    }
}
