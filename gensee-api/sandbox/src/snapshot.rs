//! Snapshots of a sandbox, which can be restored later. Over HTTP, `GET /sandbox/snapshot` takes one,
//! `PUT /sandbox/snapshot` restores one, and `POST /sandbox/reset` returns to the start.

mod http;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::clock::Setting;
use super::world::{self, World};

pub(super) use http::routes;

/// The value of `format` in the JSON of a snapshot.
const FORMAT: &str = "gensee-sandbox-snapshot";

/// The state of a [`Sandbox`](super::Sandbox): its world and its clock.
///
/// The JSON has the hashes of passwords, and the tokens and passwords of webcasts and vods in clear, so keep it as safe
/// as a password. `Debug` shows only the number of entries.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use gensee_sandbox::{Sandbox, Snapshot};
///
/// let sandbox = Sandbox::start()?;
/// let before = sandbox.snapshot();
/// sandbox.control().upload_castmaker(sandbox.admin(), "Trailer", Duration::from_secs(90))?;
/// sandbox.restore(&before)?;
/// assert_eq!(sandbox.snapshot(), before);
///
/// let other = Sandbox::builder().snapshot(Snapshot::from_json(&before.to_json())?).start()?;
/// assert_eq!(other.snapshot(), before);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Snapshot {
    pub(super) world: World,
    pub(super) clock: Setting,
}

/// Why a text is not a [`Snapshot`].
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum SnapshotError {
    /// It is not JSON, or not the JSON of a snapshot. The message has no values, because they can be secrets.
    #[error(
        "line {line}, column {column}: {what}; give what `Snapshot::to_json` or `GET /sandbox/snapshot` wrote"
    )]
    Broken {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// The kind of the error.
        what: &'static str,
    },
    /// It is the JSON of something else.
    #[error(
        "`format` is not `{FORMAT}`; give what `Snapshot::to_json` or `GET /sandbox/snapshot` wrote"
    )]
    Foreign,
    /// Another version of this crate wrote it.
    #[error("`version` is {found}, and this crate reads {read}; take the snapshot anew", read = world::VERSION)]
    Version {
        /// The version it has.
        found: u64,
    },
}

/// The properties that are checked before the rest is read.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    version: u64,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u32,
    clock: &'a Setting,
    world: &'a World,
}

#[derive(Deserialize)]
struct Body {
    clock: Setting,
    world: World,
}

impl Snapshot {
    /// Writes it as JSON, which this version of the crate can read. The JSON has secrets.
    pub fn to_json(&self) -> String {
        let (clock, world) = (&self.clock, &self.world);
        let written = Written { format: FORMAT, version: world::VERSION, clock, world };
        // This cannot fail, because all keys of its maps can be written as text.
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// When it is something else, or another version of this crate wrote it.
    pub fn from_json(json: &str) -> Result<Self, SnapshotError> {
        let head: Head = serde_json::from_str(json)?;
        if head.format.as_deref() != Some(FORMAT) {
            return Err(SnapshotError::Foreign);
        }
        if head.version != u64::from(world::VERSION) {
            return Err(SnapshotError::Version { found: head.version });
        }
        let Body { clock, mut world } = serde_json::from_str(json)?;
        world.find_all();
        Ok(Self { world, clock })
    }
}

/// Keeps only the place and kind of the error, because serde's message can quote a value, which can be a secret.
impl From<serde_json::Error> for SnapshotError {
    fn from(error: serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Data => {
                "this is not what a snapshot holds here"
            }
            serde_json::error::Category::Eof => "it ends too early",
            _ => "this is not JSON",
        };
        Self::Broken { line: error.line(), column: error.column(), what }
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Snapshot");
        shown.field("clock", &self.clock);
        shown.field("users", &self.world.users.len());
        shown.field("webcasts", &self.world.webcasts.len());
        shown.field("vods", &self.world.vods.len());
        shown.finish_non_exhaustive()
    }
}
