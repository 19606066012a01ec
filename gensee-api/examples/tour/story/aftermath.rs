//! Everything is cleared away.

use gensee_api::WebcastId;
use gensee_api::webcast::{DeleteRecord, DeleteWebcast, SetUserStatus, UserStatus};

use super::super::site::ORGANIZER;
use super::super::tour::Tour;
use super::recording::Recording;

pub async fn clear_up(tour: &mut Tour, webcast: &WebcastId, recording: &Recording) {
    tour.chapter("Everything is cleared away");
    tour.tell(&DeleteRecord::new(recording.record)).await;
    tour.tell(&DeleteWebcast::new(webcast)).await;
    tour.tell(&SetUserStatus::new(ORGANIZER, UserStatus::Disabled)).await;
}
