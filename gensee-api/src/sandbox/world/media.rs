//! Recordings and vods.

use super::{Caller, World};
use crate::sandbox::refusal::Refusal;
use crate::{Role, Time};

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

impl Vod {
    /// Where it is watched.
    pub(in crate::sandbox) fn url(&self, site: &str) -> String {
        format!("{site}/webcast/site/vod/play-{}", self.id)
    }
}

impl World {
    /// A vod that the caller may change: an administrator any, an organizer his own.
    ///
    /// # Errors
    /// 500; an unknown vod is not told from somebody else's.
    pub(in crate::sandbox) fn vod(
        &mut self,
        id: &str,
        caller: &Caller,
    ) -> Result<&mut Vod, Refusal> {
        let vod = self.vods.get_mut(id);
        vod.filter(|vod| caller.sees(&vod.creator)).ok_or_else(|| {
            Refusal::business(
                "current user is not the vod's organizer",
                format!("no vod `{id}` that `{}` may change", caller.login),
            )
        })
    }
}

impl Caller {
    /// Whether what `creator` made is the caller's to see and change.
    pub(in crate::sandbox) fn sees(&self, creator: &str) -> bool {
        self.role == Role::Admin || self.login == creator
    }
}
