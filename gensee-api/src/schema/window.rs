//! The window of a request whose length the document limits.

/// The two parameters that bound the time of a request, and the greatest time between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WindowInfo {
    /// Wire name of the parameter that starts the window.
    pub start: &'static str,
    /// Wire name of the parameter that ends it.
    pub end: &'static str,
    /// Greatest length of the window in days.
    pub days: u32,
}

impl WindowInfo {
    /// The window from `start` to `end`, of at most `days`.
    pub const fn new(start: &'static str, end: &'static str, days: u32) -> Self {
        WindowInfo { start, end, days }
    }
}
