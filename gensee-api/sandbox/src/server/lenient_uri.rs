//! Escapes blanks and other characters in the address of a request that HTTP forbids there, because the real server
//! accepts raw blanks, and callers who forget one escape forget the others too.

use std::io;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};

use super::LONGEST_HEAD;

/// How much is read at one time.
const CHUNK: usize = 8 * 1024;

/// The reading half of a connection: it reads `%20` in place of every blank in the address of a request line, and so on.
pub(super) struct Escaped<S> {
    stream: S,
    requests: Requests,
    /// The bytes that can be read; the first `taken` of them were read already.
    ready: Vec<u8>,
    taken: usize,
}

impl<S> Escaped<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, requests: Requests::default(), ready: Vec::new(), taken: 0 }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Escaped<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        while this.taken == this.ready.len() {
            let mut chunk = [0; CHUNK];
            let mut read = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut this.stream).poll_read(context, &mut read))?;
            this.ready.clear();
            this.taken = 0;
            if read.filled().is_empty() {
                this.requests.end(&mut this.ready);
                if this.ready.is_empty() {
                    return Poll::Ready(Ok(()));
                }
            }
            this.requests.pass(read.filled(), &mut this.ready);
        }
        let rest = &this.ready[this.taken..];
        let some = &rest[..rest.len().min(out.remaining())];
        out.put_slice(some);
        this.taken += some.len();
        Poll::Ready(Ok(()))
    }
}

/// A parser of successive requests that only finds the first line of each.
#[derive(Default)]
struct Requests {
    part: Part,
    /// A line that has not ended yet.
    line: Vec<u8>,
}

#[derive(Default)]
enum Part {
    #[default]
    FirstLine,
    /// The lines of the head, with the length of the body if a header has given it.
    Head { body: u64 },
    /// The body, with the number of its bytes that are still to come.
    Body(u64),
    /// A body of unknown length. All bytes from here on stay as they are, because the end cannot be found.
    Unmeasured,
}

impl Requests {
    fn pass(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) {
        while !bytes.is_empty() {
            bytes = match self.part {
                Part::Unmeasured => pass_some(bytes, bytes.len(), out),
                Part::Body(rest) => {
                    let some =
                        usize::try_from(rest).unwrap_or(usize::MAX).min(bytes.len());
                    self.part = match rest - some as u64 {
                        0 => Part::FirstLine,
                        rest => Part::Body(rest),
                    };
                    pass_some(bytes, some, out)
                }
                Part::FirstLine => {
                    let (line, rest) = self.line(bytes, out);
                    if let Some(line) = line {
                        escape(&line, out);
                        self.part = Part::Head { body: 0 };
                    }
                    rest
                }
                Part::Head { body } => {
                    let (line, rest) = self.line(bytes, out);
                    if let Some(line) = line {
                        out.extend_from_slice(&line);
                        self.part = after(&line, body);
                    }
                    rest
                }
            };
        }
    }

    /// Passes on an unfinished line, after the connection has ended.
    fn end(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.line);
    }

    /// Returns the line with its line break once it is complete, and the bytes after it.
    fn line<'a>(
        &mut self,
        bytes: &'a [u8],
        out: &mut Vec<u8>,
    ) -> (Option<Vec<u8>>, &'a [u8]) {
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let some = end.map_or(bytes.len(), |end| end + 1);
        let rest = pass_some(bytes, some, &mut self.line);
        if end.is_some() {
            return (Some(mem::take(&mut self.line)), rest);
        }
        if self.line.len() > LONGEST_HEAD {
            // It is passed on as it is, because the server refuses it for its length.
            out.append(&mut self.line);
            self.part = Part::Unmeasured;
        }
        (None, rest)
    }
}

fn pass_some<'a>(bytes: &'a [u8], some: usize, out: &mut Vec<u8>) -> &'a [u8] {
    let (some, rest) = bytes.split_at(some);
    out.extend_from_slice(some);
    rest
}

/// Whether an address cannot have this character as it is. Those beyond ASCII are forgiven by the parser.
fn is_forbidden(byte: u8) -> bool {
    byte != b'\r'
        && byte != b'\n'
        && (byte <= b' ' || b"\"<>\\^`{|}\x7f".contains(&byte))
}

/// Escapes what an address cannot have, between the first and the last blank of a request line, which enclose it.
fn escape(line: &[u8], out: &mut Vec<u8>) {
    let blank = |&byte: &u8| byte == b' ';
    let (first, last) = (line.iter().position(blank), line.iter().rposition(blank));
    let within =
        |at| first.is_some_and(|first| first < at) && last.is_some_and(|last| at < last);
    for (at, &byte) in line.iter().enumerate() {
        if within(at) && is_forbidden(byte) {
            out.extend_from_slice(format!("%{byte:02X}").as_bytes());
        } else {
            out.push(byte);
        }
    }
}

/// The part that follows a line of the head.
fn after(line: &[u8], body: u64) -> Part {
    let line = line.trim_ascii();
    if line.is_empty() {
        return if body == 0 { Part::FirstLine } else { Part::Body(body) };
    }
    let text = String::from_utf8_lossy(line).to_ascii_lowercase();
    match text.split_once(':') {
        Some(("transfer-encoding" | "upgrade", _)) => Part::Unmeasured,
        Some(("content-length", length)) => match length.trim().parse() {
            Ok(body) => Part::Head { body },
            Err(_) => Part::Unmeasured,
        },
        _ => Part::Head { body },
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const SENT: &str = "GET /a?subject=x y  z&b=\"1\t\" HTTP/1.1\r\nHost: a b\r\n\r\n\
        POST /c HTTP/1.1\r\nContent-Length: 17\r\n\r\nGET a b HTTP/1.1\n\
        GET /d e HTTP/1.1\r\n\r\n\
        POST / f HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na b\r\n0\r\n\r\nGET g h i";
    const READ: &str = "GET /a?subject=x%20y%20%20z&b=%221%09%22 HTTP/1.1\r\nHost: a b\r\n\r\n\
        POST /c HTTP/1.1\r\nContent-Length: 17\r\n\r\nGET a b HTTP/1.1\n\
        GET /d%20e HTTP/1.1\r\n\r\n\
        POST /%20f HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na b\r\n0\r\n\r\nGET g h i";

    fn passed<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
        let (mut requests, mut out) = (Requests::default(), Vec::new());
        for chunk in chunks {
            requests.pass(chunk, &mut out);
        }
        requests.end(&mut out);
        out
    }

    /// The bytes without those that are forbidden, escaped or not.
    fn bare(mut bytes: &[u8]) -> Vec<u8> {
        let mut bare = Vec::new();
        while let Some((&byte, rest)) = bytes.split_first() {
            let escaped = (0..128).find(|byte| {
                is_forbidden(*byte)
                    && bytes.starts_with(format!("%{byte:02X}").as_bytes())
            });
            bytes = if escaped.is_some() { &bytes[3..] } else { rest };
            if escaped.is_none() && !is_forbidden(byte) {
                bare.push(byte);
            }
        }
        bare
    }

    proptest! {
        #[test]
        fn only_addresses_change_however_the_bytes_arrive(
            mut cuts in vec(0..=SENT.len(), 0..20),
        ) {
            cuts.extend([0, SENT.len()]);
            cuts.sort_unstable();
            let chunks = cuts.windows(2).map(|cut| &SENT.as_bytes()[cut[0]..cut[1]]);
            let passed = passed(chunks);
            prop_assert_eq!(String::from_utf8_lossy(&passed), READ);
        }

        #[test]
        fn nothing_is_lost(chunks in vec(vec(any::<u8>(), 0..50), 0..20)) {
            let passed = passed(chunks.iter().map(Vec::as_slice));
            prop_assert_eq!(bare(&passed), bare(&chunks.concat()));
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_kept_for_ever() {
        let (mut requests, mut out) = (Requests::default(), Vec::new());
        for _ in 0..=LONGEST_HEAD / 1024 {
            requests.pass(&[b'x'; 1024], &mut out);
        }
        assert!(requests.line.is_empty());
        assert_eq!(out.len(), LONGEST_HEAD + 1024);
    }
}
