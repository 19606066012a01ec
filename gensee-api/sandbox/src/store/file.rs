//! A state file: a database with a row for each entry of the world.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use redb::{
    Database, ReadableDatabase as _, ReadableTable as _, TableDefinition, TableError,
};

use super::batch::{Batch, CLOCK};
use super::error::StateError;
use crate::clock::Setting;
use crate::world::{self, World};

/// A table with one row, which marks the file as a sandbox's and has the version of its format.
const FORMAT: TableDefinition<'_, &str, u32> = TableDefinition::new("gensee-sandbox");
const VERSION: &str = "version";
/// The JSON of each entry, by the name of its part and its key.
const ROWS: TableDefinition<'_, (&str, &str), &[u8]> = TableDefinition::new("rows");
/// The size of the cache. It is small because the world is in memory already.
const CACHE: usize = 16 * 1024 * 1024;

/// An open state file. No other process can open it meanwhile.
pub(super) struct StateFile {
    database: Database,
    path: PathBuf,
}

impl StateFile {
    /// Opens a file, or makes it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let database = Self::database(path).map_err(|error| error.at(path))?;
        Ok(Self { database, path: path.to_owned() })
    }

    fn database(path: &Path) -> Result<Database, StateError> {
        match fs::metadata(path) {
            Ok(found) if !found.is_file() => return Err(StateError::NoFile),
            Ok(found) if found.len() > 0 => {}
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StateError::Unreachable(error));
            }
            _ => create(path)?,
        }
        let mut builder = Database::builder();
        // The check refuses a file that another program has altered.
        let database = builder
            .set_cache_size(CACHE)
            .set_check_integrity_on_open(true)
            .open(path)?;
        Ok(database)
    }

    /// Makes a state file from a database of a test.
    #[cfg(test)]
    pub(super) fn over(database: Database) -> Self {
        Self { database, path: "test".into() }
    }

    /// Reads the contents; `None` when the file is new.
    pub(super) fn read(&self) -> io::Result<Option<(World, Setting)>> {
        self.held().map_err(|error| error.at(&self.path))
    }

    fn held(&self) -> Result<Option<(World, Setting)>, StateError> {
        let read = self.database.begin_read().map_err(unreadable)?;
        let format = match read.open_table(FORMAT) {
            Ok(format) => format,
            Err(TableError::Storage(error)) => return Err(unreadable(error)),
            Err(_) => return Err(StateError::Foreign),
        };
        let version =
            format.get(VERSION).map_err(unreadable)?.map(|found| found.value());
        if version != Some(world::VERSION) {
            let found =
                version.map_or_else(|| "none".to_owned(), |found| found.to_string());
            return Err(StateError::Version { found, read: world::VERSION });
        }
        let rows = match read.open_table(ROWS) {
            Ok(rows) => rows,
            Err(TableError::TableDoesNotExist(_)) => return Ok(None),
            Err(error) => return Err(unreadable(error)),
        };
        let mut world = World::empty();
        let mut clock = Setting::default();
        for row in rows.iter().map_err(unreadable)? {
            let (key, json) = row.map_err(unreadable)?;
            let ((tracked, key), json) = (key.value(), json.value());
            let put = if tracked == CLOCK {
                serde_json::from_slice(json).map(|setting| clock = setting).ok()
            } else {
                world.put(tracked, key, json)
            };
            put.ok_or_else(|| StateError::Damaged {
                tracked: tracked.to_owned(),
                key: key.to_owned(),
            })?;
        }
        if let Some(tracked) = world.incomplete() {
            let (tracked, key) = (tracked.to_owned(), "…".to_owned());
            return Err(StateError::Damaged { tracked, key });
        }
        world.find_all();
        Ok(Some((world, clock)))
    }

    /// Writes a batch completely or not at all. It is on the disk when this returns.
    pub(super) fn write(&self, batch: Batch) -> io::Result<()> {
        self.commit(batch).map_err(|error| StateError::Unwritable(error).at(&self.path))
    }

    fn commit(&self, batch: Batch) -> Result<(), redb::Error> {
        let write = self.database.begin_write()?;
        if batch.anew {
            write.delete_table(ROWS)?;
        }
        {
            let mut rows = write.open_table(ROWS)?;
            for ((tracked, key), json) in &batch.rows {
                let key = (*tracked, key.as_str());
                match json {
                    Some(json) => drop(rows.insert(key, json.as_slice())?),
                    None => drop(rows.remove(key)?),
                }
            }
        }
        write.commit()?;
        Ok(())
    }
}

/// Makes a file that only its owner can read. The file gets its final name last, so that a kill leaves no half-written
/// file under that name.
fn create(path: &Path) -> Result<(), StateError> {
    let mut half = OsString::from(path);
    half.push(".new");
    let half = PathBuf::from(half);
    match fs::remove_file(&half) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(StateError::Unreachable(error));
        }
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&half).map_err(StateError::Unreachable)?;
    sign(&Database::create(&half)?).map_err(StateError::Unwritable)?;
    fs::rename(&half, path)
        .and_then(|()| sync_folder(path))
        .map_err(StateError::Unreachable)
}

/// Marks a database as a sandbox's state file.
fn sign(database: &Database) -> Result<(), redb::Error> {
    let write = database.begin_write()?;
    write.open_table(FORMAT)?.insert(VERSION, world::VERSION)?;
    write.commit()?;
    Ok(())
}

/// Writes the folder to the disk, because otherwise a loss of power could undo the new name.
fn sync_folder(path: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Converts an error of reading the file.
fn unreadable(error: impl Into<redb::Error>) -> StateError {
    match error.into() {
        redb::Error::Io(error) => StateError::Unreachable(error),
        _ => StateError::Foreign,
    }
}
