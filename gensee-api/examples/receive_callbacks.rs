//! Has documents converted, and is told by the server when that is done.
//!
//! `cargo run --example receive_callbacks --features sandbox`

use std::{error::Error, time::Duration};

use axum::{Router, extract::RawQuery, routing::any};
use gensee_api::webcast::{TranscodeCallback, TranscodeDocument};
use gensee_api::{Client, Password, sandbox::Sandbox};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;
    let (told, mut heard) = mpsc::channel(1);
    // The document says POST, but GET has been seen: one of the two is empty.
    let receive = async move |RawQuery(query): RawQuery, body: String| {
        let _ = told.send(query.unwrap_or_default() + "&" + &body).await;
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/", listener.local_addr()?);
    let app = axum::serve(listener, Router::new().route("/", any(receive)));
    tokio::spawn(app.into_future());

    for address in ["http://example.com/rust.pptx", "http://example.com/rust"] {
        let file = TranscodeDocument::new(address, "Slides").callback_url(&url);
        client.transcode_document(&file).await?;
        sandbox.control().advance(Duration::from_secs(60));
        let told = timeout(Duration::from_secs(10), heard.recv()).await?;
        let callback = TranscodeCallback::from_form(told.unwrap_or_default())?;
        println!("{address} ready: {}", callback.is_ok());
    }
    Ok(())
}
