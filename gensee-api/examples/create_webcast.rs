//! Creates a webcast, and keeps what a site of your own needs of it: id, number, tokens and addresses.
//!
//! `cargo run --example create_webcast --features sandbox`

use std::error::Error;

use gensee_api::sandbox::Sandbox;
use gensee_api::webcast::CreateWebcast;
use gensee_api::{Client, Password, Time};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    let start = Time::china("2030-05-19 10:00:00")?;
    let webcast =
        CreateWebcast::new("Rust 101", start, "123456", "654321").max_attendees(500);
    let created = client.create_webcast(&webcast).await?;
    // Tokens, and addresses that hold one, are shown as `***`; serialized they are whole.
    println!("{created:#?}");
    let kept = serde_json::to_string(&created)?;
    println!("{} bytes for your database", kept.len());
    Ok(())
}
