//! Files with typed columns, which programs read: Parquet and SQLite.
//!
//! Moments are moments, ids and codes texts, whole numbers integers of 64 bits.

pub mod parquet;
pub mod partition;
pub mod sqlite;
