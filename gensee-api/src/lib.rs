//! Typed client of the HTTP interface of Gensee (展视互动) live webcasts: all 52 operations of the vendor's document.
//!
#![cfg_attr(feature = "client", doc = "```no_run")]
#![cfg_attr(not(feature = "client"), doc = "```ignore")]
//! use gensee_api::webcast::{CreateWebcast, ExportHistoryPage};
//! use gensee_api::{Client, Password, Time};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder("https://test.gensee.com")
//!     .login("admin@test.com", Password::md5(std::env::var("GENSEE_PASSWORD")?))
//!     .build()?;
//!
//! let start = Time::china("2030-05-19 10:00:00")?;
//! let webcast = CreateWebcast::new("Rust 101", start, "123456", "654321").max_attendees(500);
//! let webcast = client.create_webcast(&webcast).await?;
//!
//! let from = Time::china("2030-01-01 00:00:00")?;
//! let mut visits = client.items(ExportHistoryPage::new(webcast.id).between(from, Time::now()));
//! while let Some(visit) = visits.try_next().await? {
//!     println!("{:?} joined at {:?}", visit.nickname, visit.join_time);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - [`webcast`]: every operation with its request and its answer, and [`webcast::OPERATIONS`], the same as a table.
//! - `Client` and `blocking::Client`: a function an operation; `call` for options of one call; `items` and `pages` for
//!   lists longer than one answer.
//! - [`Site`] and [`Walk`]: the same without a network, for an HTTP stack of your own.
//! - [`Parameters`], [`Answer`], [`OpenEnum`], [`Operation`]: a call that the document does not have.
//! - [`Error`]: what can go wrong; [`drift`]: what was forgiven.
//!
//! # Features
//!
//! | feature | | what it brings |
//! |---|---|---|
//! | `client` | default | the async client, on reqwest and tokio |
//! | `rustls` | default | https by rustls |
//! | `native-tls` | | https by the system's library |
//! | `blocking` | | the client for code without async |
//! | `tracing` | | a span around each call, without values |
//! | `sandbox` | | the documented server, in-process: for tests and for learning |
//! | `sandbox-program` | | the same as a program, `gensee-sandbox` |

#![forbid(unsafe_code)]
#![deny(missing_docs)]

// The derives write `::gensee_api::…`, here as everywhere.
extern crate self as gensee_api;

pub mod answer;
mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod callback;
#[cfg(feature = "client")]
mod client;
pub mod drift;
pub mod error;
mod id;
mod open_enum;
pub mod operation;
mod page;
pub mod params;
mod prelude;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod secret;
mod site;
mod time;
#[cfg(feature = "client")]
mod trace;
mod url;
mod walk;
pub mod webcast;
pub mod window;

pub use answer::{Answer, AnswerValue, DecodeError, Decoded};
pub use auth::Password;
#[cfg(feature = "client")]
pub use client::{Call, Client, ClientBuilder, ItemStream, Pages, RawAnswer};
pub use drift::{Drift, DriftKind};
pub use error::{Error, Result};
pub use id::{DocumentId, RecordId, UserId, VodId, WebcastId};
pub use open_enum::OpenEnum;
pub use operation::{Effect, Items, Operation, OperationInfo, Role};
pub use page::Page;
pub use params::{Invalid, ListFormat, Parameters, Rule};
pub use secret::Secret;
pub use site::{Format, Method, Site};
pub use time::{Date, Time, TimeError, TimeFormat};
pub use url::ResourceUrl;
pub use walk::Walk;
pub use webcast::ReturnCode;
pub use window::Window;

// Requests and answers of `Site` are its types.
pub use http;

/// What the derives use besides the public traits.
#[doc(hidden)]
pub mod __private {
    pub use crate::answer::code_kind;
    pub use crate::open_enum::serialize_code;
    pub use serde;
}

/// Keeps the README's examples compiling.
#[cfg(all(doctest, feature = "sandbox"))]
#[doc = include_str!("../../README.md")]
struct Readme;
