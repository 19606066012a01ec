//! 100,000 calls of one sandbox over 64 connections: no error at all, and no memory that grows with the calls.
//!
//! `cargo bench --package gensee-sandbox --bench soak [-- CALLS]`. What people did (visits, sessions, chat) and which
//! ids were deleted a sandbox keeps for ever, so each round begins with the world as it was before the first. It fails on
//! any error, on any answer that is not what the story says, and when the process holds more than [`MOST`] times as much
//! memory after the last round as after the warm-up.

mod memory;
mod story;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use memory::{mebibytes, resident};
use story::{CALLS, Site, Teller};

const CONNECTIONS: usize = 64;
const ROUNDS: usize = 10;
const USUAL: usize = 100_000;
/// After so many rounds whatever is made once is there.
const WARM_UP: usize = 3;
/// The memory at the end against that after the warm-up.
const MOST: f64 = 1.10;

fn main() -> ExitCode {
    let asked = std::env::args().find_map(|argument| argument.parse().ok());
    let stories = (asked.unwrap_or(USUAL) / ROUNDS).div_ceil(CALLS);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let site = runtime.block_on(Site::new()).expect("a site");
    let mut tellers: Vec<_> =
        (0..CONNECTIONS).map(|number| site.teller(number)).collect();
    let (mut errors, mut held) = (Vec::new(), Vec::with_capacity(ROUNDS));
    let mut spent = Duration::ZERO;
    for number in 1..=ROUNDS {
        let began = Instant::now();
        let failed = runtime.block_on(round(&mut tellers, stories));
        let span = began.elapsed();
        let memory = resident();
        let speed = (stories * CALLS) as f64 / span.as_secs_f64();
        println!("round {number:2}: {speed:5.0} calls/s, {}", mebibytes(memory));
        errors.extend(failed);
        errors.extend(site.begin_again().err().map(|error| error.to_string()));
        held.push(memory);
        spent += span;
    }
    let latencies = tellers.into_iter().flat_map(|teller| teller.latencies).collect();
    let calls = report(latencies, spent);
    println!("errors:  {}", errors.len());
    errors.iter().take(5).for_each(|error| println!("  {error}"));
    let well = errors.is_empty() && calls == ROUNDS * stories * CALLS;
    if well && is_steady(held[WARM_UP - 1], held[ROUNDS - 1], calls) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Everybody tells stories until those of the round are told; what went wrong.
async fn round(tellers: &mut Vec<Teller>, stories: usize) -> Vec<String> {
    let told = Arc::new(AtomicUsize::new(0));
    let mut telling = JoinSet::new();
    for mut teller in tellers.drain(..) {
        let told = Arc::clone(&told);
        telling.spawn(async move {
            let mut errors = Vec::new();
            while told.fetch_add(1, Ordering::Relaxed) < stories {
                errors.extend(teller.tell().await.err());
            }
            (teller, errors)
        });
    }
    let mut errors = Vec::new();
    while let Some(done) = telling.join_next().await {
        match done {
            Ok((teller, failed)) => {
                tellers.push(teller);
                errors.extend(failed);
            }
            Err(panic) => errors.push(panic.to_string()),
        }
    }
    errors
}

/// How many calls there were.
fn report(mut latencies: Vec<u32>, spent: Duration) -> usize {
    latencies.sort_unstable();
    let calls = latencies.len();
    let at = |share: usize| {
        let place = (calls * share / 100).min(calls.saturating_sub(1));
        Duration::from_micros(latencies.get(place).copied().unwrap_or(0).into())
    };
    println!("calls:   {calls} over {CONNECTIONS} connections in {spent:.1?}");
    println!("speed:   {:.0} calls/s", calls as f64 / spent.as_secs_f64());
    println!("latency: p50 {:.2?}, p99 {:.2?}, max {:.2?}", at(50), at(99), at(100));
    calls
}

/// Whether the memory after the warm-up is about that at the end, after so many calls in all.
fn is_steady(before: Option<u64>, after: Option<u64>, calls: usize) -> bool {
    let shown = [before, after].map(mebibytes);
    println!("memory:  {} after the warm-up, {} at the end", shown[0], shown[1]);
    let Some((before, after)) = before.zip(after) else {
        println!("growth:  unknown, this system does not tell");
        return true;
    };
    let ratio = after as f64 / before as f64;
    let calls = calls * (ROUNDS - WARM_UP) / ROUNDS;
    let each = after.saturating_sub(before) as f64 / calls as f64;
    println!("growth:  {ratio:.3}, at most {MOST:.2} allowed; {each:.0} bytes a call");
    ratio <= MOST
}
