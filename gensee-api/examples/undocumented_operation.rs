//! An operation that the document does not have: declared in ten lines, sent like all the others.
//!
//! `cargo run -p gensee-api --example undocumented_operation`

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use gensee_api::{
    Answer, Client, Effect, Operation, Parameters, Password, Time, WebcastId,
};

/// Counts the viewers of a webcast.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct CountViewers {
    webcast_id: WebcastId,
    since: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Viewers {
    #[answer(always)]
    count: i64,
}

impl Operation for CountViewers {
    type Response = Viewers;
    const NAME: &'static str = "count_viewers";
    const PATH: &'static str = "/webcast/viewers";
    const EFFECT: Effect = Effect::Read;
}

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder(site()?)
        .login("admin@test.com", Password::md5("888888"))
        .on_drift(|drift| {
            println!("the server and the declaration have parted: {drift}");
        })
        .build()?;

    let since = Time::china("2021-05-19 10:00:00")?;
    let request = CountViewers::new("8f14e45fceea167a").since(since);
    let viewers = client.call(&request).send().await?;
    println!("{} viewers", viewers.count);
    Ok(())
}

/// Stands in for a real site: a server on this machine that answers one request.
fn site() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        let mut request = Vec::new();
        while !request.ends_with(b"since=1621389600000") {
            let mut chunk = [0; 1024];
            let length = stream.read(&mut chunk)?;
            if length == 0 {
                return Ok(());
            }
            request.extend_from_slice(&chunk[..length]);
        }
        let body = r#"{"code":"0","count":"250","peak":300}"#;
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    });
    Ok(url)
}
