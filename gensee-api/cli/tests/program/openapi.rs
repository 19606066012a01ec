//! `gensee openapi`: no site, no login. What it prints is told by the tests of `xtask`, which makes the document.

use serde_json::Value;
use tempfile::TempDir;

use super::{Done, done, program};

fn openapi(line: &str) -> Done {
    let settings = TempDir::new().unwrap();
    done(program(settings.path()).arg("openapi").args(line.split_whitespace()))
}

#[test]
fn the_whole_document_or_one_operation_in_one_language() {
    let whole = openapi("");
    assert_eq!(whole.code, Some(0), "{whole:?}");
    let whole: Value = serde_json::from_str(&whole.stdout).unwrap();
    let count = whole["paths"].as_object().unwrap().len();
    assert_eq!(count, gensee_api::webcast::OPERATIONS.len());

    let one =
        openapi("--operation attach-files --style literal --list-length 1 --lang zh");
    let one: Value = serde_json::from_str(&one.stdout).unwrap();
    let rows = &one["components"]["schemas"]["AttachFiles"]["allOf"][1]["properties"];
    let rows = rows.as_object().unwrap();
    let names: Vec<_> = rows.keys().map(String::as_str).collect();
    let entry = ["url", "name", "description"];
    let entry = entry.map(|name| format!("attachmentList[0].{name}"));
    assert_eq!(names[0], "webcastId");
    assert_eq!(names[1..], entry);
    assert_eq!(rows["webcastId"]["description"], "直播ID");
}

#[test]
fn a_language_or_an_operation_that_is_not_there() {
    for (line, reason) in [
        ("--lang fr", "`--lang fr`: give one of `both`, `en`, `zh`"),
        ("--operation created", "`created` is not an operation"),
    ] {
        let refused = openapi(line);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(reason), "{refused:?}");
    }
}
