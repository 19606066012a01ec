//! `cargo xtask diff`: what differs between two states of the spec, what it breaks, and why it came about.
//!
//! ```text
//! side(OLD), side(NEW) → changes → classify (a rule each) → cause → report → text, markdown, json
//! ```

pub mod change;
mod classify;
mod model;
pub mod rules;
#[cfg(test)]
pub(crate) mod tests;

pub use classify::classify;
pub use model::*;
