//! Who attended a webcast, and for how long, over months: pages and 7-day windows are one stream.
//!
//! `cargo run --example export_attendance`

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use gensee_api::webcast::{CreateWebcast, ExportHistoryPage, JoinType};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::{Sandbox, Viewer};

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    let begin = Time::china("2030-03-01 10:00:00")?;
    let sandbox = Sandbox::builder().at(begin).start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;

    // A webcast with three visits of two people.
    let request = CreateWebcast::new(
        "Rust 101",
        Time::now(),
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    let webcast = client.create_webcast(&request).await?;
    let control = sandbox.control();
    for (name, minutes) in [("张三", 45), ("李四", 30), ("张三", 90)] {
        let visit = control.join(&webcast.id, Viewer::named(name), JoinType::PcWeb)?;
        control.advance(Duration::from_secs(minutes * 60));
        control.leave(visit)?;
    }

    // The server takes at most seven days at a time; the client asks for two months, one window after the other.
    let january = Time::china("2030-01-01 00:00:00")?;
    let request = ExportHistoryPage::new(&webcast.id).between(january, control.now());
    let mut visits = client.items(request);
    let mut stays = BTreeMap::new();
    while let Some(visit) = visits.try_next().await? {
        let name = visit.nickname.unwrap_or_default();
        // Whoever is still inside has not left yet.
        if let (Some(joined), Some(left)) = (visit.join_time, visit.leave_time) {
            *stays.entry(name).or_insert(0) += left.millis() - joined.millis();
        }
    }
    for (name, millis) in stays {
        println!("{name} stayed for {} minutes", millis / 60_000);
    }
    Ok(())
}
