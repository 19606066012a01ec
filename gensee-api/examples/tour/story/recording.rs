//! What was recorded becomes something to watch.

use std::time::Duration;

use gensee_api::webcast::{
    CreateVod, CutVod, Device, ExportVodConcurrency, ExportVodHistory, GetVodViews,
    ListRecordings, PublishVod, SyncRecords, SyncVods, UnpublishVod, UpdateVod, VodSkin,
};
use gensee_api::{RecordId, Time, VodId, WebcastId};
use gensee_sandbox::Viewer;

use super::super::tour::{Stuck, Tour};
use super::{counted, today};

/// The recording of the lecture, and the vod that shows it.
pub struct Recording {
    pub record: RecordId,
    pub vod: VodId,
}

/// Finds what the lecture has left.
pub async fn find(tour: &mut Tour, webcast: &WebcastId) -> Result<Recording, Stuck> {
    tour.chapter("Its recording is published");
    let list = tour
        .ask(&ListRecordings::new(webcast), |answer| {
            let millis = answer.record_list.iter().filter_map(|vod| vod.duration);
            let minutes = millis.sum::<i64>() / 60_000;
            let vods = counted(answer.record_list.len(), "vod", "vods");
            format!("{vods}, {minutes} minutes")
        })
        .await?;
    let vod = list.record_list.into_iter().next().map(|vod| vod.id);
    let vod = tour.expect("a vod of the lecture", vod)?;
    let (from, to) = fortnight(tour);
    let synced = tour
        .ask(&SyncRecords::new(from, to), |answer| {
            counted(answer.list.len(), "recording", "recordings")
        })
        .await?;
    let of_lecture = |record: &gensee_api::webcast::Record| {
        record.webcast_id.as_ref() == Some(webcast)
    };
    let record = synced.list.into_iter().find(of_lecture).map(|record| record.id);
    let record = tour.expect("the recording of the lecture", record)?;
    Ok(Recording { record, vod })
}

/// Makes more of it.
pub async fn edit(tour: &mut Tour, recording: &Recording) -> Result<(), Stuck> {
    let Recording { record, vod } = recording;
    tour.tell(&UpdateVod::new(vod, "Rust 公开课 回放", VodSkin::Blue).opened(true))
        .await;
    tour.tell(&UnpublishVod::new(vod)).await;
    tour.tell(&PublishVod::new(vod)).await;
    let highlights = CreateVod::new("Rust 公开课 精选", *record).is_publish(true);
    tour.see(&highlights, |vod| {
        format!("vod number {}", vod.vod_code.as_deref().unwrap_or("missing"))
    })
    .await;
    tour.see(&CutVod::new(vod, 5 * 60, 15 * 60), |piece| {
        format!("vod number {}", piece.number.as_deref().unwrap_or("missing"))
    })
    .await;
    let (from, to) = fortnight(tour);
    tour.see(&SyncVods::new(from, to), |answer| {
        counted(answer.list.len(), "published vod", "published vods")
    })
    .await;
    Ok(())
}

/// Two people watch it.
pub async fn watch(tour: &mut Tour, recording: &Recording) -> Result<(), Stuck> {
    let vod = &recording.vod;
    tour.play("people watch the vod", |control| {
        let viewers = [("张三", Device::Pc), ("李四", Device::Iphone)];
        let watches = viewers.map(|(name, device)| {
            control.start_watching(vod, Viewer::named(name), device)
        });
        control.advance(Duration::from_secs(10 * 60));
        watches.into_iter().try_for_each(|watch| control.stop_watching(watch?))
    })?;
    tour.see(&GetVodViews::new(vod), |answer| format!("{} views", answer.total)).await;
    let now = tour.control().now();
    tour.see(&ExportVodHistory::new(now), |answer| {
        let millis = answer.list.iter().filter_map(|visit| visit.duration).sum::<i64>();
        let views = counted(answer.list.len(), "view", "views");
        format!("{views}, {} minutes in all", millis / 60_000)
    })
    .await;
    let day = today(tour)?;
    tour.see(&ExportVodConcurrency::new(day, day), |answer| {
        let most = answer.list.iter().filter_map(|day| day.max_concurrent).max();
        format!("{} at one time", most.unwrap_or_default())
    })
    .await;
    Ok(())
}

/// From two weeks ago until now: calls that sync have no longest window.
fn fortnight(tour: &Tour) -> (Time, Time) {
    let now = tour.control().now();
    (Time::from_millis(now.millis() - 14 * 24 * 60 * 60 * 1000), now)
}
