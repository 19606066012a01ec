//! Operations below `export/vod/`.
pub mod history;
