//! The document to the letter: what is printed otherwise than it is served, and a client that reads both.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use gensee_api::schema::{FieldInfo, Kind};
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
fn differing() -> Vec<&'static OperationInfo> {
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
    handled().filter(differs).collect()
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
        let is_rows = |row: &&FieldInfo| row.kind == Kind::List(&Kind::Object);
        let mut lists = info.response.iter().filter(is_rows).peekable();
        let is_full = |row: &FieldInfo| served[row.name] != Value::Array(Vec::new());
        let is_seen = lists.peek().is_none() || lists.any(is_full);
        assert!(is_seen, "{} has nothing to compare: {served}", info.name);
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
    for info in differing() {
        let form = match info.name {
            "sync_records" | "sync_vods" | "sync_documents" => span.clone(),
            "export_vod_history" => format!("date={}", START.millis()),
            "transcode_document" | "transcode_media" => file.to_owned(),
            "create_vod" => format!("recordId={upload}&subject=s&isPublish=true"),
            "create_media_vod" => format!("recordId={media}&subject=s"),
            "control_camera" => format!("webcastId={live}&userid={INSIDE}&command=0"),
            _ => of_held.clone(),
        };
        let path = format!("/integration/site{}", info.path);
        let body = post(sandbox, &path, &format!("{}&{form}", login(sandbox))).body;
        let body: Value = serde_json::from_str(&body)?;
        assert_eq!(
            body.get("code").is_some(),
            info.code_printed,
            "{}: {body}",
            info.name
        );
        let seen = as_printed(info.response, &body, info.name);
        assert!(
            seen > 0 || !info.code_printed,
            "{} shows no difference: {body}",
            info.name
        );
    }
    Ok(())
}

/// Every row of the object stands where the document has it, under its name and with its type; how many of them are served
/// otherwise.
fn as_printed(rows: &[FieldInfo], object: &Value, place: &str) -> usize {
    let mut differing = 0;
    for row in rows {
        let place = format!("{place}.{}", row.name);
        let is_renamed = row.printed_name != row.name;
        let is_elsewhere = !row.printed || row.flat || is_renamed;
        assert!(!is_elsewhere || object.get(row.name).is_none(), "{place}: {object}");
        let found = if row.flat { Some(object) } else { object.get(row.printed_name) };
        let Some(value) = found.filter(|_| row.printed) else { continue };
        let has_type = match row.printed_kind {
            _ if row.flat => true,
            Kind::List(_) => value.is_array(),
            Kind::Object => value.is_object(),
            Kind::Integer | Kind::NumberId | Kind::NumberCode => {
                // What is printed as a number is served as a text that may be none.
                value.is_i64()
                    || value.as_str().is_some_and(|it| it.parse::<i64>().is_err())
            }
            Kind::Text | Kind::TextId => value.is_string(),
            _ => !value.is_array() && !value.is_object(),
        };
        assert!(has_type, "{place}: {value}");
        let differs = row.flat || is_renamed || row.printed_kind != row.kind;
        differing += usize::from(differs);
        let entries =
            value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let below = entries.iter().map(|entry| as_printed(row.fields, entry, &place));
        differing += below.sum::<usize>();
    }
    differing
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
