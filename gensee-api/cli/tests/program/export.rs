//! `gensee export`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use gensee_api::Time;
use gensee_sandbox::{Answer, Fault, Sandbox};

use super::{Done, Site, done, tools};

/// Every visit of the school.
pub const VISITS: [&str; 4] = ["visits", "--from=-60d", "--to=now", "--all-webcasts"];

pub fn export(site: &Site, words: &[&str], file: &Path) -> Done {
    done(site.command().arg("export").args(words).arg(file))
}

pub fn file(site: &Site, name: &str) -> PathBuf {
    site.settings.path().join(name)
}

/// The names of what lies beside the settings.
pub fn files(site: &Site) -> Vec<String> {
    let files = fs::read_dir(site.settings.path()).unwrap();
    let mut names: Vec<_> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn visits_of_every_webcast_in_each_format() {
    let site = Site::demo();
    let csv = file(&site, "visits.csv");
    let done = export(&site, &VISITS, &csv);
    assert_eq!(done.code, Some(0), "{done:?}");
    let text = fs::read_to_string(&csv).unwrap();
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("webcastId,nickname,joinTime,leaveTime,"));
    let rows = lines.count();
    assert!(rows > 1000, "{rows}");
    assert!(done.stderr.ends_with(&format!("visits.csv: {rows} rows\n")), "{done:?}");

    let jsonl = file(&site, "visits.jsonl");
    assert_eq!(export(&site, &VISITS, &jsonl).code, Some(0));
    let text = fs::read_to_string(&jsonl).unwrap();
    let visits: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(visits.len(), rows);
    let row = &visits[0];
    assert!(row["webcastId"].is_string() && row["joinTime"].is_i64(), "{row}");

    let xlsx = file(&site, "visits.xlsx");
    let mut chinese = VISITS.to_vec();
    chinese.extend(["--lang", "zh", "--columns", "webcastId,nickname,joinTime,uid"]);
    assert_eq!(export(&site, &chinese, &xlsx).code, Some(0));
    let mut book: Xlsx<_> = open_workbook(&xlsx).unwrap();
    let sheet = book.worksheet_range("数据 1").unwrap();
    let head: Vec<_> =
        sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(head, ["webcastId", "昵称", "加入时间", "用户ID"]);
    assert_eq!(sheet.rows().count(), rows + 1);
    let first = sheet.rows().nth(1).unwrap();
    assert!(matches!(first[2], Data::DateTime(_)), "{first:?}");
    assert!(matches!(first[3], Data::String(_)), "{first:?}");
    if let Some(shown) = tools::libreoffice(&xlsx) {
        let expected = visits.iter().map(|visit| {
            let joined = Time::from_millis(visit["joinTime"].as_i64().unwrap());
            let text = |name: &str| visit[name].as_str().unwrap().to_owned();
            let uid = visit["uid"].to_string();
            [text("webcastId"), text("nickname"), joined.to_string(), uid].to_vec()
        });
        assert_eq!(shown[0], head);
        assert_eq!(shown[1..], expected.collect::<Vec<_>>());
    }
    assert_eq!(files(&site), ["visits.csv", "visits.jsonl", "visits.xlsx"]);
}

/// Whenever it is killed, the file that the next run makes is the same.
#[test]
fn an_export_that_was_killed_goes_on() {
    let site = Site::demo();
    let whole = file(&site, "whole.csv");
    assert_eq!(export(&site, &VISITS, &whole).code, Some(0));

    let csv = file(&site, "visits.csv");
    site.sandbox.inject(Fault::Delay(Duration::from_millis(30)).times(100_000));
    let mut child = site
        .command()
        .arg("export")
        .args(VISITS)
        .args(["--concurrency", "1"])
        .arg(&csv)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while !file(&site, "visits.csv.cursor").exists() {
        assert!(began.elapsed() < Duration::from_secs(60), "no state was kept");
        sleep(Duration::from_millis(20));
    }
    let second = export(&site, &VISITS, &csv);
    assert_eq!(second.code, Some(5), "{second:?}");
    assert!(second.stderr.contains("is being written by another export"), "{second:?}");
    child.kill().unwrap();
    child.wait().unwrap();
    site.sandbox.clear_faults();
    assert!(!csv.exists(), "a file that is not whole is not there");
    let before = site.sandbox.requests().len();

    let other = export(&site, &["votes", "--from=-60d", "--all-webcasts"], &csv);
    assert_eq!(other.code, Some(2), "{other:?}");
    assert!(other.stderr.contains("is of another export"), "{other:?}");

    site.sandbox.clear_requests();
    let done = export(&site, &VISITS, &csv);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stderr.contains("note: goes on after"), "{done:?}");
    assert!(fs::read(&csv).unwrap() == fs::read(&whole).unwrap());
    assert!(
        site.sandbox.requests().len() < before + 2,
        "what is done is not asked for again"
    );
    assert_eq!(files(&site), ["visits.csv", "whole.csv"]);
}

/// A broken network leaves what there is; the same command goes on.
#[test]
fn an_export_that_failed_goes_on() {
    let site = Site::demo();
    let whole = file(&site, "whole.jsonl");
    assert_eq!(export(&site, &VISITS, &whole).code, Some(0));
    let jsonl = file(&site, "visits.jsonl");
    let ids = site.column("call list-webcasts --all", "id");
    let refused = Answer::new("/webcast/export/history/page", r#"{"code":"300"}"#)
        .when("webcastId", ids[ids.len() / 2].as_str());
    site.sandbox.set_answer(refused).unwrap();
    let failed = export(&site, &VISITS, &jsonl);
    assert_eq!(failed.code, Some(1), "{failed:?}");
    assert!(failed.stderr.contains("the same command goes on"), "{failed:?}");
    site.sandbox.clear_answers().unwrap();
    let done = export(&site, &VISITS, &jsonl);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(fs::read(&jsonl).unwrap() == fs::read(&whole).unwrap());
}

#[test]
fn what_is_refused_leaves_no_file() {
    let site = Site::demo();
    let table: [(&[&str], &str, i32, &str); 6] = [
        (&["visits", "--webcast=5f3c", "--from=-60d"], "a.csv", 1, "code"),
        (
            &["visits", "--from=-60d"],
            "a.csv",
            2,
            "give `--webcast ID` or `--all-webcasts`",
        ),
        (
            &["visits", "--webcast=5f3c", "--from=soon"],
            "a.csv",
            2,
            "`--from soon`: not a time",
        ),
        (
            &["visits", "--webcast=5f3c", "--from=-1d"],
            "a.doc",
            2,
            "write .csv, .jsonl, .ndjson, .xlsx, .parquet",
        ),
        (
            &["vods", "--from=-1d", "--columns=subjekt"],
            "a.csv",
            2,
            "did you mean `subject`?",
        ),
        (
            &["vods", "--from=-1d"],
            "no/such/folder/a.csv",
            5,
            "no/such/folder/a.csv.part",
        ),
    ];
    for (words, name, code, says) in table {
        let done = export(&site, words, &file(&site, name));
        assert_eq!(done.code, Some(code), "{words:?} {done:?}");
        assert!(done.stderr.contains(says), "{words:?} {done:?}");
        assert_eq!(files(&site), Vec::<String>::new(), "{words:?}");
    }
}

/// Each list can be exported, by the name of its operation too.
#[test]
fn every_list_once() {
    let site = Site::demo();
    let help = done(site.command().args(["export", "--help"])).stdout;
    let lists: Vec<_> = help
        .lines()
        .skip_while(|line| *line != "Lists:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("    "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(lists.contains(&"attendance") && lists.contains(&"vod-visits"), "{lists:?}");
    let answered = lists.len() - Sandbox::without_handler().len();
    let mut written = 0;
    for list in lists {
        let help = done(site.command().args(["export", list, "--help"])).stdout;
        let mut words = vec![list];
        for (flag, value) in [
            ("--from", "--from=-3d"),
            ("--all-webcasts", "--all-webcasts"),
            ("--date", "--date=yesterday"),
        ] {
            if help.contains(flag) {
                words.push(value);
            }
        }
        let name = file(&site, &format!("{list}.csv"));
        let done = export(&site, &words, &name);
        if done.stderr.contains("code 600") {
            continue;
        }
        assert_eq!(done.code, Some(0), "{words:?} {done:?}");
        assert!(fs::read_to_string(&name).unwrap().lines().count() > 0, "{list}");
        written += 1;
    }
    assert!(written >= answered, "{written} of {answered}");
    let same = export(
        &site,
        &["export_praise", "--from=-3d", "--all-webcasts"],
        &file(&site, "same.csv"),
    );
    assert_eq!(same.code, Some(0), "{same:?}");
}

/// A cell of a workbook has a greatest length, so the rest is cut, with a note.
#[test]
fn a_cell_that_is_too_long_is_cut_and_told() {
    let site = Site::demo();
    let subject = "长".repeat(40_000);
    let body = format!(r#"{{"code":"0","list":[{{"id":"a","subject":"{subject}"}}]}}"#);
    site.sandbox.set_answer(Answer::new("/webcast/page", body)).unwrap();
    let xlsx = file(&site, "webcasts.xlsx");
    let done = export(&site, &["webcasts"], &xlsx);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(
        done.stderr.contains("note: 1 cells have more than 32,767 characters"),
        "{done:?}"
    );
    let mut book: Xlsx<_> = open_workbook(&xlsx).unwrap();
    let sheet = book.worksheet_range("rows 1").unwrap();
    assert!(
        sheet.rows().flatten().any(|cell| cell.to_string().chars().count() == 32_767)
    );
}

#[test]
fn attendance_has_a_row_for_each_person() {
    let site = Site::demo();
    let words = [
        "--from=-60d",
        "--all-webcasts",
        "--columns=webcastId,uid,visits,seconds,devices",
    ];
    let csv = file(&site, "attendance.csv");
    let done = export(&site, &[&["attendance"], &words[..]].concat(), &csv);
    assert_eq!(done.code, Some(0), "{done:?}");
    let text = fs::read_to_string(&csv).unwrap();
    let people: Vec<Vec<&str>> =
        text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let visits: usize =
        people.iter().map(|person| person[2].parse::<usize>().unwrap()).sum();
    let all = file(&site, "visits.csv");
    assert_eq!(export(&site, &VISITS, &all).code, Some(0));
    assert_eq!(visits, fs::read_to_string(&all).unwrap().lines().count() - 1);
    assert!(people.len() < visits, "somebody came back");
    let unique: std::collections::BTreeSet<_> =
        people.iter().map(|person| (person[0], person[1])).collect();
    assert_eq!(unique.len(), people.len());
    assert!(people.iter().any(|person| person[3].parse::<i64>().unwrap() > 600));
}

/// Rows that cannot be read are reported and counted.
#[test]
fn rows_that_cannot_be_read_are_counted() {
    let site = Site::demo();
    let body = r#"{"code":"0","list":[{"id":"a"},{"id":{}},{"id":"c"}]}"#;
    site.sandbox.set_answer(Answer::new("/webcast/page", body)).unwrap();
    let csv = file(&site, "webcasts.csv");
    let done = export(&site, &["webcasts", "--columns=id"], &csv);
    assert_eq!(done.code, Some(4), "{done:?}");
    assert!(done.stderr.contains("error: 1 rows could not be read"), "{done:?}");
    assert_eq!(fs::read_to_string(&csv).unwrap(), "id\na\nc\n");
}

#[test]
fn a_vote_has_a_row_for_each_answer() {
    let site = Site::demo();
    let (csv, jsonl) = (file(&site, "votes.csv"), file(&site, "votes.jsonl"));
    for file in [&csv, &jsonl] {
        assert_eq!(
            export(&site, &["votes", "--from=-60d", "--all-webcasts"], file).code,
            Some(0)
        );
    }
    let flat = fs::read_to_string(&csv).unwrap();
    assert!(
        flat.lines().next().unwrap().contains(",questions.options.results.nickName,"),
        "{flat}"
    );
    let votes: Vec<serde_json::Value> = fs::read_to_string(&jsonl)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let lists = |value: &serde_json::Value, name: &str| {
        value[name].as_array().cloned().unwrap_or_default()
    };
    let options = votes
        .iter()
        .flat_map(|vote| lists(vote, "questions"))
        .flat_map(|it| lists(&it, "options"));
    let answers: usize =
        options.map(|option| lists(&option, "results").len().max(1)).sum();
    assert!(answers > votes.len());
    let mut reader = csv::Reader::from_path(&csv).unwrap();
    assert_eq!(reader.records().count(), answers);
}
