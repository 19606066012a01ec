//! Starts, finishes and restores webcasts.

use super::Control;
use crate::world::ControlError;
use crate::world::Phase;
use gensee_api::webcast::SiteEventAction;
use gensee_api::{VodId, WebcastId};

impl Control {
    /// The organizer presses start, and the webcast becomes live, or goes on after a pause. A webcast that is live already
    /// stays live.
    ///
    /// # Errors
    /// When there is no such webcast, or it was ended.
    pub fn start(&self, webcast: &WebcastId) -> Result<(), ControlError> {
        let id = webcast.as_str();
        self.play(|world, now| {
            let since = match world.known_webcast(id)?.phase {
                Phase::NotStarted | Phase::Joined => now,
                Phase::Live { since, paused: true } => since,
                Phase::Live { .. } => return Ok(()),
                Phase::Ended => return Err(ControlError::Ended(webcast.clone())),
            };
            world.set_phase(id, Phase::Live { since, paused: false });
            world.open_session(id, now);
            world.tell_by_creator(SiteEventAction::LiveStarted, id);
            Ok(())
        })
    }

    /// The organizer pauses the webcast, which stays live all the same. A webcast that is paused already stays paused.
    ///
    /// # Errors
    /// When the webcast does not exist or is not live.
    pub fn pause(&self, webcast: &WebcastId) -> Result<(), ControlError> {
        let id = webcast.as_str();
        self.play(|world, _| match world.known_webcast(id)?.phase {
            Phase::Live { paused: true, .. } => Ok(()),
            Phase::Live { since, .. } => {
                world.set_phase(id, Phase::Live { since, paused: true });
                world.tell_by_creator(SiteEventAction::LivePaused, id);
                Ok(())
            }
            _ => Err(ControlError::NotLive(webcast.clone())),
        })
    }

    /// The organizer ends the session without ending the webcast, which can be started again. The span in which it was
    /// live becomes a recording with a published vod, whose id is returned.
    ///
    /// # Errors
    /// When the webcast does not exist or is not live.
    pub fn finish(&self, webcast: &WebcastId) -> Result<VodId, ControlError> {
        self.play(|world, now| {
            if !world.known_webcast(webcast.as_str())?.is_live() {
                return Err(ControlError::NotLive(webcast.clone()));
            }
            // A live webcast always gives a vod, so this error does not occur.
            let vod = world.end_session(webcast.as_str(), Phase::NotStarted, now);
            vod.map(VodId::from).ok_or_else(|| ControlError::NotLive(webcast.clone()))
        })
    }

    /// The site's administration restores a webcast that was ended, so that it can be started again. A webcast that was
    /// not ended stays as it is.
    ///
    /// 结束直播（可恢复）
    ///
    /// # Errors
    /// When there is no such webcast, or it was deleted: a deleted webcast cannot be restored.
    pub fn restore(&self, webcast: &WebcastId) -> Result<(), ControlError> {
        self.play(|world, _| {
            if world.known_webcast(webcast.as_str())?.phase == Phase::Ended {
                world.set_phase(webcast.as_str(), Phase::NotStarted);
            }
            Ok(())
        })
    }
}
