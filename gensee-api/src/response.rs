//! What the server sends: answers to calls, their differences from the document, and callbacks.

mod callback;
mod decode;
pub mod drift;

pub use crate::answer::DecodeError;
pub use decode::{Decoded, decode, from_json};
