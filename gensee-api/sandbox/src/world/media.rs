//! Recordings and vods.

use serde::{Deserialize, Serialize};

use super::{Caller, Phase, World, entry, text};
use crate::api_error::ApiError;
use crate::rule::Rule;
use gensee_api::webcast::{
    ContentType, ConvertResult, SiteEventAction, VOD_ENTRY, VodSkin,
};
use gensee_api::{Secret, Time, UserId};

/// The size of one second of content, like that of a web stream of half a megabit per second.
const BYTES_PER_SECOND: i64 = 64 * 1024;

/// A recording: of a webcast, by castmaker, or an uploaded file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: i64,
    pub(crate) source: Source,
    /// Login name of the user who recorded or uploaded it.
    pub(crate) creator: String,
    pub(crate) subject: String,
    pub(crate) file_name: String,
    pub(crate) created: Time,
    /// When it was recorded; `None` for an uploaded file, because that is unknown.
    pub(crate) recorded: Option<Interval>,
    /// Milliseconds.
    pub(crate) length: i64,
}

/// Where a recording comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Source {
    /// The webcast with this id, deleted or not.
    Webcast(String),
    Castmaker,
    /// An uploaded audio or video file.
    Media,
}

/// A span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Interval {
    pub(crate) start: Time,
    pub(crate) end: Time,
}

/// A vod: content that viewers can watch on demand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Vod {
    pub(crate) id: String,
    /// Eight digits.
    pub(crate) number: String,
    /// The recording it shows; `None` for a document.
    pub(crate) record: Option<i64>,
    /// Login name of the user who made it.
    pub(crate) creator: String,
    pub(crate) created: Time,
    /// Since when others can watch it; `None` while it is unpublished.
    pub(crate) published: Option<Time>,
    #[serde(with = "text::code")]
    pub(crate) converted: ConvertResult,
    pub(crate) about: About,
}

/// The description of a vod, and who may watch it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) subject: String,
    pub(crate) description: Option<String>,
    pub(crate) plan: Option<String>,
    pub(crate) speaker_info: Option<String>,
    /// `None` when everybody may watch it.
    #[serde(with = "text::secret_or_none")]
    pub(crate) password: Option<Secret>,
    pub(crate) opened: bool,
    pub(crate) login_required: bool,
    #[serde(with = "text::code_or_none")]
    pub(crate) skin: Option<VodSkin>,
}

impl Interval {
    /// The `length` milliseconds that end at `end`.
    pub(crate) fn until(end: Time, length: i64) -> Self {
        Self { start: Time::from_millis(end.millis().saturating_sub(length)), end }
    }

    /// The length in milliseconds.
    fn length(self) -> i64 {
        self.end.millis().saturating_sub(self.start.millis()).max(0)
    }
}

impl Record {
    /// The webcast that was recorded, if it was one.
    pub(crate) fn webcast(&self) -> Option<&str> {
        match &self.source {
            Source::Webcast(id) => Some(id),
            Source::Castmaker | Source::Media => None,
        }
    }

    /// The size in bytes.
    pub(crate) fn size(&self) -> i64 {
        self.length.saturating_mul(BYTES_PER_SECOND) / 1000
    }

    fn content(&self) -> ContentType {
        match self.source {
            Source::Webcast(_) | Source::Castmaker => ContentType::Recording,
            Source::Media => ContentType::Media,
        }
    }

    /// The part between two offsets from the start, in milliseconds, as a recording of its own.
    pub(crate) fn piece(&self, from: i64, to: i64, now: Time) -> Self {
        let at = |span: Interval, offset: i64| {
            Time::from_millis(span.start.millis().saturating_add(offset))
        };
        Self {
            created: now,
            recorded: self
                .recorded
                .map(|span| Interval { start: at(span, from), end: at(span, to) }),
            length: to - from,
            ..self.clone()
        }
    }
}

impl Vod {
    /// Where it is watched.
    pub(crate) fn url(&self, site: &str) -> String {
        entry(site, VOD_ENTRY, &self.id)
    }

    /// Where its screenshot is.
    pub(crate) fn screenshot_url(&self, site: &str) -> String {
        format!("{site}/webcast/site/vod/screenshot-{}.jpg", self.id)
    }

    /// The password as answers show it: empty when there is none.
    pub(crate) fn password(&self) -> Secret {
        self.about.password.clone().unwrap_or_else(|| Secret::from(""))
    }
}

fn not_own_vod(exists: bool, id: &str, caller: &Caller) -> ApiError {
    ApiError::unseen(
        exists,
        "current user is not the vod's organizer",
        Rule::no_vod(id, &caller.login),
    )
}

impl World {
    /// A vod that the caller may change: an administrator may change any, an organizer their own.
    ///
    /// # Errors
    /// With a message that is the same for an unknown vod and for one of another user.
    pub(crate) fn vod(&self, id: &str, caller: &Caller) -> Result<&Vod, ApiError> {
        let vod = self.vods.get(id);
        let vod = vod.filter(|vod| caller.sees(&vod.creator));
        vod.ok_or_else(|| not_own_vod(self.vods.contains_key(id), id, caller))
    }

    /// Does the same as [`vod`](Self::vod), but returns it for changes.
    ///
    /// # Errors
    /// As for [`vod`](Self::vod).
    pub(crate) fn vod_mut(
        &mut self,
        id: &str,
        caller: &Caller,
    ) -> Result<&mut Vod, ApiError> {
        self.vod(id, caller)?;
        self.vods.get_mut(id).ok_or_else(|| not_own_vod(false, id, caller))
    }

    /// The recording that a vod shows.
    pub(crate) fn record_of(&self, vod: &Vod) -> Option<&Record> {
        self.records.get(&vod.record?)
    }

    /// What a vod shows.
    pub(crate) fn content_of(&self, vod: &Vod) -> ContentType {
        self.record_of(vod).map_or(ContentType::Document, Record::content)
    }

    /// The id of an account.
    pub(crate) fn user_id(&self, login: &str) -> Option<UserId> {
        self.users.get(login).map(|user| user.id.into())
    }

    /// Adds a recording under a new id, and returns the id.
    pub(crate) fn add_record(&mut self, record: Record) -> i64 {
        let id = self.ids.number();
        self.records.insert(id, Record { id, ..record });
        id
    }

    /// Adds a vod, and returns a copy of it. The vod is unpublished and converted, unless `finish` changes that.
    pub(crate) fn add_vod(
        &mut self,
        creator: &str,
        record: Option<i64>,
        about: About,
        now: Time,
        finish: impl FnOnce(&mut Vod),
    ) -> Vod {
        let mut vod = Vod {
            id: self.ids.hex(),
            number: self.ids.eight_digits(),
            record,
            creator: creator.to_owned(),
            created: now,
            published: None,
            converted: ConvertResult::Converted,
            about,
        };
        finish(&mut vod);
        self.vods.insert(vod.id.clone(), vod.clone());
        vod
    }

    /// Adds a recording without a vod, and returns its id.
    pub(crate) fn record(
        &mut self,
        source: Source,
        creator: &str,
        subject: &str,
        length: i64,
        now: Time,
    ) -> i64 {
        let (ending, recorded) = match source {
            Source::Webcast(_) | Source::Castmaker => {
                ("zip", Some(Interval::until(now, length)))
            }
            Source::Media => ("mp4", None),
        };
        self.add_record(Record {
            id: 0,
            source,
            creator: creator.to_owned(),
            subject: subject.to_owned(),
            file_name: format!("{subject}.{ending}"),
            created: now,
            recorded,
            length,
        })
    }

    /// Adds a recording and a published vod that shows it, and returns the vod's id.
    pub(crate) fn record_and_publish(
        &mut self,
        source: Source,
        creator: &str,
        subject: &str,
        length: i64,
        now: Time,
    ) -> String {
        let record = self.record(source, creator, subject, length, now);
        let about = About { subject: subject.to_owned(), ..About::default() };
        let publish = |vod: &mut Vod| vod.published = Some(now);
        self.add_vod(creator, Some(record), about, now, publish).id
    }

    /// Ends the session of a webcast: everybody leaves, and the webcast gets the phase `then`. If it was live, that
    /// span becomes a recording with a vod, whose id is returned.
    pub(crate) fn end_session(
        &mut self,
        webcast: &str,
        then: Phase,
        now: Time,
    ) -> Option<String> {
        self.close_session(webcast, now);
        let webcast = self.webcasts.get_mut(webcast)?;
        let before = std::mem::replace(&mut webcast.phase, then);
        let Phase::Live { since, .. } = before else {
            return None;
        };
        let source = Source::Webcast(webcast.id.clone());
        let (creator, subject) =
            (webcast.creator.clone(), webcast.settings.subject.clone());
        let length = Interval { start: since, end: now }.length();
        let id = webcast.id.clone();
        let vod = self.record_and_publish(source, &creator, &subject, length, now);
        self.tell_by_creator(SiteEventAction::RecordingEnded, &id);
        Some(vod)
    }

    /// Deletes a recording, and the vods, inserts and warm-ups that use it.
    pub(crate) fn delete_record(&mut self, id: i64) {
        if self.records.remove(&id).is_none() {
            return;
        }
        self.deleted_records.insert(id, ());
        self.vods.retain(|_, vod| vod.record != Some(id));
        let vods = &self.vods;
        let webcasts = &self.webcasts;
        self.players.retain(|id, _| vods.contains_key(id) || webcasts.contains_key(id));
        let gone = |vod: &String| !vods.contains_key(vod);
        self.webcasts.change_where(
            |webcast| {
                webcast.inserts.contains(&id)
                    || webcast.warmup.as_ref().is_some_and(gone)
            },
            |webcast| {
                webcast.inserts.retain(|insert| *insert != id);
                webcast.warmup = webcast.warmup.take().filter(|vod| !gone(vod));
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, World};
    use crate::handlers;
    use crate::parsed_request::ParsedRequest;
    use gensee_api::Time;

    const NOW: Time = Time::from_millis(1_900_000_000_000);

    /// A world with one webcast.
    fn world() -> World {
        let mut world = World::new("admin", "sandbox");
        let request = ParsedRequest {
            path: "/webcast/created".to_owned(),
            form: "loginName=admin&password=sandbox&subject=a&startTime=1&organizerToken=123456&panelistToken=654321"
                .to_owned(),
            ..ParsedRequest::default()
        };
        handlers::router().answer(&request, &mut world, NOW);
        world
    }

    #[test]
    fn a_deleted_recording_leaves_inserts_and_warmups() {
        let mut world = world();
        let mut record = || {
            let vod = world.record_and_publish(Source::Castmaker, "admin", "a", 1, NOW);
            (world.vods[&vod].record.unwrap_or_default(), vod)
        };
        let [(gone, its_vod), (kept, other_vod)] = [record(), record()];
        for (warmup, expected) in
            [(&its_vod, None), (&other_vod, Some(other_vod.clone()))]
        {
            let mut world = world.clone();
            let all = |_: &_| true;
            world.webcasts.change_where(all, |webcast| {
                webcast.warmup = Some(warmup.clone());
                webcast.inserts = vec![gone, kept, gone];
            });
            world.delete_record(gone);
            let webcast = world.webcasts.values().next().expect("the webcast");
            assert_eq!((&webcast.warmup, &webcast.inserts), (&expected, &vec![kept]));
        }
    }
}
