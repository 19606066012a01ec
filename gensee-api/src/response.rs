//! What the server sends: answers to calls, their differences from the document, and callbacks.

mod callback;
mod decode;
pub mod drift;
mod repair;
mod rows;
mod split;
#[cfg(test)]
mod tests;
mod walk;

pub use crate::answer::DecodeError;
pub use decode::{Decoded, decode, from_json};
pub(crate) use rows::{RowError, RowReader};
