//! Operations below `file/`.
pub mod attach;
