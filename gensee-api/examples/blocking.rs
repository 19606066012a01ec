//! The client without async.
//!
//! `cargo run --example blocking --features blocking,sandbox`

use std::error::Error;
use std::time::Duration;

use gensee_api::sandbox::Sandbox;
use gensee_api::webcast::{CreateWebcast, ListWebcasts};
use gensee_api::{Password, Time, blocking};

fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = blocking::Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .timeout(Duration::from_secs(20))
        .build()?;

    for number in 101..=160 {
        let subject = format!("Rust {number}");
        let webcast = CreateWebcast::new(subject, Time::now(), "123456", "654321");
        client.create_webcast(&webcast)?;
    }
    // Two pages, as one iterator.
    let webcasts = client.items(ListWebcasts::new()).collect::<Result<Vec<_>, _>>()?;
    println!("{} webcasts", webcasts.len());
    Ok(())
}
