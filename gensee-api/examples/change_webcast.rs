//! Updates, finishes and deletes a webcast.
//!
//! `cargo run --example change_webcast --features sandbox`

use std::error::Error;

use gensee_api::sandbox::Sandbox;
use gensee_api::webcast::{
    CreateWebcast, DeleteWebcast, FinishWebcast, GetWebcast, UpdateWebcast,
};
use gensee_api::{Client, Password, Time};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;
    let start = Time::china("2030-05-19 10:00:00")?;
    let webcast = CreateWebcast::new("Rust 101", start, "123456", "654321");
    let id = client.create_webcast(&webcast).await?.id;

    let update = UpdateWebcast::new(&id, "Rust 102", start, "123456", "654321");
    client.update_webcast(&update.max_attendees(500)).await?;
    let settings = client.get_webcast(&GetWebcast::new(&id)).await?;
    let seats = settings.max_attendees.unwrap_or_default();
    println!("it is `{}` now, with {seats} seats", settings.subject.unwrap_or_default());
    client.finish_webcast(&FinishWebcast::new(&id)).await?;
    client.delete_webcast(&DeleteWebcast::new(&id)).await?;
    let gone = client.get_webcast(&GetWebcast::new(&id)).await;
    // A refusal of the server has a code; everything else is trouble on the way.
    let code = gone.err().and_then(|error| error.code().cloned());
    println!("it is gone: {code:?}");
    Ok(())
}
