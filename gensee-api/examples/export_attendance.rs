//! Who attended a webcast, and for how long, over months: pages and 7-day windows are one stream.
//!
//! `cargo run --example export_attendance --features sandbox`

use std::{collections::BTreeMap, error::Error, time::Duration};

use gensee_api::sandbox::{Sandbox, Viewer};
use gensee_api::webcast::{CreateWebcast, ExportHistoryPage, JoinType};
use gensee_api::{Client, Password, Time};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().at(Time::china("2030-03-01 10:00:00")?).start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;
    let webcast = CreateWebcast::new("Rust 101", Time::now(), "123456", "654321");
    let webcast = client.create_webcast(&webcast).await?.id;
    let control = sandbox.control();
    for (name, minutes) in [("张三", 45), ("李四", 30), ("张三", 90)] {
        let visit = control.join(&webcast, Viewer::named(name), JoinType::PcWeb)?;
        control.advance(Duration::from_secs(minutes * 60));
        control.leave(visit)?;
    }

    let january = Time::china("2030-01-01 00:00:00")?;
    let range = ExportHistoryPage::new(webcast).between(january, control.now());
    let (mut visits, mut people) = (client.items(range), BTreeMap::<_, i64>::new());
    while let Some(visit) = visits.try_next().await? {
        let stay = visit.leave_time.zip(visit.join_time);
        let millis = stay.map_or(0, |(left, joined)| left.millis() - joined.millis());
        *people.entry(visit.nickname.unwrap_or_default()).or_default() += millis;
    }
    println!("milliseconds: {people:?}");
    Ok(())
}
