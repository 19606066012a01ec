//! Hashes of the rows of a page.

use std::hash::{DefaultHasher, Hasher};
use std::io;

use serde::Serialize;

use super::page_tracker::Fingerprint;

/// The fingerprint of `rows`. It hashes what the rows serialize to, so no row has to be kept and secrets count too.
pub(crate) fn of<T: Serialize>(rows: &[T]) -> Fingerprint {
    Fingerprint { opening: hash(rows.get(..1).unwrap_or_default()), rows: hash(rows) }
}

fn hash<T: Serialize>(rows: &[T]) -> u64 {
    let mut sink = Sink(DefaultHasher::new());
    if serde_json::to_writer(&mut sink, rows).is_err() {
        // Rows that cannot be serialized are told apart only by their number.
        sink.0.write_usize(rows.len());
    }
    sink.0.finish()
}

struct Sink(DefaultHasher);

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
