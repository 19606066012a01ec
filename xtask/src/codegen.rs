//! From the spec to the bindings: load → check → lower → emit → files → write.
//!
//! `lower` and `names` decide; `emit` only spells out; everything between reading `spec/` and writing is pure.

mod emit;
mod lower;
pub mod model;
pub mod names;
mod write;

pub use emit::files;
pub use lower::lower;
pub use write::{Outcome, compare, write};
