//! The formats.

use super::{Site, done};

#[test]
fn csv_has_the_columns_that_were_asked_for() {
    let site = Site::demo();
    let all = site.run("call list-webcasts -o csv");
    let columns = all.stdout.lines().next().unwrap();
    assert!(columns.starts_with("id,subject,startTime,"), "{columns}");
    assert_eq!(all.stdout.lines().count(), 51);
    let some =
        site.run("call list-webcasts -o csv --columns start-time,SUBJECT --excel");
    let mut lines = some.stdout.lines();
    assert_eq!(lines.next(), Some("\u{feff}startTime,subject"));
    let (time, subject) = lines.next().unwrap().split_once(',').unwrap();
    assert_eq!(time.len(), "2026-12-03 19:30:00".len(), "{time}");
    assert!(subject.contains('第'), "{subject}");
}

#[test]
fn json_keeps_the_order_of_the_document_and_json_lines_have_a_row_each() {
    let site = Site::demo();
    let json = site.run("call list-webcasts").stdout;
    let (list, page) = (json.find("\"list\"").unwrap(), json.find("\"page\"").unwrap());
    assert!(list < page);
    let lines = site.run("call list-webcasts -o jsonl").stdout;
    assert_eq!(lines.lines().count(), 50);
    for line in lines.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].is_string()
        );
    }
    let all = site.run("call list-webcasts --all -o json").stdout;
    let all: Vec<serde_json::Value> = serde_json::from_str(&all).unwrap();
    assert!(all.len() > 50);
}

#[test]
fn what_the_document_lacks_is_written_too() {
    let site = Site::demo();
    let body = r#"{"code":"0","list":[{"id":"a","newProperty":7}]}"#;
    let answer = gensee_sandbox::Answer::new("/webcast/page", body);
    site.sandbox.set_answer(answer).unwrap();
    for line in ["call list-webcasts", "call list-webcasts --all -o jsonl"] {
        let told = site.run(line).stdout;
        assert!(told.contains("newProperty"), "{line}: {told}");
    }
}

#[test]
fn an_answer_without_a_list_is_a_table_of_names_and_values() {
    let site = Site::demo();
    let id = site.column("call list-webcasts", "id").pop().unwrap();
    let told = site.run(&format!("call get-webcast --webcast-id {id} -o table"));
    let subject =
        told.stdout.lines().find(|line| line.trim_start().starts_with("subject"));
    assert!(subject.is_some_and(|line| line.contains('第')), "{told:?}");
}

#[test]
fn notes_go_to_stderr_and_rows_to_stdout() {
    let site = Site::demo();
    let done = done(site.command().args(["call", "list-webcasts", "-o", "jsonl"]));
    assert!(done.stderr.contains("`--all` brings them"), "{done:?}");
    assert!(done.stdout.lines().all(|line| line.starts_with('{')));
}
