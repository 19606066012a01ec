//! Secrets: passwords and tokens.

use std::fmt;
use std::hash::{Hash, Hasher};

use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, Serializer};

/// A password, a token, or an address that holds one.
///
/// `Debug` shows `***`, there is no `Display`, and the memory is wiped on drop. Serializing writes the text itself,
/// because a stored request or answer is useless without it.
///
/// ```
/// use gensee_api::Secret;
///
/// let token = Secret::from("123456");
/// assert_eq!(format!("{token:?}"), "***");
/// assert_eq!(token.expose(), "123456");
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Secret {}

impl Hash for Secret {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.expose().hash(state);
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(text.into())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret(text.into())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

/// An address by which viewers join a webcast, which may hold a token: a [`Secret`] that
/// [`ViewerLink`](crate::ViewerLink) makes the links of single viewers from.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JoinUrl(Secret);

impl JoinUrl {
    /// The address itself.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl fmt::Debug for JoinUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<String> for JoinUrl {
    fn from(address: String) -> Self {
        JoinUrl(address.into())
    }
}

impl From<&str> for JoinUrl {
    fn from(address: &str) -> Self {
        JoinUrl(address.into())
    }
}

impl Serialize for JoinUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl From<Secret> for JoinUrl {
    fn from(address: Secret) -> Self {
        JoinUrl(address)
    }
}
