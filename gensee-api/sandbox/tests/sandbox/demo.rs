//! The world of `--seed demo`, read by all that reads.

use std::collections::BTreeSet;

use futures_util::TryStreamExt as _;
use gensee_api::webcast::{
    ExportChat, ExportHistory, ExportHistoryPage, ExportPraise, ExportPraiseDetail,
    ExportQuestions, ExportRewards, ExportRollcalls, ExportUsage, ExportVodConcurrency,
    ExportVodHistory, ExportVotes, ExportWebcastConcurrency, GetVodViews, GetWebcast,
    GetWebcastStatus, ListCastmakerVods, ListOngoingWebcasts, ListRecordings,
    ListWebcasts, LiveStatus, ReturnCode, SyncDocuments, SyncRecords, SyncVods,
};
use gensee_api::{
    Client, Date, Effect, Error, Operation, Paginated, Password, Time, WebcastId,
};
use gensee_sandbox::{Sandbox, Seed};

use super::{START, admin, client, handled, refused};

/// A lesson with many people, and who taught it.
const LESSON: &str = "博物馆里的中国 第3讲：书画";
const TEACHER: &str = "sun.li@sandbox.example";

const DAY: i64 = 24 * 60 * 60 * 1000;

fn days_ago(days: i64) -> Time {
    Time::from_millis(START.millis() - days * DAY)
}

fn demo() -> Sandbox {
    Sandbox::builder().at(START).seed(Seed::Demo).start().expect("a world and a port")
}

async fn lesson(client: &Client) -> Result<WebcastId, Error> {
    let webcasts: Vec<_> = client.items(ListWebcasts::new()).try_collect().await?;
    let lesson =
        webcasts.into_iter().find(|webcast| webcast.subject.as_deref() == Some(LESSON));
    Ok(lesson.expect("the lesson").id)
}

/// The operations of a kind, by name.
fn documented(kind: fn(&gensee_api::OperationInfo) -> bool) -> BTreeSet<&'static str> {
    let operations = handled().filter(|operation| kind(operation));
    operations.map(|operation| operation.name).collect()
}

#[tokio::test]
async fn whatever_reads_has_something_to_tell() -> Result<(), Error> {
    let sandbox = demo();
    let admin = admin(&sandbox);
    let teacher = client(&sandbox, TEACHER, Password::md5(sandbox.password()));
    let id = &lesson(&teacher).await?;
    let recordings =
        teacher.list_recordings(&ListRecordings::new(id)).await?.record_list;
    let vod = &recordings[0].id;
    let live = admin.list_ongoing_webcasts(&ListOngoingWebcasts::new()).await?.list;
    assert!(
        live.len() > 1 && live.iter().all(|webcast| webcast.online > Some(2)),
        "{live:?}"
    );
    let status = GetWebcastStatus::new(&live[0].id);
    assert_eq!(admin.get_webcast_status(&status).await?.status, LiveStatus::Started);
    let (from, to) = (days_ago(28), START);
    let week = ExportUsage::new(days_ago(7), to);
    let [first, last] =
        ["2030-02-20", "2030-03-18"].map(|day| day.parse::<Date>().expect(day));

    let found = [
        (
            GetWebcast::NAME,
            admin.get_webcast(&GetWebcast::new(id)).await?.id.iter().count(),
        ),
        (
            GetWebcastStatus::NAME,
            usize::from(admin.get_webcast_status(&status).await.is_ok()),
        ),
        (
            GetVodViews::NAME,
            usize::try_from(teacher.get_vod_views(&GetVodViews::new(vod)).await?.total)
                .expect("a number"),
        ),
        (ListRecordings::NAME, recordings.len()),
        (ListOngoingWebcasts::NAME, live.len()),
        (
            ListWebcasts::NAME,
            admin.list_webcasts(&ListWebcasts::new()).await?.list.len(),
        ),
        (
            ListCastmakerVods::NAME,
            admin.list_castmaker_vods(&ListCastmakerVods::new()).await?.list.len(),
        ),
        (
            SyncRecords::NAME,
            admin.sync_records(&SyncRecords::new(from, to)).await?.list.len(),
        ),
        (SyncVods::NAME, admin.sync_vods(&SyncVods::new(from, to)).await?.list.len()),
        (
            SyncDocuments::NAME,
            admin.sync_documents(&SyncDocuments::new(from, to)).await?.list.len(),
        ),
        (
            ExportHistory::NAME,
            teacher.export_history(&ExportHistory::new(id)).await?.list.len(),
        ),
        (
            ExportHistoryPage::NAME,
            teacher.export_history_page(&ExportHistoryPage::new(id)).await?.list.len(),
        ),
        (
            ExportVotes::NAME,
            teacher.export_votes(&ExportVotes::new(id)).await?.vote_list.len(),
        ),
        (
            ExportQuestions::NAME,
            teacher.export_questions(&ExportQuestions::new(id)).await?.qa_list.len(),
        ),
        (
            ExportRollcalls::NAME,
            teacher.export_rollcalls(&ExportRollcalls::new(id)).await?.rollcall.len(),
        ),
        (ExportChat::NAME, teacher.export_chat(&ExportChat::new(id)).await?.list.len()),
        (
            ExportPraise::NAME,
            admin.export_praise(&ExportPraise::new(id)).await?.praise_dtos.len(),
        ),
        (
            ExportPraiseDetail::NAME,
            admin
                .export_praise_detail(&ExportPraiseDetail::new(id))
                .await?
                .praise_dtos
                .len(),
        ),
        (ExportUsage::NAME, admin.export_usage(&week).await?.list.len()),
        (
            ExportRewards::NAME,
            admin.export_rewards(&ExportRewards::new(first, last)).await?.list.len(),
        ),
        (
            ExportVodHistory::NAME,
            admin
                .export_vod_history(&ExportVodHistory::new(days_ago(1)))
                .await?
                .list
                .len(),
        ),
        (
            ExportWebcastConcurrency::NAME,
            busy(
                admin
                    .export_webcast_concurrency(&ExportWebcastConcurrency::new(
                        first, last,
                    ))
                    .await?
                    .list
                    .iter()
                    .map(|day| day.max_concurrent),
            ),
        ),
        (
            ExportVodConcurrency::NAME,
            busy(
                admin
                    .export_vod_concurrency(&ExportVodConcurrency::new(first, last))
                    .await?
                    .list
                    .iter()
                    .map(|day| day.max_concurrent),
            ),
        ),
    ];
    for (operation, rows) in found {
        assert!(rows > 0, "{operation}");
    }
    let found: BTreeSet<_> = found.into_iter().map(|(operation, _)| operation).collect();
    assert_eq!(found, documented(|operation| operation.effect == Effect::Read));
    Ok(())
}

/// How many days have a number that can be.
fn busy(days: impl Iterator<Item = Option<i64>>) -> usize {
    days.filter(|most| (2..150).contains(&most.unwrap_or(0))).count()
}

/// The name of what has more than one page, all of which can be read.
async fn pages<O>(client: &Client, request: O) -> Result<&'static str, Error>
where
    O: Paginated + 'static + Send + Sync,
    O::Response: Send,
    O::Item: Send,
{
    let first = client.call(&request).send().await?;
    let page = O::page(&first).copied().expect("a page");
    assert!(page.total_pages > Some(1), "{}: {page:?}", O::NAME);
    let all: Vec<O::Item> = client.items(request).try_collect().await?;
    assert_eq!(i64::try_from(all.len()).ok(), page.total_counts, "{}", O::NAME);
    Ok(O::NAME)
}

#[tokio::test]
async fn whatever_has_pages_has_several() -> Result<(), Error> {
    let sandbox = demo();
    let admin = &admin(&sandbox);
    let id = lesson(admin).await?;
    let (from, to) = (days_ago(30), START);
    let found = [
        pages(admin, ListWebcasts::new()).await?,
        pages(admin, ListCastmakerVods::new()).await?,
        pages(admin, ListOngoingWebcasts::new().page_size(2)).await?,
        pages(admin, SyncRecords::new(from, to)).await?,
        pages(admin, SyncVods::new(from, to)).await?,
        pages(admin, SyncDocuments::new(from, to)).await?,
        pages(admin, ExportVodHistory::new(days_ago(1))).await?,
        pages(admin, ExportHistoryPage::new(&id)).await?,
        pages(admin, ExportPraise::new(&id)).await?,
    ];
    let paged =
        documented(|operation| operation.request.iter().any(|row| row.name == "pageNo"));
    assert_eq!(BTreeSet::from(found), paged);
    Ok(())
}

#[tokio::test]
async fn the_teacher_is_not_called_in_a_roll_call() -> Result<(), Error> {
    let sandbox = demo();
    let teacher = client(&sandbox, TEACHER, Password::md5(sandbox.password()));
    let id = lesson(&teacher).await?;
    let calls = teacher.export_rollcalls(&ExportRollcalls::new(&id)).await?.rollcall;
    let visits = teacher.export_history(&ExportHistory::new(&id)).await?.list;
    assert!(visits.iter().any(|visit| visit.nickname.as_deref() == Some("孙立")));
    let called: Vec<_> = calls.iter().flat_map(|call| &call.users).collect();
    assert!(called.len() > 5, "{called:?}");
    assert!(called.iter().all(|user| user.name.as_deref() != Some("孙立")));
    Ok(())
}

#[tokio::test]
async fn not_everybody_can_log_in() {
    let sandbox = demo();
    for (login, expected) in [
        ("wang.jianguo@sandbox.example", None),
        ("chen.jing@sandbox.example", None),
        ("feng.liang@sandbox.example", Some(ReturnCode::AuthenticationFailed)),
        ("he.ping@sandbox.example", Some(ReturnCode::PasswordExpired)),
        ("wu.lei@sandbox.example", Some(ReturnCode::BusinessError)),
    ] {
        let client = client(&sandbox, login, Password::sha1(sandbox.password()));
        let answer = client.list_webcasts(&ListWebcasts::new()).await;
        match expected {
            Some(code) => assert_eq!(refused(answer).0, code, "{login}"),
            None => assert!(!answer.expect(login).list.is_empty(), "{login}"),
        }
    }
}

#[test]
fn where_the_calendar_ends_there_is_no_month() {
    let refused =
        Sandbox::builder().at(Time::from_millis(i64::MAX)).seed(Seed::Demo).start();
    let words = refused.expect_err("no world").to_string();
    assert!(words.contains("end of the calendar; take a moment"), "{words}");
}
