//! An 8-byte hash of the rows of a page, by which a repeated page is recognized.

use std::hash::{DefaultHasher, Hasher};
use std::io;

use serde::Serialize;

/// The fingerprint of `rows`; equal rows have equal fingerprints. It hashes what the rows serialize to, so no row has
/// to be kept and secrets count too.
pub(super) fn of<T: Serialize>(rows: &[T]) -> u64 {
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
