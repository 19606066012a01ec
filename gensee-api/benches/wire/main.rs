//! What the derives cost against code written by hand: times as ratios of one run, and memory.
//!
//! `cargo bench -p gensee-api --bench wire`. Ours and the other take turns, so that both meet the same machine; the
//! median of the ratios of all rounds is printed.

mod by_hand;

use std::hint::black_box;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use gensee_api::params::to_form;
use gensee_api::response::{Decoded, decode};
use gensee_api::webcast::{CreateWebcast, ExportHistoryPage};
use gensee_api::{Operation, OrganizerToken, PanelistToken, Time};

const ROWS: usize = 10_000;
const ROUNDS: usize = 101;

fn main() {
    let request = CreateWebcast::new(
        "Rust 101：从入门到精通",
        Time::from_millis(1_621_389_600_000),
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    )
    .max_attendees(500)
    .login_required(true)
    .opened(false)
    .description("A first course, with exercises & answers.\n每周三晚上八点开始，请提前十分钟进入直播间。")
    .plan("1. Ownership; 2. Borrowing; 3. Lifetimes")
    .speaker_info("张三，高级工程师")
    .end_time(Time::from_millis(1_621_396_800_000))
    .switch_client(true)
    .attendee_token("111111")
    .realtime(true)
    .aac(false)
    .telconf("1")
    .client_type("1");
    let plain = by_hand::Create::new(&request);
    assert_eq!(to_form(&request), plain.serializer());
    assert_eq!(to_form(&request), plain.pushed());
    let ours = || to_form(black_box(&request));
    compare(
        "encode create_webcast, against form_urlencoded::Serializer",
        0.8,
        500,
        ours,
        || black_box(&plain).serializer(),
    );
    compare(
        "encode create_webcast, against pushing byte_serialize",
        0.8,
        500,
        ours,
        || black_box(&plain).pushed(),
    );

    let body = by_hand::body(ROWS);
    assert_eq!(read(&body).list.len(), ROWS);
    assert_eq!(by_hand::read(&body).list.len(), ROWS);
    println!("export_history_page: {ROWS} rows, {} bytes of JSON", body.len());
    let ours = || read(black_box(&body));
    compare("read export_history_page, against serde's derive", 1.0, 1, ours, || {
        by_hand::read(black_box(&body))
    });
}

fn read(body: &[u8]) -> <ExportHistoryPage as Operation>::Response {
    match decode::<ExportHistoryPage>(body) {
        Ok(Decoded::Answer(answer)) => answer,
        other => panic!("the body is an answer: {other:?}"),
    }
}

/// Lets both run in turns, each `times` in a row, and prints the medians.
fn compare<A, B>(
    what: &str,
    bound: f64,
    times: u32,
    ours: impl Fn() -> A,
    theirs: impl Fn() -> B,
) {
    let mut rounds: Vec<(Duration, Duration)> = (0..ROUNDS)
        .map(|round| {
            if round % 2 == 0 {
                let ours = time(times, &ours);
                (ours, time(times, &theirs))
            } else {
                let theirs = time(times, &theirs);
                (time(times, &ours), theirs)
            }
        })
        .collect();
    rounds.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let [low, middle, high] =
        [ROUNDS / 10, ROUNDS / 2, ROUNDS * 9 / 10].map(|at| rounds[at]);
    println!("{what}");
    println!(
        "  time:   ratio {:.2}, at most {bound:.2} wanted ({:.2} to {:.2} in 8 of 10 rounds); {:?} against {:?}",
        ratio(&middle),
        ratio(&low),
        ratio(&high),
        middle.0 / times,
        middle.1 / times,
    );
    println!("  memory: {}", memory(ours));
    println!("  against {}", memory(theirs));
}

fn ratio((ours, theirs): &(Duration, Duration)) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

fn time<T>(times: u32, run: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        black_box(run());
    }
    start.elapsed()
}

fn memory<T>(run: impl Fn() -> T) -> String {
    let mut kept = None;
    let info = measure(|| kept = Some(run()));
    drop(kept);
    let (count, total) = (info.count_total, info.bytes_total);
    format!(
        "{total} bytes in {count} allocations, peak {}, result {}",
        info.bytes_max, info.bytes_current
    )
}
