//! A world that has something of everything, and ways to look at all of it.

use std::collections::BTreeSet;
use std::time::Duration;

use gensee_api::operation::Method;
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::{
    AddRelay, AttachDocument, AttachFiles, AttachWarmup, CaptureScreen, ChooseRecords,
    ControlCamera, CreateUser, CreateWebcast, DeleteRecord, DeleteWebcast, Device,
    JoinType, QuestionType, RemoveRelay, SetPlayer, TranscodeDocument, UpdateVod,
};
use gensee_api::{Effect, Operation as _, OperationInfo, UserId, WebcastId};
use gensee_sandbox::{
    Answer, Sandbox, Snapshot, Viewer, VoteAnswer, VoteForm, VoteQuestion,
};
use serde_json::Value;

use crate::http::{login, post};
use crate::{START, handled};

/// The organizer whose the webcasts are.
const ORGANIZER: &str = "loginName=o&password=geheim";

/// The administrator calls an operation, which succeeds.
pub(super) fn call(sandbox: &Sandbox, path: &str, form: &str) -> Value {
    call_as(sandbox, &login(sandbox), path, form)
}

fn call_as(sandbox: &Sandbox, login: &str, path: &str, form: &str) -> Value {
    let form = format!("{login}&{form}");
    let answer = post(sandbox, &format!("/integration/site{path}"), &form).body;
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["code"], "0", "{path} {form}: {answer}");
    answer
}

/// Puts something into everything that the world tracks; the webcast and the vod that have most of it.
pub(super) fn fill(
    sandbox: &Sandbox,
) -> Result<(String, String), Box<dyn std::error::Error>> {
    let control = sandbox.control();
    sandbox.disable::<RemoveRelay>()?;
    let user = "userLoginName=o&userPassword=geheim&name=O&role=organizer&maxPoints=3&male=true&effectiveDate=1";
    call(sandbox, CreateUser::PATH, user);
    let create = |subject: &str| {
        let form = format!(
            "subject={subject}&startTime=1&organizerToken=123456&panelistToken=654321&maxAttendees=9&telconf=2"
        );
        let id = call_as(sandbox, ORGANIZER, CreateWebcast::PATH, &form)["id"].clone();
        id.as_str().expect("an id").to_owned()
    };
    let [id, other, relayed, deleted] = ["W", "X", "Y", "Z"].map(create);
    let relay = format!("webcastId={other}&relayId={relayed}");
    call_as(sandbox, ORGANIZER, AddRelay::PATH, &relay);
    let webcast = WebcastId::from(id.as_str());
    call(sandbox, DeleteWebcast::PATH, &format!("webcastId={deleted}"));

    let uid = |own: i64, name| {
        let uid = Some(UserId::from(1_000_000_000 + own));
        Viewer { uid, ..Viewer::named(name) }
    };
    let teacher = control.join(&webcast, uid(1, "王老师"), JoinType::PcClient)?;
    let pupil = control.join(&webcast, uid(2, "张三"), JoinType::PcWeb)?;
    let gone = control.join(&webcast, Viewer::named("李四"), JoinType::PcWeb)?;
    control.start(&webcast)?;
    control.leave(gone)?;
    control.chat(pupil, "第一行\r\n\"第二行\"\u{0}")?;
    let question = control.ask(pupil, "Why?")?;
    control.ask(pupil, "And?")?;
    control.answer(question, teacher, "Because.")?;
    let asked = VoteQuestion {
        content: "A or B?".to_owned(),
        kind: QuestionType::MultipleChoice,
        options: vec!["A".to_owned(), "B".to_owned()],
        correct: vec![2],
        score: Some(5),
    };
    let form = VoteForm { subject: "V".to_owned(), questions: vec![asked] };
    let [vote, again] =
        [control.open_vote(&webcast, form.clone())?, control.open_vote(&webcast, form)?];
    control.vote(vote, pupil, [VoteAnswer::Options(vec![1, 2])])?;
    control.vote(again, pupil, [VoteAnswer::Skipped])?;
    control.vote(vote, teacher, [VoteAnswer::Options(vec![2])])?;
    let call_over = control.roll_call(&webcast)?;
    control.sign_in(call_over, pupil)?;
    control.end_roll_call(call_over)?;
    let roll_call = control.roll_call(&webcast)?;
    control.sign_in(roll_call, teacher)?;
    control.praise(pupil, teacher)?;
    control.reward(pupil, teacher, 60)?;
    let person = format!("webcastId={id}&userid=1000000002");
    let capture = format!("{person}&token=x&screenCaptureTime=1000&screenInterval=500");
    call(sandbox, CaptureScreen::PATH, &capture);
    call(sandbox, ControlCamera::PATH, &format!("{person}&command=1"));
    control.advance(Duration::from_secs(3600));
    let vod = control.finish(&webcast)?;
    control.start(&webcast)?;
    control.join(&webcast, uid(2, "张三"), JoinType::PcWeb)?;

    let watch = control.start_watching(&vod, uid(3, "Eve"), Device::Pc)?;
    control.start_watching(&vod, uid(4, "Bob"), Device::Pc)?;
    control.stop_watching(watch)?;
    let castmaker =
        control.upload_castmaker(sandbox.admin(), "C", Duration::from_secs(9))?;
    let media = control.upload_media(sandbox.admin(), "M", Duration::from_secs(9))?;
    let trash = control.upload_media(sandbox.admin(), "T", Duration::from_secs(9))?;
    for (path, form) in [
        (
            AttachFiles::PATH,
            format!(
                "webcastId={id}&attachmentList[0].url=http://a.example&attachmentList[0].name=A"
            ),
        ),
        (AttachWarmup::PATH, format!("webcastId={id}&vodId={castmaker}")),
        (ChooseRecords::PATH, format!("webcastId={id}&recordId[0]={media}")),
        (DeleteRecord::PATH, format!("resourceId={trash}")),
        (SetPlayer::PATH, format!("id={id}&mode=1&mobileMode=1&live=true")),
        (
            UpdateVod::PATH,
            format!("id={vod}&subject=V&skin=gray&pwdRequired=true&vodPassword=123456"),
        ),
    ] {
        call(sandbox, path, &form);
    }
    let file =
        "resourceUrl=http://a.example/a.ppt&name=A&callbackUrl=http://a.example/key";
    let document = &call(sandbox, TranscodeDocument::PATH, file)["docId"];
    call(sandbox, AttachDocument::PATH, &format!("webcastId={id}&docId={document}"));
    let survey = Answer::new("/webcast/export/survey", r#"{"code":"0","list":[]}"#);
    sandbox.set_answer(survey.when("webcastId", "5f3c"))?;
    control.check_k("http://a.example/k", Method::Get)?;
    Ok((id, vod.to_string()))
}

/// What every operation that only reads answers.
pub(super) fn read_all(
    sandbox: &Sandbox,
    webcast: &str,
    vod: &str,
) -> Vec<(&'static str, String)> {
    let (start, end) = (START.millis(), START.millis() + 7 * 24 * 3_600_000);
    let form = format!(
        "webcastId={webcast}&startTime={start}&endTime={end}&startDate=2030-03-18&endDate=2030-03-19&date={start}"
    );
    // A revision can have an operation that needs more.
    let is_known = |row: &FieldInfo| {
        form.split('&').any(|pair| pair.starts_with(&format!("{}=", row.name)))
            || row.name == "id"
    };
    let needs_no_more = |operation: &&OperationInfo| {
        operation.request.iter().all(|row| !row.required || is_known(row))
    };
    let reads = handled().filter(|operation| operation.effect == Effect::Read);
    let reads = reads.filter(needs_no_more);
    let answers = reads.map(|operation| {
        let path = format!("/integration/site{}", operation.path);
        let mut read = String::new();
        for login in [&*login(sandbox), ORGANIZER] {
            for id in [webcast, vod] {
                read += &post(sandbox, &path, &format!("{login}&{form}&id={id}")).body;
            }
        }
        (operation.name, read)
    });
    answers.collect()
}

/// What is tracked and empty.
pub(super) fn untouched(snapshot: &Snapshot) -> Vec<String> {
    let json: Value = serde_json::from_str(&snapshot.to_json()).expect("JSON");
    let world = json["world"].as_object().expect("an object");
    let activity = world["activity"].as_object().expect("an object");
    let empty = |value: &Value| {
        value.as_object().is_some_and(serde_json::Map::is_empty)
            || value.as_array().is_some_and(Vec::is_empty)
    };
    let tracked = world.iter().chain(activity);
    tracked.filter(|(_, entries)| empty(entries)).map(|(name, _)| name.clone()).collect()
}

/// The properties of what is written, without their values: `*` stands for ids and logins.
pub(super) fn shape(place: &str, value: &Value, shape: &mut BTreeSet<String>) {
    let by_id = matches!(
        place.rsplit('.').next(),
        Some(
            "users"
                | "webcasts"
                | "deleted"
                | "records"
                | "deleted_records"
                | "vods"
                | "documents"
                | "players"
                | "conversions"
                | "outbox"
                | "captures"
                | "cameras"
                | "answers"
        )
    );
    match value {
        Value::Object(properties) => {
            for (name, value) in properties {
                let name = if by_id { "*" } else { name };
                self::shape(&format!("{place}.{name}"), value, shape);
            }
        }
        Value::Array(items) => {
            for item in items {
                self::shape(&format!("{place}[]"), item, shape);
            }
        }
        _ => drop(shape.insert(place.to_owned())),
    }
}
