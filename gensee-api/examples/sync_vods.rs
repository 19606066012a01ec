//! Copies the vod catalogue of a site, as a job of every night would.
//!
//! `cargo run --example sync_vods`

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use gensee_api::webcast::SyncVods;
use gensee_api::{Client, Password, Time};
use gensee_sandbox::Sandbox;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    let begin = Time::china("2030-05-19 10:00:00")?;
    let sandbox = Sandbox::builder().at(begin).start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    // A site with 120 vods.
    let control = sandbox.control();
    for lesson in 1..=120 {
        let subject = format!("第{lesson}讲");
        let length = Duration::from_secs(45 * 60);
        control.upload_castmaker(sandbox.admin(), &subject, length)?;
    }

    // The server answers with three pages of at most 50. Calls that sync take any range of time at once.
    let january = Time::china("2030-01-01 00:00:00")?;
    let mut vods = client.items(SyncVods::new(january, control.now()));
    let mut catalogue = BTreeMap::new();
    while let Some(vod) = vods.try_next().await? {
        catalogue.insert(vod.id.clone(), vod);
    }

    let millis: i64 = catalogue.values().filter_map(|vod| vod.duration).sum();
    println!("{} vods, {} minutes", catalogue.len(), millis / 60_000);
    Ok(())
}
