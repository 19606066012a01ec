//! Typed client of the HTTP interface of Gensee (展视互动) live webcasts.

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
pub use window::Window;

/// What the derives use besides the public traits.
#[doc(hidden)]
pub mod __private {
    pub use crate::answer::code_kind;
    pub use crate::open_enum::serialize_code;
    pub use serde;
}
