//! Plays what happens outside the interface, from Rust and over HTTP.

mod console;
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

/// Plays what happens outside the interface: an organizer presses start, a viewer watches, time passes.
///
/// It changes the world of its [`Sandbox`](super::Sandbox), and the operations see the changes. Its clones share that
/// world.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use gensee_sandbox::Sandbox;
/// use gensee_api::webcast::{CreateWebcast, ListRecordings};
/// use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
///
/// let start = Time::china("2030-05-19 10:00:00")?;
/// let sandbox = Sandbox::builder().at(start).start()?;
/// let client = Client::builder(sandbox.url())
///     .login(sandbox.admin(), Password::md5(sandbox.password()))
///     .build()?;
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let organizer = OrganizerToken::new("123456");
/// let panelist = PanelistToken::new("654321");
/// let webcast = client.create_webcast(&CreateWebcast::new("Rust 101", start, organizer, panelist)).await?;
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
/// lists them, with an example each. A later request takes the property of an answer under the same name:
///
/// ```text
/// $ curl http://127.0.0.1:8080/sandbox/control/join \
///     -d '{"webcast":"5f3c…","viewer":{"nickname":"张三","uid":1000000042},"join_type":"PcWeb"}'
/// {"visit":0}
/// $ curl http://127.0.0.1:8080/sandbox/control/chat -d '{"visit":0,"text":"Hello"}'
/// {}
/// $ curl http://127.0.0.1:8080/sandbox/control/leave -d '{"visit":7}'
/// {"error":"`leave.visit` is 7, which is not a number of `join`; give one that `join` answered"}
/// ```
///
/// The status is 400 for a request that cannot be read, 404 for one that names an object that does not exist, and 409
/// for one that is not possible now.
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

    /// The current time of the sandbox.
    pub fn now(&self) -> Time {
        self.app.clock.now()
    }

    /// Puts the sandbox's clock forward. A stopped clock stays stopped at the new moment. When the state file cannot be
    /// written, the next control or call reports the error.
    pub fn advance(&self, span: Duration) {
        let world = self.app.world();
        self.app.clock.advance(span);
        drop(world);
        // An error can be ignored, because the next control or call gets it too.
        let _ = self.app.saved_here();
    }

    /// Changes the world, and waits until the state file has the change.
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
