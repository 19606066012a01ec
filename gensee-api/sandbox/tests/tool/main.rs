//! The test tool as a person has it before them: in a browser.

mod access;
mod answers;
mod arrays;
mod browser;
mod calls;
mod copies;
mod inputs;
mod kept;
mod language;
mod narrow;
mod page;
mod samples;
mod screenshot;
mod send;

use gensee_api::Time;

/// Where the clocks of these sandboxes stand: 2030-03-17 17:46:40 in China.
pub(crate) const START: Time = Time::from_millis(1_900_000_000_000);
