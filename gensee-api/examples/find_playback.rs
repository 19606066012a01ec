//! Finds where a webcast that has ended can be watched.
//!
//! `cargo run --example find_playback`

use std::error::Error;
use std::time::Duration;

use gensee_api::webcast::{CreateWebcast, FinishWebcast, ListRecordings};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::Sandbox;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    let request = CreateWebcast::new(
        "Rust 101",
        Time::now(),
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    let webcast = client.create_webcast(&request).await?;

    // Somebody presses start, and three quarters of an hour go by.
    let control = sandbox.control();
    control.start(&webcast.id)?;
    control.advance(Duration::from_secs(45 * 60));
    client.finish_webcast(&FinishWebcast::new(&webcast.id)).await?;

    // Now there is a vod of it.
    let answer = client.list_recordings(&ListRecordings::new(&webcast.id)).await?;
    for vod in answer.record_list {
        let minutes = vod.duration.unwrap_or_default() / 60_000;
        println!("{minutes} minutes at {}", vod.url.unwrap_or_default());
    }
    Ok(())
}
