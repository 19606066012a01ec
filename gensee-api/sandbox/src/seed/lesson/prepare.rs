//! Creates the webcast of a lesson, and adds its documents and attachments.

use super::Lesson;
use crate::seed::stage::{SeedError, Stage};
use gensee_api::webcast::{
    AddRelay, AttachDocument, AttachFiles, AttachWarmup, Attachment, ChooseRecords,
    CreateWebcast, ListCastmakerVods, ListWebcasts, PlayerMode, SetPlayer, SyncRecords,
    TranscodeDocument,
};
use gensee_api::{OrganizerToken, PanelistToken, WebcastId};

/// The tokens of every webcast of the school.
const ORGANIZER_TOKEN: &str = "888888";
const PANELIST_TOKEN: &str = "666666";
const ATTENDEE_TOKEN: &str = "123456";
/// The site of the attached files, which are never fetched.
const FILES: &str = "http://files.example";

/// The agenda of a lesson.
pub(super) fn agenda(topic: &str) -> String {
    format!("1. 回顾\n2. {topic}\n3. 练习\n4. 答疑")
}

pub(super) fn create(lesson: &Lesson, stage: &Stage) -> Result<WebcastId, SeedError> {
    let (course, teacher) = (lesson.course(), lesson.teacher());
    let request = CreateWebcast::new(
        lesson.subject(),
        lesson.start,
        OrganizerToken::new(ORGANIZER_TOKEN),
        PanelistToken::new(PANELIST_TOKEN),
    )
    .attendee_token(ATTENDEE_TOKEN)
    .end_time(lesson.end)
    .description(course.about)
    .plan(agenda(lesson.topic().1))
    .speaker_info(teacher.name)
    .max_attendees(500)
    .opened(lesson.number.is_multiple_of(3))
    .switch_client(true)
    .realtime(lesson.number.is_multiple_of(2));
    Ok(stage.call(teacher.login, &request)?.id)
}

/// Adds the files of a lesson. Every lesson has slides; some have more.
pub(super) fn furnish(lesson: &Lesson, stage: &Stage) -> Result<(), SeedError> {
    let (webcast, login) = (lesson.webcast()?, lesson.teacher().login);
    let (place, topic) = lesson.topic();
    let name = format!("{}-{place}-{topic}.pptx", lesson.course().title);
    let slides = TranscodeDocument::new(format!("{FILES}/{name}"), name.as_str());
    let document = stage.call(login, &slides)?.doc_id;
    let document = document.ok_or(SeedError::TooEarly("document"))?;
    stage.admin(&AttachDocument::new(webcast, document))?;

    let every = |n: usize, rest: usize| lesson.number % n == rest;
    if every(3, 1) {
        let handout = |kind: &str| {
            let name = format!("{topic}-{kind}.pdf");
            Attachment::new(format!("{FILES}/{}/{name}", lesson.number)).name(name)
        };
        let files = AttachFiles::new(webcast, [handout("讲义"), handout("习题")]);
        stage.call(login, &files)?;
    }
    if every(5, 2) {
        let trailers = stage.admin(&ListCastmakerVods::new())?.list;
        if let Some(trailer) = trailers.first() {
            stage.admin(&AttachWarmup::new(webcast, &trailer.id))?;
        }
    }
    if every(6, 4) {
        let ever = SyncRecords::new(gensee_api::Time::from_millis(0), lesson.start);
        let records = stage.admin(&ever)?.list;
        let records: Vec<_> = records.iter().take(2).map(|record| record.id).collect();
        if !records.is_empty() {
            stage.admin(&ChooseRecords::new(webcast, records))?;
        }
    }
    if every(8, 7) {
        let own = stage.call(login, &ListWebcasts::new())?.list;
        if let Some(other) = own.iter().find(|other| other.id != *webcast) {
            stage.call(login, &AddRelay::new(webcast, &other.id))?;
        }
    }
    if every(4, 3) {
        let player = SetPlayer::new(webcast.as_str(), PlayerMode::InteractiveThreePanes);
        stage.call(login, &player.live(true))?;
    }
    Ok(())
}
