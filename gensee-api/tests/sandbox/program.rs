//! The sandbox as a program.
#![cfg(all(feature = "sandbox-program", unix))]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use gensee_api::webcast::{DeleteWebcast, GetWebcast};
use gensee_api::{Client, Password, Time};

use super::{refused, webcast};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_gensee-sandbox"))
}

#[tokio::test]
async fn it_tells_its_address_logs_refusals_and_ends_on_ctrl_c() {
    let mut child = program()
        .args(["--port", "0", "--clock", "2030-01-01 00:00:00"])
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
    refused(client.delete_webcast(&DeleteWebcast::new("none")).await);

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
        (["--listen", "everywhere"], "--listen"),
    ] {
        let output = program().args(options).output().expect("the program");
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(says), "{options:?}: {error}");
    }
}
