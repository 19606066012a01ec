//! Worlds that have data from the start.
//!
//! The data is made like any other: a [`Stage`](stage::Stage) is a sandbox without a server, whose clock starts in the
//! past. A plan is played on it with operations and [`Control`](super::Control), up to now.

mod calendar;
mod courses;
mod demo;
mod lesson;
mod library;
mod people;
mod stage;
mod talk;

use std::fmt;
use std::io;
use std::str::FromStr;

use super::world::World;
use gensee_api::Time;

/// What a [`Sandbox`](super::Sandbox) holds when it starts.
///
/// ```
/// use gensee_sandbox::{Sandbox, Seed};
/// use gensee_api::webcast::ListOngoingWebcasts;
/// use gensee_api::{Client, Password};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder().seed(Seed::Demo).start()?;
/// let client = Client::builder(sandbox.url())
///     .login(sandbox.admin(), Password::md5(sandbox.password()))
///     .build()?;
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let live = client.list_ongoing_webcasts(&ListOngoingWebcasts::new()).await?.list;
/// assert!(live.iter().all(|webcast| webcast.online > Some(0)));
/// # assert!(!live.is_empty());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Seed {
    /// A school in its fifth week: four weeks of past lessons, some live ones, and those of the week to come, with all
    /// that people did in them. With a stopped clock it is the same each time.
    ///
    /// Every user has the [password](super::Sandbox::password) of the administrator. The organizer
    /// `wang.jianguo@sandbox.example` owns some of the lessons.
    Demo,
}

impl Seed {
    const ALL: [Self; 1] = [Self::Demo];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
        }
    }

    /// The world after the plan was played up to now.
    ///
    /// # Errors
    /// When the calendar ends before the plan does.
    pub(super) fn world(self, now: Time) -> io::Result<World> {
        let world = match self {
            Self::Demo => demo::world(now),
        };
        world.map_err(|mishap| io::Error::new(io::ErrorKind::InvalidInput, mishap))
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Finds a seed by its name.
impl FromStr for Seed {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|seed| seed.name() == name);
        found.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("`{name}` is not a seed; take one of {names}")
        })
    }
}
