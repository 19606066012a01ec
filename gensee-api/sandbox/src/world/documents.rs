//! Documents that the site keeps, for webcasts to show.

use serde::{Deserialize, Serialize};

use super::text;
use gensee_api::Time;
use gensee_api::webcast::ConversionState;

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) created: Time,
    /// Whether a user uploaded it; otherwise a webcast saved it.
    pub(crate) upload: bool,
    #[serde(with = "text::code")]
    pub(crate) state: ConversionState,
}
