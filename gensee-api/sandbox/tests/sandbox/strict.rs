//! The document to the letter: what is printed otherwise than it is served, and a client that reads both.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use expect_test::expect;
use gensee_api::webcast::*;
use gensee_api::{
    Client, Date, Effect, Error, Operation, OperationInfo, Parameters as _, Role, Time,
    VodId, WebcastId,
};
use gensee_sandbox::{
    Control, ControlError, Sandbox, Viewer, VoteAnswer, VoteForm, VoteQuestion,
};
use serde_json::Value;

use super::http::{login, post};
use super::{START, handled, patient, refused, webcast};

/// The first viewer, who has no id of a customer's.
const INSIDE: i64 = 9_900_000_001;

/// What there is to read.
struct Site {
    sandbox: Sandbox,
    admin: Client,
    organizer: Client,
    live: WebcastId,
    held: WebcastId,
    vod: VodId,
}

impl Site {
    /// A webcast that is going on, one that was held with all that people do in one, and a vod that was watched.
    async fn new(strict: bool) -> Result<Self, Box<dyn std::error::Error>> {
        let sandbox = Sandbox::builder().at(START).strict_document(strict).start()?;
        let (admin, control) = (patient(&sandbox, sandbox.admin()), sandbox.control());
        let user =
            CreateUser::new("o", sandbox.password(), "O").role(UserRole::Organizer);
        admin.create_user(&user).await?;
        let organizer = patient(&sandbox, "o");
        let live = organizer.create_webcast(&webcast("Live")).await?.id;
        control.join(&live, Viewer::named("张三"), JoinType::PcWeb)?;
        control.start(&live)?;
        let held = organizer.create_webcast(&webcast("Held")).await?.id;
        hold(&control, &held)?;
        let vod = control.finish(&held)?;
        control.watch(&vod, 30)?;
        control.upload_castmaker(sandbox.admin(), "Trailer", Duration::from_secs(9))?;
        let document = TranscodeDocument::new("http://example.com/a.pdf", "a");
        admin.transcode_document(&document).await?;
        control.advance(Duration::from_secs(3600));
        Ok(Self { sandbox, admin, organizer, live, held, vod })
    }

    /// What all reading operations answer, by name.
    async fn read_all(&self) -> Result<BTreeMap<&'static str, Value>, Error> {
        let (held, start) = (&self.held, START);
        let end = Time::from_millis(START.millis() + 86_400_000);
        let [first, last] = [18, 19].map(|day| Date::new(2030, 3, day).expect("a day"));
        let mut read = BTreeMap::new();
        macro_rules! read {
            ($($request:expr),* $(,)?) => {
                $( self.read($request, &mut read).await?; )*
            };
        }
        read![
            GetWebcast::new(held),
            GetWebcastStatus::new(&self.live),
            ListWebcasts::new(),
            ListOngoingWebcasts::new(),
            ListRecordings::new(held),
            ListCastmakerVods::new(),
            SyncRecords::new(start, end),
            SyncVods::new(start, end),
            SyncDocuments::new(start, end),
            GetVodViews::new(&self.vod),
            ExportHistory::new(held),
            ExportHistoryPage::new(held),
            ExportVotes::new(held),
            ExportQuestions::new(held),
            ExportRollcalls::new(held),
            ExportChat::new(held),
            ExportPraise::new(held),
            ExportPraiseDetail::new(held),
            ExportUsage::new(start, end),
            ExportVodHistory::new(start),
            ExportWebcastConcurrency::new(first, last),
            ExportVodConcurrency::new(first, last),
            ExportRewards::new(first, last),
        ];
        Ok(read)
    }

    async fn read<O: Operation>(
        &self,
        request: O,
        read: &mut BTreeMap<&'static str, Value>,
    ) -> Result<(), Error> {
        let for_admins = O::ROLES.contains(&Role::Admin);
        let client = if for_admins { &self.admin } else { &self.organizer };
        let answer = client.call(&request).send().await?;
        let answer = serde_json::to_string(&answer).expect("JSON");
        let answer = answer.replace(&self.sandbox.url(), "http://site");
        read.insert(O::NAME, serde_json::from_str(&answer).expect("JSON"));
        Ok(())
    }
}

/// A session in which everything happens that can be exported.
fn hold(control: &Control, webcast: &WebcastId) -> Result<(), ControlError> {
    let teacher = control.join(webcast, Viewer::named("王老师"), JoinType::PcClient)?;
    control.start(webcast)?;
    let pupil = control.join(webcast, Viewer::named("李四"), JoinType::PcWeb)?;
    control.chat(pupil, "你好")?;
    let question = control.ask(pupil, "Why?")?;
    control.answer(question, teacher, "Because.")?;
    let question = VoteQuestion {
        content: "A or B?".to_owned(),
        kind: QuestionType::SingleChoice,
        options: vec!["A".to_owned(), "B".to_owned()],
        correct: vec![1],
        score: None,
    };
    let form = VoteForm { subject: "Which?".to_owned(), questions: vec![question] };
    let vote = control.open_vote(webcast, form)?;
    control.vote(vote, pupil, [VoteAnswer::Options(vec![1])])?;
    let call = control.roll_call(webcast)?;
    control.sign_in(call, pupil)?;
    control.praise(pupil, teacher)?;
    control.reward(pupil, teacher, 60)?;
    control.advance(Duration::from_secs(600));
    Ok(())
}

/// The operations whose answers the document prints otherwise than they are served.
fn differing() -> Vec<&'static str> {
    let differs = |info: &&OperationInfo| {
        let mut rows =
            info.rows().into_iter().filter(|(place, _)| place.starts_with("response"));
        !info.code_printed
            || rows.any(|(_, row)| {
                !row.printed
                    || row.flat
                    || row.printed_name != row.name
                    || row.printed_kind != row.kind
            })
    };
    handled().filter(differs).map(|info| info.name).collect()
}

#[tokio::test]
async fn the_client_reads_what_is_printed_as_what_is_served()
-> Result<(), Box<dyn std::error::Error>> {
    let served = Site::new(false).await?.read_all().await?;
    let printed = Site::new(true).await?.read_all().await?;
    let reading = handled().filter(|info| info.effect == Effect::Read);
    assert_eq!(served.len(), reading.clone().count());
    for info in reading {
        let (mut served, printed) = (served[info.name].clone(), &printed[info.name]);
        for row in info.response.iter().filter(|row| !row.printed) {
            served.as_object_mut().expect("an object").remove(row.name);
        }
        assert_eq!(served, *printed, "{}", info.name);
        let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
        let mut values = served.as_object().expect("an object").values();
        assert!(!values.any(empty), "{} has nothing to compare: {served}", info.name);
    }
    Ok(())
}

#[tokio::test]
async fn bodies_are_as_printed() -> Result<(), Box<dyn std::error::Error>> {
    let site = Site::new(true).await?;
    let Site { sandbox, live, held, .. } = &site;
    let uploads = site.admin.list_castmaker_vods(&ListCastmakerVods::new()).await?;
    let upload = uploads.list[0].record_id.expect("a recording");
    let nine = Duration::from_secs(9);
    let media = sandbox.control().upload_media(sandbox.admin(), "m", nine)?;
    let span =
        format!("startTime={}&endTime={}", START.millis(), START.millis() + 10_000_000);
    let of_held = format!("webcastId={held}");
    let file = "resourceUrl=http://example.com/a&name=a&encodetype=0";
    let bodies = [
        (
            "get_webcast",
            of_held.clone(),
            expect![[
                r#"{"aac":false,"attendeeJoinUrl":"http://127.0.0.1:1/webcast/site/entry/join-a4507bc1409b24ab923434c529a6794b?token=100007","attendeeToken":"100007","code":"0","description":"","id":"a4507bc1409b24ab923434c529a6794b","loginRequired":false,"number":"10000009","opened":false,"organizerJoinUrl":"http://127.0.0.1:1/webcast/site/live/organizer-10000001-5853d26a-458e-fc40-2043-2631ea2ded12","organizerToken":"123456","panelistJoinUrl":"http://127.0.0.1:1/webcast/site/entry/live-a4507bc1409b24ab923434c529a6794b","panelistToken":"654321","realtime":false,"startTime":1900000000000,"subject":"Held","switchClient":"false","telconf":false}"#
            ]],
        ),
        (
            "list_webcasts",
            String::new(),
            expect![[
                r#"{"code":"0","list":[{"AttendeeJoinUrl":"http://127.0.0.1:1/webcast/site/entry/join-a4507bc1409b24ab923434c529a6794b?token=100007","Id":"a4507bc1409b24ab923434c529a6794b","createdTime":1900000000000,"creator":"o","description":"","number":"10000009","organizerJoinUrl":"http://127.0.0.1:1/webcast/site/live/organizer-10000001-5853d26a-458e-fc40-2043-2631ea2ded12","panelistJoinUrl":"http://127.0.0.1:1/webcast/site/entry/live-a4507bc1409b24ab923434c529a6794b","startTime":1900000000000,"status":0,"subject":"Held"},{"AttendeeJoinUrl":"http://127.0.0.1:1/webcast/site/entry/join-da83759bd3467a045aaaeea52fb204db?token=100003","Id":"da83759bd3467a045aaaeea52fb204db","createdTime":1900000000000,"creator":"o","description":"","number":"10000005","organizerJoinUrl":"http://127.0.0.1:1/webcast/site/live/organizer-10000001-393692d5-6baa-bb44-5a7b-b6cb719ebc3b","panelistJoinUrl":"http://127.0.0.1:1/webcast/site/entry/live-da83759bd3467a045aaaeea52fb204db","startTime":1900000000000,"status":2,"subject":"Live"}]}"#
            ]],
        ),
        (
            "list_recordings",
            of_held.clone(),
            expect![[
                r#"{"code":"0","recordList":[{"Id":"438b12c780661148f8606315413b80ba","createdTime":1900000600000,"duration":600000,"password":"","recordEndTime":1900000600000,"recordStartTime":1900000000000,"size":39321600,"subject":"Held","url":"http://127.0.0.1:1/webcast/site/vod/play-438b12c780661148f8606315413b80ba"}]}"#
            ]],
        ),
        (
            "export_votes",
            of_held.clone(),
            expect![[
                r#"{"code":"0","voteList":[{"questions":[{"answer":"1","content":"A or B?","options":[{"precentage":100.0,"result":"1","results":[{"nickName":"李四","uid":9900000003}],"value":"A"},{"precentage":0.0,"result":"0","results":[],"value":"B"}],"type":0}],"subject":"Which?"}]}"#
            ]],
        ),
        (
            "list_castmaker_vods",
            String::new(),
            expect![[
                r#"{"code":"0","list":[{"Id":"7d1361d0e9f4ed4667ecd48b03cc534b","attendeeJoinUrl":"http://127.0.0.1:1/webcast/site/vod/play-7d1361d0e9f4ed4667ecd48b03cc534b","createdTime":1900000600000,"creator":1000001,"description":"","password":"","recordId":1000015,"screenshot":"http://127.0.0.1:1/webcast/site/vod/screenshot-7d1361d0e9f4ed4667ecd48b03cc534b.jpg","subject":"Trailer"}],"page":[{"pageNo":1,"totalCounts":1,"totalPages":1}]}"#
            ]],
        ),
        (
            "list_ongoing_webcasts",
            String::new(),
            expect![[
                r#"{"code":"0","list":[{"Id":"da83759bd3467a045aaaeea52fb204db","attendeeJoinUrl":"http://127.0.0.1:1/webcast/site/entry/join-da83759bd3467a045aaaeea52fb204db?token=100003","attendeeToken":"100003","createdTime":1900000000000,"description":"","online":1,"organizerToken":"123456","panelistJoinUrl":"http://127.0.0.1:1/webcast/site/entry/live-da83759bd3467a045aaaeea52fb204db","panelistToken":"654321","startTime":1900000000000,"subject":"Live"}],"page":[{"pageNo":1,"totalCounts":1,"totalPages":1}]}"#
            ]],
        ),
        (
            "sync_records",
            span.clone(),
            expect![[
                r#"{"code":"0","list":[{"Id":"1000021","createdTime":1900004200000,"creator":1000001,"duration":9000,"fileName":"m.mp4","name":"m","size":589824},{"Id":"1000015","createdTime":1900000600000,"creator":1000001,"duration":9000,"fileName":"Trailer.zip","name":"Trailer","recordEndTime":1900000600000,"recordStartTime":1900000591000,"size":589824},{"Id":"1000012","createdTime":1900000600000,"creator":1000002,"duration":600000,"fileName":"Held.zip","name":"Held","recordEndTime":1900000600000,"recordStartTime":1900000000000,"size":39321600,"webcastId":"a4507bc1409b24ab923434c529a6794b"}],"page":[{"pageNo":1,"totalCounts":3,"totalPages":1}]}"#
            ]],
        ),
        (
            "sync_vods",
            span.clone(),
            expect![[
                r#"{"code":"0","list":[{"Id":"ec937d633febeecd3788ce81c5b07c45","attendeeJoinUrl":"http://127.0.0.1:1/webcast/site/vod/play-ec937d633febeecd3788ce81c5b07c45","convertResult":1,"createdTime":1900000600000,"creator":1000001,"description":"","grType":2,"number":"10000020","password":"","screenshot":"http://127.0.0.1:1/webcast/site/vod/screenshot-ec937d633febeecd3788ce81c5b07c45.jpg","subject":"a"},{"Id":"7d1361d0e9f4ed4667ecd48b03cc534b","attendeeJoinUrl":"http://127.0.0.1:1/webcast/site/vod/play-7d1361d0e9f4ed4667ecd48b03cc534b","convertResult":1,"createdTime":1900000600000,"creator":1000001,"description":"","duration":9000,"grType":0,"number":"10000017","password":"","recordEndTime":1900000600000,"recordId":1000015,"recordStartTime":1900000591000,"screenshot":"http://127.0.0.1:1/webcast/site/vod/screenshot-7d1361d0e9f4ed4667ecd48b03cc534b.jpg","subject":"Trailer"},{"Id":"438b12c780661148f8606315413b80ba","attendeeJoinUrl":"http://127.0.0.1:1/webcast/site/vod/play-438b12c780661148f8606315413b80ba","convertResult":1,"createdTime":1900000600000,"creator":1000002,"description":"","duration":600000,"grType":0,"number":"10000014","password":"","recordEndTime":1900000600000,"recordId":1000012,"recordStartTime":1900000000000,"screenshot":"http://127.0.0.1:1/webcast/site/vod/screenshot-438b12c780661148f8606315413b80ba.jpg","subject":"Held","webcastId":"a4507bc1409b24ab923434c529a6794b"}],"page":[{"pageNo":1,"totalCounts":3,"totalPages":1}]}"#
            ]],
        ),
        (
            "sync_documents",
            span.clone(),
            expect![[
                r#"{"code":"0","list":[{"convCode":0,"createdTime":1900000600000,"id":1000018,"name":"a","upload":true}],"page":[{"pageNo":1,"totalCounts":1,"totalPages":1}]}"#
            ]],
        ),
        (
            "export_vod_history",
            format!("date={}", START.millis()),
            expect![[
                r#"{"code":"0","list":[{"device":0,"duration":30000,"ip":"127.0.0.1","leaveTime":1900000600000,"name":"somebody","startTime":1900000570000,"uid":"9900000004","vodId":"438b12c780661148f8606315413b80ba"}],"pageNo":1,"totalCounts":1,"totalPages":1}"#
            ]],
        ),
        (
            "transcode_document",
            file.to_owned(),
            expect![[
                r#"{"code":"0","coursewareCode":"10000024","coursewareId":"2ba7480ddd5d2a935e2a1f3f8769bc86","docId":"1000022","visitUrl":"http://127.0.0.1:1/webcast/site/vod/play-2ba7480ddd5d2a935e2a1f3f8769bc86"}"#
            ]],
        ),
        (
            "transcode_media",
            file.to_owned(),
            expect![[
                r#"{"code":"0","coursewareCode":"10000027","coursewareId":"919b1ebb043d04225bae23cca4887c27","recordId":"1000025","visitUrl":"http://127.0.0.1:1/webcast/site/vod/play-919b1ebb043d04225bae23cca4887c27"}"#
            ]],
        ),
        (
            "create_vod",
            format!("recordId={upload}&subject=s&isPublish=true"),
            expect![[
                r#"{"code":"0","during":"9000","id":"b3d54e8b85ee0759af3ae3d5dd0c8df2","subject":"Trailer","token":"","url":"http://127.0.0.1:1/webcast/site/vod/play-b3d54e8b85ee0759af3ae3d5dd0c8df2","vodCode":"10000029"}"#
            ]],
        ),
        (
            "create_media_vod",
            format!("recordId={media}&subject=s"),
            expect![[
                r#"{"code":"0","id":"c3760bb00adc5e6ab2fc983b0f5b289b","subject":"m","token":"","url":"http://127.0.0.1:1/webcast/site/vod/play-c3760bb00adc5e6ab2fc983b0f5b289b","vodCode":"10000031"}"#
            ]],
        ),
        (
            "control_camera",
            format!("webcastId={live}&userid={INSIDE}&command=0"),
            expect!["{}"],
        ),
        (
            "export_praise",
            of_held.clone(),
            expect![[
                r#"{"code":"0","page":[{"pageNo":1,"totalCounts":1,"totalPages":1}],"praiseDtos":[{"count":1,"roomStartTime":1900000000000,"userId":9900000002,"userName":"王老师"}]}"#
            ]],
        ),
        (
            "export_praise_detail",
            of_held.clone(),
            expect![[
                r#"{"code":"0","page":[{"pageNo":1,"totalCounts":1,"totalPages":1}],"praiseDtos":[{"actionTime":1900000000000,"targetUserId":9900000002,"targetUserName":"王老师","userId":9900000003,"userName":"李四"}]}"#
            ]],
        ),
    ];
    let names: Vec<_> = bodies.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, differing());
    for (name, form, expected) in bodies {
        let info = OPERATIONS.iter().find(|info| info.name == name).expect("documented");
        let path = format!("/integration/site{}", info.path);
        let body = post(sandbox, &path, &format!("{}&{form}", login(sandbox))).body;
        expected.assert_eq(&body);
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_without_a_code_succeeds() -> Result<(), Box<dyn std::error::Error>> {
    let site = Site::new(true).await?;
    let turn = ControlCamera::new(&site.live, INSIDE, PtzCommand::Up);
    site.admin.control_camera(&turn).await?;
    let nobody = ControlCamera::new(&site.live, 7, PtzCommand::Up);
    let refused = refused(site.admin.control_camera(&nobody).await);
    assert_eq!(refused.0, ReturnCode::BusinessError, "a refusal has one all the same");
    Ok(())
}

#[tokio::test]
async fn pages_are_found_where_none_are_printed()
-> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().strict_document(true).start()?;
    let client = patient(&sandbox, sandbox.admin());
    for number in 0..101 {
        client.create_webcast(&webcast(&number.to_string())).await?;
    }
    let mut items = client.items(ListWebcasts::new());
    let mut subjects = BTreeSet::new();
    while let Some(item) = items.try_next().await? {
        subjects.insert(item.subject);
    }
    assert_eq!(subjects.len(), 101);
    Ok(())
}

#[tokio::test]
async fn a_window_that_is_too_long_is_refused() -> Result<(), Box<dyn std::error::Error>>
{
    let longest = i64::from(ExportHistory::WINDOW.expect("a window").days);
    let late = Time::from_millis(START.millis() + (longest + 1) * 86_400_000);
    for strict in [false, true] {
        let site = Site::new(strict).await?;
        let request = ExportHistory::new(&site.held).between(START, late);
        let answer = site.admin.call(&request).unchecked().send().await;
        if strict {
            assert_eq!(refused(answer).0, ReturnCode::InvalidParameter);
        } else {
            assert_eq!(answer?.list, []);
        }
    }
    Ok(())
}

#[test]
fn lists_are_written_as_the_document_writes_them() {
    for strict in [false, true] {
        let sandbox =
            Sandbox::builder().strict_document(strict).start().expect("a port");
        let path = "/integration/site/webcast/record/choose";
        let choose = |records: &str| {
            let form = format!("{}&webcastId=none&{records}", login(&sandbox));
            post(&sandbox, path, &form).body
        };
        let unknown = choose("recordId[0]=1&recordId[1]=2");
        assert!(unknown.contains("organizer"), "{unknown}");
        let repeated = choose("recordId=1&recordId=2");
        if strict {
            assert_eq!(repeated, r#"{"code":"101","message":"recordId is invalid"}"#);
            let calls = sandbox.requests();
            let rule = calls.last().and_then(|call| call.rule.as_deref());
            let section = ChooseRecords::SECTION;
            let expected = format!(
                "{section} choose_records: `recordId` is a list; write `recordId[0]`"
            );
            assert_eq!(rule, Some(&*expected));
        } else {
            assert_eq!(repeated, unknown);
        }
    }
}
