//! The people and things around the interface, played from Rust and over HTTP.

mod http;
mod media;
mod people;
mod webcasts;

use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

pub(super) use http::routes;

use super::Shared;
use super::store::Unsaved;
use super::world::World;
use crate::{Time, VodId, WebcastId};

/// Plays what happens around the interface: an organizer presses start, somebody watches, time goes by.
///
/// It works on the world of its [`Sandbox`](super::Sandbox), and what it does the operations see. Copies of it share
/// that world.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use gensee_api::sandbox::Sandbox;
/// use gensee_api::webcast::{CreateWebcast, ListRecordings};
/// use gensee_api::{Client, Password, Time};
///
/// let start = Time::china("2030-05-19 10:00:00")?;
/// let sandbox = Sandbox::builder().at(start).start()?;
/// let client = Client::builder(sandbox.url())
///     .login(sandbox.admin(), Password::md5(sandbox.password()))
///     .build()?;
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let webcast = client.create_webcast(&CreateWebcast::new("Rust 101", start, "123456", "654321")).await?;
///
/// let control = sandbox.control();
/// control.start(&webcast.id)?;
/// control.advance(Duration::from_secs(45 * 60));
/// let vod = control.finish(&webcast.id)?;
///
/// let recorded = client.list_recordings(&ListRecordings::new(&webcast.id)).await?.record_list;
/// assert_eq!(recorded[0].id, vod);
/// assert_eq!(recorded[0].duration, Some(45 * 60 * 1000));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
///
/// Every method can be called over HTTP too, by its name and with the names of its parameters; `GET /sandbox/control`
/// lists them, with an example each. What it answers, a later request takes under the same name:
///
/// ```text
/// $ curl http://127.0.0.1:8080/sandbox/control/join \
///     -d '{"webcast":"5f3c…","viewer":{"nickname":"张三","uid":42},"join_type":"PcWeb"}'
/// {"visit":0}
/// $ curl http://127.0.0.1:8080/sandbox/control/chat -d '{"visit":0,"text":"Hello"}'
/// {}
/// $ curl http://127.0.0.1:8080/sandbox/control/leave -d '{"visit":7}'
/// {"error":"`leave.visit` is 7, which is no number of `join`; give one that `join` answered"}
/// ```
///
/// A request that cannot be read has the status 400, one that names what there is not 404, and one that cannot happen
/// now 409.
#[derive(Clone, Debug)]
pub struct Control {
    shared: Arc<Shared>,
}

/// Why something cannot happen in a [`Sandbox`](super::Sandbox).
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
    Unsaved(String),
    /// A handle that this sandbox has not given.
    #[error("this `{0}` is of another sandbox; use one that this sandbox gave")]
    Foreign(&'static str),
}

impl From<Unsaved> for ControlError {
    fn from(unsaved: Unsaved) -> Self {
        Self::Unsaved(unsaved.to_string())
    }
}

impl Control {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// What time it is in the sandbox.
    pub fn now(&self) -> Time {
        self.shared.clock.now()
    }

    /// Puts the sandbox's clock forward; one that was stopped stands still again after that. When the state file cannot
    /// be written, whatever is done next tells it.
    pub fn advance(&self, span: Duration) {
        let world = self.shared.world();
        self.shared.clock.advance(span);
        drop(world);
        // The next one to wait hears of it too.
        let _ = self.shared.saved_here();
    }

    /// Does something to the world, and waits until the state file has it.
    fn play<T>(
        &self,
        change: impl FnOnce(&mut World, Time) -> Result<T, ControlError>,
    ) -> Result<T, ControlError> {
        let now = self.now();
        let done = change(&mut self.shared.world(), now)?;
        self.shared.saved_here()?;
        Ok(done)
    }
}
