//! Recordings and vods: how they appear, what is said about them, and how they go.

use std::time::Duration;

use gensee_api::webcast::{
    ContentType, ConvertResult, CreateMediaVod, CreateUser, CreateVod, CutVod,
    DeleteRecord, DeleteWebcast, FinishWebcast, GetVodViews, GetWebcastStatus,
    ListCastmakerVods, ListRecordings, LiveStatus, PublishVod, Record, ReturnCode,
    SyncRecords, SyncVods, UnpublishVod, UpdateVod, UserRole, Vod, VodSkin,
};
use gensee_api::{Client, Error, Password, Secret, Time, VodId, WebcastId};
use gensee_sandbox::{Control, ControlError, Sandbox};

use super::{START, admin, client, refused, webcast};

const HOUR: Duration = Duration::from_secs(60 * 60);

fn after(hours: i64) -> Time {
    Time::from_millis(START.millis() + hours * 60 * 60 * 1000)
}

/// A site with a clock that stands still, and the organizers `one` and `two`.
async fn site() -> Result<(Sandbox, Client, Client), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    for login in ["one", "two"] {
        let user = CreateUser::new(login, "geheim", login).role(UserRole::Organizer);
        admin(&sandbox).create_user(&user).await?;
    }
    let [one, two] =
        ["one", "two"].map(|login| client(&sandbox, login, Password::md5("geheim")));
    Ok((sandbox, one, two))
}

/// A webcast of `client`'s that was live for an hour, and its vod.
async fn recorded(
    control: &Control,
    client: &Client,
    subject: &str,
) -> Result<(WebcastId, VodId), Error> {
    let webcast = client.create_webcast(&webcast(subject)).await?.id;
    control.start(&webcast).expect("a webcast");
    control.advance(HOUR);
    let vod = control.finish(&webcast).expect("a live webcast");
    Ok((webcast, vod))
}

/// All recordings of the site, the latest first.
async fn records(sandbox: &Sandbox) -> Result<Vec<Record>, Error> {
    let request = SyncRecords::new(START, after(24 * 375));
    Ok(admin(sandbox).sync_records(&request).await?.list)
}

/// All published vods of the site, the latest first.
async fn vods(sandbox: &Sandbox) -> Result<Vec<Vod>, Error> {
    Ok(admin(sandbox).sync_vods(&SyncVods::new(START, after(24 * 375))).await?.list)
}

fn ids(vods: &[Vod]) -> Vec<&VodId> {
    vods.iter().map(|vod| &vod.id).collect()
}

#[tokio::test]
async fn a_live_webcast_leaves_a_recording_each_time_it_ends() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let control = sandbox.control();
    let (webcast, first) = recorded(&control, &one, "Rust 公开课").await?;
    let status = GetWebcastStatus::new(&webcast);
    assert_eq!(one.get_webcast_status(&status).await?.status, LiveStatus::Idle);

    control.advance(HOUR);
    control.start(&webcast).expect("a webcast");
    control.start(&webcast).expect("a webcast that is live already");
    assert_eq!(one.get_webcast_status(&status).await?.status, LiveStatus::Started);
    control.advance(2 * HOUR);
    for _ in 0..2 {
        one.finish_webcast(&FinishWebcast::new(&webcast)).await?;
    }

    let list = one.list_recordings(&ListRecordings::new(&webcast)).await?.record_list;
    let spans: Vec<_> = list
        .iter()
        .map(|vod| (vod.record_start_time, vod.record_end_time, vod.duration))
        .collect();
    assert_eq!(
        spans,
        [
            (Some(START), Some(after(1)), Some(3_600_000)),
            (Some(after(2)), Some(after(4)), Some(7_200_000)),
        ]
    );
    assert_eq!(list[0].id, first);
    assert_eq!(list[0].subject.as_deref(), Some("Rust 公开课"));
    let url = format!("{}/webcast/site/vod/play-{first}", sandbox.url());
    assert_eq!(list[0].url, Some(url));
    assert!(list[1].size > list[0].size, "{list:?}");

    let records = records(&sandbox).await?;
    assert_eq!(records.len(), 2);
    assert_eq!(records[1].webcast_id.as_ref(), Some(&webcast));
    assert!(records[0].created_time > records[1].created_time, "the latest first");

    let other = refused(two.list_recordings(&ListRecordings::new(&webcast)).await);
    assert!(other.1.contains("organizer"), "{}", other.1);
    admin(&sandbox).delete_webcast(&DeleteWebcast::new(&webcast)).await?;
    assert_eq!(vods(&sandbox).await?.len(), 2, "what was recorded stays");
    Ok(())
}

#[tokio::test]
async fn only_what_was_live_is_recorded() -> Result<(), Error> {
    let (sandbox, one, _) = site().await?;
    let control = sandbox.control();
    let webcast = one.create_webcast(&webcast("Never live")).await?.id;
    assert_eq!(control.finish(&webcast), Err(ControlError::NotLive(webcast.clone())));
    one.finish_webcast(&FinishWebcast::new(&webcast)).await?;
    assert_eq!(control.start(&webcast), Err(ControlError::Ended(webcast.clone())));
    assert!(records(&sandbox).await?.is_empty());

    let (nothing, nowhere) = (WebcastId::from("nothing"), VodId::from("nowhere"));
    assert_eq!(
        control.start(&nothing),
        Err(ControlError::UnknownWebcast(nothing.clone()))
    );
    assert_eq!(control.finish(&nothing), Err(ControlError::UnknownWebcast(nothing)));
    assert_eq!(control.watch(&nowhere, 1), Err(ControlError::UnknownVod(nowhere)));
    let nobody = ControlError::UnknownUser("nobody".to_owned());
    assert_eq!(nobody.to_string(), "no user `nobody`; create it first");
    assert_eq!(control.upload_castmaker("nobody", "a", HOUR), Err(nobody.clone()));
    assert_eq!(control.upload_media("nobody", "a", HOUR), Err(nobody));
    Ok(())
}

#[test]
fn a_clock_that_goes_can_be_put_forward_too() {
    let sandbox = Sandbox::start().expect("a port");
    let control = sandbox.control();
    let before = Time::now();
    control.advance(HOUR);
    sandbox.control().advance(HOUR);
    let ahead = control.now().millis() - before.millis();
    assert!((7_200_000..7_260_000).contains(&ahead), "{ahead}");
    control.advance(Duration::MAX);
    // It stands still at the end of the calendar.
    let last = control.now();
    assert!(last.to_string().starts_with("9999-12-31 "), "{last}");
    control.advance(HOUR);
    assert_eq!(control.now(), last);
}

#[tokio::test]
async fn vods_are_published_the_latest_first_and_taken_back() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let control = sandbox.control();
    let (webcast, a) = recorded(&control, &one, "A").await?;
    let (_, b) = recorded(&control, &two, "B").await?;
    let listed = vods(&sandbox).await?;
    assert_eq!(ids(&listed), [&b, &a]);
    let vod = &listed[1];
    assert_eq!(vod.webcast_id.as_ref(), Some(&webcast));
    assert_eq!(vod.gr_type, Some(ContentType::Recording));
    assert_eq!(vod.convert_result, Some(ConvertResult::Converted));
    assert_eq!(
        (vod.record_start_time, vod.record_end_time),
        (Some(START), Some(after(1)))
    );
    assert_eq!(vod.number.as_ref().map(String::len), Some(8));
    assert_eq!(vod.password, Some(Secret::from("")));
    assert!(vod.creator.is_some() && vod.creator != listed[0].creator);

    let other = refused(two.unpublish_vod(&UnpublishVod::new(&a)).await);
    assert_eq!(other.0, ReturnCode::BusinessError);
    one.unpublish_vod(&UnpublishVod::new(&a)).await?;
    assert_eq!(ids(&vods(&sandbox).await?), [&b]);
    assert_eq!(control.watch(&a, 60), Err(ControlError::Unpublished(a.clone())));
    let kept = one.list_recordings(&ListRecordings::new(&webcast)).await?.record_list;
    assert_eq!(kept.len(), 1, "an unpublished vod is still the webcast's");

    control.advance(HOUR);
    admin(&sandbox).publish_vod(&PublishVod::new(&a)).await?;
    assert_eq!(ids(&vods(&sandbox).await?), [&a, &b], "by publication");
    control.advance(HOUR);
    two.publish_vod(&PublishVod::new(&b)).await?;
    assert_eq!(ids(&vods(&sandbox).await?), [&a, &b], "b was published all the time");
    let created = SyncVods::new(START, after(1));
    let created = admin(&sandbox).sync_vods(&created).await?.list;
    assert_eq!(ids(&created), [&a], "bounds are inclusive, of the time of creation");
    Ok(())
}

#[tokio::test]
async fn what_is_said_about_a_vod_can_be_changed() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let (_, id) = recorded(&sandbox.control(), &one, "A").await?;
    let update = |subject: &str| UpdateVod::new(&id, subject, VodSkin::Gray);
    let secret = update("B").agenda("1. …").description("").speaker_info("张三");
    one.update_vod(&secret.vod_password("123456").pwd_required(true)).await?;
    let vod = vods(&sandbox).await?.remove(0);
    assert_eq!(
        (vod.subject.as_deref(), vod.plan.as_deref(), vod.speaker_info.as_deref()),
        (Some("B"), Some("1. …"), Some("张三"))
    );
    assert_eq!(vod.description.as_deref(), Some(""), "an empty text is kept");
    assert_eq!(vod.password, Some(Secret::from("123456")));

    for (request, password, why) in [
        (update("C"), "123456", "what is absent stays"),
        (update("C").vod_password("654321"), "654321", "still protected"),
        (update("C").pwd_required(false), "", "not protected any more"),
        (update("C").vod_password("123456"), "", "a password protects nothing alone"),
    ] {
        one.update_vod(&request).await?;
        let vod = vods(&sandbox).await?.remove(0);
        assert_eq!(vod.password, Some(Secret::from(password)), "{why}");
        assert_eq!(vod.plan.as_deref(), Some("1. …"), "{why}");
    }

    let other = refused(two.update_vod(&update("D")).await);
    assert_eq!(other.0, ReturnCode::BusinessError);
    let skin = UpdateVod::new(&id, "D", VodSkin::Other("pink".to_owned()));
    let skin = refused(one.update_vod(&skin).await);
    assert_eq!(skin, (ReturnCode::InvalidParameter, "skin is invalid".to_owned()));
    assert_eq!(vods(&sandbox).await?.remove(0).subject.as_deref(), Some("C"));
    Ok(())
}

#[tokio::test]
async fn castmaker_uploads_are_listed_a_page_at_a_time() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let control = sandbox.control();
    recorded(&control, &one, "No castmaker").await?;
    let mut uploads = Vec::new();
    for number in 0..51 {
        let subject = format!("Upload {number}");
        uploads.push(control.upload_castmaker("one", &subject, HOUR).expect("a user"));
        control.advance(HOUR);
    }
    let first = one.list_castmaker_vods(&ListCastmakerVods::new()).await?;
    let page = first.page.expect("a page");
    assert_eq!((page.total_pages, page.total_counts), (Some(2), Some(51)));
    assert_eq!((first.list.len(), &first.list[0].id), (50, &uploads[50]));
    assert!(first.list[0].record_id.is_some() && first.list[0].webcast.is_none());
    let second = one.list_castmaker_vods(&ListCastmakerVods::new().page_no(2)).await?;
    assert_eq!(second.list[0].id, uploads[0]);
    assert_eq!(two.list_castmaker_vods(&ListCastmakerVods::new()).await?.list.len(), 0);

    let span = ListCastmakerVods::new().start_time(after(2)).end_time(after(3));
    let span = admin(&sandbox).list_castmaker_vods(&span).await?.list;
    let span: Vec<_> = span.iter().map(|vod| &vod.id).collect();
    assert_eq!(span, [&uploads[2], &uploads[1]]);
    assert_eq!(vods(&sandbox).await?[0].duration, Some(3_600_000));
    Ok(())
}

#[tokio::test]
async fn views_are_counted_for_organizers() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let control = sandbox.control();
    let (_, vod) = recorded(&control, &one, "A").await?;
    let views = GetVodViews::new(&vod);
    assert_eq!(one.get_vod_views(&views).await?.total, 0);
    for seconds in [60, 60, 1] {
        control.watch(&vod, seconds).expect("a vod");
    }
    assert_eq!(one.get_vod_views(&views).await?.total, 3);
    for client in [two, admin(&sandbox)] {
        let refusal = refused(client.get_vod_views(&views).await);
        assert_eq!(refusal.0, ReturnCode::BusinessError);
    }
    Ok(())
}

#[tokio::test]
async fn vods_are_made_of_recordings_and_files_of_ones_own() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let control = sandbox.control();
    let (webcast, _) = recorded(&control, &one, "A").await?;
    let record = records(&sandbox).await?[0].id;
    let media = control.upload_media("one", "Film", HOUR).expect("a user");

    let made = one.create_vod(&CreateVod::new("Hidden", record)).await?;
    assert_eq!((made.id, made.url, made.during), (None, None, None));
    let request = CreateVod::new("Shown", record).passwords("123456").is_publish(true);
    let made = one.create_vod(&request).await?;
    assert_eq!(made.subject.as_deref(), Some("A"), "the subject of the recording");
    assert_eq!(made.during.as_deref(), Some("3600000"));
    assert_eq!(made.token, Some(Secret::from("123456")));
    let shown = vods(&sandbox).await?;
    assert_eq!(shown.len(), 2, "the hidden one is not published");
    assert_eq!(
        (Some(&shown[0].id), &shown[0].number),
        (made.id.as_ref(), &made.vod_code)
    );
    let list = one.list_recordings(&ListRecordings::new(&webcast)).await?.record_list;
    assert_eq!(list.len(), 3);

    let film = one.create_media_vod(&CreateMediaVod::new("Cinema", media)).await?;
    assert_eq!(film.subject.as_deref(), Some("Film"));
    let shown = vods(&sandbox).await?.remove(0);
    assert_eq!((Some(shown.id), shown.gr_type), (film.id, Some(ContentType::Media)));
    assert_eq!(shown.record_start_time, None);

    for client in [&two, &admin(&sandbox)] {
        let refusal = refused(client.create_vod(&CreateVod::new("B", record)).await);
        assert_eq!(refusal.0, ReturnCode::BusinessError);
    }
    let swapped = refused(one.create_vod(&CreateVod::new("B", media)).await);
    assert_eq!(swapped.0, ReturnCode::BusinessError);
    let request = CreateMediaVod::new("B", record);
    let swapped = refused(one.create_media_vod(&request).await);
    assert_eq!(swapped.0, ReturnCode::BusinessError);
    Ok(())
}

#[tokio::test]
async fn a_vod_can_be_cut() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let (_, id) = recorded(&sandbox.control(), &one, "A").await?;
    let piece = one.cut_vod(&CutVod::new(&id, 60, 3600)).await?;
    let listed = vods(&sandbox).await?;
    assert_eq!(listed.len(), 2);
    let new = listed.iter().find(|vod| Some(&vod.id) == piece.id.as_ref());
    let new = new.expect("a published piece");
    assert_eq!((new.duration, new.record_end_time), (Some(3_540_000), Some(after(1))));
    assert_eq!(new.record_start_time, Some(Time::from_millis(START.millis() + 60_000)));
    assert_eq!(piece.number, new.number);

    let covered = one.cut_vod(&CutVod::new(&id, 0, 600).cover(true)).await?;
    assert_eq!(covered.id.as_ref(), Some(&id));
    let listed = vods(&sandbox).await?;
    let old = listed.iter().find(|vod| vod.id == id).expect("the vod");
    assert_eq!((listed.len(), old.duration), (2, Some(600_000)));
    assert_eq!(records(&sandbox).await?.len(), 3, "the whole recording stays");

    let late = refused(one.cut_vod(&CutVod::new(&id, 0, 601)).await);
    assert_eq!(late, (ReturnCode::InvalidParameter, "end is invalid".to_owned()));
    let other = refused(two.cut_vod(&CutVod::new(&id, 0, 1)).await);
    assert_eq!(other.0, ReturnCode::BusinessError);
    assert_eq!(records(&sandbox).await?.len(), 3, "nothing was cut");
    one.unpublish_vod(&UnpublishVod::new(&id)).await?;
    one.cut_vod(&CutVod::new(&id, 0, 1)).await?;
    assert_eq!(vods(&sandbox).await?.len(), 1, "a piece of what is hidden is hidden");
    Ok(())
}

#[tokio::test]
async fn a_recording_takes_along_what_uses_it() -> Result<(), Error> {
    let (sandbox, one, two) = site().await?;
    let control = sandbox.control();
    let (webcast, vod) = recorded(&control, &one, "A").await?;
    let (_, kept) = recorded(&control, &one, "B").await?;
    let record = records(&sandbox).await?[1].id;
    let delete = DeleteRecord::new(record);
    assert_eq!(refused(two.delete_record(&delete).await).0, ReturnCode::BusinessError);
    assert_eq!(vods(&sandbox).await?.len(), 2);
    for _ in 0..2 {
        one.delete_record(&delete).await?;
    }
    assert_eq!(ids(&vods(&sandbox).await?), [&kept]);
    assert_eq!(records(&sandbox).await?.len(), 1);
    assert_eq!(control.watch(&vod, 1), Err(ControlError::UnknownVod(vod)));
    let list = one.list_recordings(&ListRecordings::new(&webcast)).await?.record_list;
    assert!(list.is_empty());
    let unknown = refused(one.delete_record(&DeleteRecord::new(1)).await);
    assert_eq!(unknown.0, ReturnCode::BusinessError);
    Ok(())
}
