//! Drift: the differences of an answer from the document that the tolerant reader accepts.

pub(in crate::response) mod kind;

use std::fmt;

use super::walk::Reading;
use crate::answer::Answer;
use crate::operation::Operation;
use crate::webcast::shared::Envelope;

pub use kind::DriftKind;

/// One difference of an answer from the document that the tolerant reader accepted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Drift {
    /// [`Operation::NAME`] of the call.
    pub operation: &'static str,
    /// The place, such as `$.list[3].uid`; in a list, the first place with this drift.
    pub path: String,
    /// The kind of the difference.
    pub kind: DriftKind,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` `{}`: {}", self.operation, self.path, self.kind)
    }
}

/// Every drift in an answer of `O`, ordered by the names of the properties.
///
/// This reads the body once more, into memory as a whole, so it is done only when asked for. A drift that many items of
/// a list have is reported once, for the first of them. A body that is not JSON has no drift:
/// [`decode`](crate::response::decode) refuses it.
pub fn report<O: Operation>(body: &[u8]) -> Vec<Drift> {
    let tables = [Envelope::ROWS, O::Response::ROWS];
    let found = Reading::of(&tables, body, false)
        .map(|reading| reading.drifts)
        .unwrap_or_default();
    let drift = |(path, kind)| Drift { operation: O::NAME, path, kind };
    found.into_iter().map(drift).collect()
}
