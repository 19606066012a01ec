//! An operation the document does not have: declared in ten lines, sent and read like all the others.
//!
//! `cargo run --example undocumented_operation`

use gensee_api::answer::{Decoded, decode};
use gensee_api::params::to_form;
use gensee_api::{Answer, Effect, Operation, Parameters, Time, WebcastId};

/// Counts the viewers of a webcast.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct CountViewers {
    webcast_id: WebcastId,
    since: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Viewers {
    #[answer(always)]
    count: i64,
}

impl Operation for CountViewers {
    type Response = Viewers;
    const NAME: &'static str = "count_viewers";
    const PATH: &'static str = "/webcast/viewers";
    const EFFECT: Effect = Effect::Read;
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let request =
        CountViewers::new("8f14e45fceea167a").since(Time::china("2021-05-19 10:00:00")?);
    request.check()?;
    // With a client, this is all: `client.call(&request).send().await?`.
    println!("{} {}", CountViewers::PATH, to_form(&request));

    let body = br#"{"code": "0", "count": "250", "peak": 300}"#;
    match decode::<CountViewers>(body)? {
        Decoded::Answer(viewers) => println!("{} viewers", viewers.count),
        Decoded::Refused { code, message } => println!("{code}: {message:?}"),
    }
    for drift in gensee_api::drift::report::<CountViewers>(body) {
        println!("{drift}");
    }
    Ok(())
}
