//! The organizer gets an account and plans the lecture.

use std::time::Duration;

use gensee_api::webcast::{
    AddRelay, AttachFiles, Attachment, CreateUser, CreateWebcast, DetachFiles,
    GetWebcast, ListWebcasts, MobileMode, PlayerMode, RemoveRelay, SetPlayer,
    UpdateUser, UpdateWebcast, UserRole,
};
use gensee_api::{OrganizerToken, PanelistToken, Time, WebcastId};

use super::super::site::{ORGANIZER, PASSWORD};
use super::super::tour::{Stuck, Tour};

/// The subject of the lecture.
const SUBJECT: &str = "Rust 公开课";
/// The tokens of its organizer and its panelists.
const TOKENS: [&str; 2] = ["organizer-1", "panelist-1"];

pub async fn account(tour: &mut Tour) {
    tour.chapter("An organizer gets an account");
    let user = CreateUser::new(ORGANIZER, PASSWORD, "李伟").role(UserRole::Organizer);
    tour.tell(&user).await;
    let user =
        UpdateUser::new(ORGANIZER, PASSWORD, "李薇").male(false).company("展视学院");
    tour.tell(&user).await;
}

/// Creates the lecture.
pub async fn webcast(tour: &mut Tour) -> Result<WebcastId, Stuck> {
    tour.chapter("She plans a lecture");
    let tomorrow = tour.control().now().millis() + 24 * 60 * 60 * 1000;
    let start = Time::from_millis(tomorrow);
    let [organizer, panelist] = TOKENS;
    let create = CreateWebcast::new(
        SUBJECT,
        start,
        OrganizerToken::new(organizer),
        PanelistToken::new(panelist),
    );
    let created = tour
        .ask(&create.max_attendees(100), |created| {
            format!("number {} and join links", created.number)
        })
        .await?;
    let id = created.id;
    let update = UpdateWebcast::new(
        &id,
        SUBJECT,
        start,
        OrganizerToken::new(organizer),
        PanelistToken::new(panelist),
    );
    tour.tell(&update.max_attendees(500).description("所有权与借用")).await;
    tour.see(&GetWebcast::new(&id), |webcast| {
        let seats = webcast.max_attendees.unwrap_or_default();
        format!("{}, {seats} seats", webcast.subject.as_deref().unwrap_or_default())
    })
    .await;
    tour.see(&ListWebcasts::new(), |answer| {
        super::counted(answer.list.len(), "webcast of hers", "webcasts of hers")
    })
    .await;
    Ok(id)
}

/// What the lecture has around it.
pub async fn attachments(tour: &mut Tour, webcast: &WebcastId) {
    let (slides, old) = ("http://example.com/rust.pdf", "http://example.com/old.pdf");
    let files = [Attachment::new(slides).name("讲义"), Attachment::new(old)];
    tour.tell(&AttachFiles::new(webcast, files)).await;
    tour.tell(&DetachFiles::new(webcast, [old.to_owned()])).await;
    let player = SetPlayer::new(webcast.as_str(), PlayerMode::VideoOrDocument);
    let player = player.live(true).auto_play(true).mobile_mode(MobileMode::Video);
    tour.tell(&player).await;
    let opening = tour.site().opening.clone();
    tour.tell(&AddRelay::new(webcast, &opening)).await;
    tour.tell(&RemoveRelay::new(webcast, &opening)).await;
    tour.control().advance(Duration::from_secs(60 * 60));
}
