//! Uploads recordings, and watches vods.

use std::time::Duration;

use super::Control;
use crate::Viewer;
use crate::clock::millis;
use crate::world::ControlError;
use crate::world::{Interval, Source, World};
use gensee_api::webcast::Device;
use gensee_api::{RecordId, VodId};

impl Control {
    /// Castmaker uploads what the user `creator` has just recorded with it. That makes a recording and a published vod,
    /// whose id is returned.
    ///
    /// # Errors
    /// When there is no such user.
    pub fn upload_castmaker(
        &self,
        creator: &str,
        subject: &str,
        duration: Duration,
    ) -> Result<VodId, ControlError> {
        let (source, length) = (Source::Castmaker, millis(duration));
        self.play(|world, now| {
            known(world, creator)?;
            Ok(world.record_and_publish(source, creator, subject, length, now).into())
        })
    }

    /// The user `creator` uploads an audio or video file in the site's console; no vod shows it yet.
    ///
    /// # Errors
    /// When there is no such user.
    pub fn upload_media(
        &self,
        creator: &str,
        subject: &str,
        duration: Duration,
    ) -> Result<RecordId, ControlError> {
        let (source, length) = (Source::Media, millis(duration));
        self.play(|world, now| {
            known(world, creator)?;
            Ok(world.record(source, creator, subject, length, now).into())
        })
    }

    /// A viewer has watched a vod for `seconds` and leaves now.
    ///
    /// # Errors
    /// When there is no such vod, or it is not published.
    pub fn watch(&self, vod: &VodId, seconds: u64) -> Result<(), ControlError> {
        self.play(|world, now| {
            let id = vod.as_str();
            let found = world.vods.get(id);
            let found = found.ok_or_else(|| ControlError::UnknownVod(vod.clone()))?;
            if found.published.is_none() {
                return Err(ControlError::Unpublished(vod.clone()));
            }
            let presence = Interval::until(now, millis(Duration::from_secs(seconds)));
            let somebody = Viewer::named("somebody");
            let watch = world.begin_watching(id, somebody, Device::Pc, presence.start);
            world.stop_watching(watch, presence.end)
        })
    }
}

fn known(world: &World, login: &str) -> Result<(), ControlError> {
    let known = world.users.contains_key(login);
    known.then_some(()).ok_or_else(|| ControlError::UnknownUser(login.to_owned()))
}
