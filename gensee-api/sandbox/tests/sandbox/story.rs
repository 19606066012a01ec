//! A webcast from its creation to its exports: what one call changes, the others see.

use std::time::Duration;

use gensee_api::webcast::{
    AttachWarmup, ChooseRecords, CreateUser, DeleteRecord, ExportHistory, ExportUsage,
    ExportVodHistory, FinishWebcast, GetVodViews, GetWebcast, GetWebcastStatus,
    JoinType, ListRecordings, LiveStatus, RemoveRecords, SyncRecords, UserRole,
};
use gensee_api::{Error, Password, RecordId};
use gensee_sandbox::{ControlError, Sandbox, Viewer};

use super::{START, admin, client, refused, webcast};

#[tokio::test]
async fn what_happens_can_be_exported() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let (admin, control) = (admin(&sandbox), sandbox.control());
    let organizer = CreateUser::new("o", "geheim", "O").role(UserRole::Organizer);
    admin.create_user(&organizer).await?;
    let client = client(&sandbox, "o", Password::md5("geheim"));
    let created = client.create_webcast(&webcast("Rust 101")).await?;
    let status =
        async || client.get_webcast_status(&GetWebcastStatus::new(&created.id)).await;
    let join = |name: &str| {
        control.join(&created.id, Viewer::named(name), JoinType::PcWeb).expect("inside")
    };

    let first = join("张三");
    assert_eq!(status().await?.status, LiveStatus::Preparing);
    control.start(&created.id).expect("it can start");
    assert_eq!(status().await?.status, LiveStatus::Started);
    control.advance(Duration::from_secs(60));
    control.leave(first).expect("inside so far");
    join("李四");
    control.advance(Duration::from_secs(60));
    client.finish_webcast(&FinishWebcast::new(&created.id)).await?;
    assert_eq!(status().await?.status, LiveStatus::Idle);
    let late = control.join(&created.id, Viewer::named("王五"), JoinType::PcWeb);
    assert_eq!(late, Err(ControlError::Ended(created.id.clone())));

    let visits = client.export_history(&ExportHistory::new(&created.id)).await?.list;
    let stays: Vec<_> = visits
        .iter()
        .map(|visit| {
            let stay = visit.leave_time.zip(visit.join_time);
            let seconds =
                stay.map(|(left, joined)| (left.millis() - joined.millis()) / 1000);
            (visit.nickname.as_deref().unwrap_or_default(), seconds)
        })
        .collect();
    assert_eq!(stays, [("张三", Some(60)), ("李四", Some(60))]);
    let usage = ExportUsage::new(START, control.now());
    assert_eq!(admin.export_usage(&usage).await?.list.len(), 1);

    let recorded = client.list_recordings(&ListRecordings::new(&created.id)).await?;
    let vod = recorded.record_list[0].id.clone();
    control.watch(&vod, 30).expect("published");
    assert_eq!(client.get_vod_views(&GetVodViews::new(&vod)).await?.total, 1);
    let watched = admin.export_vod_history(&ExportVodHistory::new(START)).await?;
    assert_eq!(watched.list.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_deleted_recording_takes_all_that_uses_it_along() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let (client, control) = (admin(&sandbox), sandbox.control());
    let created = client.create_webcast(&webcast("Next")).await?;
    let length = Duration::from_secs(90);
    let vod =
        control.upload_castmaker(sandbox.admin(), "Trailer", length).expect("known");
    let record = client.sync_records(&SyncRecords::new(START, START)).await?.list[0].id;
    client.attach_warmup(&AttachWarmup::new(&created.id, &vod)).await?;
    client.choose_records(&ChooseRecords::new(&created.id, [record])).await?;
    let warmup = async || {
        Ok::<_, Error>(
            client.get_webcast(&GetWebcast::new(&created.id)).await?.warm_up_id,
        )
    };
    assert_eq!(warmup().await?, Some(vod.clone()));

    client.delete_record(&DeleteRecord::new(record)).await?;
    assert_eq!(warmup().await?, None);
    refused(client.get_vod_views(&GetVodViews::new(&vod)).await);
    let insert = RemoveRecords::new(&created.id, [record]);
    refused(client.remove_records(&insert).await);
    let unknown = ChooseRecords::new(&created.id, [RecordId::from(7)]);
    refused(client.choose_records(&unknown).await);
    Ok(())
}
