//! Typed client of the HTTP interface of Gensee (展视互动) live webcasts: all 52 operations of the vendor's document.
//!
#![cfg_attr(feature = "client", doc = "```no_run")]
#![cfg_attr(not(feature = "client"), doc = "```ignore")]
//! use gensee_api::webcast::{CreateWebcast, ExportHistoryPage};
//! use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder("https://test.gensee.com")
//!     .login("admin@test.com", Password::md5(std::env::var("GENSEE_PASSWORD")?))
//!     .build()?;
//!
//! let start = Time::china("2030-05-19 10:00:00")?;
//! let organizer = OrganizerToken::new("123456");
//! let panelist = PanelistToken::new("654321");
//! let webcast = CreateWebcast::new("Rust 101", start, organizer, panelist).max_attendees(500);
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
//! - [`webcast`]: every operation with its request and its answer. [`webcast::OPERATIONS`] lists the operations for
//!   programs; the table for readers is [below](#the-52-operations).
//! - `Client` and `blocking::Client`: one function for each operation; `call` sets options for one call; `items` and
//!   `pages` read lists that are longer than one answer.
//! - [`Site`] and [`Paginator`]: the same without a network, for use with another HTTP library.
//! - [`Parameters`], [`Answer`], [`OpenEnum`], [`Operation`]: for defining an operation that the document does not
//!   have.
//! - [`Error`]: every way a call can fail; [`drift`]: the differences from the document that the reader tolerated.
//!
//! # Features
//!
//! | feature | | what it brings |
//! |---|---|---|
//! | `client` | default | the async client, on hyper and tokio |
//! | `rustls` | default | https by rustls, with the cryptography of ring |
//! | `rustls-aws-lc` | | https by rustls, with the cryptography of AWS-LC |
//! | `native-tls` | | https by the system's library |
//! | `blocking` | | the client for code without async |
//! | `reqwest` | | `ClientBuilder::http_client`: a `reqwest::Client` of your own sends the requests |
//! | `chrono`, `time` | | [`Time`] from and into the types of these crates |
//! | `extra` | | a field `extra` in every answer and row: the properties that the document does not have |
//! | `tracing` | | a span around each call, without values |
//!
//! Of several libraries for https one is used: `native-tls` before `rustls-aws-lc` before `rustls`, because only the last
//! is on by default.
//!
//! # The usual jobs
//!
//! Each is an example that runs without an account, on the package `gensee-sandbox`.
//!
//! | job | example |
//! |---|---|
//! | create a webcast, and keep its id, number, tokens and addresses | [`create_webcast`] |
//! | find the playback of a webcast that has ended | [`find_playback`] |
//! | update, end and delete a webcast | [`change_webcast`] |
//! | export attendance, summed for each person | [`export_attendance`] |
//! | read the settings of a webcast | [`read_settings`] |
//! | keep a copy of the vod catalogue | [`sync_vods`] |
//! | build links for viewers | [`viewer_links`] |
//! | export who watched vods, page by page | [`vod_history`] |
//! | receive callbacks | [`receive_callbacks`] |
//!
//! The `cookbook` has recipes beside them: proxies and certificates, a thousand sites, limits on calls, lists in parallel
//! and after a crash, CSV files, a database, a client of reqwest of your own, handlers of axum and actix-web, tests without
//! a server.
//!
//! [`create_webcast`]: https://docs.rs/crate/gensee-api/latest/source/examples/create_webcast.rs
//! [`find_playback`]: https://docs.rs/crate/gensee-api/latest/source/examples/find_playback.rs
//! [`change_webcast`]: https://docs.rs/crate/gensee-api/latest/source/examples/change_webcast.rs
//! [`export_attendance`]: https://docs.rs/crate/gensee-api/latest/source/examples/export_attendance.rs
//! [`read_settings`]: https://docs.rs/crate/gensee-api/latest/source/examples/read_settings.rs
//! [`sync_vods`]: https://docs.rs/crate/gensee-api/latest/source/examples/sync_vods.rs
//! [`viewer_links`]: https://docs.rs/crate/gensee-api/latest/source/examples/viewer_links.rs
//! [`vod_history`]: https://docs.rs/crate/gensee-api/latest/source/examples/vod_history.rs
//! [`receive_callbacks`]: https://docs.rs/crate/gensee-api/latest/source/examples/receive_callbacks.rs
//!
#![doc = include_str!("webcast/operations.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_debug_implementations, missing_docs, rust_2018_idioms, unreachable_pub)]

// The derives generate paths that start with `::gensee_api`, so this name must also work inside the crate.
extern crate self as gensee_api;

pub mod answer;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "client")]
mod client;
#[cfg(any(doc, doctest))]
pub mod cookbook;
pub mod error;
pub mod operation;
mod paging;
pub mod params;
mod prelude;
pub mod response;
pub mod schema;
mod site;
mod sync;
mod viewer;
pub mod webcast;
pub mod window;
mod wire;

pub use answer::{Answer, AnswerValue};
#[cfg(feature = "client")]
pub use client::{
    Call, Client, ClientBuilder, IntoAnswer, ItemStream, Pages, RawAnswer,
};
pub use error::{Error, Result};
pub use operation::{Effect, Method, Operation, OperationInfo, Paginated, Role};
pub use paging::{Cursor, Page, Paginator};
pub use params::{Callback, ListFormat, Parameters, ValidationError, Violation};
pub use response::drift::{self, Drift, DriftKind};
pub use response::{DecodeError, Decoded};
pub use schema::FieldInfo;
pub use site::{Format, ItemReader, Site};
pub use sync::{ChangeTracker, RowChange};
pub use viewer::ViewerLink;
pub use webcast::ReturnCode;
pub use window::Window;
pub use wire::{
    Date, DocumentId, JoinUrl, OpenEnum, OrganizerToken, PanelistToken, Password,
    RecordId, ResourceUrl, Secret, Time, TimeError, TimeFormat, UserId, VodId,
    WebcastId,
};

// Requests and answers of `Site` are its types.
pub use http;
// `Time` and `Date` are made of its types.
pub use jiff;

/// What the derives use besides the public traits.
#[doc(hidden)]
pub mod __private {
    pub use crate::answer::code_kind;
    pub use crate::paging::claimed;
    pub use crate::wire::serialize_code;
    pub use serde;
}

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
