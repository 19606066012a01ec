//! The people and things around the interface, played from Rust and over HTTP.

mod http;
mod media;
mod people;
mod webcasts;

use std::sync::Arc;
use std::time::Duration;

pub(super) use http::routes;

use super::AppState;
use super::store::PersistError;
use super::world::{ControlError, World};
use gensee_api::Time;

/// Plays what happens around the interface: an organizer presses start, somebody watches, time goes by.
///
/// It works on the world of its [`Sandbox`](super::Sandbox), and what it does the operations see. Copies of it share
/// that world.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use gensee_sandbox::Sandbox;
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
/// {"error":"`leave.visit` is 7, which is not a number of `join`; give one that `join` answered"}
/// ```
///
/// A request that cannot be read has the status 400, one that names what there is not 404, and one that cannot happen
/// now 409.
#[derive(Clone, Debug)]
pub struct Control {
    app: Arc<AppState>,
}

impl From<PersistError> for ControlError {
    fn from(error: PersistError) -> Self {
        Self::NotSaved(error.to_string())
    }
}

impl Control {
    pub(super) fn new(app: Arc<AppState>) -> Self {
        Self { app }
    }

    /// What time it is in the sandbox.
    pub fn now(&self) -> Time {
        self.app.clock.now()
    }

    /// Puts the sandbox's clock forward; one that was stopped stands still again after that. When the state file cannot
    /// be written, whatever is done next tells it.
    pub fn advance(&self, span: Duration) {
        let world = self.app.world();
        self.app.clock.advance(span);
        drop(world);
        // The next one to wait hears of it too.
        let _ = self.app.saved_here();
    }

    /// Does something to the world, and waits until the state file has it.
    fn play<T>(
        &self,
        change: impl FnOnce(&mut World, Time) -> Result<T, ControlError>,
    ) -> Result<T, ControlError> {
        let now = self.now();
        let done = change(&mut self.app.world(), now)?;
        self.app.saved_here()?;
        Ok(done)
    }
}
