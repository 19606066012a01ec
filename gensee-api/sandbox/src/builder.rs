//! What a sandbox is started with.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::app_state::AppState;
use super::clock::{Clock, Setting};
use super::fidelity::Fidelity;
use super::handlers;
use super::store::Store;
use super::world::World;
use super::{ADMIN, PASSWORD, Sandbox, Seed, Snapshot, server};
use gensee_api::Time;

/// How long a request may take to arrive.
pub(super) const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// How many connections there are at one time.
const CONNECTIONS: usize = 1024;

/// What a [`Sandbox`] is started with.
#[derive(Clone, Debug)]
pub struct SandboxBuilder {
    address: SocketAddr,
    /// None while the clock is the machine's.
    stopped: Option<Time>,
    read_timeout: Duration,
    connections: usize,
    fidelity: Fidelity,
    seed: Option<Seed>,
    snapshot: Option<Snapshot>,
    state: Option<PathBuf>,
}

impl Default for SandboxBuilder {
    /// A free port of 127.0.0.1, the machine's clock, and an empty world.
    fn default() -> Self {
        Self {
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            stopped: None,
            read_timeout: READ_TIMEOUT,
            connections: CONNECTIONS,
            fidelity: Fidelity::default(),
            seed: None,
            snapshot: None,
            state: None,
        }
    }
}

impl SandboxBuilder {
    /// Listens here; port 0 is any free one. Anything but a loopback address lets others in.
    #[must_use]
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Stops the clock at this moment, so that answers can be foretold; only
    /// [`Control::advance`](super::Control::advance) moves it then.
    #[must_use]
    pub fn at(mut self, moment: Time) -> Self {
        self.stopped = Some(moment);
        self
    }

    /// How long the head of a request may take to arrive, and again its body: 30 seconds unless told otherwise.
    #[must_use]
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.read_timeout = limit;
        self
    }

    /// Fills the world with what has happened up to the moment at which it starts.
    #[must_use]
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = Some(seed);
        self
    }

    /// How many connections there are at one time, 1 at least: 1024 unless told otherwise. Further ones wait until
    /// they are accepted.
    #[must_use]
    pub fn connections(mut self, limit: usize) -> Self {
        self.connections = limit;
        self
    }

    /// Whether to follow the document to the letter, where the real server does otherwise:
    ///
    /// - 501 for what does not exist and 502 for what exists already, where the real server says 500 of both;
    /// - 101 for a window that is longer than the document allows, where the real server answers with an empty list;
    /// - answers under the printed names (`Id`, `precentage`), in the printed types and places: `page` is an array, or
    /// lies
    ///   flat, or is not there, and so with the code of a success; what the printed type cannot hold stays as it is;
    /// - lists of requests as `recordId[0]=1&recordId[1]=2` alone, since the document tells of nothing else. Parameters
    /// go
    ///   by all their names in either case, because nothing says that the real server refuses one.
    ///
    /// A [`Client`](gensee_api::Client) reads the answers all the same, unless it is
    /// [`strict`](gensee_api::ClientBuilder::strict).
    #[must_use]
    pub fn strict_document(mut self, strict: bool) -> Self {
        self.fidelity = if strict { Fidelity::Document } else { Fidelity::Server };
        self
    }

    /// Starts with a snapshot instead of an empty world, and with its clock.
    #[must_use]
    pub fn snapshot(mut self, snapshot: Snapshot) -> Self {
        self.snapshot = Some(snapshot);
        self
    }

    /// Keeps the world and its clock in this file, so that they survive the process: what was answered is in it,
    /// whenever the process is killed. Faults and requests are not. A file that is not there is made, readable by its
    /// owner alone, and holds what the sandbox starts with; one that is there is taken as it is, with its clock,
    /// whatever else was asked for.
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
    /// use gensee_sandbox::Sandbox;
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
    /// When the address cannot be listened on, when the moment is none that the seed can end at, and when the state
    /// file is none, is of another version, or is open elsewhere.
    pub fn start(self) -> io::Result<Sandbox> {
        let state = self.state.as_deref().map(Store::open).transpose()?;
        self.start_with(state)
    }

    /// Starts it with what an open state file holds.
    pub(super) fn start_with(
        self,
        state: Option<(Store, Option<(World, Setting)>)>,
    ) -> io::Result<Sandbox> {
        let router = handlers::router().following(self.fidelity);
        let clock = Clock::new(self.stopped);
        if let Some((_, Some(_))) = state {
            tracing::info!("the state file has a world and a clock, and they go on");
        }
        let (store, held) = state.unzip();
        let held = held.flatten();
        let is_new = held.is_none();
        let Snapshot { world, clock: setting } = match held {
            Some((world, clock)) => Snapshot { world, clock },
            None => begin(self.snapshot, self.seed, &clock)?,
        };
        clock.set(setting);
        let app = AppState::new(router, world, clock, self.read_timeout).kept_in(store);
        if is_new {
            // What a new file begins with is in it before anybody is answered.
            app.reset();
            app.saved_here().map_err(io::Error::other)?;
        }
        let app = Arc::new(app);
        let (address, stop, thread) =
            server::start(self.address, self.connections, Arc::clone(&app))?;
        Ok(Sandbox { address, app, stop: Some(stop), thread: Some(thread) })
    }
}

/// What a sandbox begins with that has no state yet.
fn begin(
    snapshot: Option<Snapshot>,
    seed: Option<Seed>,
    clock: &Clock,
) -> io::Result<Snapshot> {
    if let Some(snapshot) = snapshot {
        return Ok(snapshot);
    }
    let world = match seed {
        Some(seed) => seed.world(clock.now())?,
        None => World::new(ADMIN, PASSWORD),
    };
    Ok(Snapshot { world, clock: clock.setting() })
}
