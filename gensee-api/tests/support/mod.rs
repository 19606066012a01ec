//! A server on the loopback interface that answers as it is told and remembers what it
//! was asked, byte by byte: for what no sandbox does. Answers that no server should give, other
//! statuses, connections that end before or between answers, bodies without end; and the bytes of a
//! request with its secrets.

// Every test file uses its own part of this.
#![allow(dead_code, unreachable_pub)]

pub mod archive;
pub mod rounds;
pub mod samples;
pub mod site;

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use gensee_api::params::{self, Form};
use gensee_api::{Operation, Parameters};

pub const LOGIN: &str = "admin@test.com";
pub const PASSWORD: &str = "Geheim&888";
/// MD5 of [`PASSWORD`].
pub const PASSWORD_MD5: &str = "0a8eb4c960da49da705ffd9371c0f80b";

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Status 200 and this body.
    Json(String),
    /// The same, and the connection stays open for the next request.
    Open(String),
    /// This status and body.
    Status(u16, String),
    /// This status, this header line, and an empty body.
    Header(u16, String),
    /// These bytes instead of an HTTP answer, then the end of the connection.
    Bytes(Vec<u8>),
    /// The connection is reset before anything is answered.
    Reset,
    /// The headers and half the body that they promise, then the end of the connection.
    Cut(String),
    /// So many bytes of `x`; without a length in the headers if `measured` is false.
    Garbage { bytes: usize, measured: bool },
    /// Nothing, for longer than any test waits.
    Silence,
}

impl Reply {
    pub fn json(body: &str) -> Self {
        Reply::Json(body.to_owned())
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub method: String,
    pub path: String,
    pub query: Option<String>,
    pub headers: String,
    pub body: String,
}

impl Arrived {
    /// The parameters, wherever they travelled.
    pub fn form(&self) -> &str {
        self.query.as_deref().unwrap_or(&self.body)
    }

    /// The value of a parameter.
    pub fn value(&self, name: &str) -> Option<String> {
        Form::parse(self.form().as_bytes()).reader().text(name).map(str::to_owned)
    }

    /// The operation that the parameters hold.
    pub fn operation<P: Parameters>(&self) -> P {
        params::from_form(self.form()).expect("the form holds the operation")
    }
}

/// Runs until the end of the test.
pub struct Server {
    address: SocketAddr,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Server {
    /// Answers with these in turn; the last one for ever.
    pub fn replying(replies: impl Into<Vec<Reply>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let (log, replies) = (Arc::clone(&arrived), Arc::new(replies.into()));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, replies) = (Arc::clone(&log), Arc::clone(&replies));
                thread::spawn(move || serve(stream, &log, &replies));
            }
        });
        Self { address, arrived }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that arrived so far.
    pub fn arrived(&self) -> Vec<Arrived> {
        lock(&self.arrived).clone()
    }

    /// How many requests arrived, once `least` did: a client that gave up may be ahead
    /// of the server.
    pub fn count_from(&self, least: usize) -> usize {
        for _ in 0..500 {
            if self.count() >= least {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        self.count()
    }

    /// How many requests arrived so far.
    pub fn count(&self) -> usize {
        lock(&self.arrived).len()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no thread of the server panicked")
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Arrived>>, replies: &[Reply]) {
    while let Ok(arrived) = receive(&mut stream) {
        let nth = {
            let mut log = lock(log);
            log.push(arrived);
            log.len() - 1
        };
        let answer = replies[nth.min(replies.len() - 1)].clone();
        let open = matches!(answer, Reply::Open(_));
        // The client may be gone before everything is written.
        if reply(&mut stream, answer).is_err() || !open {
            break;
        }
    }
}

fn receive(stream: &mut TcpStream) -> io::Result<Arrived> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let mut more = |bytes: &mut Vec<u8>| -> io::Result<()> {
        match stream.read(&mut chunk)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            length => {
                bytes.extend_from_slice(&chunk[..length]);
                Ok(())
            }
        }
    };
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        more(&mut bytes)?;
    };
    let headers = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let length = headers
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("content-length:")?
                .trim()
                .parse()
                .ok()
        })
        .unwrap_or(0);
    while bytes.len() < head + length {
        more(&mut bytes)?;
    }
    let mut words = headers.split(' ');
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default();
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    Ok(Arrived {
        method,
        path: path.to_owned(),
        query,
        body: String::from_utf8_lossy(&bytes[head..]).into_owned(),
        headers: headers.clone(),
    })
}

fn reply(stream: &mut TcpStream, reply: Reply) -> io::Result<()> {
    match reply {
        Reply::Json(body) => {
            answer(stream, 200, "content-type: application/json;charset=UTF-8", &body)
        }
        Reply::Open(body) => {
            let length = body.len();
            write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}")
        }
        Reply::Status(status, body) => {
            answer(stream, status, "content-type: text/html", &body)
        }
        Reply::Header(status, line) => answer(stream, status, &line, ""),
        Reply::Bytes(bytes) => stream.write_all(&bytes),
        Reply::Reset => {
            socket2::SockRef::from(&*stream).set_linger(Some(Duration::ZERO))
        }
        Reply::Cut(body) => {
            head(stream, 200, &format!("content-length: {}", 2 * body.len()))?;
            stream.write_all(body.as_bytes())
        }
        Reply::Garbage { bytes, measured } => {
            let length = if measured {
                format!("content-length: {bytes}")
            } else {
                "x-length: unknown".to_owned()
            };
            head(stream, 200, &length)?;
            let chunk = [b'x'; 64 * 1024];
            let mut left = bytes;
            while left > 0 {
                let part = left.min(chunk.len());
                stream.write_all(&chunk[..part])?;
                left -= part;
            }
            Ok(())
        }
        Reply::Silence => {
            thread::sleep(Duration::from_secs(60));
            Ok(())
        }
    }
}

fn answer(
    stream: &mut TcpStream,
    status: u16,
    line: &str,
    body: &str,
) -> io::Result<()> {
    head(stream, status, &format!("{line}\r\ncontent-length: {}", body.len()))?;
    stream.write_all(body.as_bytes())
}

fn head(stream: &mut TcpStream, status: u16, lines: &str) -> io::Result<()> {
    stream.write_all(
        format!("HTTP/1.1 {status} Whatever\r\n{lines}\r\nconnection: close\r\n\r\n")
            .as_bytes(),
    )
}

/// Where the requests of `O` arrive.
pub fn path_of<O: Operation>() -> String {
    format!("{}{}", gensee_api::webcast::BASE_PATH, O::PATH)
}

/// Fails when a text that is shown holds one that must not be.
#[track_caller]
pub fn assert_no_secret(shown: &str, secrets: &[&str]) {
    for secret in secrets {
        assert!(!shown.contains(secret), "`{secret}` stands in: {shown}");
    }
}
