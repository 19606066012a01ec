//! The longest time that a request may ask for.

/// Which two parameters bound the time of a request, and how far apart they may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WindowInfo {
    /// Wire name of the parameter that starts the window.
    pub start: &'static str,
    /// Wire name of the parameter that ends it.
    pub end: &'static str,
    /// How many days it may span.
    pub days: u32,
}

impl WindowInfo {
    /// The window from `start` to `end`, of at most `days`.
    pub const fn new(start: &'static str, end: &'static str, days: u32) -> Self {
        WindowInfo { start, end, days }
    }
}
