//! `FILE.cursor`: what an interrupted export has done.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use gensee_api::Cursor;
use serde::{Deserialize, Serialize};

use super::file::{beside, remove};
use super::plan::Plan;
use crate::failure::{Failure, Outcome};

/// The version of the file.
const VERSION: u32 = 1;

/// What is done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    version: u32,
    /// What is exported; a state of something else does not count.
    what: String,
    /// What is asked for, as it was when the export began.
    pub plan: Plan,
    /// How many requests are done.
    pub done: usize,
    /// The place in the next one, if it was begun.
    pub cursor: Option<Cursor>,
    /// How many rows there are up to that place, and how many bytes they are in the part.
    pub rows: u64,
    pub bytes: u64,
    /// Number of rows that could not be read; each was reported.
    pub unreadable: u64,
}

impl State {
    /// Nothing done of an export.
    pub fn new(what: String, plan: Plan) -> Self {
        Self {
            version: VERSION,
            what,
            plan,
            done: 0,
            cursor: None,
            rows: 0,
            bytes: 0,
            unreadable: 0,
        }
    }

    /// What was kept of the same export; `None` when nothing was.
    ///
    /// # Errors
    /// When the file is of another export, which must not be lost by accident.
    pub fn load(file: &Path, what: &str) -> Outcome<Option<Self>> {
        let path = beside(file, ".cursor");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::file(&path, &error)),
        };
        let kept = serde_json::from_str::<Self>(&text).ok();
        match kept.filter(|kept| kept.version == VERSION && kept.what == what) {
            Some(kept) => Ok(Some(kept)),
            None => Err(Failure::usage(format!(
                "`{}` is of another export, which was interrupted; give `--restart`, or another file",
                path.display()
            ))),
        }
    }

    /// Keeps it, so that a crash leaves this state or the one before.
    pub fn save(&self, file: &Path) -> Outcome {
        let path = beside(file, ".cursor");
        let failed = |error: io::Error| Failure::file(&path, &error);
        let text = serde_json::to_vec(self).map_err(|error| failed(error.into()))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut fresh =
            tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
                .map_err(failed)?;
        fresh.write_all(&text).map_err(failed)?;
        fresh.persist(&path).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Forgets it.
    pub fn forget(file: &Path) -> Outcome {
        remove(&beside(file, ".cursor"))
    }
}
