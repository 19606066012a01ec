//! Has documents converted, and is told by the server when that is done.
//!
//! `cargo run --example receive_callbacks`

use std::error::Error;
use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::any;
use gensee_api::webcast::{TranscodeCallback, TranscodeDocument};
use gensee_api::{Client, Password};
use gensee_sandbox::Sandbox;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::timeout;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    // A server of your own, which the site can reach.
    let (sender, mut forms) = mpsc::channel(1);
    let receive = async move |RawQuery(query): RawQuery, body: String| {
        // The document says POST, but GET has been seen: the form is in the body or in the query.
        let form = if body.is_empty() { query.unwrap_or_default() } else { body };
        // Nobody waits for it when the program is about to end.
        let _ = sender.send(form).await;
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let callback_url = format!("http://{}/", listener.local_addr()?);
    let app = Router::new().route("/", any(receive));
    tokio::spawn(axum::serve(listener, app).into_future());

    // An address without an ending does not say what it leads to: this one cannot be converted.
    for url in ["http://example.com/rust.pptx", "http://example.com/rust"] {
        let request = TranscodeDocument::new(url, "Slides").callback_url(&callback_url);
        client.transcode_document(&request).await?;
        sandbox.control().advance(Duration::from_secs(60));

        let form = timeout(Duration::from_secs(10), forms.recv()).await?;
        let form = form.ok_or("the server of ours has ended")?;
        let callback = TranscodeCallback::from_form(form)?;
        println!("{url} ready: {}", callback.is_ok());
    }
    Ok(())
}
