//! Addresses of files, which the server downloads.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{CONTROLS, utf8_percent_encode};
use serde::{Serialize, Serializer};

/// Address of a file that the server downloads.
///
/// The server wants such an address encoded twice: characters beyond ASCII are percent-encoded here, when the value is
/// made, and the whole address is encoded again in the form or query. An address that is already encoded stays as it
/// is.
///
/// ```
/// use gensee_api::ResourceUrl;
///
/// let url = ResourceUrl::from("http://example.com/课件.ppt");
/// assert_eq!(url.as_str(), "http://example.com/%E8%AF%BE%E4%BB%B6.ppt");
/// assert_eq!(ResourceUrl::from(url.as_str()), url);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceUrl(String);

impl ResourceUrl {
    /// The address, in ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ResourceUrl {
    fn from(url: &str) -> Self {
        ResourceUrl(utf8_percent_encode(url, CONTROLS).to_string())
    }
}

impl From<String> for ResourceUrl {
    fn from(url: String) -> Self {
        url.as_str().into()
    }
}

impl FromStr for ResourceUrl {
    type Err = std::convert::Infallible;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        Ok(url.into())
    }
}

impl fmt::Display for ResourceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for ResourceUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
