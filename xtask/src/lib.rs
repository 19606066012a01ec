//! The parts behind `cargo xtask`; `ARCHITECTURE.md` tells how they hang together.

mod align;
pub mod check;
pub mod codegen;
pub mod diff;
pub mod errata;
pub mod generated;
pub mod markdown;
pub mod openapi;
pub mod revise;
#[cfg(test)]
mod samples;
pub mod schema;
pub mod spec;
#[cfg(test)]
mod testing;
pub mod tour;
pub mod transcribe;
pub mod vectors;
pub mod workspace;
