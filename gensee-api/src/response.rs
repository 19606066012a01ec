//! What comes back: answers to calls, how they differ from the document, and the callbacks of the server.

mod callback;
mod decode;
pub mod drift;

pub use crate::answer::DecodeError;
pub use decode::{Decoded, decode, from_json};
