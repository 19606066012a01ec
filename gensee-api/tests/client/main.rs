//! The client as a user has it: requests, answers, calls, failures, lists.

mod answers;
mod arrival;
mod blocking;
mod calls;
mod connections;
mod failures;
mod functions;
mod limits;
mod lists;
mod paginator;
mod params;
mod rules;
mod shown;
mod spans;
mod streams;
mod sync;
mod tables;
mod times;
mod unreadable;
mod windows;

#[path = "../support/mod.rs"]
mod support;
