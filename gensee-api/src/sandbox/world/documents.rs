//! Documents that the site keeps, for webcasts to show.

use serde::{Deserialize, Serialize};

use super::text;
use crate::Time;
use crate::webcast::ConversionState;

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Document {
    pub(in crate::sandbox) name: String,
    pub(in crate::sandbox) created: Time,
    /// Somebody uploaded it; otherwise a webcast saved it.
    pub(in crate::sandbox) upload: bool,
    #[serde(with = "text::code")]
    pub(in crate::sandbox) state: ConversionState,
}
