//! What the generated modules use.

// A revision of the document may do without some of them.
#![allow(unused_imports)]

pub(crate) use crate::answer::Answer;
#[cfg(feature = "blocking")]
pub(crate) use crate::blocking::Client as BlockingClient;
#[cfg(feature = "client")]
pub(crate) use crate::client::Client;
#[cfg(feature = "client")]
pub(crate) use crate::error::Result;
pub(crate) use crate::id::{DocumentId, RecordId, UserId, VodId, WebcastId};
pub(crate) use crate::open_enum::OpenEnum;
pub(crate) use crate::operation::{
    Effect, Event, Items, Operation, OperationInfo, Role,
};
pub(crate) use crate::page::Page;
pub(crate) use crate::params::Parameters;
pub(crate) use crate::secret::Secret;
pub(crate) use crate::time::{Date, Time};
pub(crate) use crate::url::ResourceUrl;
pub(crate) use crate::window::Window;
