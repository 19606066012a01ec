//! Long lists: memory, first row and time of a stream against the whole answer, and windows asked for several at a time
//! against one by one.
//!
//! `cargo bench -p gensee-api --bench stream`. All figures that have a bound are ratios of one run, or memory.

mod memory;

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use gensee_api::webcast::{CreateWebcast, ExportHistory};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::{Fault, Sandbox};

use memory::Peak;

const ROWS: usize = 1_000_000;
const BLOCK: usize = 1000;
const ROUNDS: usize = 7;
const WINDOWS: i64 = 105;
const LATENCY: Duration = Duration::from_millis(50);

const MEBIBYTE: f64 = 1024.0 * 1024.0;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let within = runtime.block_on(async {
        let rows = rows().await.expect("every row arrives");
        let windows = windows().await.expect("every window is answered");
        rows & windows
    });
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One reading of the list.
struct Run {
    rows: usize,
    /// From the first bytes of the body to the first row.
    first: Duration,
    total: Duration,
    /// In bytes, above what the process held before; where the system tells it.
    peak: Option<usize>,
}

async fn rows() -> Result<bool, Box<dyn Error>> {
    let server = Server::start();
    let client = Client::builder(&server.url)
        .login("admin", Password::plain("888888"))
        .no_proxy()
        .max_body(usize::MAX)
        .build()?;
    let request = ExportHistory::new("w");
    // What is made once is made before.
    let mut items = client.items(request.clone());
    items.try_next().await?;
    drop(items);

    // Both take turns, so that both meet the same machine.
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push((
            stream(&client, &request, &server).await?,
            whole(&client, &request, &server).await?,
        ));
    }
    rounds.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let (stream, whole) = rounds.swap_remove(ROUNDS / 2);

    println!("{ROWS} rows, {:.0} MB", server.length as f64 / 1e6);
    for (name, run) in [("stream", &stream), ("whole answer", &whole)] {
        assert_eq!(run.rows, ROWS);
        println!(
            "  {name}: first row {:.1} ms after its bytes, total {:.2} s, peak {}",
            run.first.as_secs_f64() * 1e3,
            run.total.as_secs_f64(),
            run.peak.map_or_else(
                || "not told by this system".to_owned(),
                |peak| format!("{:.1} MiB above the start", peak as f64 / MEBIBYTE)
            ),
        );
    }
    let first = stream.first.as_secs_f64() / whole.first.as_secs_f64();
    let small = stream.peak.is_none_or(|peak| peak as f64 <= 16.0 * MEBIBYTE);
    let ratio = ratio(&(stream, whole));
    println!(
        "  time: ratio {ratio:.2} (median of {ROUNDS} rounds), at most 1.10 wanted"
    );
    println!("  first row: ratio {first:.4}, at most 0.01 wanted");
    println!("  memory: at most 16 MiB wanted");
    Ok(ratio <= 1.1 && first <= 0.01 && small)
}

async fn stream(
    client: &Client,
    request: &ExportHistory,
    server: &Server,
) -> Result<Run, Box<dyn Error>> {
    let (began, peak) = (Instant::now(), Peak::begin());
    let mut items = client.items(request.clone());
    let (mut rows, mut first) = (0, Duration::ZERO);
    while items.try_next().await?.is_some() {
        if rows == 0 {
            first = server.since_first_bytes();
        }
        rows += 1;
    }
    Ok(Run { rows, first, total: began.elapsed(), peak: peak.end() })
}

async fn whole(
    client: &Client,
    request: &ExportHistory,
    server: &Server,
) -> Result<Run, Box<dyn Error>> {
    let (began, peak) = (Instant::now(), Peak::begin());
    let answer = client.call(request).send().await?;
    let first = server.since_first_bytes();
    let rows = answer.list.len();
    // Rows that were used are dropped; so they are in a stream.
    drop(answer);
    Ok(Run { rows, first, total: began.elapsed(), peak: peak.end() })
}

fn ratio((stream, whole): &(Run, Run)) -> f64 {
    stream.total.as_secs_f64() / whole.total.as_secs_f64()
}

async fn windows() -> Result<bool, Box<dyn Error>> {
    let start = Time::from_millis(1_900_000_000_000);
    let sandbox = Sandbox::builder().at(start).start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .no_proxy()
        .build()?;
    let create = CreateWebcast::new(
        "Rust 101",
        start,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    let webcast = client.create_webcast(&create).await?.id;
    let end = Time::from_millis(start.millis() + WINDOWS * 7 * 86_400_000 - 1);
    let request = ExportHistory::new(webcast).between(start, end);
    sandbox.inject(Fault::Delay(LATENCY));
    let mut took = Vec::new();
    for concurrency in [1, 8] {
        let began = Instant::now();
        let mut items = client.items(request.clone()).concurrency(concurrency);
        while items.try_next().await?.is_some() {}
        took.push(began.elapsed().as_secs_f64());
    }
    let ratio = took[1] / took[0];
    println!("{WINDOWS} windows at {LATENCY:?}");
    println!("  one by one {:.2} s, 8 at a time {:.2} s", took[0], took[1]);
    println!("  time: ratio {ratio:.3}, at most 0.167 wanted");
    Ok(ratio <= 1.0 / 6.0)
}

/// A server that answers every request with the rows.
struct Server {
    url: String,
    length: usize,
    /// When the first bytes of the last body were sent.
    first_bytes: Arc<Mutex<Instant>>,
}

const HEAD: &str = "{\"code\":\"0\",\"list\":[";

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let block = block();
        let blocks = ROWS / BLOCK;
        let length = HEAD.len() + blocks * (block.len() + 1) - 1 + "]}".len();
        let first_bytes = Arc::new(Mutex::new(Instant::now()));
        let told = Arc::clone(&first_bytes);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that has enough closes the connection.
                let _ = serve(stream, length, &block, &told);
            }
        });
        Server { url, length, first_bytes }
    }

    fn since_first_bytes(&self) -> Duration {
        self.first_bytes.lock().expect("no thread panicked").elapsed()
    }
}

fn serve(
    mut stream: TcpStream,
    length: usize,
    block: &str,
    first_bytes: &Mutex<Instant>,
) -> std::io::Result<()> {
    let _ = stream.read(&mut [0; 4096])?;
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    )?;
    *first_bytes.lock().expect("no thread panicked") = Instant::now();
    stream.write_all(HEAD.as_bytes())?;
    for index in 0..ROWS / BLOCK {
        if index > 0 {
            stream.write_all(b",")?;
        }
        stream.write_all(block.as_bytes())?;
    }
    stream.write_all(b"]}")
}

/// Rows with commas between them.
fn block() -> String {
    let rows: Vec<String> = (0..BLOCK)
        .map(|row| {
            let time = 1_621_389_600_000 + row * 1000;
            let uid = 1_000_000_000 + row;
            format!(
                "{{\"area\":\"北京市 电信\",\"ip\":\"10.1.2.{}\",\"joinTime\":{time},\"joinType\":{},\
                 \"leaveTime\":{},\"mobile\":\"13800130000\",\"nickname\":\"观众 {row}\",\"uid\":{uid},\
                 \"userdata\":\"key1=value{row}&key2=2\"}}",
                row % 256,
                row % 13,
                time + 3_600_000,
            )
        })
        .collect();
    rows.join(",")
}
