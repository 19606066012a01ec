//! Ids. Each has its own type, so that they cannot be confused.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                $name(id)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                $name(id.to_owned())
            }
        }

        /// For setters, which take `impl Into`: an id can be passed by reference to several calls.
        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Ok(id.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The id as a number.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                $name(id)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(id: &str) -> Result<Self, Self::Err> {
                id.trim().parse().map($name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.0)
            }
        }
    };
}

text_id! {
    /// Id of a webcast: 32 lower-case hexadecimal digits on the wire.
    ///
    /// A text becomes an id, and no id becomes a text by itself, so that the two cannot be swapped:
    ///
    /// ```
    /// # use gensee_api::webcast::UpdateWebcast;
    /// # use gensee_api::{OrganizerToken, PanelistToken, Time, WebcastId};
    /// # let (id, now) = (WebcastId::from("5f3c"), Time::now());
    /// # let (organizer, panelist) = (OrganizerToken::new("123456"), PanelistToken::new("654321"));
    /// UpdateWebcast::new(id, "Rust 101", now, organizer, panelist);
    /// ```
    ///
    /// ```compile_fail
    /// # use gensee_api::webcast::UpdateWebcast;
    /// # use gensee_api::{OrganizerToken, PanelistToken, Time, WebcastId};
    /// # let (id, now) = (WebcastId::from("5f3c"), Time::now());
    /// # let (organizer, panelist) = (OrganizerToken::new("123456"), PanelistToken::new("654321"));
    /// UpdateWebcast::new("Rust 101", id, now, organizer, panelist);
    /// ```
    WebcastId
}

text_id! {
    /// Id of a vod: 32 lower-case hexadecimal digits on the wire.
    VodId
}

number_id! {
    /// Id of a recording.
    RecordId
}

number_id! {
    /// Id of a document.
    DocumentId
}

number_id! {
    /// Id of a user or a viewer: [`own`](UserId::own) makes it from an id of your own, and [`own_id`](UserId::own_id)
    /// gives that back.
    UserId
}
