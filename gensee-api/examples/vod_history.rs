//! Who watched vods on one day: a job of every night. All pages are asked for, until there are no more.
//!
//! `cargo run --example vod_history`

use std::error::Error;
use std::time::Duration;

use gensee_api::webcast::ExportVodHistory;
use gensee_api::{Client, Password, Time};
use gensee_sandbox::Sandbox;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    let day = Time::china("2030-05-19 10:00:00")?;
    let sandbox = Sandbox::builder().at(day).start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    // A vod that was watched 450 times.
    let control = sandbox.control();
    let vod = control.upload_castmaker(sandbox.admin(), "Rust 101", Duration::MAX)?;
    for seconds in 1..=450 {
        control.watch(&vod, seconds)?;
    }

    // `items` would give the visits alone; `pages` gives whole answers.
    let mut pages = client.pages(ExportVodHistory::new(day));
    let mut visits = 0;
    while let Some(answer) = pages.next_page().await? {
        visits += answer.list.len();
        let page = answer.page.and_then(|page| page.page_no).unwrap_or_default();
        println!("page {page}: {visits} visits so far");
    }
    Ok(())
}
