//! What a sandbox holds outlives it: snapshots, and state files.

mod whole;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use expect_test::expect_file;
use gensee_api::webcast::{
    CreateUser, CreateWebcast, DeleteWebcast, JoinType, ReturnCode, TranscodeDocument,
};
use gensee_api::{OrganizerToken, PanelistToken, WebcastId};
use gensee_sandbox::{Answer, Fault, Sandbox, Snapshot, Viewer};
use serde_json::Value;

use super::http::{connect, get, send, to_the_end};
use super::{START, admin, refused, webcast};
use whole::{call, fill, read_all, shape, untouched};

type Outcome = Result<(), Box<dyn std::error::Error>>;

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
    assert_eq!(untouched(&again.snapshot()), ["outbox"]);
    assert!(again.snapshot() == held);
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

/// Whoever has to change this table counts the version of the world on, so that an older file is refused in words.
#[test]
fn a_version_has_a_shape() -> Outcome {
    let sandbox = Sandbox::builder().at(START).start()?;
    fill(&sandbox)?;
    let json: Value = serde_json::from_str(&sandbox.snapshot().to_json())?;
    let mut found = BTreeSet::new();
    shape(&format!("{}", json["version"]), &json, &mut found);
    let lines: Vec<_> = found.into_iter().collect();
    expect_file!["state/shape.txt"].assert_eq(&(lines.join("\n") + "\n"));
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

    let newer = json.replacen(r#""version":3"#, r#""version":999"#, 1);
    let halved = &json[..json.len() / 2];
    let swapped = json.replacen(r#""organizer":"123456""#, r#""organizer":123456"#, 1);
    assert_ne!(swapped, json);
    for (body, says) in [
        ("", "it ends too early"),
        ("<html>", "this is not JSON"),
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

/// The bound of a snapshot over HTTP.
const LONGEST: usize = 64 * 1024 * 1024;

#[test]
fn a_snapshot_over_http_is_bounded() -> Outcome {
    let sandbox = Sandbox::start()?;
    let held = sandbox.snapshot();
    let put = |lines: String, bytes: usize| {
        let mut stream = connect(&sandbox);
        let head = format!(
            "PUT /sandbox/snapshot HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{lines}\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        // One chunk. It may be refused before it is read.
        let chunk =
            [format!("{bytes:x}\r\n").as_bytes(), &vec![b' '; bytes], b"\r\n0\r\n\r\n"]
                .concat();
        let _ = stream.write_all(if bytes > 0 { &chunk } else { b"" });
        Ok::<_, io::Error>(to_the_end(&mut stream))
    };
    for (lines, bytes, status, says) in [
        (
            format!("Content-Length: {}", LONGEST + 1),
            0,
            "413",
            "is longer than 67108864 bytes",
        ),
        (
            "Transfer-Encoding: chunked".to_owned(),
            LONGEST + 1,
            "413",
            "is longer than 67108864 bytes",
        ),
        ("Transfer-Encoding: chunked".to_owned(), LONGEST, "400", "it ends too early"),
    ] {
        let answer = put(lines, bytes)?;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{bytes}: {answer}");
        assert!(answer.contains(says) && answer.contains(';'), "{bytes}: {answer}");
    }
    assert!(sandbox.snapshot() == held);
    Ok(())
}

#[test]
fn a_restart_keeps_answers_and_removes_faults() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let start = || Sandbox::builder().state(&file).start();
    let sandbox = start()?;
    sandbox.set_answer(Answer::new("/x", "first"))?;
    sandbox.set_answer(Answer::new("/x", "again"))?;
    sandbox.set_answer(Answer::new("/x", "of 7").when("id", "7"))?;
    sandbox.set_answer(Answer::new("/y", "y"))?;
    let removed = send(&sandbox, "DELETE /sandbox/answers?path=/y", &[], b"");
    assert_eq!(removed.status(), "204");
    sandbox.inject(Fault::Unavailable);
    drop(sandbox);

    let sandbox = start()?;
    let bodies = ["/x", "/x?id=7", "/y"].map(|path| get(&sandbox, path).body);
    assert_eq!(bodies, ["again", "of 7", ""]);
    assert_eq!(get(&sandbox, "/sandbox/faults").body, "[]");
    sandbox.clear_answers()?;
    drop(sandbox);
    assert_eq!(get(&start()?, "/x").status(), "404");
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
            "it is not a state file of a sandbox, or it is damaged; name another file";
        assert_eq!(error, format!("the state file `{}`: {says}", file.display()));
        assert!(fs::read(&file)? == bytes, "it stays what it was");
    }
    let taken = folder.path().join("taken");
    let sandbox = start(&taken)?;
    for (file, says) in [
        (taken.clone(), "another sandbox has it open; stop that one"),
        (folder.path().to_owned(), "it is not a file"),
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
    let same = CreateWebcast::new(
        "Mine",
        START,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    admin(&again).create_webcast(&same).await?;
    let taken = refused(admin(&again).create_webcast(&same).await);
    assert_eq!(taken, (ReturnCode::BusinessError, "subject exists".to_owned()));
    Ok(())
}
