//! Operations below `record/`.
pub mod choose;
