//! 100,000 calls of the sandbox over 64 connections: no error at all, and no memory that is not given back.
//!
//! `cargo bench --package gensee-api --features sandbox --bench soak`. The calls come in rounds; each begins with the
//! same small site, because a sandbox keeps for ever what people did (visits, sessions, chat) and which ids were
//! deleted. It fails on any error, on any answer that is not what the story says, and when the process holds more
//! than [`MOST`] times as much memory after the last round as after the warm-up.

mod memory;
mod story;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use memory::{mebibytes, resident};
use story::{CALLS, Site};

const CONNECTIONS: usize = 64;
const ROUNDS: usize = 10;
const STORIES: usize = (100_000 / ROUNDS).div_ceil(CALLS);
/// After so many rounds whatever is made once is there.
const WARM_UP: usize = 3;
/// The last round's memory against that after the warm-up.
const MOST: f64 = 1.10;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut errors = Vec::new();
    let mut latencies = Vec::with_capacity(ROUNDS * STORIES * CALLS);
    let (mut held, mut spent) = (Vec::with_capacity(ROUNDS), Duration::ZERO);
    for number in 1..=ROUNDS {
        let began = Instant::now();
        let memory = runtime.block_on(round(&mut latencies, &mut errors));
        spent += began.elapsed();
        println!("round {number:2}: {:5} calls, {}", latencies.len(), mebibytes(memory));
        held.push(memory);
    }
    report(&mut latencies, spent);
    let (before, after) = (held[WARM_UP - 1], held[ROUNDS - 1]);
    let ratio = before.zip(after).map(|(before, after)| after as f64 / before as f64);
    println!(
        "memory:  {} after the warm-up, {} at the end",
        mebibytes(before),
        mebibytes(after)
    );
    println!("errors:  {}", errors.len());
    errors.truncate(5);
    errors.iter().for_each(|error| println!("  {error}"));
    match ratio {
        Some(ratio) => println!("growth:  {ratio:.3}, at most {MOST:.2} allowed"),
        None => println!("growth:  not measured, this system does not tell"),
    }
    if errors.is_empty() && ratio.is_none_or(|ratio| ratio <= MOST) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The same site anew, and all stories of a round on it; what the process holds at its end.
async fn round(latencies: &mut Vec<u32>, errors: &mut Vec<String>) -> Option<u64> {
    let site = Arc::new(Site::new().await.expect("a site"));
    let told = Arc::new(AtomicUsize::new(0));
    let mut tellers = JoinSet::new();
    for teller in 0..CONNECTIONS {
        let (site, told) = (Arc::clone(&site), Arc::clone(&told));
        tellers.spawn(async move {
            let mut teller = site.teller(teller).expect("a client");
            let mut errors = Vec::new();
            loop {
                let number = told.fetch_add(1, Ordering::Relaxed);
                if number >= STORIES {
                    return (teller.latencies, errors);
                }
                errors.extend(teller.tell(number).await.err());
            }
        });
    }
    while let Some(teller) = tellers.join_next().await {
        match teller {
            Ok((theirs, failed)) => {
                latencies.extend(theirs);
                errors.extend(failed);
            }
            Err(panic) => errors.push(panic.to_string()),
        }
    }
    resident()
}

fn report(latencies: &mut [u32], spent: Duration) {
    latencies.sort_unstable();
    let calls = latencies.len();
    let at = |share: usize| {
        Duration::from_micros(latencies[(calls * share / 100).min(calls - 1)].into())
    };
    println!("calls:   {calls} over {CONNECTIONS} connections in {spent:.1?}");
    println!("speed:   {:.0} calls/s", calls as f64 / spent.as_secs_f64());
    println!("latency: p50 {:.2?}, p99 {:.2?}, max {:.2?}", at(50), at(99), at(100));
}
