//! The body of an answer inside an error.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::excerpt::describe;

/// The body of an answer.
///
/// Neither `Display` nor `Debug` prints it, because answers hold tokens and addresses that give access. `Display` shows
/// its kind, its length and, unless it is JSON, a few leading words: `HTML of 151 bytes: "502 Bad Gateway"`.
#[derive(Clone, PartialEq, Eq)]
pub struct Body(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    // Shared, because every row that cannot be read has an error of its own.
    bytes: Arc<Vec<u8>>,
    description: String,
}

impl Body {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        let description = describe(&bytes, &[]);
        Self(Box::new(Inner { bytes: Arc::new(bytes), description }))
    }

    /// Removes these secrets from the description as well.
    pub(super) fn scrub(&mut self, secrets: &[&str]) {
        self.0.description = describe(&self.0.bytes, secrets);
    }

    /// The bytes of the body.
    pub fn into_bytes(self) -> Vec<u8> {
        Arc::unwrap_or_clone(self.0.bytes)
    }

    /// The body as text; invalid UTF-8 becomes the replacement character.
    pub fn to_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.bytes)
    }
}

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.description)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.0.bytes.len())
    }
}
