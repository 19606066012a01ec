//! An embedded sandbox of the documented server, so that building, testing and learning need no account of the vendor.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use gensee_sandbox::Sandbox;
//! use gensee_api::webcast::CreateWebcast;
//! use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
//!
//! let sandbox = Sandbox::start()?;
//! let client = Client::builder(sandbox.url())
//!     .login(sandbox.admin(), Password::md5(sandbox.password()))
//!     .build()?;
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let start = Time::china("2030-05-19 10:00:00")?;
//! let organizer = OrganizerToken::new("123456");
//! let panelist = PanelistToken::new("654321");
//! let webcast = client.create_webcast(&CreateWebcast::new("Rust 101", start, organizer, panelist)).await?;
//! assert_eq!(webcast.number.len(), 8);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! # })
//! # }
//! ```
//!
//! ```text
//! server → guard → parsed_request (path, form) → router (operation, login, roles, parameters) → handler → reply ─▶ faults
//!                      └─▶ request_log, answers                                          world ◀──┘
//! ```
//!
//! Routes, checks of parameters and the shape of answers come from [`OPERATIONS`](gensee_api::webcast::OPERATIONS) and
//! the generated types. What an operation does to the `world` is in `handlers`. An operation without a handler answers
//! with the return code 600.
//!
//! Besides the calls, the addresses below `/sandbox/` offer: a [`control`](Control) of what happens outside the
//! interface, [`faults`](Sandbox::inject) and [`answers`](Sandbox::set_answer) on request, the log of the
//! [`requests`](Sandbox::requests) and that of the callbacks ([`deliveries`](Sandbox::deliveries)), the operations
//! that are [`disabled`](Sandbox::disable), and [`snapshots`](Sandbox::snapshot) that can be restored. A `guard`
//! refuses requests to them, and calls, from pages of other sites. A [`state file`](SandboxBuilder::state) keeps the world beyond
//! the end of the process. All operations can be called from a page, the vendor's [test tool](Sandbox::tool).

#![warn(missing_debug_implementations, missing_docs, rust_2018_idioms, unreachable_pub)]

mod answers;
mod api_error;
mod app_state;
mod bounded_log;
mod builder;
mod call;
mod callbacks;
mod clock;
mod control;
mod deliveries;
mod disabled;
mod faults;
mod fidelity;
mod guard;
mod handlers;
mod http_error;
mod outbox;
mod own_request;
mod pages;
mod parsed_request;
#[cfg(feature = "program")]
pub mod program;
mod quiet_client;
mod reply;
mod request_log;
mod router;
mod rule;
mod seed;
mod server;
mod snapshot;
mod store;
mod tool;
mod trust;
mod world;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use gensee_api::operation::Operation;
use gensee_api::webcast::TEST_TOOL;

pub use builder::SandboxBuilder;
pub use control::Control;
pub use deliveries::LoggedDelivery;
pub use faults::{Fault, Injection};
pub use request_log::{LoggedParameter, LoggedRequest};
pub use seed::Seed;
pub use snapshot::{Snapshot, SnapshotError};
pub use world::{
    Answer, ControlError, QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm,
    VoteId, VoteQuestion, WatchId,
};

use app_state::{AppState, lock};

/// The OpenAPI document of the interface, as JSON: every operation with its parameters, answers and wire vectors, in English
/// and Chinese.
pub const OPENAPI: &str = include_str!("openapi.json");
/// The login of the administrator of every new world.
const ADMIN: &str = "admin@sandbox.example";
/// The administrator's password. It need not be secret, because a sandbox never has data of value.
const PASSWORD: &str = "sandbox";

/// A running server. It stops when this is dropped.
///
/// Each sandbox has a world of its own, so many can run side by side.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    app: Arc<AppState>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1, with an empty world.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Starts a sandbox with other settings.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// The address of the site, for [`Client::builder`](gensee_api::Client::builder): `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of the test tool, 测试工具: a page from which every operation can be called.
    pub fn tool(&self) -> String {
        format!("{}{}", self.url(), TEST_TOOL)
    }

    /// The login name of its administrator.
    pub fn admin(&self) -> &'static str {
        ADMIN
    }

    /// The administrator's password in clear. The users of a [`Seed`] have the same password.
    pub fn password(&self) -> &'static str {
        PASSWORD
    }

    /// Plays what happens outside the interface: an organizer presses start, a viewer watches, time passes.
    pub fn control(&self) -> Control {
        Control::new(Arc::clone(&self.app))
    }

    /// Injects a fault into later calls. When several faults could strike a call, the one that was injected first does.
    ///
    /// ```
    /// use gensee_sandbox::{Fault, Sandbox};
    /// use gensee_api::webcast::GetWebcast;
    ///
    /// let sandbox = Sandbox::start()?;
    /// sandbox.inject(Fault::Unavailable.on::<GetWebcast>().times(2));
    /// sandbox.inject(Fault::Reset.rate(10, 42));
    /// # Ok::<_, std::io::Error>(())
    /// ```
    pub fn inject(&self, injection: impl Into<Injection>) {
        self.app.faults().inject(injection.into());
    }

    /// Removes all injected faults.
    pub fn clear_faults(&self) {
        self.app.faults().clear();
    }

    /// Sets the answer for the calls of a path, also of one that the document does not have.
    ///
    /// # Errors
    /// When there are 200 answers already, and when the state file cannot be written.
    pub fn set_answer(&self, answer: Answer) -> Result<(), ControlError> {
        let set = answers::set(&mut self.app.world(), answer);
        set.ok_or(ControlError::TooManyAnswers)?;
        Ok(self.app.saved_here()?)
    }

    /// Removes all answers that were set.
    ///
    /// # Errors
    /// When the state file cannot be written.
    pub fn clear_answers(&self) -> Result<(), ControlError> {
        self.app.world().answers.retain(|_, _| false);
        Ok(self.app.saved_here()?)
    }

    /// Switches an operation off, as the site's administration can: it answers with the return code 600.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use gensee_sandbox::Sandbox;
    /// use gensee_api::webcast::CreateWebcast;
    ///
    /// let sandbox = Sandbox::start()?;
    /// sandbox.disable::<CreateWebcast>()?;
    /// sandbox.enable::<CreateWebcast>()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When the state file cannot be written.
    pub fn disable<O: Operation>(&self) -> Result<(), ControlError> {
        self.app.world().disabled.insert(O::NAME.to_owned(), ());
        Ok(self.app.saved_here()?)
    }

    /// Switches an operation on again.
    ///
    /// # Errors
    /// When the state file cannot be written.
    pub fn enable<O: Operation>(&self) -> Result<(), ControlError> {
        self.app.world().disabled.remove(O::NAME);
        Ok(self.app.saved_here()?)
    }

    /// The last calls that arrived, 1000 at most, the oldest first. Secrets are not kept.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.app.requests().all().cloned().collect()
    }

    /// Empties the log of calls.
    pub fn clear_requests(&self) {
        self.app.requests().clear();
    }

    /// The last callbacks that were sent, 1000 at most, the oldest first: what converted files, what happens on the site,
    /// and the checks of `k`. Secrets are not kept.
    ///
    /// A callback is sent again when it gets no answer within 5 seconds, or one with a status other than 2xx: 1 second
    /// later, and once more 4 seconds after that; then it is given up. The check of `k` is sent once. One address gets
    /// one callback after another, in the order of what happened. What the real server does is not known.
    pub fn deliveries(&self) -> Vec<LoggedDelivery> {
        self.app.deliveries().all().cloned().collect()
    }

    /// A snapshot of the current world and clock.
    pub fn snapshot(&self) -> Snapshot {
        self.app.snapshot()
    }

    /// Restores the world and the clock of a snapshot, of this sandbox or another. Faults and logged requests stay;
    /// the answers that were set are part of the world.
    /// Handles such as a [`VisitId`] then refer to the entries of the snapshot.
    ///
    /// # Errors
    /// When the state file cannot be written.
    pub fn restore(&self, snapshot: &Snapshot) -> Result<(), ControlError> {
        self.app.restore(snapshot);
        Ok(self.app.saved_here()?)
    }

    /// Returns to the start of the sandbox: restores the world and the clock, and removes all faults, answers and
    /// logged requests.
    ///
    /// # Errors
    /// When the state file cannot be written.
    pub fn reset(&self) -> Result<(), ControlError> {
        self.app.reset();
        Ok(self.app.saved_here()?)
    }

    /// The operations that have no handler yet, by name: they answer with the return code 600.
    pub fn without_handler() -> Vec<&'static str> {
        handlers::router().without_handler()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // Sending fails when the server has stopped already, which does not matter.
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(JoinHandle::join);
        // The file is closed here, because a `Control` can live longer and would keep it open.
        self.app.close();
    }
}

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
