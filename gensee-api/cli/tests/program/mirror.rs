//! `gensee mirror`: a database that stays in step, and a set of Parquet files.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use gensee_api::Time;
use gensee_sandbox::{Answer, Fault};
use serde_json::{Value, json};

use super::export::{export, file, files};
use super::tools::{duckdb, sqlite};
use super::{Done, Site, done};

const DOCS: &str = include_str!("../../docs/mirror.md");

const TABLES: [&str; 7] =
    ["webcasts", "records", "vods", "documents", "visits", "votes", "chat"];

fn mirror(site: &Site, target: &Path, words: &[&str]) -> Done {
    done(command(site, target).args(words))
}

fn command(site: &Site, target: &Path) -> Command {
    let mut command = site.command();
    command.args(["mirror", "--to"]).arg(target);
    command
}

/// A day of China.
pub fn days_ago(days: i64) -> String {
    let then = Time::from_millis(Time::now().millis() - days * 24 * 60 * 60 * 1000);
    then.china_date().unwrap().to_string()
}

/// What a mirror holds, in an order that does not depend on that of its rows. `None` without `sqlite3`.
fn held(database: &Path) -> Option<Vec<Vec<Value>>> {
    let all = |table: &&str| {
        let rows = sqlite(database, &format!("SELECT * FROM {table}"));
        rows.map(|mut rows| {
            // When something was changed differs from run to run.
            for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                row.retain(|name, _| name != "changedAt");
                // A column that was added later stands behind the others.
                row.sort_keys();
                if let Some(ended) = row.get_mut("endedAt") {
                    *ended = ended.is_string().into();
                }
            }
            rows.sort_by_cached_key(ToString::to_string);
            rows
        })
    };
    TABLES.iter().map(all).collect()
}

/// Whether a mirror holds the same.
fn same(database: &Path, expected: &[Vec<Value>]) {
    for ((table, now), then) in TABLES.iter().zip(held(database).unwrap()).zip(expected)
    {
        let other = now.iter().find(|row| !then.contains(row));
        assert!(
            now == *then,
            "{table}: {} rows, {} before; {other:?}",
            now.len(),
            then.len()
        );
    }
}

/// The first cell of a query.
fn one(database: &Path, sql: &str) -> Value {
    let rows = sqlite(database, sql).unwrap();
    rows[0].as_object().unwrap().values().next().unwrap().clone()
}

#[test]
fn a_mirror_has_what_the_site_lists() {
    let site = Site::demo();
    let database = file(&site, "school.db");
    let day = days_ago(9);
    let first = mirror(&site, &database, &["--since", &day]);
    assert_eq!(first.code, Some(0), "{first:?}");
    assert_eq!(files(&site), ["school.db"], "nothing else is left");
    let Some(before) = held(&database) else { return };
    assert!(before.iter().all(|rows| !rows.is_empty()));

    // As many as exports have.
    let csv = file(&site, "visits.csv");
    let words = ["visits", "--all-webcasts", "--from", &day];
    assert_eq!(export(&site, &words, &csv).code, Some(0));
    let visits = csv::Reader::from_path(&csv).unwrap().records().count();
    let ended = site.column("call list-webcasts --all --status ended", "id").len();
    let count = |sql: &str| one(&database, &format!("SELECT count(*) FROM {sql}"));
    assert_eq!(count("webcasts WHERE endedAt IS NOT NULL"), ended);
    assert_eq!(count("visits"), visits);

    let again = mirror(&site, &database, &[]);
    assert_eq!(again.code, Some(0), "{again:?}");
    for table in &TABLES[..4] {
        let told = again.stderr.lines().find(|line| line.starts_with(table)).unwrap();
        assert!(told.ends_with(" 0 changed, 0 deleted"), "{told}");
    }
    same(&database, &before);
    assert_eq!(one(&database, "PRAGMA user_version"), 1);
    assert_eq!(one(&database, "PRAGMA integrity_check"), "ok");
}

#[test]
fn what_changes_on_the_site_changes_in_the_mirror() {
    let site = Site::demo();
    let database = file(&site, "school.db");
    let vod = site
        .column("call sync-vods --start-time=-7d --end-time now --all", "id")
        .pop()
        .unwrap();
    let call = |line: &str| {
        let done = site.run(line);
        assert_eq!(done.code, Some(0), "{line} {done:?}");
    };
    call(&format!("call unpublish-vod --vod-id {vod}"));
    let kept = "--organizer-token 123456 --panelist-token 654321";
    let create = |subject: &str| {
        let line =
            format!("call create-webcast --subject {subject} --start-time now {kept}");
        site.column(&line, "id").pop().unwrap()
    };
    let [changed, deleted] = ["a", "b"].map(create);
    let ids = site.column("call list-webcasts --all", "id");
    let finished = ids.iter().find(|id| **id != changed && **id != deleted).unwrap();
    let documents =
        site.column("call sync-documents --start-time=-8d --end-time now --all", "id");
    assert_eq!(mirror(&site, &database, &["--since=-8d"]).code, Some(0));
    if sqlite(&database, "SELECT 1 AS one").is_none() {
        return;
    }
    let is =
        |sql: &str, expected: Value| assert_eq!(one(&database, sql), expected, "{sql}");
    is(&format!("SELECT count(*) FROM vods WHERE id = '{vod}'"), json!(0));
    is("SELECT count(*) FROM webcasts WHERE deletedAt IS NOT NULL", json!(0));
    let held_before = one(&database, "SELECT count(*) FROM visits");

    call(&format!("call publish-vod --vod-id {vod}"));
    call(&format!("call delete-webcast --yes --webcast-id {deleted}"));
    call(&format!(
        "call update-webcast --id {changed} --subject c --start-time now {kept}"
    ));
    call(&format!("call finish-webcast --webcast-id {finished}"));
    let created = create("d");
    let second = mirror(&site, &database, &[]);
    assert_eq!(second.code, Some(0), "{second:?}");
    assert!(second.stderr.contains(", 3 changed, 1 deleted\n"), "{second:?}");
    is(&format!("SELECT count(*) FROM vods WHERE id = '{vod}'"), json!(1));
    is(&format!("SELECT subject FROM webcasts WHERE id = '{changed}'"), json!("c"));
    is(&format!("SELECT subject FROM webcasts WHERE id = '{created}'"), json!("d"));
    is(
        &format!("SELECT deletedAt IS NOT NULL FROM webcasts WHERE id = '{deleted}'"),
        json!(1),
    );
    is(
        &format!("SELECT endedAt IS NOT NULL FROM webcasts WHERE id = '{finished}'"),
        json!(1),
    );
    is("SELECT count(*) FROM documents WHERE deletedAt IS NULL", json!(documents.len()));
    assert_eq!(one(&database, "SELECT count(*) FROM visits"), held_before);

    // Views for people leave out what was deleted.
    is(&format!("SELECT count(*) FROM 直播 WHERE 直播ID = '{deleted}'"), json!(0));
    is(&format!("SELECT 主题 FROM 直播 WHERE 直播ID = '{changed}'"), json!("c"));
    is("SELECT count(*) > 0 FROM visits_en WHERE \"join type\" = 'pc-web'", json!(1));
    is(
        "SELECT count(*) = (SELECT count(*) FROM chat) FROM 聊天 WHERE 直播ID <> ''",
        json!(1),
    );

    // A window of the last days is asked for again: who has come since then is there.
    let control = site.sandbox.control();
    let viewer = gensee_sandbox::Viewer::named("迟到");
    control.start(&created.as_str().into()).unwrap();
    control
        .join(&created.as_str().into(), viewer, gensee_api::webcast::JoinType::PcWeb)
        .unwrap();
    assert_eq!(mirror(&site, &database, &[]).code, Some(0));
    is(
        &format!("SELECT nickname FROM visits WHERE webcastId = '{created}'"),
        json!("迟到"),
    );
}

/// How many lists of webcasts a mirror knows; none before it has its tables.
fn positions(database: &Path) -> i64 {
    let opened = rusqlite::Connection::open_with_flags(
        database,
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    );
    let count = opened.and_then(|database| {
        database.query_row("SELECT count(*) FROM _position", [], |row| row.get(0))
    });
    count.unwrap_or(0)
}

/// Whenever it is killed, the next run makes the same tables.
#[test]
fn a_mirror_that_was_killed_goes_on() {
    let site = Site::demo();
    let (whole, broken) = (file(&site, "whole.db"), file(&site, "broken.db"));
    assert_eq!(mirror(&site, &whole, &[]).code, Some(0));
    if sqlite(&whole, "SELECT 1 AS one").is_none() {
        return;
    }
    site.sandbox.inject(Fault::Delay(Duration::from_millis(3)).times(100_000));
    let total = positions(&whole);
    for share in [0, 1, 4] {
        let mut child = command(&site, &broken)
            .args(["--concurrency", "2"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while child.try_wait().unwrap().is_none()
            && positions(&broken) <= total * share / 5
        {
            sleep(Duration::from_millis(10));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let known = positions(&broken);
        assert!(known < total, "{known} of {total}: it was not killed in the middle");
    }
    site.sandbox.clear_faults();
    let last = mirror(&site, &broken, &[]);
    assert_eq!(last.code, Some(0), "{last:?}");
    same(&broken, &held(&whole).unwrap());
}

#[test]
fn rows_that_are_missing_delete_nothing() {
    let site = Site::demo();
    let database = file(&site, "school.db");
    assert_eq!(mirror(&site, &database, &["--since=-8d"]).code, Some(0));
    let Some(before) = held(&database) else { return };
    let unreadable = r#"{"code":"0","list":[{"id":{}}]}"#;
    let missing = r#"{"code":"0","list":[],"pageDto":{"totalPages":1,"totalCounts":5}}"#;
    for (path, answer) in [
        ("/webcast/page", unreadable),
        ("/webcast/vod/sync", unreadable),
        ("/webcast/export/history/page", missing),
    ] {
        site.sandbox.set_answer(Answer::new(path, answer)).unwrap();
    }
    let done = mirror(&site, &database, &["--overlap", "30d"]);
    assert_eq!(done.code, Some(4), "{done:?}");
    same(&database, &before);

    // A webcast that is refused keeps what is known of it, and the others are mirrored.
    site.sandbox.clear_answers().unwrap();
    let id = site.column("call list-webcasts --all", "id").pop().unwrap();
    let refused = Answer::new("/webcast/export/chat", r#"{"code":"500"}"#)
        .when("webcastId", id.as_str());
    site.sandbox.set_answer(refused).unwrap();
    let done = mirror(&site, &database, &[]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.stderr.contains(&format!("error: webcast {id}: ")), "{done:?}");
    same(&database, &before);
}

/// What a later version knows more is added to a mirror that is there; one of a later version is left alone.
#[test]
fn a_mirror_of_another_version() {
    let site = Site::demo();
    let database = file(&site, "school.db");
    assert_eq!(mirror(&site, &database, &["--since=-2d"]).code, Some(0));
    let Some(before) = held(&database) else { return };
    let change = |sql: &str| {
        rusqlite::Connection::open(&database).unwrap().execute_batch(sql).unwrap();
    };
    change(
        "DROP VIEW webcasts_en; DROP VIEW 直播; DROP VIEW visits_en; DROP VIEW 访问记录; \
         ALTER TABLE webcasts DROP COLUMN subject; ALTER TABLE visits DROP COLUMN nickname;",
    );
    let done = mirror(&site, &database, &[]);
    assert_eq!(done.code, Some(0), "{done:?}");
    same(&database, &before);
    for view in ["webcasts_en", "visits_en"] {
        let rows =
            sqlite(&database, &format!("SELECT count(*) > 0 AS some FROM {view}"));
        assert_eq!(rows.unwrap(), [json!({"some": 1})], "{view}");
    }
    change("PRAGMA user_version = 99");
    let done = mirror(&site, &database, &[]);
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.stderr.contains("was written by a later version"), "{done:?}");
}

#[test]
fn what_is_no_mirror_of_this_site_is_refused() {
    let site = Site::demo();
    let (mine, other) = (file(&site, "mine.db"), file(&site, "other.db"));
    assert_eq!(mirror(&site, &mine, &["--since", "-3d"]).code, Some(0));
    assert_eq!(export(&site, &["vods", "--from=-1d"], &other).code, Some(0));
    let table: [(&Path, &[&str], &str); 7] = [
        (&other, &[], "is a database, but not a mirror"),
        (&mine, &["--since=-9d"], "is a mirror since "),
        (&mine, &["--day=today"], "`--day` is of a folder"),
        (&mine, &["--overlap=soon"], "`--overlap soon`: not a length of time"),
        (Path::new("lake/"), &["--overlap=3d"], "`--overlap` is of a database"),
        (Path::new("lake/"), &[], "give `--day DAY`"),
        (Path::new("lake.csv"), &[], "neither a database"),
    ];
    for (target, words, says) in table {
        let done = mirror(&site, target, words);
        assert_eq!(done.code, Some(2), "{words:?} {done:?}");
        assert!(done.stderr.contains(says), "{words:?} {done:?}");
    }
    let done = export(&site, &["vods", "--from=-1d"], &mine);
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.stderr.contains("is a mirror"), "{done:?}");
    let another = Site::demo();
    let done = mirror(&another, &mine, &[]);
    assert!(done.stderr.contains("is a mirror of "), "{done:?}");
}

#[test]
fn days_in_a_folder() {
    let site = Site::demo();
    let lake = file(&site, "lake/");
    let first = days_ago(3);
    let since = format!("--since={first}");
    let done = mirror(&site, &lake, &[&since]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let database = file(&site, "school.db");
    assert_eq!(mirror(&site, &database, &[&since]).code, Some(0));
    let read =
        |table: &str| format!("read_parquet('{}{table}/**/*.parquet')", lake.display());
    let count = |table: &str| {
        duckdb(&format!("SELECT count(*), count(DISTINCT site) FROM {}", read(table)))
    };
    let Some(_) = count("visits") else { return };
    for table in TABLES {
        let filter = match table {
            "webcasts" => format!(" WHERE createdTime >= '{first}'"),
            _ => String::new(),
        };
        let held = one(&database, &format!("SELECT count(*) FROM {table}{filter}"));
        assert_eq!(
            count(table).unwrap(),
            [json!([held, u8::from(held != 0)])],
            "{table}"
        );
    }
    // The day is that of China.
    let other = format!(
        "SELECT count(*) FROM {} WHERE date <> strftime(joinTime, '%Y-%m-%d')::DATE",
        read("visits")
    );
    assert_eq!(duckdb(&other).unwrap(), [json!([0])]);

    // The queries of the documentation.
    let [of_database, of_folder] = [0, 1].map(|at| {
        let block = DOCS.split("```sql\n").nth(at + 1).unwrap();
        block.split("```").next().unwrap().to_owned()
    });
    assert!(!sqlite(&database, &of_database).unwrap().is_empty());
    let of_folder = of_folder.replace("lake/", &lake.display().to_string());
    assert_eq!(duckdb(&of_folder).unwrap().len(), 4);

    // A day that is written again is replaced.
    let before = duckdb(&format!("SELECT count(*) FROM {}", read("visits")));
    assert_eq!(mirror(&site, &lake, &["--day", "yesterday"]).code, Some(0));
    assert_eq!(duckdb(&format!("SELECT count(*) FROM {}", read("visits"))), before);
    let folders = fs::read_dir(lake.join("chat")).unwrap().map(|it| it.unwrap().path());
    let folders: Vec<_> = folders.flat_map(|it| fs::read_dir(it).unwrap()).collect();
    assert_eq!(folders.len(), 4, "a day without rows has a file too");
}
