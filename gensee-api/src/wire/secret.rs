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

impl From<&Secret> for Secret {
    fn from(secret: &Secret) -> Self {
        secret.clone()
    }
}

/// A secret of a type of its own, so that it cannot be confused with others.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Secret);

        impl $name {
            /// Makes it from a text.
            pub fn new(secret: impl Into<Secret>) -> Self {
                $name(secret.into())
            }

            /// The text itself.
            pub fn expose(&self) -> &str {
                self.0.expose()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        /// For setters, which take `impl Into`.
        impl From<&$name> for $name {
            fn from(secret: &$name) -> Self {
                secret.clone()
            }
        }

        impl From<$name> for Secret {
            fn from(secret: $name) -> Self {
                secret.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }
    };
}

secret! {
    /// An address by which viewers join a webcast, which may hold a token: a [`Secret`] that
    /// [`ViewerLink`](crate::ViewerLink) makes the links of single viewers from.
    JoinUrl
}

secret! {
    /// The token with which the organizer joins a webcast: a [`Secret`].
    ///
    /// ```
    /// use gensee_api::OrganizerToken;
    ///
    /// let token = OrganizerToken::new("123456");
    /// assert_eq!(format!("{token:?}"), "***");
    /// assert_eq!(token.expose(), "123456");
    /// ```
    OrganizerToken
}

secret! {
    /// The token with which panelists join a webcast: a [`Secret`].
    ///
    /// It does not pass for the organizer's:
    ///
    /// ```compile_fail
    /// use gensee_api::webcast::CreateWebcast;
    /// use gensee_api::{OrganizerToken, PanelistToken, Time};
    ///
    /// let (organizer, panelist) = (OrganizerToken::new("123456"), PanelistToken::new("654321"));
    /// CreateWebcast::new("Rust 101", Time::now(), panelist, organizer);
    /// ```
    PanelistToken
}

impl From<String> for JoinUrl {
    fn from(address: String) -> Self {
        JoinUrl::new(address)
    }
}

impl From<&str> for JoinUrl {
    fn from(address: &str) -> Self {
        JoinUrl::new(address)
    }
}

impl From<Secret> for JoinUrl {
    fn from(address: Secret) -> Self {
        JoinUrl(address)
    }
}
