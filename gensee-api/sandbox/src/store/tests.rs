//! CommitQueue, and files that are not what they should be.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use redb::backends::InMemoryBackend;
use redb::{Database, StorageBackend, TableDefinition};

use super::batch::Batch;
use super::commit_queue::CommitQueue;
use super::file::StateFile;
use super::{Store, World};
use crate::clock::Clock;
use crate::world::VERSION;
use crate::{ControlError, Sandbox};
use gensee_api::webcast::{ListWebcasts, ReturnCode};
use gensee_api::{Client, Error, Password};

/// A batch with one entry of this key.
fn batch(key: usize) -> serde_json::Result<Batch> {
    let rows = [(("test", key.to_string()), Some(Vec::new()))];
    Ok(Batch { anew: false, rows: rows.into() })
}

#[test]
fn calls_that_wait_share_a_round() {
    const CALLS: usize = 64;
    let commits = CommitQueue::default();
    let written = AtomicUsize::new(0);
    let (entered, in_the_first) = mpsc::channel();
    let (release, released) = mpsc::channel();
    thread::scope(|scope| {
        let (commits, written) = (&commits, &written);
        scope.spawn(move || {
            commits.run(|batch| {
                if written.fetch_add(1, Ordering::SeqCst) == 0 {
                    entered.send(()).expect("the test waits");
                    released.recv().expect("the test releases");
                    assert_eq!(batch.rows.len(), 1);
                } else {
                    assert_eq!(batch.rows.len(), CALLS - 1);
                }
                Ok::<_, io::Error>(())
            });
        });
        commits.queue(batch(0));
        in_the_first.recv().expect("the first round");
        for call in 1..CALLS {
            commits.queue(batch(call));
        }
        release.send(()).expect("a round that waits");
        assert_eq!(commits.saved_here(), Ok(()));
        commits.close();
    });
    assert_eq!(written.into_inner(), 2);
}

#[test]
fn whoever_waits_hears_of_the_end() {
    for (write, says) in [
        (Box::new(|_| Err(io::Error::other("no disk"))) as Box<Write>, "no disk"),
        (Box::new(|_| panic!("a fault of ours")), "the sandbox has stopped"),
    ] {
        let commits = Arc::new(CommitQueue::default());
        commits.queue(batch(0));
        let running = Arc::clone(&commits);
        let thread = thread::spawn(move || running.run(write));
        for _ in 0..2 {
            let error = commits.saved_here().expect_err(says).to_string();
            assert!(error.starts_with(says), "{error}");
        }
        // One of the two has panicked.
        let _ = thread.join();
    }
}

type Write = dyn Fn(Batch) -> io::Result<()> + Send;

/// A disk that can fail.
#[derive(Clone, Debug, Default)]
struct Disk {
    bytes: Arc<InMemoryBackend>,
    broken: Arc<AtomicBool>,
}

impl StorageBackend for Disk {
    fn len(&self) -> Result<u64, io::Error> {
        self.bytes.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
        self.bytes.read(offset, out)
    }

    fn set_len(&self, len: u64) -> Result<(), io::Error> {
        self.bytes.set_len(len)
    }

    fn sync_data(&self) -> Result<(), io::Error> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
        self.bytes.write(offset, data)
    }
}

#[tokio::test]
async fn a_disk_that_fails_is_told_by_every_call() {
    let disk = Disk::default();
    let database = Database::builder().create_with_backend(disk.clone());
    let store = Store::of(StateFile::over(database.expect("a database")));
    let state = (store.expect("a thread"), None);
    let sandbox = Sandbox::builder().start_with(Some(state)).expect("a port");
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()
        .expect("a client");
    let list = async || client.list_webcasts(&ListWebcasts::new()).await;
    let upload = || {
        let length = Duration::from_secs(1);
        sandbox.control().upload_castmaker(sandbox.admin(), "Trailer", length)
    };
    assert!(upload().is_ok() && list().await.is_ok());

    disk.broken.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        let Err(ControlError::NotSaved(says)) = upload() else {
            panic!("acknowledged");
        };
        assert!(says.starts_with("the state file `test`: "), "{says}");
        assert!(says.ends_with("then start the sandbox again"), "{says}");
        let answer = list().await;
        let Err(Error::Api { code, .. }) = answer else {
            panic!("acknowledged: {answer:?}");
        };
        assert_eq!(code, ReturnCode::SystemError);
        let rule = sandbox.requests().last().and_then(|request| request.rule.clone());
        assert!(rule.is_some_and(|rule| rule.ends_with(&says)));
    }
}

/// Why a file cannot be opened.
fn refused(file: &Path) -> String {
    Store::open(file).err().expect("refused").to_string()
}

#[test]
fn files_of_others_are_refused_and_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("state");
    let table: TableDefinition<'_, &str, &str> = TableDefinition::new("theirs");
    let database = Database::create(&file).expect("a database");
    let write = database.begin_write().expect("a transaction");
    write.open_table(table).expect("a table").insert("a", "b").expect("a row");
    write.commit().expect("written");
    drop(database);
    let says = refused(&file);
    assert!(says.contains("not a state file of a sandbox"), "{says}");
    let database = Database::open(&file).expect("it is still theirs");
    let read = redb::ReadableDatabase::begin_read(&database).expect("a transaction");
    let row = read.open_table(table).expect("their table").get("a").expect("their row");
    assert_eq!(row.expect("theirs").value(), "b");
}

#[test]
fn what_is_of_another_version_or_damaged_is_refused() {
    let format: TableDefinition<'_, &str, u32> = TableDefinition::new("gensee-sandbox");
    let rows: TableDefinition<'_, (&str, &str), &[u8]> = TableDefinition::new("rows");
    let bad: &[u8] = b"{\"secret\":1";
    for (version, row, says) in [
        (999, None, "has the version `999`"),
        (VERSION, Some(("users", "admin")), "the entry `admin` of `users` is damaged"),
        (VERSION, Some(("dragons", "1")), "the entry `1` of `dragons` is damaged"),
        (VERSION, Some(("clock", "")), "of `clock` is damaged"),
        (VERSION, Some(("chat", "7")), "the entry `7` of `chat` is damaged"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("state");
        drop(Store::open(&file).expect("a new one"));
        let database = Database::open(&file).expect("a database");
        let write = database.begin_write().expect("a transaction");
        write
            .open_table(format)
            .expect("a table")
            .insert("version", version)
            .expect("it");
        if let Some(key) = row {
            write.open_table(rows).expect("a table").insert(key, bad).expect("a row");
        }
        write.commit().expect("written");
        drop(database);
        let refused = refused(&file);
        assert!(refused.contains(says), "{refused}");
        assert!(refused.contains(&*file.to_string_lossy()), "{refused}");
        assert!(!refused.contains("secret"), "{refused}");
    }
}

#[test]
fn only_what_changed_is_written() {
    let clock = Clock::new(None);
    let mut world = World::new("admin", "sandbox");
    let whole = Batch::all(&mut world, &clock).expect("JSON");
    assert!(whole.anew && whole.rows.contains_key(&("users", "admin".to_owned())));
    assert!(Batch::changed(&mut world, &clock).expect("JSON").is_empty());

    let user = world.users["admin"].clone();
    world.users.insert("b".to_owned(), user);
    clock.advance(Duration::from_secs(1));
    let batch = Batch::changed(&mut world, &clock).expect("JSON");
    let keys: Vec<_> =
        batch.rows.keys().map(|(tracked, key)| (*tracked, &**key)).collect();
    assert_eq!(keys, [("clock", ""), ("users", "b")]);

    world.users.remove("b");
    let batch = Batch::changed(&mut world, &clock).expect("JSON");
    assert_eq!(batch.rows[&("users", "b".to_owned())], None);
}
