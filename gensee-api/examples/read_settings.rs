//! Reads the settings of every webcast of a site.
//!
//! `cargo run --example read_settings`

use std::error::Error;

use gensee_api::webcast::{CreateWebcast, GetWebcast, ListWebcasts};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::Sandbox;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    // Two webcasts, so that there is something to read.
    let start = Time::china("2030-05-19 10:00:00")?;
    for (subject, seats) in [("Rust 101", 500), ("Rust 102", 50)] {
        let request = CreateWebcast::new(
            subject,
            start,
            OrganizerToken::new("123456"),
            PanelistToken::new("654321"),
        )
        .max_attendees(seats);
        client.create_webcast(&request).await?;
    }

    // The list has the ids. What else a webcast is set to, its own call tells.
    let mut webcasts = client.items(ListWebcasts::new());
    while let Some(webcast) = webcasts.try_next().await? {
        let settings = client.get_webcast(&GetWebcast::new(webcast.id)).await?;
        let subject = settings.subject.unwrap_or_default();
        let seats = settings.max_attendees.unwrap_or_default();
        println!("`{subject}` has {seats} seats");
        if let Some(start) = settings.start_time {
            println!("`{subject}` starts at {start}");
        }
    }
    Ok(())
}
