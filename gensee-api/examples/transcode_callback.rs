//! The server tells an address of yours that a transcoding has ended; this answers such
//! calls, once each way.
//!
//! `cargo run --example transcode_callback --no-default-features`

use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use gensee_api::webcast::TranscodeCallback;

/// The part that a web framework does: the address and the body of a small request.
fn receive(stream: &mut TcpStream) -> io::Result<(String, String)> {
    let mut bytes = [0; 4096];
    let length = stream.read(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes[..length]);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let address = head.split(' ').nth(1).unwrap_or_default();
    Ok((address.to_owned(), body.to_owned()))
}

fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let caller = thread::spawn(move || {
        for call in [
            "POST /transcoded HTTP/1.1\r\n\r\ngscoursewareId=4711&gsstatus=ok",
            "GET /transcoded?gscoursewareId=4712&gsstatus=error HTTP/1.1\r\n\r\n",
        ] {
            TcpStream::connect(address)?.write_all(call.as_bytes())?;
        }
        io::Result::Ok(())
    });

    for stream in listener.incoming().take(2) {
        let (address, body) = receive(&mut stream?)?;
        // The document says POST, but GET has been seen.
        let callback = match body.as_str() {
            "" => TranscodeCallback::from_query(&address),
            form => TranscodeCallback::from_form(form),
        };
        match callback {
            Ok(callback) if callback.is_ok() => {
                println!("{} is ready", callback.courseware_id)
            }
            Ok(callback) => println!("{} failed", callback.courseware_id),
            Err(error) => println!("no callback: {error}"),
        }
    }
    caller.join().unwrap_or(Ok(()))
}
