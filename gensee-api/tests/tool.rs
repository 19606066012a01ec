//! The test tool as a person has it before them: in a browser.
#![cfg(feature = "sandbox")]

#[path = "tool/access.rs"]
mod access;
#[path = "tool/answers.rs"]
mod answers;
#[path = "tool/arrays.rs"]
mod arrays;
#[path = "tool/browser.rs"]
mod browser;
#[path = "tool/calls.rs"]
mod calls;
#[path = "tool/copies.rs"]
mod copies;
#[path = "tool/inputs.rs"]
mod inputs;
#[path = "tool/kept.rs"]
mod kept;
#[path = "tool/page.rs"]
mod page;
#[path = "tool/screenshot.rs"]
mod screenshot;
#[path = "tool/send.rs"]
mod send;
#[rustfmt::skip]
#[path = "tool/snippets.rs"]
mod snippets;

use gensee_api::Time;

/// Where the clocks of these sandboxes stand: 2030-03-17 17:46:40 in China.
pub(crate) const START: Time = Time::from_millis(1_900_000_000_000);
