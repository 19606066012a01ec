//! Codegen of the whole spec, and of fifty copies of it in one: `cargo bench -p xtask`.
//!
//! The ratio is the point, both sides taken in turn in one run; the absolute figures are this machine's.

use std::hint::black_box;
use std::time::{Duration, Instant};

use xtask::codegen::generate;
use xtask::spec::{self, Files, Rows, Spec};
use xtask::workspace;

const COPIES: usize = 50;
const ROUNDS: usize = 7;

fn main() {
    let workspace = workspace::find().expect("a workspace");
    let one = spec::read_folder(&workspace.join("spec")).expect("the spec can be read");
    let many = copies(&spec::load(&one).expect("the spec is sound"));

    let run = |files: &Files| {
        let start = Instant::now();
        let spec = spec::load(files).expect("the spec is sound");
        black_box(generate(&spec).expect("the spec can be generated"));
        start.elapsed()
    };
    // The first run after a large one is slower, because its memory was given back.
    let round = |_| {
        run(&one);
        (run(&one), run(&many))
    };
    let mut rounds: Vec<_> = (0..ROUNDS).map(round).collect();
    let single = median(rounds.iter().map(|round| round.0).collect());
    rounds.sort_by(|a, b| ratio(*a).total_cmp(&ratio(*b)));
    // Memory is counted by thread: from here on, all the work is this thread's.
    let _alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build()
        .expect("a pool of this thread");
    println!(
        "codegen of the spec: {single:.1?} (bound 60 ms), peak {}",
        peak(|| run(&one))
    );
    println!(
        "codegen of {COPIES} copies: {:.1} times as long (bound 50), peak {}",
        ratio(rounds[ROUNDS / 2]),
        peak(|| run(&many)),
    );
}

fn ratio((one, many): (Duration, Duration)) -> f64 {
    many.as_secs_f64() / one.as_secs_f64()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The spec so many times over, each copy with names of its own.
fn copies(spec: &Spec) -> Files {
    let mut all = spec.clone();
    all.operations.clear();
    for copy in 0..COPIES {
        for (key, operation) in &spec.operations {
            let mut operation = operation.clone();
            operation.name = operation.name.map(|name| format!("{name}_of_{copy}"));
            operation.path = format!("/webcast/copy{copy}/{key}");
            rename(&mut operation.request, copy);
            rename(&mut operation.response, copy);
            all.operations.insert(format!("copy{copy}/{key}"), operation);
        }
    }
    all.document.operations = all.operations.keys().cloned().collect();
    spec::files(&all)
}

fn rename(rows: &mut Rows, copy: usize) {
    for row in rows.values_mut() {
        row.rust_type = row.rust_type.take().map(|name| format!("{name}Of{copy}"));
        rename(&mut row.fields, copy);
    }
}

/// The most memory that this thread uses at one time while `work` runs.
fn peak<T>(work: impl FnOnce() -> T) -> String {
    let used = allocation_counter::measure(|| {
        black_box(work());
    });
    format!("{:.1} MB", used.bytes_max as f64 / 1e6)
}
