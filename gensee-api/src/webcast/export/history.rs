//! Operations below `export/history/`.
pub mod page;
