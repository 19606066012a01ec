//! A set of Parquet files of many sites, by several programs at one time.

use std::env;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use gensee_api::webcast::JoinType;
use gensee_sandbox::{Sandbox, Viewer};
use serde_json::json;

use super::tools::duckdb;
use super::{Site, done, program};

/// How many sites, and how many programs at one time. `GENSEE_TEST_SITES=200` is for a look at more.
fn sites() -> usize {
    env::var("GENSEE_TEST_SITES").ok().and_then(|text| text.parse().ok()).unwrap_or(8)
}

const PROGRAMS: usize = 4;

#[test]
fn many_sites_in_one_set() {
    let first = Site { sandbox: Sandbox::start().unwrap(), ..Site::demo() };
    let create = "call create-webcast --subject a --start-time now --organizer-token 123456 --panelist-token 654321";
    let id = first.column(create, "id").pop().unwrap();
    let control = first.sandbox.control();
    control.start(&id.as_str().into()).unwrap();
    for name in ["张三", "李四"] {
        control.join(&id.as_str().into(), Viewer::named(name), JoinType::PcWeb).unwrap();
    }
    control.finish(&id.as_str().into()).unwrap();
    let snapshot = first.sandbox.snapshot();
    let start = |_| Sandbox::builder().snapshot(snapshot.clone()).start().unwrap();
    let sandboxes: Vec<_> = (0..sites()).map(start).collect();

    let lake = first.settings.path().join("lake/");
    // Each task twice, as a scheduler does that is not sure.
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..PROGRAMS {
            scope.spawn(|| {
                while let Some(sandbox) =
                    sandboxes.get(next.fetch_add(1, Ordering::Relaxed) / 2)
                {
                    let mut command = program(first.settings.path());
                    command
                        .env("GENSEE_URL", sandbox.url())
                        .env("GENSEE_LOGIN", sandbox.admin())
                        .env("GENSEE_PASSWORD", sandbox.password())
                        .args(["mirror", "--day", "today", "--to"])
                        .arg(&lake);
                    let done = done(&mut command);
                    assert_eq!(done.code, Some(0), "{done:?}");
                }
            });
        }
    });
    for (table, rows) in [("webcasts", 1), ("vods", 1), ("visits", 2)] {
        let counted = duckdb(&format!(
            "SELECT count(*), count(DISTINCT site), count(DISTINCT date) \
             FROM read_parquet('{}{table}/**/*.parquet')",
            lake.display()
        ));
        let Some(counted) = counted else { return };
        assert_eq!(counted, [json!([rows * sites(), sites(), 1])], "{table}");
    }
}
