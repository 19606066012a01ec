//! Updates, finishes and deletes a webcast.
//!
//! `cargo run --example change_webcast`

use std::error::Error;

use gensee_api::webcast::{
    CreateWebcast, DeleteWebcast, FinishWebcast, GetWebcast, UpdateWebcast,
};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::Sandbox;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    let start = Time::china("2030-05-19 10:00:00")?;
    let request = CreateWebcast::new(
        "Rust 101",
        start,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    let webcast = client.create_webcast(&request).await?;

    let update = UpdateWebcast::new(
        &webcast.id,
        "Rust 102",
        start,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    )
    .max_attendees(500);
    client.update_webcast(&update).await?;

    let settings = client.get_webcast(&GetWebcast::new(&webcast.id)).await?;
    let subject = settings.subject.unwrap_or_default();
    let seats = settings.max_attendees.unwrap_or_default();
    println!("it is `{subject}` now, with {seats} seats");

    client.finish_webcast(&FinishWebcast::new(&webcast.id)).await?;
    client.delete_webcast(&DeleteWebcast::new(&webcast.id)).await?;

    // An error has a return code when the server refused the call; other errors happened on the way to it.
    match client.get_webcast(&GetWebcast::new(&webcast.id)).await {
        Ok(_) => println!("it is still there"),
        Err(error) => println!("it is gone: {:?}", error.code()),
    }
    Ok(())
}
