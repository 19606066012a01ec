//! Where a call was sent.

use std::fmt;
use std::sync::Arc;

/// Where a call was sent, and how often. `Display` shows the address of the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    origin: Arc<str>,
    attempts: u32,
}

impl Sent {
    pub(crate) fn new(origin: Arc<str>, attempts: u32) -> Self {
        Self { origin, attempts }
    }

    /// Scheme, host and port of the server, such as `https://test.gensee.com`: nothing else of the address, because it
    /// may hold a secret.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of attempts that were made, the failed one included; 1 with [`Site`](crate::Site), which sends nothing
    /// itself.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// For the end of a sentence; empty for a single attempt.
    pub(super) fn attempts_text(&self) -> String {
        match self.attempts {
            0 | 1 => String::new(),
            several => format!(" in {several} attempts"),
        }
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ×{}", self.origin, self.attempts)
    }
}
