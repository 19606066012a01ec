//! The builder of a sandbox.

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
use super::trust::Hosts;
use super::world::World;
use super::{ADMIN, PASSWORD, Sandbox, Seed, Snapshot, server};
use gensee_api::Time;

/// How long the head of a request, and again its body, may take to arrive.
pub(super) const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// The default limit of connections at one time.
const CONNECTIONS: usize = 1024;

/// The settings with which a [`Sandbox`] is started.
#[derive(Clone, Debug)]
pub struct SandboxBuilder {
    address: SocketAddr,
    /// The moment at which the clock is stopped; `None` for the machine's clock.
    stopped: Option<Time>,
    read_timeout: Duration,
    connections: usize,
    trusted: Hosts,
    called_back: Hosts,
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
            trusted: Hosts::default(),
            called_back: Hosts::default(),
            fidelity: Fidelity::default(),
            seed: None,
            snapshot: None,
            state: None,
        }
    }
}

impl SandboxBuilder {
    /// Listens on this address. Port 0 means any free port. Any address but a loopback one lets other machines connect.
    #[must_use]
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Stops the clock at this moment, so that answers are predictable. Only
    /// [`Control::advance`](super::Control::advance) moves it then.
    #[must_use]
    pub fn at(mut self, moment: Time) -> Self {
        self.stopped = Some(moment);
        self
    }

    /// How long the head of a request may take to arrive, and again its body, and how long a caller may leave an answer
    /// unread. The default is 30 seconds.
    #[must_use]
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.read_timeout = limit;
        self
    }

    /// Fills the world with data from the time up to the start of the sandbox.
    #[must_use]
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = Some(seed);
        self
    }

    /// How many connections there may be at one time, at least 1. The default is 1024. Further connections wait until
    /// they are accepted.
    #[must_use]
    pub fn connections(mut self, limit: usize) -> Self {
        self.connections = limit;
        self
    }

    /// Allows another host name: the sandbox may be called under it, and by its pages. `*` allows all. Without it, a
    /// request whose `Host` is not this machine is refused, and one that a browser sends for a page of another site or port
    /// (`Origin`, `Sec-Fetch-Site`). A sandbox that listens for other machines takes calls under any `Host`, but not
    /// requests below `/sandbox/`.
    #[must_use]
    pub fn allow_host(mut self, host: &str) -> Self {
        self.trusted.add(host);
        self
    }

    /// Allows callbacks to another host, such as that of a `callbackUrl`. `*` allows all. Without it, callbacks are sent
    /// only to loopback addresses and `localhost`. None is sent to an address with a user name or password in it.
    #[must_use]
    pub fn allow_callbacks(mut self, host: &str) -> Self {
        self.called_back.add(host);
        self
    }

    /// Whether to follow the document to the letter where the real server differs from it:
    ///
    /// - the return codes 501 for an object that does not exist and 502 for one that exists already, where the real
    ///   server answers 500 for both;
    /// - 101 for a window that is longer than the document allows, where the real server answers with an empty list;
    /// - answers with the printed names (`Id`, `precentage`), types and places: `page` is an array, or its properties
    ///   are printed without it, or it is absent, and the code of a success can be absent too; a value that the printed
    ///   type cannot hold stays as it is;
    /// - only lists of the form `recordId[0]=1&recordId[1]=2` in requests, because the document has no other form. All
    ///   names of a parameter are accepted in both modes, because nothing says that the real server refuses one.
    ///
    /// A [`Client`](gensee_api::Client) reads these answers too, unless it is
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

    /// Keeps the world and its clock in this file, so that they survive the process: every change that was
    /// answered is in it, whenever the process is killed, and so are the answers that were set. Logged requests are not
    /// kept, and faults neither: a new start is without faults. If the file does not exist, it is made with the world
    /// that the sandbox starts with, and only its owner can read it. If it exists, its world and clock are used, and the
    /// settings for the start are ignored.
    ///
    /// When the file can no longer be written, calls are answered with the return code 300. Whether the change of the
    /// first of these calls is in the file is unknown. Start the sandbox again then.
    ///
    /// The file has the hashes of passwords, and the tokens and passwords of webcasts and vods in clear.
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

    /// Starts the sandbox.
    ///
    /// # Errors
    /// When it cannot listen on the address, when the seed cannot end at the moment of the clock, and when the state
    /// file is not one, has another version, is damaged, or is open in another process.
    pub fn start(self) -> io::Result<Sandbox> {
        let state = self.state.as_deref().map(Store::open).transpose()?;
        self.start_with(state)
    }

    /// Starts the sandbox with an open state file and its contents.
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
        let app = AppState::new(router, world, clock, self.read_timeout)
            .with_hosts(self.trusted, self.called_back)
            .kept_in(store);
        if is_new {
            // The first contents of a new file are written before the first call is answered.
            app.reset();
            app.saved_here().map_err(io::Error::other)?;
        }
        let app = Arc::new(app);
        let (address, stop, thread) =
            server::start(self.address, self.connections, Arc::clone(&app))?;
        Ok(Sandbox { address, app, stop: Some(stop), thread: Some(thread) })
    }
}

/// The world and clock of a sandbox without an existing state file.
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
