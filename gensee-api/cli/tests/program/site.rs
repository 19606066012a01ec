//! `gensee check` and `gensee listen`.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};

use gensee_api::Method;
use gensee_sandbox::Answer;
use serde_json::Value;

use super::{Site, done};

#[test]
fn a_site_that_keeps_to_the_document() {
    let site = Site::demo();
    let done = site.run("check -o csv --columns operation,answer,rows,place");
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stdout.contains("\nlist-webcasts,ok,50,\n"), "{}", done.stdout);
    assert!(done.stdout.contains("\nget-webcast,ok,,\n"), "{}", done.stdout);
    assert!(done.stderr.contains("clock: that of this machine"), "{done:?}");
    assert!(done.stderr.contains("; 0 places differ from the document"), "{done:?}");
    let read = gensee_api::webcast::OPERATIONS.iter();
    let changing = read.filter(|info| info.effect != gensee_api::Effect::Read);
    let changing: Vec<_> = changing.map(|info| info.name).collect();
    let requests = site.sandbox.requests();
    assert!(
        requests
            .iter()
            .all(|it| it.operation.is_some_and(|name| !changing.contains(&name)))
    );
}

#[test]
fn what_a_site_does_otherwise_is_told_by_its_place() {
    let site = Site::demo();
    let body = r#"{"code":"0","list":[{"id":"a","newProperty":7,"opened":"yes"}]}"#;
    site.sandbox.set_answer(Answer::new("/webcast/ongoing/page", body)).unwrap();
    let unreadable = r#"{"code":"0","list":[{"uid":{}}]}"#;
    site.sandbox.set_answer(Answer::new("/webcast/export/history", unreadable)).unwrap();
    let done = site.run("check -o jsonl");
    assert_eq!(done.code, Some(0), "{done:?}");
    let rows: Vec<Value> =
        done.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let places = |name: &str| -> Vec<&str> {
        let rows = rows.iter().filter(|row| row["operation"] == name);
        rows.filter_map(|row| row["place"].as_str()).collect()
    };
    assert!(places("list-ongoing-webcasts").contains(&"$.list[0].newProperty"));
    assert!(
        places("export-history").iter().any(|place| place.ends_with(".uid")),
        "{rows:?}"
    );
    // That answer comes for any range, and has a row.
    assert!(places("export-history").contains(&"startTime"), "{rows:?}");
    site.sandbox.set_answer(Answer::new("/webcast/export/history", "<html>")).unwrap();
    assert_eq!(site.run("check").code, Some(4));
}

#[test]
fn a_check_without_the_right_login() {
    let site = Site::demo();
    let done = done(site.command().arg("check").env("GENSEE_PASSWORD", "wrong"));
    assert_eq!(done.code, Some(1), "{done:?}");
}

/// A receiver of callbacks.
struct Listener {
    child: Child,
    lines: BufReader<ChildStdout>,
    url: String,
}

impl Listener {
    fn start(site: &Site, options: &[&str]) -> Self {
        let mut child = site
            .bare()
            .args(["listen", "--listen", "127.0.0.1:0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
        let url = said.trim().strip_prefix("listening at ").unwrap().to_owned();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines, url }
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// Sends a request by hand; the whole answer.
    fn send(&self, head: &str, body: &str) -> String {
        let mut stream =
            TcpStream::connect(self.url.trim_start_matches("http://")).unwrap();
        let length = body.len();
        write!(stream, "{head} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_a_site_sends_is_printed_and_passed_on() {
    let site = Site::demo();
    let mut last = Listener::start(&site, &["--k", "4711"]);
    let mut first =
        Listener::start(&site, &["--forward", &format!("{}/hook", last.url)]);
    let webcast = site.column("call list-webcasts --all", "id").pop().unwrap();
    let control = site.sandbox.control();
    control.send_events(format!("{}/events", first.url), Method::Post).unwrap();
    let created = site.column(
        "call create-webcast --subject a --start-time now --organizer-token 123456 --panelist-token 654321",
        "id",
    );
    assert_ne!(created[0], webcast);
    control.start(&created[0].as_str().into()).unwrap();
    for listener in [&mut first, &mut last] {
        let event = listener.next();
        assert_eq!(event["callback"], "site-event", "{event}");
        assert_eq!(event["ClassNo"], created[0], "{event}");
    }

    assert!(first.send("GET /k?k=4711", "").ends_with("pass"));
    assert_eq!(first.next()["forwarded"], 200);
    // An event whose answer was late comes once more.
    let mut told = std::iter::repeat_with(|| last.next());
    let checked = told.find(|it| it["callback"] != "site-event").unwrap();
    assert_eq!(
        (&checked["callback"], &checked["k"]),
        (&"k-check".into(), &"***".into())
    );
    assert!(last.send("POST /k", "k=1").ends_with("fail"));
    assert!(last.send("PUT /k", "k=4711").starts_with("HTTP/1.1 405"));
    assert!(last.send("POST /", "a=b").starts_with("HTTP/1.1 400"));
}

#[test]
fn an_address_that_does_not_answer_is_told_to_the_site() {
    let site = Site::demo();
    let mut listener = Listener::start(&site, &["--forward", "http://127.0.0.1:1/"]);
    let answer = listener.send("POST /", "k=4711");
    assert!(answer.starts_with("HTTP/1.1 502"), "{answer}");
    assert!(listener.next()["forwarded"].is_string());
    let refused = done(site.bare().args(["listen", "--forward", "ftp://x"]));
    assert_eq!(refused.code, Some(2), "{refused:?}");
}
