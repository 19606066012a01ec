use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::record::Recording;
use super::{Arguments, add, run};
use crate::samples;
use crate::spec::{self, Files, Spec};
use crate::{check, codegen};

/// A folder with a recording of these calls.
fn recording(local: bool, records: &[Value]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let head = json!({"format": 1, "program": "gensee", "recorded": 1_796_041_859_729_i64, "local": local});
    fs::write(folder.path().join("recording.json"), head.to_string()).unwrap();
    for (index, record) in records.iter().enumerate() {
        let name = format!("{:04}-call.json", index + 1);
        fs::write(folder.path().join(name), record.to_string()).unwrap();
    }
    folder
}

fn call(path: &str, parameters: Value, body: Value, reads: Value) -> Value {
    json!({"operation": "a", "method": "POST", "path": path, "parameters": parameters, "status": 200,
        "body": body, "reads": reads})
}

/// The small spec with a recording: what was told, and the examples of `key` that came, as their file has them.
fn added(key: &str, records: &[Value]) -> (Vec<String>, String) {
    added_to(spec::load(&samples::small()).unwrap(), key, records)
}

fn added_to(mut spec: Spec, key: &str, records: &[Value]) -> (Vec<String>, String) {
    let before = spec.operations[key].examples.len();
    let read = Recording::read(recording(false, records).path()).unwrap();
    let told = add(&mut spec, &read).told;
    let files = spec::files(&spec);
    let faults = check::diagnostics(&files);
    assert!(faults.is_empty(), "{}", check::report(&files, &faults));
    let shown = spec.operations[key].examples[before..].iter().map(spec::one_line);
    (told, shown.collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_shows_something_new_becomes_a_vector() {
    let list = |rows: Value| json!({"code": "0", "list": rows});
    let known = json!({"subject": "a", "percentage": 2.5});
    let new = json!({"subject": "b", "choices": [{"value": "c", "userId": 7}], "surprise": true});
    let reads = json!({"list": [
        {"subject": "a", "percentage": 2.5, "choices": []}, {"subject": "a", "percentage": 2.5, "choices": []},
        {"subject": "b", "choices": [{"userId": 7, "value": "c"}]},
    ]});
    let times = json!({"webcastId": "8a6f", "startTime": "2021-05-19 10:00:00", "endTime": "2021-05-20 10:00:00"});
    let first = call(
        "/webcast/export/vote",
        times,
        list(json!([known, known, new])),
        reads.clone(),
    );
    let again = call(
        "/webcast/export/vote",
        json!({"webcastId": "9b7f"}),
        list(json!([known, new])),
        json!({"list": []}),
    );
    let (told, vectors) = added("export/vote", &[first, again]);
    expect_test::expect![[r#"
        0001-call.json: request of `export/vote`
        0001-call.json: answer of `export/vote`"#]]
    .assert_eq(&told.join("\n"));
    expect_test::expect![[r#"
        { from: 'wire: recorded 2026-11-30; names and secrets replaced', given: { webcastId: 8a6f, startTime: 2021-05-19 10:00:00, endTime: 2021-05-20 10:00:00 }, times: text, form: webcastId=8a6f&startTime=2021-05-19+10%3A00%3A00&endTime=2021-05-20+10%3A00%3A00 }
        { from: 'wire: recorded 2026-11-30; names and secrets replaced', answer: '{"code":"0","list":[{"subject":"b","choices":[{"value":"c","userId":7}],"surprise":true}]}', reads: { list: [{ subject: b, choices: [{ userId: 7, value: c }] }] } }"#]].assert_eq(&vectors);
}

#[test]
fn lists_are_written_as_they_were_sent() {
    let path = "/webcast/file/detach";
    let sent = json!({"webcastId": "8a6f", "urls": ["a b", "中"]});
    let mut spec = spec::load(&samples::small()).unwrap();
    spec.operations["file/detach"].examples.clear();
    let record = call(path, sent, json!({"code": "0"}), json!({}));
    let (_, vectors) = added_to(spec, "file/detach", &[record]);
    expect_test::expect!["{ from: 'wire: recorded 2026-11-30; names and secrets replaced', given: { webcastId: 8a6f, urls: [a b, 中] }, lists: repeated, form: webcastId=8a6f&urls=a+b&urls=%E4%B8%AD }"].assert_eq(&vectors);
}

#[test]
fn what_cannot_be_a_vector_is_told() {
    let path = "/webcast/vod/history";
    let page = json!({"code": "0", "list": [], "brandNew": 1});
    let records = [
        call("/webcast/survey", json!({}), json!({"code": "0"}), Value::Null),
        call(
            path,
            json!({"vodId": "8a6f", "pageNo": "first"}),
            json!({"code": "500"}),
            Value::Null,
        ),
        call(
            path,
            json!({"vodId": "8a6f", "pageNo": "01"}),
            json!({"code": "500"}),
            Value::Null,
        ),
        call(path, json!({"vodId": "8a6f", "surprise": "1"}), page, Value::Null),
        json!({"path": path, "parameters": {}, "text": "<html>"}),
    ];
    let (told, vectors) = added("vod/history", &records);
    expect_test::expect![[r#"
        0001-call.json: `/webcast/survey` is not an operation
        0002-call.json: no vector: `pageNo`: `"first"` is not a whole number
        0003-call.json: no vector: `pageNo`: `01` would be sent as `1`
        0004-call.json: no vector: `surprise` is not a parameter of `/webcast/vod/history` that can be written
        0004-call.json: no vector: the answer cannot be read as a whole; write `reads` by hand
        0005-call.json: no vector: the answer is not a JSON object"#]].assert_eq(&told.join("\n"));
    assert_eq!(vectors, "");
}

/// The folder is one that the program `gensee` wrote, and replays in a test of its own.
#[test]
fn a_recording_of_the_program_is_read() {
    let folder = samples::workspace().join("gensee-api/cli/tests/program/recording");
    let recording = Recording::read(&folder).unwrap();
    let mut spec = spec::load(&samples::small()).unwrap();
    spec.operations["file/detach"].examples.clear();
    let told = add(&mut spec, &recording).told;
    expect_test::expect![[r#"
        0001-get-webcast-status.json: `/webcast/query/status` is not an operation
        0002-detach-files.json: request of `file/detach`"#]]
    .assert_eq(&told.join("\n"));
}

/// Writes files into a folder.
fn write(folder: &Path, files: &Files) {
    for (path, text) in files {
        spec::write_file(folder, path, text).unwrap();
    }
}

#[test]
fn the_spec_is_clean_and_the_bindings_follow() {
    let records = [call(
        "/webcast/vod/history",
        json!({"vodId": "8a6f", "pageNo": "2"}),
        json!({"code": "0", "list": [{"name": "a", "newName": "b"}]}),
        json!({"list": [{"name": "a"}]}),
    )];
    let (spec_dir, folder) = (tempfile::tempdir().unwrap(), recording(true, &records));
    write(spec_dir.path(), &samples::small());
    let arguments = Arguments { folder: folder.path().to_owned() };
    assert!(run(spec_dir.path(), &arguments).unwrap());
    let files = spec::read_folder(spec_dir.path()).unwrap();
    let changed: Vec<_> = files
        .iter()
        .filter(|(path, text)| samples::small().get(*path) != Some(text))
        .collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    let text = changed[0].1;
    assert!(
        text.contains("recorded 2026-11-30 from a server on the same machine"),
        "{text}"
    );
    assert!(text.contains("form: vodId=8a6f&pageNo=2"), "{text}");
    let generated = codegen::generate(&spec::load(&files).unwrap()).unwrap();
    let tests = generated
        .iter()
        .find(|(path, _)| path.ends_with("tests/webcast/vod_history.rs"));
    assert!(tests.unwrap().1.contains("newName"));
    // A second run adds the same vectors once only.
    assert!(run(spec_dir.path(), &arguments).unwrap());
    assert_eq!(spec::read_folder(spec_dir.path()).unwrap(), files);
}
