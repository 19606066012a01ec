//! The client without async.
//!
//! `cargo run --example blocking`

use std::error::Error;
use std::time::Duration;

use gensee_api::webcast::{CreateWebcast, ListWebcasts};
use gensee_api::{OrganizerToken, PanelistToken, Password, Time, blocking};
use gensee_sandbox::Sandbox;

pub fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = blocking::Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .timeout(Duration::from_secs(20))
        .build()?;

    for number in 101..=160 {
        let subject = format!("Rust {number}");
        let request = CreateWebcast::new(
            subject,
            Time::now(),
            OrganizerToken::new("123456"),
            PanelistToken::new("654321"),
        );
        client.create_webcast(&request)?;
    }

    // The server answers with two pages; the iterator goes over both.
    let mut count = 0;
    for webcast in client.items(ListWebcasts::new()) {
        let webcast = webcast?;
        if count == 0 {
            println!("the first is `{}`", webcast.subject.unwrap_or_default());
        }
        count += 1;
    }
    println!("{count} webcasts");
    Ok(())
}
