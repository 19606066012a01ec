//! Who watched a webcast, and for how long, over months: pages and 7-day windows are one
//! stream.
//!
//! `GENSEE_URL=… GENSEE_LOGIN=… GENSEE_PASSWORD=… cargo run --example export_attendance -- <webcast id> '2021-01-01 00:00:00'`

use std::collections::BTreeMap;
use std::env;
use std::error::Error;

use gensee_api::webcast::ExportHistoryPage;
use gensee_api::{Client, Password, Time};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(webcast), Some(from)) = (arguments.next(), arguments.next()) else {
        return Err("give the id of a webcast and a moment in China time".into());
    };
    let client = Client::builder(env::var("GENSEE_URL")?)
        .login(env::var("GENSEE_LOGIN")?, Password::md5(env::var("GENSEE_PASSWORD")?))
        .build()?;

    let mut minutes: BTreeMap<String, i64> = BTreeMap::new();
    let range =
        ExportHistoryPage::new(webcast).between(Time::china(&from)?, Time::now());
    let mut visits = client.items(range);
    while let Some(visit) = visits.try_next().await? {
        if let (Some(joined), Some(left)) = (visit.join_time, visit.leave_time) {
            let name = visit.nickname.unwrap_or_default();
            *minutes.entry(name).or_default() +=
                (left.millis() - joined.millis()) / 60_000;
        }
    }
    for (name, minutes) in minutes {
        println!("{minutes:>6} min  {name}");
    }
    Ok(())
}
