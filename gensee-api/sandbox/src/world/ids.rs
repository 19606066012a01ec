//! Ids and numbers of new objects, in the formats of the wire. The same calls in the same order get the same ids.

use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};

/// The counter from which all ids are made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ids {
    given: u32,
}

impl Ids {
    /// 32 lower-case hex digits, for webcasts and vods.
    pub(crate) fn hex(&mut self) -> String {
        let seed = format!("sandbox {}", self.next());
        Md5::digest(seed).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A whole number, for users, recordings and documents.
    pub(crate) fn number(&mut self) -> i64 {
        1_000_000 + i64::from(self.next())
    }

    /// Eight digits as text.
    pub(crate) fn eight_digits(&mut self) -> String {
        format!("{:08}", 10_000_000 + u64::from(self.next()))
    }

    /// Six digits as text: a token that the server makes up.
    pub(crate) fn token(&mut self) -> String {
        format!("{:06}", 100_000 + self.next() % 900_000)
    }

    fn next(&mut self) -> u32 {
        // It wraps instead of overflowing, because a snapshot can hold any number.
        self.given = self.given.wrapping_add(1);
        self.given
    }
}
