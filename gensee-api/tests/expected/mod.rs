//! Checks of one operation against what the spec says of it. The generated tests bring the [`Expected`]; nothing here
//! asks the derives what they think.

mod answer;
#[cfg(feature = "client")]
mod call;
mod request;
mod rows;
mod sample;
mod table;
mod vector;

pub use answer::{answer_round_trip, answer_tolerance};
#[cfg(feature = "blocking")]
pub use call::blocking_calls;
#[cfg(feature = "client")]
pub(crate) use call::call;
#[cfg(feature = "client")]
pub use call::calls;
pub use request::{request_round_trip, request_rules};
pub use rows::*;
pub use table::table;
pub use vector::{china, day, reads, sends};

// What the generated tests name.
pub use gensee_api::webcast::*;
pub use gensee_api::{
    DocumentId, Effect, ListFormat, Method, OpenEnum, OrganizerToken, PanelistToken,
    RecordId, ResourceUrl, Secret, Time, TimeFormat, UserId, VodId, WebcastId,
};
