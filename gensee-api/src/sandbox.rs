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
//! that arrived, and which operations are [`disabled`](Sandbox::disable).

mod arrival;
mod authority;
mod behaviour;
mod call;
mod clock;
mod control;
mod disabled;
mod dispatch;
mod faults;
mod outbox;
mod refusal;
mod reply;
mod requests;
mod server;
mod world;

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::Time;
use crate::operation::Operation;

pub use control::{Control, ControlError};
pub use world::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm, VoteId, VoteQuestion,
    WatchId,
};

use authority::Authority;
use clock::Clock;
use dispatch::Dispatch;
use faults::Faults;
use requests::Journal;
use world::World;

pub use faults::{Fault, Injection};
pub use requests::{LoggedParameter, LoggedRequest};

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
    authority: Authority,
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
            authority: Authority::default(),
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

    /// Switches an operation off, as the site's administration can: it answers with the return code 600.
    pub fn disable<O: Operation>(&self) {
        self.shared.world().disabled.insert(O::NAME.to_owned());
    }

    /// Switches an operation on again.
    pub fn enable<O: Operation>(&self) {
        self.shared.world().disabled.remove(O::NAME);
    }

    /// The last calls that arrived, 1000 at most, the oldest first. Secrets are not kept.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.shared.requests().all().cloned().collect()
    }

    /// Forgets the calls that arrived.
    pub fn clear_requests(&self) {
        self.shared.requests().clear();
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

    /// Whether to follow the document to the letter, where the real server does otherwise:
    ///
    /// - 501 for what does not exist and 502 for what exists already, where the real server says 500 of both;
    /// - answers under the printed names (`Id`, `precentage`), in the printed types and places: `page` is an array, or lies
    ///   flat, or is not there, and so with the code of a success; what the printed type cannot hold stays as it is;
    /// - lists of requests as `recordId[0]=1&recordId[1]=2` alone, since the document tells of nothing else. Parameters go
    ///   by all their names in either case, because nothing says that the real server refuses one.
    ///
    /// A [`Client`](crate::Client) reads the answers all the same, unless it is
    /// [`strict`](crate::ClientBuilder::strict).
    #[must_use]
    pub fn strict_document(mut self, strict: bool) -> Self {
        self.authority = if strict { Authority::Document } else { Authority::Server };
        self
    }

    /// Starts it.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub fn start(self) -> io::Result<Sandbox> {
        let shared = Arc::new(Shared {
            dispatch: Dispatch::documented().following(self.authority),
            world: Mutex::new(World::new(ADMIN, PASSWORD)),
            faults: Mutex::default(),
            requests: Mutex::default(),
            clock: Clock::new(self.stopped),
            arrival: self.arrival,
        });
        let (address, stop, thread) = server::start(self.address, Arc::clone(&shared))?;
        Ok(Sandbox { address, shared, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The server may be gone already; then there is nobody to tell.
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// What all connections share.
struct Shared {
    dispatch: Dispatch,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    requests: Mutex<Journal>,
    clock: Clock,
    arrival: Duration,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("clock", &self.clock).finish_non_exhaustive()
    }
}

impl Shared {
    /// The world, alone. A behaviour that panicked has changed nothing half: each checks before it changes.
    fn world(&self) -> MutexGuard<'_, World> {
        alone(&self.world)
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        alone(&self.faults)
    }

    fn requests(&self) -> MutexGuard<'_, Journal> {
        alone(&self.requests)
    }
}

fn alone<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
