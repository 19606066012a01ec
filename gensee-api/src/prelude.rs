//! The names that the generated modules use.

// After another revision of the document the generated modules may not need all of them.
#![allow(unused_imports)]

pub(crate) use crate::answer::Answer;
#[cfg(feature = "blocking")]
pub(crate) use crate::blocking::Client as BlockingClient;
#[cfg(feature = "client")]
pub(crate) use crate::client::Client;
#[cfg(feature = "client")]
pub(crate) use crate::error::Result;
pub(crate) use crate::operation::{
    Effect, Method, Operation, OperationInfo, Paginated, Role,
};
pub(crate) use crate::paging::Page;
pub(crate) use crate::params::{ListFormat, Parameters};
pub(crate) use crate::schema::Change;
pub(crate) use crate::viewer::ViewerLink;
pub(crate) use crate::window::Window;
pub(crate) use crate::wire::{
    Date, DocumentId, JoinUrl, OpenEnum, OrganizerToken, PanelistToken, RecordId,
    ResourceUrl, Secret, Time, UserId, VodId, WebcastId,
};
