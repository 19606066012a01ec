//! The vods besides those of the lessons, and the watchings of all vods.

use std::time::Duration;

use super::courses::COURSES;
use super::lesson::Lesson;
use super::people::STAFF;
use super::stage::{SeedError, Stage};
use crate::ADMIN;
use crate::world::{Viewer, WatchId};
use gensee_api::VodId;
use gensee_api::webcast::{CreateMediaVod, Device, TranscodeDocument, TranscodeMedia};

/// The lengths of the short pieces, in seconds.
const LENGTHS: [u64; 5] = [245, 372, 540, 718, 431];

/// The vods that the teachers and the administration uploaded, and the watchings so far.
#[derive(Default)]
pub(super) struct Library {
    /// The vods of castmaker.
    uploads: Vec<VodId>,
    watches: Vec<Option<WatchId>>,
}

/// An action in the library.
pub(super) enum Action {
    /// A teacher has recorded a short piece with castmaker; the number chooses the course.
    Record(usize),
    /// A file is uploaded in the console, and becomes a vod.
    Upload(&'static str, u64),
    /// A file is fetched from an address; one without a name cannot be converted.
    Fetch(&'static str),
    /// A viewer starts watching; the number is that of the watching.
    Watch(usize, Shown, Box<Viewer>, Device),
    Stop(usize),
}

/// The vod that a viewer watches.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// The vod of a lesson, by its place.
    Lesson(usize),
    /// A vod of castmaker, by its place.
    Upload(usize),
}

impl Library {
    /// Carries out an action.
    pub(super) fn play(
        &mut self,
        action: Action,
        lessons: &[Lesson],
        stage: &Stage,
    ) -> Result<(), SeedError> {
        let control = stage.control();
        match action {
            Action::Record(number) => {
                let course = &COURSES[number % COURSES.len()];
                let topic = course.lessons[number % course.lessons.len()];
                let subject = format!("微课 {number:02}｜{}：{topic}", course.title);
                let length = Duration::from_secs(LENGTHS[number % LENGTHS.len()]);
                let login = STAFF[course.teacher].login;
                self.uploads.push(control.upload_castmaker(login, &subject, length)?);
            }
            Action::Upload(subject, seconds) => {
                let length = Duration::from_secs(seconds);
                let record = control.upload_media(ADMIN, subject, length)?;
                stage.admin(&CreateMediaVod::new(subject, record).opened(true))?;
            }
            Action::Fetch(url) => {
                let name = url.rsplit('/').next().unwrap_or(url);
                if url.ends_with(".mp4") {
                    stage.admin(&TranscodeMedia::new(url, name))?;
                } else {
                    stage.admin(&TranscodeDocument::new(url, name))?;
                }
            }
            Action::Watch(watch, shown, viewer, device) => {
                let vod = match shown {
                    Shown::Lesson(place) => lessons[place].vod()?,
                    Shown::Upload(place) => {
                        self.uploads.get(place).ok_or(SeedError::TooEarly("upload"))?
                    }
                };
                if self.watches.len() <= watch {
                    self.watches.resize(watch + 1, None);
                }
                self.watches[watch] =
                    Some(control.start_watching(vod, *viewer, device)?);
            }
            Action::Stop(watch) => {
                let watch = self.watches.get(watch).copied().flatten();
                control.stop_watching(watch.ok_or(SeedError::TooEarly("watch"))?)?;
            }
        }
        Ok(())
    }
}
