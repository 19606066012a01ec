//! The same without async:
//!
//! `GENSEE_URL=… GENSEE_LOGIN=… GENSEE_PASSWORD=… cargo run --example blocking --features blocking -- <webcast id>`

use std::env;
use std::error::Error;
use std::time::Duration;

use gensee_api::webcast::ExportHistoryPage;
use gensee_api::{Password, blocking};

fn main() -> Result<(), Box<dyn Error>> {
    let webcast = env::args().nth(1).ok_or("give the id of a webcast")?;
    let client = blocking::Client::builder(env::var("GENSEE_URL")?)
        .login(env::var("GENSEE_LOGIN")?, Password::md5(env::var("GENSEE_PASSWORD")?))
        .timeout(Duration::from_secs(20))
        .build()?;

    // Without a range: the visits of the session that ended last.
    for visit in client.items(ExportHistoryPage::new(webcast)) {
        let visit = visit?;
        println!("{:?} {:?} {:?}", visit.nickname, visit.join_time, visit.leave_time);
    }
    Ok(())
}
