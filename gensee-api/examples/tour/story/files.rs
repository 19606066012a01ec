//! What is shown in the lecture and before it: a document, a film, a recording from before.

use std::time::Duration;

use gensee_api::WebcastId;
use gensee_api::webcast::{
    AttachDocument, AttachWarmup, ChooseRecords, ConversionState, CreateMediaVod,
    DetachDocument, DetachWarmup, ListCastmakerVods, RemoveRecords, SyncDocuments,
    TranscodeDocument, TranscodeMedia,
};

use super::super::callback::Listener;
use super::super::site::ORGANIZER;
use super::super::tour::{Stuck, Tour};
use super::counted;

pub async fn document(tour: &mut Tour, webcast: &WebcastId) -> Result<(), Stuck> {
    tour.chapter("She uploads what she will show");
    let listener = listener(tour).await?;
    let began = tour.control().now();
    let file = TranscodeDocument::new("http://example.com/rust.pptx", "课件");
    let file = file.callback_url(listener.address());
    let sent =
        tour.ask(&file, |answer| format!("document {}", shown(answer.doc_id))).await?;
    let document = tour.expect("`docId`", sent.doc_id)?;
    called_back(tour, listener).await?;

    let sync = SyncDocuments::new(began, tour.control().now());
    tour.see(&sync, |answer| {
        let done = |state| state == &Some(ConversionState::Success);
        let converted = answer.list.iter().filter(|one| done(&one.conv_code));
        counted(converted.count(), "document, converted", "documents, converted")
    })
    .await;
    tour.tell(&AttachDocument::new(webcast, document)).await;
    tour.tell(&DetachDocument::new(webcast, document)).await;
    Ok(())
}

pub async fn media(tour: &mut Tour, webcast: &WebcastId) -> Result<(), Stuck> {
    let listener = listener(tour).await?;
    let film = TranscodeMedia::new("http://example.com/rust.mp4", "暖场");
    let film = film.callback_url(listener.address());
    let sent = tour
        .ask(&film, |answer| format!("recording {}", shown(answer.record_id)))
        .await?;
    let record = tour.expect("`recordId`", sent.record_id)?;
    called_back(tour, listener).await?;

    let create = CreateMediaVod::new("暖场影片", record);
    let vod = tour
        .ask(&create, |vod| {
            format!("vod number {}", vod.vod_code.as_deref().unwrap_or("missing"))
        })
        .await?;
    let vod = tour.expect("`id`", vod.id)?;
    tour.tell(&AttachWarmup::new(webcast, &vod)).await;
    tour.tell(&DetachWarmup::new(webcast, &vod)).await;
    Ok(())
}

pub async fn castmaker(tour: &mut Tour, webcast: &WebcastId) -> Result<(), Stuck> {
    tour.play("an upload of castmaker", |control| {
        let length = Duration::from_secs(10 * 60);
        control.upload_castmaker(ORGANIZER, "上一讲", length)
    })?;
    let listed = tour
        .ask(&ListCastmakerVods::new(), |answer| {
            counted(answer.list.len(), "vod of castmaker", "vods of castmaker")
        })
        .await?;
    let record = listed.list.first().and_then(|vod| vod.record_id);
    let record = tour.expect("`recordId`", record)?;
    tour.tell(&ChooseRecords::new(webcast, [record])).await;
    tour.tell(&RemoveRecords::new(webcast, [record])).await;
    Ok(())
}

async fn listener(tour: &mut Tour) -> Result<Listener, Stuck> {
    let listener = Listener::bind().await;
    tour.need("an address for the callback", listener)
}

/// Lets time go by until the server tells that the file is converted.
async fn called_back(tour: &mut Tour, mut listener: Listener) -> Result<(), Stuck> {
    tour.control().advance(Duration::from_secs(60));
    let callback = listener.callback().await;
    let callback = tour.need("the callback", callback)?;
    tour.and_then(if callback.is_ok() { "callback ok" } else { "callback error" });
    Ok(())
}

fn shown(id: Option<impl ToString>) -> String {
    id.map_or("missing".to_owned(), |id| id.to_string())
}
