//! What the edits, the rules and their levels are held against.

mod catalogue;
mod edits;
pub(crate) mod generate;
pub(crate) mod mutate;
