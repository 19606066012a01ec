use expect_test::expect;
use gensee_api::webcast::{CreateWebcast, ExportChat, OPERATIONS, ReturnCode};
use gensee_sandbox::{Fault, Sandbox};
use indicatif::ProgressBar;

use super::report::Report;
use super::report::table::{Paper, render};
use super::site::Site;
use super::story;
use super::tour::{DONE, Journey, Tour};

/// The story, told on a site where something may go wrong.
async fn told(prepare: impl FnOnce(&Site)) -> Journey {
    let site = Site::open().await.expect("a site");
    prepare(&site);
    let mut tour = Tour::new(site, ProgressBar::hidden());
    story::tell(&mut tour).await;
    tour.end()
}

fn held(journey: Journey) -> Report {
    Report::of(journey, Sandbox::without_handler())
}

/// How many operations have a behaviour.
fn lively() -> usize {
    OPERATIONS.len() - Sandbox::without_handler().len()
}

fn plain(report: &Report) -> String {
    render(report, &Paper { width: 120, colour: false })
}

#[tokio::test]
async fn every_operation_is_called_once_and_answers() {
    let report = held(told(|_| {}).await);
    let text = plain(&report);
    assert!(report.is_well(), "{text}");
    assert_eq!(report.rows.len(), lively());
    assert!(!text.contains('\x1b'), "{text}");
    let count =
        format!("{} of {} operations, 0 failed, in ", lively(), OPERATIONS.len());
    assert!(text.lines().last().is_some_and(|end| end.starts_with(&count)), "{text}");

    let answers = report.rows.iter().filter(|row| row.answer != DONE);
    let answers = answers.map(|row| format!("{}: {}\n", row.operation, row.answer));
    let answers = answers.collect::<String>();
    let ids = answers.split_inclusive([' ', ',', '\n']).map(|word| {
        let end = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if word.len() - end.len() < 7 { word.to_owned() } else { format!("N{end}") }
    });
    // Ids and numbers are the sandbox's own affair.
    expect![[r#"
        create_webcast: number N and join links
        get_webcast: Rust 公开课, 500 seats
        list_webcasts: 1 webcast of hers
        transcode_document: document N, callback ok
        sync_documents: 1 document, converted
        transcode_media: recording N, callback ok
        create_media_vod: vod number N
        list_castmaker_vods: 1 vod of castmaker
        get_webcast_status: started
        list_ongoing_webcasts: 1 webcast, 4 inside
        list_recordings: 1 vod, 37 minutes
        sync_records: 3 recordings
        create_vod: vod number N
        cut_vod: vod number N
        sync_vods: 7 published vods
        get_vod_views: 2 views
        export_vod_history: 2 views, 20 minutes in all
        export_vod_concurrency: 2 at one time
        export_history: 4 visits, 133 minutes in all
        export_history_page: 4 visits, page 1 of 1
        export_rollcalls: 2 present, 1 absent
        export_chat: 3 messages: 大家好
        export_questions: 2 questions, 1 answered
        export_votes: 写过 1, 没有 2
        export_praise: 王老师: 3
        export_praise_detail: by 张三, 李四, Zoë
        export_rewards: 88 in all
        export_usage: 1 session, at most 4 inside
        export_webcast_concurrency: 4 at one time
    "#]]
    .assert_eq(&ids.collect::<String>());
}

#[tokio::test]
async fn no_secret_is_shown() {
    let report = held(told(|_| {}).await);
    let values = report.rows.iter().flat_map(|row| &row.sent);
    let secret = |name: &str| name.ends_with("Password") || name.ends_with("oken");
    let secrets: Vec<_> = values.filter(|(name, _)| secret(name)).collect();
    assert_eq!(secrets.len(), 7, "{secrets:?}");
    assert!(secrets.iter().all(|(_, value)| value == "***"), "{secrets:?}");
    let login = |name: &str| ["sec", "loginName", "password"].contains(&name);
    let mut names = report.rows.iter().flat_map(|row| &row.sent).map(|(name, _)| name);
    assert!(!names.any(|name| login(name)));
}

#[tokio::test]
async fn an_operation_that_the_story_forgets_is_a_fault() {
    let mut journey = told(|_| {}).await;
    journey.rows.retain(|row| row.operation != "cut_vod");
    let report = held(journey);
    assert!(!report.is_well());
    assert_eq!(report.missing, ["cut_vod"]);
    let text = plain(&report);
    assert!(text.contains("\n`cut_vod` is not in the story; add it in "), "{text}");
    let (called, count) = (lively() - 1, OPERATIONS.len());
    let end = format!("\n{called} of {count} operations, 0 failed, in ");
    assert!(text.contains(&end), "{text}");
}

#[tokio::test]
async fn an_operation_without_a_behaviour_is_told_and_no_fault() {
    let mut journey = told(|_| {}).await;
    journey.rows.retain(|row| row.operation != "cut_vod");
    let report =
        Report::of(journey, [Sandbox::without_handler(), vec!["cut_vod"]].concat());
    assert!(report.is_well());
    let text = plain(&report);
    assert!(text.contains("\n`cut_vod` has no behaviour in the sandbox, "), "{text}");
}

#[tokio::test]
async fn a_failure_is_told_and_the_story_goes_on_if_it_can() {
    let journey = told(|site| {
        site.sandbox.inject(Fault::Code(ReturnCode::SystemError).on::<ExportChat>());
    });
    let report = held(journey.await);
    assert_eq!((report.failed, report.called), (1, lively()));
    let failed: Vec<_> = report.rows.iter().filter(|row| row.failed).collect();
    assert_eq!(
        (failed[0].operation, failed[0].code.as_deref()),
        ("export_chat", Some("300"))
    );
    assert!(!report.is_well());

    let journey = told(|site| {
        site.sandbox.inject(Fault::Code(ReturnCode::SystemError).on::<CreateWebcast>());
    });
    let report = held(journey.await);
    assert_eq!((report.failed, report.called), (1, 3), "without a webcast it is stuck");
    assert_eq!(report.missing.len(), lively() - 3);
}

#[tokio::test]
async fn programs_read_the_same() {
    let report = held(told(|_| {}).await);
    let json = report.json().expect("JSON");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["called"], lively());
    assert_eq!(json["rows"][2]["operation"], "create_webcast");
    assert_eq!(json["rows"][2]["sent"]["subject"], "Rust 公开课");
    assert_eq!(json["rows"][2]["code"], "0");
}
