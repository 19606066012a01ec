//! What the edits, the rules and their levels are held against.

mod catalogue;
mod edits;
mod examples;
pub(crate) mod generate;
pub(crate) mod mutate;
mod oracle;
mod surface;
