//! The documented server, embedded: nobody needs an account of the vendor's to build, test or learn.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use gensee_api::sandbox::Sandbox;
//! use gensee_api::webcast::CreateWebcast;
//! use gensee_api::{Client, Password, Time};
//!
//! let sandbox = Sandbox::start()?;
//! let client = Client::builder(sandbox.url())
//!     .login(sandbox.admin(), Password::md5(sandbox.password()))
//!     .build()?;
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let start = Time::china("2030-05-19 10:00:00")?;
//! let webcast = client.create_webcast(&CreateWebcast::new("Rust 101", start, "123456", "654321")).await?;
//! assert_eq!(webcast.number.len(), 8);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! # })
//! # }
//! ```
//!
//! ```text
//! server (HTTP) → arrival (path, form) → dispatch (operation, login, roles, parameters) → behaviour → reply ─▶ faults
//!                     └─▶ requests                                           world ◀──┘
//! ```
//!
//! Routes, checks of parameters and the shape of answers come from [`OPERATIONS`](crate::webcast::OPERATIONS) and the
//! generated types. What an operation does to the `world` stands in `behaviour`; one without a behaviour answers with
//! the return code 600.
//!
//! Beside the calls, under `/sandbox/`: [`faults`](Sandbox::inject) on request, the [`requests`](Sandbox::requests)
//! that arrived, and [`snapshots`](Sandbox::snapshot) to go back to. In a [`state file`](SandboxBuilder::state) the world
//! outlives the process.

mod arrival;
mod behaviour;
mod call;
mod clock;
mod control;
mod dispatch;
mod faults;
mod outbox;
mod refusal;
mod reply;
mod requests;
mod server;
mod shared;
mod snapshot;
mod store;
mod world;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::Time;

pub use control::{Control, ControlError};
pub use world::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm, VoteId, VoteQuestion,
    WatchId,
};

use clock::{Clock, Setting};
use dispatch::Dispatch;
use shared::{Shared, alone};
use store::Store;
use world::World;

pub use faults::{Fault, Injection};
pub use requests::{LoggedParameter, LoggedRequest};
pub use snapshot::{Snapshot, SnapshotError};

/// The login of the administrator whom every new world has.
const ADMIN: &str = "admin@sandbox.example";
/// The administrator's password, in a world that never holds anything of worth.
const PASSWORD: &str = "sandbox";
/// How long a request may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(30);

/// A running server. It stops when this is dropped.
///
/// Every one has a world of its own: many can run side by side.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What a [`Sandbox`] is started with.
#[derive(Clone, Debug)]
pub struct SandboxBuilder {
    address: SocketAddr,
    /// None while the clock is the machine's.
    stopped: Option<Time>,
    arrival: Duration,
    snapshot: Option<Snapshot>,
    state: Option<PathBuf>,
}

impl Sandbox {
    /// Starts one on a free port of 127.0.0.1, with an empty world.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Starts one otherwise.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            stopped: None,
            arrival: ARRIVAL,
            snapshot: None,
            state: None,
        }
    }

    /// The address of the site, for [`Client::builder`](crate::Client::builder): `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The login name of its administrator.
    pub fn admin(&self) -> &'static str {
        ADMIN
    }

    /// The administrator's password in clear.
    pub fn password(&self) -> &'static str {
        PASSWORD
    }

    /// Plays the people and things around the interface: who presses start, watches, lets time go by.
    pub fn control(&self) -> Control {
        Control::new(Arc::clone(&self.shared))
    }

    /// Lets something go wrong with calls to come. Of several faults the first that strikes a call is the one.
    ///
    /// ```
    /// use gensee_api::sandbox::{Fault, Sandbox};
    /// use gensee_api::webcast::GetWebcast;
    ///
    /// let sandbox = Sandbox::start()?;
    /// sandbox.inject(Fault::Unavailable.on::<GetWebcast>().times(2));
    /// sandbox.inject(Fault::Reset.rate(10, 42));
    /// # Ok::<_, std::io::Error>(())
    /// ```
    pub fn inject(&self, injection: impl Into<Injection>) {
        self.shared.faults().inject(injection.into());
    }

    /// Lets nothing go wrong any more.
    pub fn clear_faults(&self) {
        self.shared.faults().clear();
    }

    /// The last calls that arrived, 1000 at most, the oldest first. Secrets are not kept.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.shared.requests().all().cloned().collect()
    }

    /// Forgets the calls that arrived.
    pub fn clear_requests(&self) {
        self.shared.requests().clear();
    }

    /// What it holds now.
    pub fn snapshot(&self) -> Snapshot {
        self.shared.snapshot()
    }

    /// Goes back to a snapshot, of this sandbox or another: its world and its clock. Faults and requests stay. What was
    /// kept of people there, such as a [`VisitId`], is what it was then.
    ///
    /// # Errors
    /// When the state file cannot be written.
    pub fn restore(&self, snapshot: &Snapshot) -> Result<(), ControlError> {
        self.shared.restore(snapshot);
        Ok(self.shared.saved_here()?)
    }

    /// Makes everything as it was when the sandbox was started: world, clock, faults and requests.
    ///
    /// # Errors
    /// When the state file cannot be written.
    pub fn reset(&self) -> Result<(), ControlError> {
        self.shared.reset();
        Ok(self.shared.saved_here()?)
    }

    /// The operations that have no behaviour yet, by name: they answer with the return code 600.
    pub fn without_behaviour() -> Vec<&'static str> {
        Dispatch::documented().without_behaviour()
    }
}

impl SandboxBuilder {
    /// Listens here; port 0 is any free one. Anything but a loopback address lets others in.
    #[must_use]
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Stops the clock at this moment, so that answers can be foretold; only [`Control::advance`] moves it then.
    #[must_use]
    pub fn at(mut self, moment: Time) -> Self {
        self.stopped = Some(moment);
        self
    }

    /// How long the head of a request may take to arrive, and again its body: 30 seconds unless told otherwise.
    #[must_use]
    pub fn arrival_timeout(mut self, limit: Duration) -> Self {
        self.arrival = limit;
        self
    }

    /// Starts with a snapshot instead of an empty world, and with its clock.
    #[must_use]
    pub fn snapshot(mut self, snapshot: Snapshot) -> Self {
        self.snapshot = Some(snapshot);
        self
    }

    /// Keeps the world and its clock in this file, so that they survive the process: what was answered is in it, whenever
    /// the process is killed. Faults and requests are not. A file that is not there is made, readable by its owner alone, and holds what the sandbox starts with;
    /// one that is there is taken as it is, with its clock, whatever else was asked for.
    ///
    /// When the file cannot be written any more, calls are answered with the return code 300, and whether the change of
    /// the first of them is in the file nobody can say. Start the sandbox again then.
    ///
    /// It holds hashes of passwords, and tokens and passwords of webcasts and vods as they are.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    ///
    /// use gensee_api::sandbox::Sandbox;
    ///
    /// # let file = std::env::temp_dir().join(format!("gensee-doc-{}", std::process::id()));
    /// let sandbox = Sandbox::builder().state(&file).start()?;
    /// sandbox.control().upload_castmaker(sandbox.admin(), "Trailer", Duration::from_secs(90))?;
    /// let held = sandbox.snapshot();
    /// drop(sandbox);
    ///
    /// let again = Sandbox::builder().state(&file).start()?;
    /// assert_eq!(again.snapshot(), held);
    /// # drop(again);
    /// # std::fs::remove_file(file)?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn state(mut self, file: impl Into<PathBuf>) -> Self {
        self.state = Some(file.into());
        self
    }

    /// Starts it.
    ///
    /// # Errors
    /// When the address cannot be listened on, and when the state file is none, is of another version, or is open
    /// elsewhere.
    pub fn start(self) -> io::Result<Sandbox> {
        let state = self.state.as_deref().map(Store::open).transpose()?;
        self.start_with(state)
    }

    /// Starts it with what an open state file holds.
    fn start_with(
        self,
        state: Option<(Store, Option<(World, Setting)>)>,
    ) -> io::Result<Sandbox> {
        let clock = Clock::new(self.stopped);
        #[cfg(feature = "tracing")]
        if let Some((_, Some(_))) = state {
            tracing::info!("the state file has a world and a clock, and they go on");
        }
        let (store, held) = state.unzip();
        let held = held.flatten();
        let is_new = held.is_none();
        let Snapshot { world, clock: setting } = match held {
            Some((world, clock)) => Snapshot { world, clock },
            None => self.snapshot.unwrap_or_else(|| Snapshot {
                world: World::new(ADMIN, PASSWORD),
                clock: clock.setting(),
            }),
        };
        clock.set(setting);
        let shared = Shared::new(world, clock, self.arrival).kept_in(store);
        if is_new {
            // What a new file begins with is in it before anybody is answered.
            shared.reset();
            shared.saved_here().map_err(io::Error::other)?;
        }
        let shared = Arc::new(shared);
        let (address, stop, thread) = server::start(self.address, Arc::clone(&shared))?;
        Ok(Sandbox { address, shared, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The server may be gone already; then there is nobody to tell.
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(JoinHandle::join);
        // Another one can open the file now, whoever still holds a `Control`.
        self.shared.close();
    }
}
