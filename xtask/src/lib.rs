//! The parts behind `cargo xtask`; `main.rs` has the tour.

mod align;
pub mod check;
pub mod codegen;
pub mod diff;
pub mod schema;
pub mod spec;
pub mod transcribe;
