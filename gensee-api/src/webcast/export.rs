//! Operations below `export/`.
pub mod history;
pub mod vod;
