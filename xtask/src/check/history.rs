//! What rules of the history look at: the files, and the state that they came from.

use crate::diff::Side;

use super::sources::Sources;

/// Two states of the spec.
pub struct History<'a> {
    pub old: &'a Side,
    pub new: Side,
}

impl<'a> History<'a> {
    /// From `old` to the files at hand; none when these cannot be read as a whole.
    pub fn of(old: &'a Side, sources: &Sources) -> Option<Self> {
        let new = Side::at_hand(sources.files.clone()).ok()?;
        Some(Self { old, new })
    }
}
