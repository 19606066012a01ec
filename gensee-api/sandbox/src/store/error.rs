//! What can be wrong with a state file. Each message names the file, the fault and the remedy.

use std::io;
use std::path::Path;

use redb::{DatabaseError, StorageError};
use thiserror::Error;

/// An error without the path of the file; [`at`](StateError::at) adds it.
#[derive(Debug, Error)]
pub(super) enum StateError {
    #[error("{0}; make its folder, or name a file that can be read and written")]
    Unreachable(io::Error),
    #[error("it is not a file; name a file, or one that is still to be made")]
    NoFile,
    #[error("another sandbox has it open; stop that one, or name another file")]
    InUse,
    #[error("it is not a state file of a sandbox, or it is damaged; name another file")]
    Foreign,
    #[error(
        "it has the version `{found}` and this program reads `{read}`; use the program that wrote it, or name another \
         file"
    )]
    Version { found: String, read: u32 },
    #[error(
        "the entry `{key}` of `{tracked}` is damaged; name another file, or a copy of this one"
    )]
    Damaged { tracked: String, key: String },
    #[error("{0}; make room or repair the disk, then start the sandbox again")]
    Unwritable(redb::Error),
}

impl StateError {
    /// Makes an I/O error that names the file.
    pub(super) fn at(self, path: &Path) -> io::Error {
        let kind = match &self {
            Self::Unreachable(error) => error.kind(),
            Self::InUse => io::ErrorKind::ResourceBusy,
            Self::NoFile
            | Self::Foreign
            | Self::Version { .. }
            | Self::Damaged { .. } => io::ErrorKind::InvalidData,
            Self::Unwritable(_) => io::ErrorKind::Other,
        };
        io::Error::new(kind, format!("the state file `{}`: {self}", path.display()))
    }
}

/// Converts an error of opening the file.
impl From<DatabaseError> for StateError {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::DatabaseAlreadyOpen
            | DatabaseError::LockProtocolMismatch
            | DatabaseError::TransactionInProgress => Self::InUse,
            // A file that is too short was not written completely, so it counts as damaged.
            DatabaseError::Storage(StorageError::Io(error))
                if !matches!(
                    error.kind(),
                    io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData
                ) =>
            {
                Self::Unreachable(error)
            }
            _ => Self::Foreign,
        }
    }
}
