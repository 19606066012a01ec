//! HTTP by hand: what the client never sends.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use gensee_sandbox::Sandbox;

/// A connection that is not answered for so long is a test that fails, not one that hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// The head and the body of an answer.
pub(crate) struct Answer {
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }
}

pub(crate) fn connect(sandbox: &Sandbox) -> TcpStream {
    connect_to(sandbox.url().trim_start_matches("http://"))
}

fn connect_to(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
    stream
}

/// What is sent back until the connection ends, which it must.
pub(crate) fn to_the_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
            panic!("the connection never ends")
        }
        _ => String::from_utf8(bytes).expect("text"),
    }
}

/// Sends a request with these lines after its first one.
pub(crate) fn send(
    sandbox: &Sandbox,
    first: &str,
    lines: &[&str],
    body: &[u8],
) -> Answer {
    exchange(connect(sandbox), first, lines, body)
}

fn exchange(mut stream: TcpStream, first: &str, lines: &[&str], body: &[u8]) -> Answer {
    let mut request =
        format!("{first} HTTP/1.1\r\nHost: 127.0.0.1:1\r\nConnection: close\r\n");
    for line in lines {
        request += &format!("{line}\r\n");
    }
    request += &format!("Content-Length: {}\r\n\r\n", body.len());
    // The server may refuse it before it has read everything.
    let _ = stream.write_all(request.as_bytes());
    let _ = stream.write_all(body);
    let answer = to_the_end(&mut stream);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    Answer { head: head.to_owned(), body: body.to_owned() }
}

/// A GET of a server that is no [`Sandbox`] of this process.
pub(crate) fn get_at(address: &str, path: &str) -> Answer {
    exchange(connect_to(address), &format!("GET {path}"), &[], b"")
}

pub(crate) fn get(sandbox: &Sandbox, path: &str) -> Answer {
    send(sandbox, &format!("GET {path}"), &[], b"")
}

pub(crate) fn post(sandbox: &Sandbox, path: &str, form: &str) -> Answer {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    send(sandbox, &format!("POST {path}"), &[kind], form.as_bytes())
}

/// The path of an operation with the administrator's login.
pub(crate) fn login(sandbox: &Sandbox) -> String {
    format!("loginName={}&password={}", sandbox.admin(), sandbox.password())
}
