//! Documents that the site keeps, for webcasts to show.

use crate::Time;
use crate::webcast::ConversionState;

/// A document.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Document {
    pub(in crate::sandbox) name: String,
    pub(in crate::sandbox) created: Time,
    /// Somebody uploaded it; otherwise a webcast saved it.
    pub(in crate::sandbox) upload: bool,
    pub(in crate::sandbox) state: ConversionState,
}
