//! Recordings and vods.

use crate::Time;

/// What was recorded: of a webcast, by castmaker, or an uploaded file.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Record {
    pub(in crate::sandbox) id: i64,
    /// The webcast it is of.
    pub(in crate::sandbox) webcast: Option<String>,
    /// Login name.
    pub(in crate::sandbox) creator: String,
    pub(in crate::sandbox) subject: String,
    pub(in crate::sandbox) started: Time,
    pub(in crate::sandbox) ended: Time,
}

/// What can be watched afterwards.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Vod {
    pub(in crate::sandbox) id: String,
    /// Eight digits.
    pub(in crate::sandbox) number: String,
    /// The recording it shows.
    pub(in crate::sandbox) record: Option<i64>,
    pub(in crate::sandbox) creator: String,
    pub(in crate::sandbox) subject: String,
    pub(in crate::sandbox) created: Time,
    /// Since when it can be watched by others; none while it is unpublished.
    pub(in crate::sandbox) published: Option<Time>,
}
