//! What a sandbox holds outlives it: snapshots, and state files.

use std::fs;
use std::io::{self, Read as _};
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use gensee_api::sandbox::{
    Fault, Sandbox, Snapshot, Viewer, VoteAnswer, VoteForm, VoteQuestion,
};
use gensee_api::webcast::{
    CreateUser, CreateWebcast, DeleteWebcast, Device, JoinType, OPERATIONS,
    QuestionType, ReturnCode, TranscodeDocument,
};
use gensee_api::{Effect, WebcastId};
use serde_json::Value;

use super::http::{get, login, post, send};
use super::{START, admin, refused, webcast};

/// The organizer whose the webcasts are.
const ORGANIZER: &str = "loginName=o&password=geheim";

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The administrator calls an operation, which succeeds.
fn call(sandbox: &Sandbox, path: &str, form: &str) -> Value {
    call_as(sandbox, &login(sandbox), path, form)
}

fn call_as(sandbox: &Sandbox, login: &str, path: &str, form: &str) -> Value {
    let form = format!("{login}&{form}");
    let answer = post(sandbox, &format!("/integration/site{path}"), &form).body;
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["code"], "0", "{path} {form}: {answer}");
    answer
}

/// Puts something onto every shelf of the world; the webcast and the vod that have most of it.
fn fill(sandbox: &Sandbox) -> Result<(String, String), Box<dyn std::error::Error>> {
    let control = sandbox.control();
    let user = "userLoginName=o&userPassword=geheim&name=O&role=organizer&maxPoints=3&male=true&effectiveDate=1";
    call(sandbox, "/webcast/user/created", user);
    let create = |subject: &str| {
        let form = format!(
            "subject={subject}&startTime=1&organizerToken=123456&panelistToken=654321&maxAttendees=9&telconf=2"
        );
        let id = call_as(sandbox, ORGANIZER, "/webcast/created", &form)["id"].clone();
        id.as_str().expect("an id").to_owned()
    };
    let [id, other, relayed, deleted] = ["W", "X", "Y", "Z"].map(create);
    let relay = format!("webcastId={other}&relayId={relayed}");
    call_as(sandbox, ORGANIZER, "/webcast/relay/add", &relay);
    let webcast = WebcastId::from(id.as_str());
    call(sandbox, "/webcast/deleted", &format!("webcastId={deleted}"));

    let uid = |uid, name| Viewer { uid: Some(uid), ..Viewer::named(name) };
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
    call(sandbox, "/webcast/screenCapture", &capture);
    call(sandbox, "/webcast/ptz", &format!("{person}&command=1"));
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
            "/webcast/file/attach",
            format!(
                "webcastId={id}&attachmentList[0].url=http://a.example&attachmentList[0].name=A"
            ),
        ),
        ("/webcast/warmup/attach", format!("webcastId={id}&vodId={castmaker}")),
        ("/webcast/record/choose", format!("webcastId={id}&recordId[0]={media}")),
        ("/webcast/record/delete", format!("resourceId={trash}")),
        ("/webcast/player/setup", format!("id={id}&mode=1&mobileMode=1&live=true")),
        (
            "/webcast/vod/update",
            format!("id={vod}&subject=V&skin=gray&pwdRequired=true&vodPassword=123456"),
        ),
        (
            "/webcast/courseware/transcode",
            "resourceUrl=http://a.example/a.ppt&name=A&callbackUrl=http://a.example/key"
                .to_owned(),
        ),
    ] {
        call(sandbox, path, &form);
    }
    Ok((id, vod.to_string()))
}

/// What every operation that only reads answers.
fn read_all(sandbox: &Sandbox, webcast: &str, vod: &str) -> Vec<(&'static str, String)> {
    let (start, end) = (START.millis(), START.millis() + 7 * 24 * 3_600_000);
    let form = format!(
        "webcastId={webcast}&startTime={start}&endTime={end}&startDate=2030-03-18&endDate=2030-03-19&date={start}"
    );
    let reads = OPERATIONS.iter().filter(|operation| operation.effect == Effect::Read);
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

/// The shelves on which nothing stands.
fn empty_shelves(snapshot: &Snapshot) -> Vec<String> {
    let json: Value = serde_json::from_str(&snapshot.to_json()).expect("JSON");
    let world = json["world"].as_object().expect("an object");
    let people = world["people"].as_object().expect("an object");
    let empty = |value: &Value| {
        value.as_object().is_some_and(serde_json::Map::is_empty)
            || value.as_array().is_some_and(Vec::is_empty)
    };
    let shelves = world.iter().chain(people);
    shelves.filter(|(_, shelf)| empty(shelf)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn a_restart_keeps_everything() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let start = || Sandbox::builder().at(START).state(&file).start();
    let sandbox = start()?;
    let (webcast, vod) = fill(&sandbox)?;
    let (held, read) = (sandbox.snapshot(), read_all(&sandbox, &webcast, &vod));
    // Whoever still plays does not keep the file.
    let left = sandbox.control();
    drop(sandbox);
    left.finish(&WebcastId::from(webcast.as_str()))
        .expect_err("the sandbox has stopped");

    let again = start()?;
    assert_eq!(empty_shelves(&again.snapshot()), ["outbox"]);
    assert!(
        again.snapshot() == held,
        "{}\n{}",
        again.snapshot().to_json(),
        held.to_json()
    );
    assert_eq!(again.control().now().millis(), START.millis() + 3_600_000);
    for (before, after) in read.iter().zip(read_all(&again, &webcast, &vod)) {
        assert_eq!(*before, after);
    }
    let empty = |(_, answers): &&(&str, String)| !answers.contains(r#""code":"0""#);
    let unread: Vec<_> = read.iter().filter(empty).map(|(name, _)| *name).collect();
    assert_eq!(unread, [""; 0], "every one has read something");

    // What comes next builds on it, and is kept as well.
    call(&again, "/webcast/deleted", &format!("webcastId={webcast}"));
    again.control().advance(Duration::from_secs(60));
    let held = again.snapshot();
    drop(again);
    assert!(start()?.snapshot() == held);
    Ok(())
}

#[test]
fn a_snapshot_is_whole_and_can_be_gone_back_to() -> Outcome {
    let sandbox = Sandbox::builder().at(START).start()?;
    let (webcast, vod) = fill(&sandbox)?;
    let held = sandbox.snapshot();
    assert!(Snapshot::from_json(&held.to_json())? == held, "nothing is lost in JSON");
    let shown = format!("{held:?}");
    for secret in ["123456", "654321", "key", "王老师"] {
        assert!(held.to_json().contains(secret) && !shown.contains(secret), "{shown}");
    }
    let read = read_all(&sandbox, &webcast, &vod);
    call(&sandbox, "/webcast/deleted", &format!("webcastId={webcast}"));
    sandbox.control().advance(Duration::from_secs(1));
    assert!(sandbox.snapshot() != held);
    sandbox.restore(&held)?;
    assert!(sandbox.snapshot() == held);
    assert_eq!(read_all(&sandbox, &webcast, &vod), read);

    let other = Sandbox::builder().snapshot(held.clone()).start()?;
    assert_eq!(read_all(&other, &webcast, &vod), read);
    Ok(())
}

#[tokio::test]
async fn reset_makes_everything_as_it_was_at_the_start() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let sandbox = Sandbox::builder().at(START).state(&file).start()?;
    let started = sandbox.snapshot();
    let answers = async || {
        let client = admin(&sandbox);
        let id = client.create_webcast(&webcast("W")).await?.id;
        sandbox
            .control()
            .join(&id, Viewer::named("A"), JoinType::PcWeb)
            .expect("inside");
        sandbox.control().advance(Duration::from_secs(1));
        Ok::<_, gensee_api::Error>(id)
    };
    let first = answers().await?;
    sandbox.inject(Fault::Code(ReturnCode::SystemError));
    refused(answers().await);
    sandbox.reset()?;
    assert!(sandbox.snapshot() == started);
    assert_eq!((sandbox.requests().len(), sandbox.control().now()), (0, START));
    assert_eq!(answers().await?, first, "the same ids again, and no fault");

    assert_eq!(send(&sandbox, "POST /sandbox/reset", &[], b"").status(), "204");
    drop(sandbox);
    let again = Sandbox::builder().state(&file).start()?;
    assert!(again.snapshot() == started, "the file has forgotten it too");
    Ok(())
}

#[test]
fn snapshots_go_over_http() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let sandbox = Sandbox::builder().at(START).state(&file).start()?;
    fill(&sandbox)?;
    let held = sandbox.snapshot();
    let json = get(&sandbox, "/sandbox/snapshot").body;
    assert_eq!(json, held.to_json());
    let put = |body: &[u8]| send(&sandbox, "PUT /sandbox/snapshot", &[], body);
    sandbox.reset()?;
    assert_eq!(put(json.as_bytes()).status(), "204");
    assert!(sandbox.snapshot() == held);

    let newer = json.replacen(r#""version":1"#, r#""version":999"#, 1);
    let halved = &json[..json.len() / 2];
    let swapped = json.replacen(r#""organizer":"123456""#, r#""organizer":123456"#, 1);
    assert_ne!(swapped, json);
    for (body, says) in [
        ("", "it ends too early"),
        ("<html>", "this is no JSON"),
        ("{}", "`format` is not `gensee-sandbox-snapshot`"),
        ("[1]", "this is not what a snapshot holds here"),
        (halved, "it ends too early"),
        (&newer, "`version` is 999"),
        (&swapped, "this is not what a snapshot holds here"),
    ] {
        let answer = put(body.as_bytes());
        assert_eq!(answer.status(), "400", "{says}");
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
        assert!(answer.body.contains(';') && !answer.body.contains("123456"));
    }
    assert!(sandbox.snapshot() == held, "what is refused changes nothing");
    drop(sandbox);
    assert!(Sandbox::builder().state(&file).start()?.snapshot() == held);
    Ok(())
}

#[test]
fn what_is_no_state_file_is_refused() -> Outcome {
    let folder = tempfile::tempdir()?;
    let start = |file: &Path| Sandbox::builder().state(file).start();
    for (name, bytes) in [("text", b"hello".to_vec()), ("long", vec![7; 100_000])] {
        let file = folder.path().join(name);
        fs::write(&file, &bytes)?;
        let error = start(&file).expect_err("refused").to_string();
        let says =
            "it is no state file of a sandbox, or it is damaged; name another file";
        assert_eq!(error, format!("the state file `{}`: {says}", file.display()));
        assert!(fs::read(&file)? == bytes, "it stays what it was");
    }
    let taken = folder.path().join("taken");
    let sandbox = start(&taken)?;
    for (file, says) in [
        (taken.clone(), "another sandbox has it open; stop that one"),
        (folder.path().to_owned(), "it is no file"),
        (folder.path().join("none").join("state"), "make its folder"),
    ] {
        let error = start(&file).expect_err("refused").to_string();
        assert!(
            error.contains(says) && error.contains(&*file.to_string_lossy()),
            "{error}"
        );
    }
    drop(sandbox);
    // Half of a file of ours.
    let whole = fs::read(&taken)?;
    fs::write(&taken, &whole[..whole.len() / 2])?;
    start(&taken).expect_err("damaged");
    let empty = folder.path().join("empty");
    fs::write(&empty, "")?;
    start(&empty)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&empty)?.permissions().mode() & 0o777, 0o600);
    }
    Ok(())
}

#[tokio::test]
async fn no_password_of_a_user_is_in_the_file() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let sandbox = Sandbox::builder().state(&file).start()?;
    let user = CreateUser::new("somebody", "open sesame", "Name");
    admin(&sandbox).create_user(&user).await?;
    drop(sandbox);
    let bytes = fs::read(&file)?;
    let has =
        |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("somebody") && !has("open sesame"));
    Ok(())
}

#[tokio::test]
async fn a_callback_that_was_not_posted_is_posted_after_the_restart() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let start = || Sandbox::builder().at(START).state(&file).start();
    let receiver = TcpListener::bind("127.0.0.1:0")?;
    let callback = format!("http://{}/done", receiver.local_addr()?);
    receiver.set_nonblocking(true)?;
    let receiver = tokio::net::TcpListener::from_std(receiver)?;
    let arrives = async || {
        let came =
            tokio::time::timeout(Duration::from_secs(20), receiver.accept()).await;
        came.map_err(io::Error::from).flatten().map(|(stream, _)| stream)
    };

    let sandbox = start()?;
    let document = TranscodeDocument::new("http://a.example/a.ppt", "A");
    admin(&sandbox).transcode_document(&document.callback_url(callback)).await?;
    drop(sandbox);
    let sandbox = start()?;
    sandbox.control().advance(Duration::from_secs(1));
    // It is on its way, and nobody answers it.
    let unanswered = arrives().await?;
    drop(sandbox);
    drop(unanswered);
    let sandbox = start()?;
    let mut stream = arrives().await?.into_std()?;
    stream.set_nonblocking(false)?;
    let mut head = [0; 20];
    stream.read_exact(&mut head)?;
    assert_eq!(&head, b"POST /done HTTP/1.1\r");
    drop(sandbox);
    Ok(())
}

#[tokio::test]
async fn what_was_asked_for_beside_a_file_is_for_a_new_one() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let other = Sandbox::builder().at(START).start()?;
    let id = admin(&other).create_webcast(&webcast("Mine")).await?.id;
    let start = |snapshot: &Sandbox| {
        Sandbox::builder().snapshot(snapshot.snapshot()).state(&file).start()
    };
    let sandbox = start(&other)?;
    assert!(sandbox.snapshot() == other.snapshot(), "it began with the snapshot");
    admin(&sandbox).delete_webcast(&DeleteWebcast::new(&id)).await?;
    drop(sandbox);
    let again = start(&other)?;
    let same = CreateWebcast::new("Mine", START, "123456", "654321");
    admin(&again).create_webcast(&same).await?;
    let taken = refused(admin(&again).create_webcast(&same).await);
    assert_eq!(taken, (ReturnCode::BusinessError, "subject exists".to_owned()));
    Ok(())
}
