//! The examples: each runs to its end and prints what it is about.
//!
//! They are modules of this program, so that it needs no other that cargo has built. What an example prints can be read
//! from a process of its own only: this program again, asked for that one test.
#![allow(unreachable_pub, reason = "in its own program, an example is the root")]

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode, Output, Termination};

#[path = "../examples/blocking.rs"]
mod blocking;
#[path = "../examples/change_webcast.rs"]
mod change_webcast;
#[path = "../examples/create_webcast.rs"]
mod create_webcast;
#[path = "../examples/export_attendance.rs"]
mod export_attendance;
#[path = "../examples/find_playback.rs"]
mod find_playback;
#[path = "../examples/read_settings.rs"]
mod read_settings;
#[path = "../examples/receive_callbacks.rs"]
mod receive_callbacks;
#[path = "../examples/sans_io.rs"]
mod sans_io;
#[path = "../examples/sync_vods.rs"]
mod sync_vods;
#[allow(dead_code, reason = "its `main` would read the arguments of this program")]
#[path = "../examples/tour/main.rs"]
mod tour_program;
#[path = "../examples/undocumented_operation.rs"]
mod undocumented_operation;
#[path = "../examples/viewer_links.rs"]
mod viewer_links;
#[path = "../examples/vod_history.rs"]
mod vod_history;

mod tour {
    use std::process::ExitCode;

    #[tokio::main]
    pub async fn main() -> ExitCode {
        super::tour_program::run(None).await
    }
}

/// Set in the process that runs an example.
const RUNS: &str = "GENSEE_TEST_RUNS_EXAMPLE";

/// A test for each example, which looks for these texts in what it prints.
macro_rules! examples {
    ($($name:ident prints $expected:expr;)+) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        $(
            #[test]
            fn $name() {
                check(stringify!($name), $name::main, &$expected);
            }
        )+
    };
}

examples! {
    // The jobs that people do with this interface.
    create_webcast prints [
        "    attendee_token: Some(\n        ***,\n",
        " bytes for your database\n",
    ];
    find_playback prints ["45 minutes at http://127.0.0.1:", "/webcast/site/vod/play-"];
    change_webcast prints [
        "it is `Rust 102` now, with 500 seats\n",
        "it is gone: Some(BusinessError)\n",
    ];
    export_attendance prints ["张三 stayed for 135 minutes\n", "李四 stayed for 30 minutes\n"];
    read_settings prints [
        "`Rust 101` has 500 seats\n`Rust 101` starts at 2030-05-19 10:00:00\n",
        "`Rust 102` has 50 seats\n`Rust 102` starts at 2030-05-19 10:00:00\n",
    ];
    sync_vods prints ["120 vods, 5400 minutes\n", "2 changes, 120 vods\n"];
    viewer_links prints [
        "a link of ",
        "张三 is Some(42)\n",
    ];
    vod_history prints ["page 1: 200 visits so far\n", "page 3: 450 visits so far\n"];
    receive_callbacks prints [
        "http://example.com/rust.pptx: converted: true\n",
        "http://example.com/rust: converted: false\n",
        "\nwebcast: Created\nchecked: pass\nwebcast: UserEntered\nchecked: fail\nrefused: the viewer has a `k` that",
    ];
    // The other ways to use the crate.
    blocking prints ["the first is `Rust 1", "60 webcasts\n"];
    sans_io prints [
        "POST /integration/site/webcast/export/history/page\n",
        "Some(\"李四\")\n",
    ];
    undocumented_operation prints ["250 viewers\n", "have parted: "];
    tour prints [" operations, 0 failed, in "];
}

fn check<T: Termination>(name: &str, main: fn() -> T, expected: &[&str]) {
    if env::var_os(RUNS).is_some() {
        assert_eq!(main().report(), ExitCode::SUCCESS);
        return;
    }
    let program = env::current_exe().expect("the path of this program");
    let mut command = Command::new(program);
    command.args([name, "--exact", "--nocapture"]).env(RUNS, name);
    let Output { status, stdout, stderr } = command.output().expect("this program");
    let stdout = String::from_utf8_lossy(&stdout);
    let stderr = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "`{name}`: {status}\n{stdout}{stderr}");
    for text in expected {
        assert!(stdout.contains(text), "`{name}` prints no `{text}`:\n{stdout}");
    }
    assert!(!stdout.contains('\x1b'), "`{name}` prints colours to a pipe:\n{stdout}");
}

/// No example is left out.
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
    let mut run = NAMES.to_vec();
    run.sort_unstable();
    assert_eq!(names, run);
}
