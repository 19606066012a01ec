//! The examples, as cargo has built them beside this test: each runs to its end and prints what it is about.
#![cfg(all(feature = "sandbox", feature = "blocking"))]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The jobs that people do with this interface.
const JOBS: [(&str, &[&str]); 9] = [
    (
        "create_webcast",
        &["    attendee_token: Some(\n        ***,\n", " bytes for your database\n"],
    ),
    ("find_playback", &["45 minutes at http://127.0.0.1:", "/webcast/site/vod/play-"]),
    (
        "change_webcast",
        &["it is `Rust 102` now, with 500 seats\n", "it is gone: Some(BusinessError)\n"],
    ),
    ("export_attendance", &["milliseconds: {\"张三\": 8100000, \"李四\": 1800000}\n"]),
    (
        "read_settings",
        &[
            "`Rust 101` has 500 seats and starts at 2030-05-19 10:00:00\n",
            "`Rust 102` has 50 seats and starts at 2030-05-19 10:00:00\n",
        ],
    ),
    ("sync_vods", &["120 vods, 5400 minutes\n"]),
    (
        "viewer_links",
        &[
            " ends in nickname=%E5%BC%A0%E4%B8%89&uid=42\n",
            "张三 is Some(UserId(1000000042))\n",
        ],
    ),
    ("vod_history", &["page 1: 200 visits so far\n", "page 3: 450 visits so far\n"]),
    (
        "receive_callbacks",
        &[
            "http://example.com/rust.pptx ready: true\n",
            "http://example.com/rust ready: false\n",
        ],
    ),
];

/// The other ways to use the crate.
const WAYS: [(&str, &[&str]); 4] = [
    ("blocking", &["60 webcasts\n"]),
    (
        "sans_io",
        &["POST /integration/site/webcast/export/history/page\n", "Some(\"李四\")\n"],
    ),
    ("undocumented_operation", &["250 viewers\n", "have parted: "]),
    ("tour", &[" operations, 0 failed, in "]),
];

#[test]
fn every_example_prints_what_it_is_about() {
    for (name, expected) in JOBS.into_iter().chain(WAYS) {
        let Output { status, stdout, stderr } = run(name);
        let (printed, told) =
            (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
        assert!(status.success(), "`{name}`: {status}\n{printed}{told}");
        for line in expected {
            assert!(printed.contains(line), "`{name}` prints no `{line}`:\n{printed}");
        }
        assert!(
            !printed.contains('\x1b'),
            "`{name}` prints colours to a pipe:\n{printed}"
        );
    }
}

/// Runs what cargo has built.
fn run(name: &str) -> Output {
    let path = built(name);
    let output = Command::new(&path).output();
    output.unwrap_or_else(|error| {
        let path = path.display();
        panic!("`{path}`: {error}; build it with the other targets: `cargo test`, without `--test`")
    })
}

/// Beside `deps/`, where this test lies.
fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let target = test.ancestors().nth(2).expect("the folder of the profile");
    target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

#[test]
fn every_job_takes_less_than_30_lines() {
    for (name, _) in JOBS {
        let source = source(name);
        let code = code(&source);
        assert!(
            code.len() < 30,
            "`{name}` has {} lines:\n{}",
            code.len(),
            code.join("\n")
        );
    }
}

/// No example is left out of the tables.
#[test]
fn every_example_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let entries = folder.read_dir().expect("the examples");
    let names = entries.map(|entry| {
        let path = entry.expect("an example").path();
        path.file_stem().expect("a name").to_string_lossy().into_owned()
    });
    let mut names: Vec<_> = names.collect();
    names.sort();
    let mut run: Vec<_> = JOBS.into_iter().chain(WAYS).map(|(name, _)| name).collect();
    run.sort_unstable();
    assert_eq!(names, run);
}

fn source(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.rs"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The lines that are neither blank nor a comment.
fn code(source: &str) -> Vec<&str> {
    let counts = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    source.lines().filter(counts).collect()
}
