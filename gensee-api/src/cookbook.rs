//! Recipes: one page for each, with a program that is compiled and run by the tests.
//!
//! The programs talk to a sandbox, the server of the package `gensee-sandbox`; for a real site, take its address and a
//! login of yours. They use all features.

#[doc = include_str!("cookbook/proxy.md")]
pub mod behind_a_proxy {}

#[doc = include_str!("cookbook/sites.md")]
pub mod a_thousand_sites {}

#[doc = include_str!("cookbook/rate_limit.md")]
pub mod limits_on_calls {}

#[doc = include_str!("cookbook/parallel.md")]
pub mod several_windows_at_one_time {}

#[doc = include_str!("cookbook/resume.md")]
pub mod after_a_crash {}

#[doc = include_str!("cookbook/csv.md")]
pub mod csv_files {}

#[doc = include_str!("cookbook/database.md")]
pub mod database {}

#[doc = include_str!("cookbook/update.md")]
pub mod change_a_webcast {}

#[doc = include_str!("cookbook/reqwest.md")]
pub mod own_reqwest {}

#[doc = include_str!("cookbook/axum.md")]
pub mod axum_handlers {}

#[doc = include_str!("cookbook/actix.md")]
pub mod actix_handlers {}

#[doc = include_str!("cookbook/tests.md")]
pub mod tests_without_a_server {}
