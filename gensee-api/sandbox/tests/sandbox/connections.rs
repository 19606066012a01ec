//! Connections are bounded in number, and none is held for ever.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use gensee_sandbox::{Answer, Sandbox};

use super::http::{connect, to_the_end};

/// Asks for a path that is none, on a connection that stays.
fn ask(stream: &mut TcpStream, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
}

/// Reads one answer without a body.
fn answered(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("an answer");
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    assert!(head.starts_with("http/1.1 404"), "{head}");
    assert!(head.contains("content-length: 0"), "{head}");
}

fn paths(sandbox: &Sandbox) -> Vec<String> {
    sandbox.requests().into_iter().map(|call| call.path).collect()
}

#[test]
fn beyond_the_limit_they_wait() {
    let sandbox = Sandbox::builder().connections(2).start().expect("a port");
    let mut seated = [connect(&sandbox), connect(&sandbox)];
    for stream in &mut seated {
        ask(stream, "/seated");
        answered(stream);
    }
    let mut waiting = connect(&sandbox);
    ask(&mut waiting, "/waiting");
    // Each answer gives the server time for the third connection, if it would take it.
    for round in 0..50 {
        let stream = &mut seated[round % 2];
        ask(stream, "/seated");
        answered(stream);
    }
    assert!(
        paths(&sandbox).iter().all(|path| path == "/seated"),
        "{:?}",
        paths(&sandbox)
    );
    let [first, _second] = seated;
    drop(first);
    answered(&mut waiting);
    assert!(paths(&sandbox).contains(&"/waiting".to_owned()));
}

#[test]
fn one_that_is_idle_makes_room() {
    let soon = Duration::from_millis(100);
    let sandbox = Sandbox::builder().connections(0).read_timeout(soon);
    let sandbox = sandbox.start().expect("a port");
    let mut idle = connect(&sandbox);
    ask(&mut idle, "/idle");
    answered(&mut idle);
    let mut silent = connect(&sandbox);
    let mut waiting = connect(&sandbox);
    ask(&mut waiting, "/waiting");
    answered(&mut waiting);
    for stream in [&mut idle, &mut silent] {
        to_the_end(stream);
    }
}

#[test]
fn one_whose_body_does_not_come_makes_room() {
    let soon = Duration::from_millis(100);
    let sandbox = Sandbox::builder().connections(1).read_timeout(soon);
    let sandbox = sandbox.start().expect("a port");
    for path in [
        "/sandbox/control/now",
        "/sandbox/faults",
        "/sandbox/answers",
        "/sandbox/disabled",
        "/sandbox/send",
        "/integration/site/webcast/created",
    ] {
        let mut slow = connect(&sandbox);
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nfault="
        );
        slow.write_all(head.as_bytes()).expect("the beginning");
        let answer = to_the_end(&mut slow);
        assert!(answer.starts_with("HTTP/1.1 408 "), "{path}: {answer}");
    }
}

#[test]
fn one_that_does_not_read_its_answers_makes_room() {
    let soon = Duration::from_millis(200);
    let sandbox = Sandbox::builder().connections(1).read_timeout(soon);
    let sandbox = sandbox.start().expect("a port");
    // More than what the buffers of the two sides hold.
    sandbox.set_answer(Answer::new("/big", "x".repeat(16 * 1024 * 1024))).expect("room");
    let mut slow = connect(&sandbox);
    ask(&mut slow, "/big");
    let mut waiting = connect(&sandbox);
    ask(&mut waiting, "/waiting");
    answered(&mut waiting);
    let mut rest = Vec::new();
    // It may end with an error, because the connection was broken.
    let _ = slow.read_to_end(&mut rest);
    assert!(rest.len() < 16 * 1024 * 1024, "{}", rest.len());
}

#[test]
fn one_that_reads_slowly_gets_everything() {
    let sandbox = Sandbox::builder().read_timeout(Duration::from_millis(500));
    let sandbox = sandbox.start().expect("a port");
    sandbox.set_answer(Answer::new("/big", "x".repeat(12 * 1024 * 1024))).expect("room");
    let mut slow = connect(&sandbox);
    slow.write_all(b"GET /big HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        .expect("a request");
    let (mut all, mut chunk) = (0, vec![0; 1024 * 1024]);
    loop {
        // It is slower than the server, but not stuck.
        std::thread::sleep(Duration::from_millis(10));
        match slow.read(&mut chunk).expect("an answer") {
            0 => break,
            bytes => all += bytes,
        }
    }
    assert!(all > 12 * 1024 * 1024, "{all}");
}
