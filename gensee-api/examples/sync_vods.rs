//! Copies the vod catalogue of a site, as a job of every night would.
//!
//! `cargo run --example sync_vods --features sandbox`

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use gensee_api::sandbox::Sandbox;
use gensee_api::webcast::SyncVods;
use gensee_api::{Client, Password, Time};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().at(Time::china("2030-05-19 10:00:00")?).start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;
    let (admin, length) = (sandbox.admin(), Duration::from_secs(45 * 60));
    for lesson in 1..=120 {
        sandbox.control().upload_castmaker(admin, &format!("第{lesson}讲"), length)?;
    }

    // Three pages of 50, and any span: calls that sync have no windows.
    let span =
        SyncVods::new(Time::china("2030-01-01 00:00:00")?, sandbox.control().now());
    let (mut vods, mut catalogue) = (client.items(span), BTreeMap::new());
    while let Some(vod) = vods.try_next().await? {
        catalogue.insert(vod.id.clone(), vod);
    }
    let minutes =
        catalogue.values().filter_map(|vod| vod.duration).sum::<i64>() / 60_000;
    println!("{} vods, {minutes} minutes", catalogue.len());
    Ok(())
}
