//! Creates a webcast, and keeps what a site of your own needs of it: id, number, tokens and addresses.
//!
//! `cargo run --example create_webcast`

use std::error::Error;

use gensee_api::webcast::CreateWebcast;
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::Sandbox;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    // What is needed are arguments of `new`, the rest are setters.
    let start = Time::china("2030-05-19 10:00:00")?;
    let request = CreateWebcast::new(
        "Rust 101",
        start,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    )
    .max_attendees(500);
    let webcast = client.create_webcast(&request).await?;

    // Tokens, and addresses that hold one, are shown as `***`.
    println!("{webcast:#?}");

    // Serialized they are whole.
    let json = serde_json::to_string(&webcast)?;
    println!("{} bytes for your database", json.len());
    Ok(())
}
