//! A copy of the vod catalogue that misses nothing: against a sandbox, from one round to the next.

use std::time::Duration;

use gensee_api::webcast::{PublishVod, SyncVods, UnpublishVod, UpdateVod, VodSkin};
use gensee_api::{ChangeTracker, Client, Password, RowChange, Time, VodId};
use gensee_sandbox::Sandbox;

const DAY: Duration = Duration::from_secs(24 * 3600);

struct Catalogue {
    sandbox: Sandbox,
    client: Client,
    start: Time,
}

impl Catalogue {
    fn new() -> Self {
        let start = Time::china("2030-01-01 00:00:00").unwrap();
        let sandbox = Sandbox::builder().at(start).start().unwrap();
        let client = Client::builder(sandbox.url())
            .login(sandbox.admin(), Password::md5(sandbox.password()))
            .no_proxy()
            .build()
            .unwrap();
        Catalogue { sandbox, client, start }
    }

    fn upload(&self, subject: &str) -> VodId {
        let (control, length) = (self.sandbox.control(), Duration::from_secs(60));
        control.advance(Duration::from_secs(1));
        control.upload_castmaker(self.sandbox.admin(), subject, length).unwrap()
    }

    /// A round: what was added, changed and removed, by subject or id.
    async fn round(&self, tracker: &mut ChangeTracker) -> Vec<String> {
        let (from, to) = tracker.begin(self.sandbox.control().now());
        let mut vods = self.client.items(SyncVods::new(from, to));
        let mut changes = Vec::new();
        while let Some(vod) = vods.try_next().await.unwrap() {
            let subject = vod.subject.clone().unwrap_or_default();
            if let Some(change) = tracker.compare(&vod.id, vod.created_time, &vod) {
                let sign = if change == RowChange::Added { '+' } else { '*' };
                changes.push(format!("{sign}{subject}"));
            }
        }
        changes.extend(tracker.end().iter().map(|id| format!("-{id}")));
        changes.sort();
        // What is stored goes on as what is not.
        let stored = serde_json::to_string(tracker).unwrap();
        assert_eq!(serde_json::from_str::<ChangeTracker>(&stored).unwrap(), *tracker);
        changes
    }
}

#[tokio::test]
async fn published_later_updated_and_taken_back() {
    let site = Catalogue::new();
    let mut tracker = ChangeTracker::new(site.start);
    let (first, second) = (site.upload("first"), site.upload("second"));
    site.client.unpublish_vod(&UnpublishVod::new(&second)).await.unwrap();
    assert_eq!(site.round(&mut tracker).await, ["+first"]);
    assert_eq!(site.round(&mut tracker).await, [""; 0]);

    // The second one is published when its time of creation has long been asked for.
    site.sandbox.control().advance(10 * DAY);
    assert_eq!(site.round(&mut tracker).await, [""; 0]);
    site.client.publish_vod(&PublishVod::new(&second)).await.unwrap();
    site.client
        .update_vod(&UpdateVod::new(&first, "First", VodSkin::Blue))
        .await
        .unwrap();
    site.upload("third");
    let mut unfinished = tracker.clone();
    let (from, to) = unfinished.begin(site.sandbox.control().now());
    assert_eq!((from, to), (site.start, site.sandbox.control().now()));
    let changes = ["*First", "+second", "+third"];
    // A round that is given up changes nothing.
    assert_eq!(site.round(&mut unfinished).await, changes);
    assert_eq!(site.round(&mut tracker).await, changes);

    site.client.unpublish_vod(&UnpublishVod::new(&first)).await.unwrap();
    assert_eq!(site.round(&mut tracker).await, [format!("-{first}")]);
    assert_eq!(site.round(&mut tracker).await, [""; 0]);
}

#[tokio::test]
async fn an_overlap_asks_for_less_and_forgets_what_is_older() {
    let site = Catalogue::new();
    let mut tracker = ChangeTracker::new(site.start).overlap(3 * DAY);
    let old = site.upload("old");
    assert_eq!(site.round(&mut tracker).await, ["+old"]);
    site.sandbox.control().advance(10 * DAY);
    let recent = site.upload("recent");
    assert_eq!(site.round(&mut tracker).await, ["+recent"]);

    let (from, _) = tracker.clone().begin(site.sandbox.control().now());
    assert!(from > site.start);
    for id in [&old, &recent] {
        site.client.unpublish_vod(&UnpublishVod::new(id)).await.unwrap();
    }
    // The old one was not asked for, so nobody knows what became of it.
    assert_eq!(site.round(&mut tracker).await, [format!("-{recent}")]);
}
