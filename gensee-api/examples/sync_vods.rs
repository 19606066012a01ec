//! Copies the vod catalogue of a site, as a job of every night would, and misses nothing: not what was published later
//! than it was created, nor what was changed or taken back.
//!
//! `cargo run --example sync_vods`

use std::collections::BTreeMap;
use std::time::Duration;

use gensee_api::webcast::{SyncVods, UnpublishVod, Vod};
use gensee_api::{ChangeTracker, Client, Error, Password, Time};
use gensee_sandbox::Sandbox;

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
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
    let mut catalogue = BTreeMap::new();
    let mut tracker = ChangeTracker::new(Time::china("2030-01-01 00:00:00")?);
    renew(&client, &mut tracker, control.now(), &mut catalogue).await?;

    let millis: i64 = catalogue.values().filter_map(|vod| vod.duration).sum();
    println!("{} vods, {} minutes", catalogue.len(), millis / 60_000);

    // The next night. What the tracker knows is a small text, to be kept beside the catalogue.
    let kept = serde_json::to_string(&tracker)?;
    control.advance(Duration::from_secs(24 * 60 * 60));
    if let Some(vod) = catalogue.keys().next() {
        client.unpublish_vod(&UnpublishVod::new(vod.as_str())).await?;
    }
    control.upload_castmaker(sandbox.admin(), "第121讲", Duration::from_secs(60))?;
    let mut tracker = serde_json::from_str(&kept)?;
    let changes = renew(&client, &mut tracker, control.now(), &mut catalogue).await?;
    println!("{changes} changes, {} vods", catalogue.len());
    Ok(())
}

/// Brings the catalogue up to date; returns the number of changes.
async fn renew(
    client: &Client,
    tracker: &mut ChangeTracker,
    now: Time,
    catalogue: &mut BTreeMap<String, Vod>,
) -> Result<usize, Error> {
    let (from, to) = tracker.begin(now);
    let mut changes = 0;
    let mut vods = client.items(SyncVods::new(from, to));
    while let Some(vod) = vods.try_next().await? {
        if tracker.compare(&vod.id, vod.created_time, &vod).is_some() {
            catalogue.insert(vod.id.to_string(), vod);
            changes += 1;
        }
    }
    let removed = tracker.end();
    removed.iter().for_each(|id| drop(catalogue.remove(id)));
    Ok(changes + removed.len())
}
