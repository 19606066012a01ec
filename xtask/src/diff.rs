//! `cargo xtask diff`: what differs between two states of the spec, what it breaks, and why it came about.
//!
//! ```text
//! side(OLD), side(NEW) → changes → classify (a rule each) → cause → report → text, markdown, json
//! ```

pub mod change;
mod model;
pub mod rules;

pub use model::*;
