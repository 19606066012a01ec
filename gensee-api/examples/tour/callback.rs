//! An address of ours that the server tells of the end of a conversion.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::routing::post;
use gensee_api::Callback as _;
use gensee_api::params::ParamError;
use gensee_api::webcast::TranscodeCallback;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long the story waits for the server.
const PATIENCE: Duration = Duration::from_secs(10);

/// Listens until it is dropped.
pub struct Listener {
    address: String,
    heard: mpsc::Receiver<Result<TranscodeCallback, ParamError>>,
    server: JoinHandle<io::Result<()>>,
}

impl Listener {
    /// Listens on a free port of this machine.
    pub async fn bind() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}/transcoded", listener.local_addr()?);
        let (told, heard) = mpsc::channel(1);
        let receive = async move |body: String| {
            // Once the story goes on, nobody waits for another one.
            let _ = told.send(TranscodeCallback::from_form(body)).await;
        };
        let app = Router::new().route("/transcoded", post(receive));
        let server = tokio::spawn(axum::serve(listener, app).into_future());
        Ok(Self { address, heard, server })
    }

    /// What a request names as its `callbackUrl`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next callback.
    pub async fn callback(&mut self) -> io::Result<TranscodeCallback> {
        let heard = timeout(PATIENCE, self.heard.recv()).await?;
        let told = heard.ok_or_else(|| io::Error::other("nobody listens any more"))?;
        told.map_err(io::Error::other)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.server.abort();
    }
}
