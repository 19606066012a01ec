//! `gensee report`, in a browser too.

mod browser;

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use gensee_sandbox::Answer;
use serde_json::json;

use super::{Done, Site, done};
use browser::Browser;

/// A moment of a month in which the school has had lessons.
const MONTH: &str = "-14d";

/// Writes a report, and reads it.
fn report(site: &Site, words: &[&str]) -> (Done, PathBuf, String) {
    let file = site.settings.path().join("report.html");
    let done = done(site.command().arg("report").args(words).arg("--to").arg(&file));
    let text = fs::read_to_string(&file).unwrap_or_default();
    (done, file, text)
}

/// The rows of a list, of `--webcast=ID` or `--all-webcasts`.
fn rows(site: &Site, list: &str, of: &str) -> Vec<serde_json::Value> {
    let file = site.settings.path().join("rows.jsonl");
    let done = done(site.command().args(["export", list, "--from=-60d", of]).arg(&file));
    assert_eq!(done.code, Some(0), "{done:?}");
    let text = fs::read_to_string(&file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The webcast with the greatest vote, of those without open visits, because an open visit counts until now.
fn busiest(site: &Site) -> String {
    let mut votes = rows(site, "votes", "--all-webcasts");
    votes.sort_by_key(|vote| Reverse(vote.to_string().len()));
    let mut ids = votes.iter().map(|vote| vote["webcastId"].as_str().unwrap());
    let is_over = |id: &&str| {
        let visits = rows(site, "visits", &format!("--webcast={id}"));
        visits.iter().all(|visit| !visit["leaveTime"].is_null())
    };
    ids.find(is_over).unwrap().to_owned()
}

/// The number beside a name in the tiles.
fn figure(text: &str, name: &str) -> String {
    let rest = text.split(&format!("<dt>{name}</dt><dd>")).nth(1);
    rest.unwrap_or_else(|| panic!("no {name}")).split('<').next().unwrap().to_owned()
}

/// A number as it stands in a report.
fn hours(seconds: i64) -> String {
    format!("{:.1}", seconds as f64 / 3600.0)
}

#[test]
fn a_report_of_a_webcast_has_what_the_exports_have() {
    let site = Site::demo();
    let id = busiest(&site);
    let (done, _, english) = report(&site, &["webcast", &id]);
    assert_eq!((done.code, &*done.stdout), (Some(0), ""), "{done:?}");
    let (done, _, chinese) = report(&site, &["webcast", &id, "--lang", "zh"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(english.contains("<html lang=\"en\">"));
    assert!(chinese.contains("<html lang=\"zh-CN\">"));

    let of = format!("--webcast={id}");
    let people = rows(&site, "attendance", &of);
    let sum = |name: &str| -> i64 {
        people.iter().map(|person| person[name].as_i64().unwrap()).sum()
    };
    for (names, number) in [
        (["People", "人数"], people.len().to_string()),
        (["Visits", "人次"], sum("visits").to_string()),
        (["Person-hours", "人时"], hours(sum("seconds"))),
    ] {
        for (text, name) in [&english, &chinese].into_iter().zip(names) {
            assert_eq!(figure(text, name), number, "{name}");
        }
    }
    assert!(chinese.contains("PC Web端") && english.contains("Pc web<"));

    let votes = rows(&site, "votes", &of);
    for question in votes.iter().flat_map(|vote| vote["questions"].as_array().unwrap()) {
        assert!(english.contains(question["content"].as_str().unwrap()), "{question}");
        for option in question["options"].as_array().unwrap() {
            assert!(english.contains(option["value"].as_str().unwrap()), "{option}");
            for ballot in option["results"].as_array().unwrap() {
                let text = ballot["answer"].as_str().unwrap_or_default();
                assert!(english.contains(text), "{ballot}");
            }
        }
    }
    let questions = rows(&site, "questions", &of);
    assert_eq!(figure(&english, "Asked"), questions.len().to_string());
    for question in questions {
        for name in ["question", "name"] {
            assert!(english.contains(question[name].as_str().unwrap()), "{question}");
        }
    }
    let calls = rows(&site, "rollcalls", &of);
    for call in calls {
        let present = call["present"].as_i64().unwrap();
        assert!(
            english.contains(&format!("<td class=\"number\">{present} · ")),
            "{call}"
        );
    }
}

#[test]
fn a_report_of_a_month_sums_its_webcasts() {
    let site = Site::demo();
    let (done, _, text) = report(&site, &["month", MONTH]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let number = |text: &str| text.replace(',', "").parse::<f64>().unwrap();
    let body = text.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
    let table: Vec<Vec<f64>> = body
        .split("<tr>")
        .skip(1)
        .map(|row| {
            let cells = row.split("<td class=\"number\">").skip(1);
            cells.map(|cell| number(cell.split('<').next().unwrap())).collect()
        })
        .collect();
    let sum = |column: usize| -> f64 { table.iter().map(|row| row[column]).sum() };
    assert!(table.len() >= 20, "{}", table.len());
    assert_eq!(number(&figure(&text, "Webcasts")), table.len() as f64);
    assert_eq!(number(&figure(&text, "Visits")), sum(1));
    assert!(
        (number(&figure(&text, "Person-hours")) - sum(2)).abs()
            < 0.06 * table.len() as f64
    );
    let people = number(&figure(&text, "People"));
    assert!(
        people < sum(0) && people >= table.iter().map(|row| row[0]).fold(0.0, f64::max)
    );

    // The month has the figures of the webcast's own report.
    let month = text.split("<h1>Webcasts of ").nth(1).unwrap()[..7].to_owned();
    let list = site.run("call list-webcasts --all -o csv --columns id,startTime");
    // The first one is over.
    let lines = list.stdout.lines().filter(|line| line.contains(&format!(",{month}")));
    let line = lines.min_by_key(|line| line.split(',').nth(1));
    let (id, start) = line.unwrap().split_once(',').unwrap();
    let (done, _, one) = report(&site, &["webcast", id]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let row = body.split("<tr>").find(|row| row.contains(&start[..16])).unwrap();
    for name in ["People", "Visits", "Person-hours", "Peak"] {
        let cell = format!("<td class=\"number\">{}</td>", figure(&one, name));
        assert!(row.contains(&cell), "{name}: {row}");
    }
}

#[test]
fn what_the_site_refuses_is_told_in_its_place() {
    let site = Site::demo();
    let id = busiest(&site);
    let refused = Answer::new("/webcast/export/vote", r#"{"code":"300"}"#);
    site.sandbox.set_answer(refused).unwrap();
    for (lang, says, heading) in [
        ("en", "(/webcast/export/vote) with code 300", "<h2>Questions</h2><dl"),
        (
            "zh",
            "站点拒绝了“导出直播投票结果”（/webcast/export/vote），返回代码 300。",
            "<h2>提问</h2><dl",
        ),
    ] {
        let (done, _, text) = report(&site, &["webcast", &id, "--lang", lang]);
        assert_eq!(done.code, Some(1), "{done:?}");
        assert!(
            done.stderr.contains("error: `export_votes`: the server answers code 300"),
            "{done:?}"
        );
        assert!(text.contains(says) && text.contains(heading), "{lang}");
    }
    site.sandbox.clear_answers().unwrap();

    let refused = Answer::new("/webcast/export/history/page", r#"{"code":"300"}"#);
    site.sandbox.set_answer(refused.when("webcastId", &*id)).unwrap();
    let (done, _, text) = report(&site, &["month", MONTH]);
    // The lessons of the school may be of another month.
    let expected = if text.contains("refused, code 300") { Some(1) } else { Some(0) };
    assert_eq!(done.code, expected, "{done:?}");
    let (done, _, text) = report(&site, &["webcast", &id]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(text.contains("(/webcast/export/history/page) with code 300"));
}

#[test]
fn what_is_not_there_is_told_in_a_sentence() {
    let site = Site::demo();
    let created = site.run(
        "call create-webcast --subject Empty --start-time +2d --organizer-token 123456 --panelist-token 654321 -o csv --columns id",
    );
    let id = created.stdout.lines().nth(1).unwrap();
    for (lang, sentences) in [
        ("en", ["No visits", "No votes", "No questions", "No roll calls"]),
        ("zh", ["没有人进入直播", "没有投票", "没有提问", "没有点名"]),
    ] {
        let (done, _, text) = report(&site, &["webcast", id, "--lang", lang]);
        assert_eq!(done.code, Some(0), "{done:?}");
        assert!(sentences.iter().all(|sentence| text.contains(sentence)), "{lang}");
        assert!(!text.contains("<svg"), "{lang}");
    }
    let (done, _, text) = report(&site, &["month", "2019-02"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(text.contains("No webcast was to begin in this month."));
}

#[test]
fn what_cannot_be_written_leaves_no_file() {
    let site = Site::demo();
    let table: [(&[&str], i32, &str); 6] = [
        (&["webcast", "5f3c"], 1, "code"),
        (&["webcast", "5f3c", "--from=-1d"], 2, "--until"),
        (&["webcast", "5f3c", "--from=-1d", "--until=-2d"], 2, "exchange them"),
        (&["webcast", "5f3c", "--from=soon", "--until=now"], 2, "not a time"),
        (&["month", "2026-13"], 2, "not a month"),
        (&["month"], 2, "MONTH"),
    ];
    for (words, code, says) in table {
        let (done, file, _) = report(&site, words);
        assert_eq!(done.code, Some(code), "{words:?} {done:?}");
        assert!(done.stderr.contains(says), "{words:?} {done:?}");
        assert!(!file.exists(), "{words:?}");
    }
    let done = site.run("report month 2019-02 --to no/such/folder/a.html");
    assert_eq!(done.code, Some(5), "{done:?}");
    assert!(done.stderr.contains("`no/such/folder/a.html`: "), "{done:?}");
    let done = site.run("report month 2019-02 --to -");
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(
        done.stdout.starts_with("<!DOCTYPE html>") && done.stderr.is_empty(),
        "{done:?}"
    );
}

/// Whatever people call themselves and write is text.
#[test]
fn what_people_write_is_harmless() {
    let site = Site::demo();
    let bad = r#"</title><script>alert(1)</script><img src="http://127.0.0.1:9/x" onerror="alert(2)">"#;
    let long = "长".repeat(200) + &"w".repeat(500);
    let answers = [
        (
            "/webcast/setting/info",
            json!({"subject": bad, "speakerInfo": long, "startTime": 1_621_389_600_000_i64}),
        ),
        (
            "/webcast/export/history/page",
            json!({"list": [{
                "nickname": bad, "area": bad, "uid": 7, "joinType": "77",
                "joinTime": 1_621_389_600_000_i64, "leaveTime": 1_621_389_700_000_i64,
            }]}),
        ),
        (
            "/webcast/export/vote",
            json!({"voteList": [{"subject": bad, "questions": [
                {"content": bad, "type": "0", "answer": "1", "options": [{"value": long, "result": bad}]},
                {"content": bad, "type": "2", "options": [{"results": [{"nickName": long, "answer": bad}]}]},
            ]}]}),
        ),
        (
            "/webcast/export/qa",
            json!({"qaList": [{"question": bad, "name": long, "response": long, "responder": bad}]}),
        ),
        (
            "/webcast/export/rollcall",
            json!({"rollcall": [{"users": [{"name": bad, "present": false}, {"name": long, "present": true}]}]}),
        ),
    ];
    for (path, mut body) in answers {
        body["code"] = "0".into();
        site.sandbox.set_answer(Answer::new(path, body.to_string())).unwrap();
    }
    let (done, file, text) = report(&site, &["webcast", "5f3c"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(text.matches("&lt;script&gt;").count() >= 8, "{text}");
    for markup in ["<script", "<img"] {
        assert!(!text.contains(markup), "{markup}");
    }
    if let Some(browser) = Browser::find() {
        calm(&browser, &file);
    }
}

/// The page says nothing, loads nothing, and fits a telephone. What it shows.
fn calm(browser: &Browser, file: &Path) -> String {
    let shown = browser.show(file, 390);
    assert_eq!(shown.console, Vec::<String>::new());
    let measured = browser.measure(file, 390);
    assert_eq!(measured, json!({"window": 390, "width": 390, "out": [], "loaded": []}));
    shown.dom
}

#[test]
fn a_browser_shows_it() {
    let Some(browser) = Browser::find() else { return };
    let site = Site::demo();
    let id = busiest(&site);
    for (words, says) in [
        (&["webcast", &id, "--lang", "zh"][..], "在场人数变化"),
        (&["webcast", &id], "People inside over time"),
        (&["month", MONTH, "--lang", "zh"], "各场直播"),
        (&["month", MONTH], "Each webcast"),
    ] {
        let (done, file, _) = report(&site, words);
        assert_eq!(done.code, Some(0), "{words:?} {done:?}");
        assert!(calm(&browser, &file).contains(says), "{words:?}");
    }
}
