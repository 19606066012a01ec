//! A server of your own that the site calls: when a file is converted, when something happens on the site, and when somebody
//! joins with a `k` (第三方认证K值).
//!
//! `cargo run --example receive_callbacks`

use std::error::Error;
use std::time::Duration;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::routing::any;
use gensee_api::operation::Method;
use gensee_api::webcast::{
    CreateWebcast, JoinType, KCheck, KCheckAnswer, SiteEvent, TranscodeCallback,
    TranscodeDocument,
};
use gensee_api::{Callback, Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::{Sandbox, Viewer};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// What the server has heard, in words.
type Heard = Sender<String>;

/// Both POST and GET have been seen: the form is in the body or in the query.
async fn transcoded(
    State(heard): State<Heard>,
    RawQuery(query): RawQuery,
    body: String,
) -> Result<(), (StatusCode, String)> {
    let callback =
        TranscodeCallback::from_request(query.as_deref(), body).map_err(refuse)?;
    tell(&heard, format!("converted: {}", callback.is_ok())).await;
    Ok(())
}

async fn happened(
    State(heard): State<Heard>,
    RawQuery(query): RawQuery,
    body: String,
) -> Result<(), (StatusCode, String)> {
    let event = SiteEvent::from_request(query.as_deref(), body).map_err(refuse)?;
    let place = if event.vod_id().is_some() { "vod" } else { "webcast" };
    tell(&heard, format!("{place}: {:?}", event.action)).await;
    Ok(())
}

/// Answers the check of `k`. A real site looks the value up in its database, among those that it has put into links and
/// that were not used yet; here it is always `4711`.
async fn checked(
    State(heard): State<Heard>,
    RawQuery(query): RawQuery,
    body: String,
) -> Result<String, (StatusCode, String)> {
    let check = KCheck::from_request(query.as_deref(), body).map_err(refuse)?;
    let known = check.k.expose() == "4711";
    let answer = if known { KCheckAnswer::Pass } else { KCheckAnswer::Fail };
    tell(&heard, format!("checked: {answer}")).await;
    Ok(answer.to_string())
}

fn refuse(error: impl Error) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, error.to_string())
}

async fn tell(heard: &Heard, words: String) {
    // It fails only when the receiver is gone, because the program is about to end.
    let _ = heard.send(words).await;
}

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    let (sender, mut heard) = channel(16);
    let app = Router::new()
        .route("/transcoded", any(transcoded))
        .route("/events", any(happened))
        .route("/k", any(checked))
        .with_state(sender);
    // On an address that the site can reach.
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let own = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, app).into_future());

    // An address without an ending does not say what it leads to: this one cannot be converted.
    for url in ["http://example.com/rust.pptx", "http://example.com/rust"] {
        let request = TranscodeDocument::new(url, "Slides")
            .callback_url(format!("{own}/transcoded"));
        client.transcode_document(&request).await?;
        sandbox.control().advance(Duration::from_secs(60));
        println!("{url}: {}", next(&mut heard).await?);
    }

    // On a real site, the other two addresses are set in its console.
    let control = sandbox.control();
    control.send_events(format!("{own}/events"), Method::Post)?;
    control.check_k(format!("{own}/k"), Method::Get)?;
    let webcast = CreateWebcast::new(
        "Rust 101",
        Time::now(),
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    let webcast = client.create_webcast(&webcast).await?.id;
    println!("{}", next(&mut heard).await?);
    for k in ["4711", "0815"] {
        // The sandbox waits for the answer, which comes from this program: let it wait elsewhere.
        let (control, webcast) = (control.clone(), webcast.clone());
        let viewer = Viewer { k: Some(k.into()), ..Viewer::named("张三") };
        let joined =
            spawn_blocking(move || control.join(&webcast, viewer, JoinType::PcWeb))
                .await?;
        println!("{}", next(&mut heard).await?);
        match joined {
            Ok(_) => println!("{}", next(&mut heard).await?),
            Err(error) => println!("refused: {error}"),
        }
    }
    Ok(())
}

async fn next(
    heard: &mut tokio::sync::mpsc::Receiver<String>,
) -> Result<String, Box<dyn Error>> {
    let words = timeout(Duration::from_secs(10), heard.recv()).await?;
    Ok(words.ok_or("the server of ours has ended")?)
}
