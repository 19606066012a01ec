//! What rules of the history look at: the files, and the state that they came from.

use crate::diff::Side;

use super::context::Context;

/// Two states of the spec.
pub struct History<'a> {
    pub old: &'a Side,
    pub new: Side,
}

impl<'a> History<'a> {
    /// From `old` to the files at hand; none when these cannot be read as a whole.
    pub fn of(old: &'a Side, context: &Context) -> Option<Self> {
        let files = context.sources.files.clone();
        let new = match context.spec() {
            Some(spec) => Side::at_hand_with(files, spec),
            None => Side::at_hand(files).ok()?,
        };
        Some(Self { old, new })
    }
}
