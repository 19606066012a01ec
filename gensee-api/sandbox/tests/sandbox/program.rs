//! The sandbox as a program.
#![cfg(unix)]

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use gensee_api::webcast::{DeleteWebcast, GetWebcast, ReturnCode};
use gensee_api::{Client, Password, Time, WebcastId};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::{refused, webcast};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_gensee-sandbox"))
}

#[tokio::test]
async fn it_tells_its_address_logs_refusals_and_ends_on_ctrl_c() {
    let mut child = program()
        .args(["--port", "0", "--clock", "2030-01-01 00:00:00"])
        .args(["--seed", "demo", "--strict-document"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
    let told: Vec<String> = lines.take(4).map(|line| line.expect("a line")).collect();
    let [url, login, password, tool] =
        ["address", "login", "password", "tool"].map(|what| {
            let line = told.iter().find_map(|line| line.strip_prefix(what)).expect(what);
            line.trim().to_owned()
        });
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    assert_eq!(tool, format!("{url}/webcast/static/integration/tool.html"));

    let address = url.trim_start_matches("http://").to_owned();
    let client = Client::builder(url)
        .login(login, Password::md5(password))
        .build()
        .expect("a client");
    let created = client.create_webcast(&webcast("Rust 101")).await.expect("a webcast");
    let read = client.get_webcast(&GetWebcast::new(&created.id)).await.expect("it");
    assert_eq!(read.subject.as_deref(), Some("Rust 101"));
    let unknown = refused(client.delete_webcast(&DeleteWebcast::new("none")).await);
    assert_eq!(unknown.0, ReturnCode::NotFound, "as the document has it");

    let calls = super::http::get_at(&address, "/sandbox/requests").body;
    let clock = Time::china("2030-01-01 00:00:00").expect("a time").millis();
    assert!(calls.contains(&format!(r#""time":{clock}"#)), "{calls}");

    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let status = child.wait().expect("an end");
    assert_eq!(status.code(), Some(0));
    let mut log = String::new();
    child.stderr.take().expect("stderr").read_to_string(&mut log).expect("a log");
    assert!(log.contains("delete_webcast") && log.contains("rule"), "{log}");
}

#[test]
fn what_it_cannot_do_it_says() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    for (options, says) in [
        (["--port", &port], "free it, or name another"),
        (["--clock", "soon"], "--clock"),
        (["--clock=9999-12-30 00:00:00", "--seed=demo"], "end of the calendar; take"),
        (["--seed", "weed"], "`weed` is not a seed; take one of demo"),
        (["--listen", "everywhere"], "--listen"),
    ] {
        let output = program().args(options).output().expect("the program");
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(says), "{options:?}: {error}");
    }
}

/// One that keeps its state in a file, killed at the latest when the test ends.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It is gone already when the test has killed it.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Kept {
    fn start(file: &Path) -> (Self, Client) {
        let mut child = program()
            .args(["--port", "0", "--state"])
            .arg(file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let kept = Self(child);
        let told: Vec<String> =
            lines.take(4).map(|line| line.expect("a line")).collect();
        let [url, login, password] = [0, 1, 2].map(|line| {
            told[line].split_whitespace().last().expect("a value").to_owned()
        });
        let client = Client::builder(url)
            .login(login, Password::md5(password))
            .build()
            .expect("a client");
        (kept, client)
    }
}

#[tokio::test]
async fn a_kill_loses_nothing_that_was_acknowledged() {
    const ROUNDS: usize = 5;
    const AT_ONCE: usize = 8;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("state");
    let mut acknowledged: Vec<WebcastId> = Vec::new();
    for round in 0..ROUNDS {
        let (mut program, client) = Kept::start(&file);
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let mut writers = JoinSet::new();
        for writer in 0..AT_ONCE {
            let (client, sender) = (client.clone(), sender.clone());
            writers.spawn(async move {
                for number in 0.. {
                    let request = webcast(&format!("{round} {writer} {number}"));
                    let Ok(created) = client.create_webcast(&request).await else {
                        return;
                    };
                    if sender.send(created.id).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // At some moment, while the others go on writing.
        let random = RandomState::new().hash_one(round) % 40;
        for _ in 0..=random {
            acknowledged.push(receiver.recv().await.expect("writers that go on"));
        }
        program.0.kill().expect("a kill");
        program.0.wait().expect("an end");
        while let Some(id) = receiver.recv().await {
            acknowledged.push(id);
        }
        writers.join_all().await;

        let (_program, client) = Kept::start(&file);
        for id in &acknowledged {
            let read = client.get_webcast(&GetWebcast::new(id)).await;
            assert!(read.is_ok(), "{id} of {} in round {round}", acknowledged.len());
        }
    }
    assert!(acknowledged.len() >= ROUNDS);
}

#[test]
fn a_state_file_is_one_programs() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("state");
    let (_program, _) = Kept::start(&file);
    let mut second = program();
    let output = second.args(["--port", "0", "--state"]).arg(&file).output();
    let output = output.expect("the program");
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr);
    let file = file.display();
    let says =
        format!("the state file `{file}`: another sandbox has it open; stop that one");
    assert!(error.contains(&says), "{error}");
}
