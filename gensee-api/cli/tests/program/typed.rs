//! `gensee export` to Parquet and SQLite, read by DuckDB and `sqlite3`.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::Site;
use super::export::{export, file, files};
use super::tools::{duckdb, sqlite};

/// Visits of a week.
const VISITS: [&str; 4] = ["visits", "--from=-9d", "--to=now", "--all-webcasts"];

#[test]
fn visits_in_parquet() {
    let site = Site::demo();
    let (csv, parquet) = (file(&site, "visits.csv"), file(&site, "visits.parquet"));
    for file in [&csv, &parquet] {
        assert_eq!(export(&site, &VISITS, file).code, Some(0));
    }
    assert_eq!(files(&site), ["visits.csv", "visits.parquet"]);
    let parquet = parquet.display();
    let sql =
        format!("SELECT column_name, column_type FROM (DESCRIBE FROM '{parquet}')");
    let Some(columns) = duckdb(&sql) else { return };
    for column in [
        json!(["webcastId", "VARCHAR"]),
        json!(["joinTime", "TIMESTAMP WITH TIME ZONE"]),
        json!(["uid", "VARCHAR"]),
        json!(["foreignHighLine", "BOOLEAN"]),
    ] {
        assert!(columns.contains(&column), "{column}: {columns:?}");
    }
    // The same rows as in CSV, whose moments are those of China.
    let same = |moment: &str| {
        format!("webcastId, nickname, {moment}, leaveTime IS NULL, uid, ip, area")
    };
    let rows = duckdb(&format!(
        "WITH p AS (SELECT {} FROM '{parquet}'), \
         c AS (SELECT {} FROM read_csv('{}', all_varchar = true, nullstr = '')) \
         SELECT (SELECT count(*) FROM p), (SELECT count(*) FROM c), \
         (SELECT count(*) FROM (FROM p EXCEPT ALL FROM c))",
        same("strftime(joinTime, '%Y-%m-%d %H:%M:%S')"),
        same("joinTime"),
        csv.display()
    ));
    let [count, of_csv, other] =
        serde_json::from_value::<[u64; 3]>(rows.unwrap()[0].clone()).unwrap();
    assert!(count > 100 && count == of_csv && other == 0, "{count} {of_csv} {other}");
}

#[test]
fn whole_numbers_and_days_in_parquet() {
    let site = Site::demo();
    let parquet = file(&site, "concurrency.parquet");
    assert_eq!(export(&site, &["concurrency", "--from=-20d"], &parquet).code, Some(0));
    let parquet = parquet.display();
    let types = duckdb(&format!(
        "SELECT typeof(date), typeof(maxConcurrent), count(*) >= 20, sum(maxConcurrent) > 100 FROM '{parquet}' GROUP BY 1, 2"
    ));
    let Some(types) = types else { return };
    assert_eq!(types, [json!(["DATE", "BIGINT", true, true])]);
}

/// A folder has a file for each day of China, by the first moment of a row.
#[test]
fn a_folder_of_parquet_files() {
    let site = Site::demo();
    let (folder, csv) = (file(&site, "lake/"), file(&site, "visits.csv"));
    // The second run replaces what the first has written.
    for target in [&folder, &folder, &csv] {
        assert_eq!(export(&site, &VISITS, target).code, Some(0));
    }
    let left: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name()).collect();
    let host = site.sandbox.url().split_once("://").unwrap().1.replace(':', "%3A");
    assert_eq!(left, [format!("site={host}").as_str()]);
    let all = format!("read_parquet('{}**/*.parquet')", folder.display());
    let rows = duckdb(&format!(
        "SELECT count(*), count(DISTINCT site), count(DISTINCT date) > 3, \
         count(*) FILTER (date <> strftime(joinTime, '%Y-%m-%d')::DATE) FROM {all}"
    ));
    let Some(rows) = rows else { return };
    let count = fs::read_to_string(&csv).unwrap().lines().count() - 1;
    assert_eq!(rows, [json!([count, 1, true, 0])]);
}

/// A list with days alone has its files by them.
#[test]
fn a_folder_of_days() {
    let site = Site::demo();
    let folder = file(&site, "lake/");
    let words = ["concurrency", "--from=-3d", "--to=yesterday"];
    let done = export(&site, &words, &folder);
    assert_eq!(done.code, Some(0), "{done:?}");
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
        entries.map(|name| name.into_string().unwrap()).collect()
    };
    let [of_site] = &names(&folder)[..] else { panic!("{:?}", names(&folder)) };
    let days = names(&folder.join(of_site));
    assert!(days.len() > 1, "{days:?}");
    assert!(days.iter().all(|day| day.starts_with("date=20")), "{days:?}");
}

/// Each list is a table; the other tables stay.
#[test]
fn lists_in_one_database() {
    let site = Site::demo();
    let database = file(&site, "school.db");
    let votes = ["votes", "--from=-9d", "--all-webcasts"];
    for words in [&VISITS[..], &votes, &["vods", "--from=-9d"], &VISITS[..]] {
        let done = export(&site, words, &database);
        assert_eq!(done.code, Some(0), "{words:?} {done:?}");
    }
    assert_eq!(files(&site), ["school.db"]);
    let csv = file(&site, "visits.csv");
    assert_eq!(export(&site, &VISITS, &csv).code, Some(0));
    let mut lines = csv::Reader::from_path(&csv).unwrap();
    let first = lines.records().next().unwrap().unwrap();
    let count = lines.records().count() + 1;

    let one = sqlite(
        &database,
        "SELECT webcastId, nickname, joinTime, typeof(uid) AS kind FROM visits LIMIT 1",
    );
    let Some(one) = one else { return };
    assert_eq!(
        one,
        [
            json!({"webcastId": &first[0], "nickname": &first[1], "joinTime": &first[2], "kind": "text"})
        ]
    );
    let sql = "SELECT (SELECT count(*) FROM visits) AS visits, \
               (SELECT count(*) > 3 FROM votes WHERE \"questions.options.results.nickName\" <> '') AS votes, \
               (SELECT typeof(duration) FROM vods WHERE duration IS NOT NULL LIMIT 1) AS duration";
    assert_eq!(
        sqlite(&database, sql).unwrap(),
        [json!({"visits": count, "votes": 1, "duration": "integer"})]
    );
}

#[test]
fn what_is_not_a_database_is_left_alone() {
    let site = Site::demo();
    let database = file(&site, "school.db");
    fs::write(&database, "a text that was here before, longer than a page of nothing")
        .unwrap();
    let done = export(&site, &["vods", "--from=-1d"], &database);
    assert_eq!(done.code, Some(5), "{done:?}");
    assert!(done.stderr.contains("school.db`: file is not a database"), "{done:?}");
    assert!(site.sandbox.requests().is_empty());
}
