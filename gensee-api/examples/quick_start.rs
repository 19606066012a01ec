//! Creates a webcast:
//!
//! `GENSEE_URL=https://test.gensee.com GENSEE_LOGIN=… GENSEE_PASSWORD=… cargo run --example quick_start`

use std::env;
use std::error::Error;

use gensee_api::webcast::CreateWebcast;
use gensee_api::{Client, Password, Time};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder(env::var("GENSEE_URL")?)
        .login(env::var("GENSEE_LOGIN")?, Password::md5(env::var("GENSEE_PASSWORD")?))
        .build()?;

    let start = Time::china("2030-05-19 10:00:00")?;
    let webcast =
        CreateWebcast::new("Rust 101", start, "123456", "654321").max_attendees(500);
    match client.call(&webcast).send().await {
        Ok(created) => println!("created {} (number {:?})", created.id, created.number),
        // A refusal of the server has a code; everything else is trouble on the way.
        Err(error) => match error.code() {
            Some(code) => println!("refused with {code:?}: {error}"),
            None => return Err(error.into()),
        },
    }
    Ok(())
}
