//! `gensee record` and `gensee replay`: a sandbox plays the site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use gensee_api::Role;
use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::{JoinType, OPERATIONS};
use gensee_sandbox::{Answer, Viewer};
use serde_json::{Value, json};

use super::{Done, Site, done};

impl Site {
    fn folder(&self, name: &str) -> PathBuf {
        self.settings.path().join(name)
    }

    fn record(&self, name: &str, options: &[&str]) -> Done {
        let mut command = self.command();
        command.args(["record", "-o", "jsonl", "--to"]).arg(self.folder(name));
        done(command.args(options))
    }

    /// The differences of a recording, as `operation field: difference`.
    fn replay(&self, name: &str) -> (Done, Vec<String>) {
        let mut command = self.bare();
        let done = done(command.args(["replay", "-o", "jsonl"]).arg(self.folder(name)));
        let rows = lines(&done.stdout);
        let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
        let told = rows.iter().map(|row| {
            let (operation, field) = (text(row, "operation"), text(row, "field"));
            format!("{operation} {field}: {}", text(row, "difference"))
        });
        (done, told.collect())
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read_to_string(entry.path()).unwrap())
    };
    let mut files: Vec<_> = entries.map(file).collect();
    files.sort();
    files
}

#[test]
fn what_is_recorded_is_answered_by_the_sandbox() {
    let site = Site::demo();
    let recorded = site.record("all", &[]);
    assert_eq!(recorded.code, Some(0), "{recorded:?}");
    let rows = lines(&recorded.stdout);
    let readers = OPERATIONS.iter().filter(|it| it.effect == gensee_api::Effect::Read);
    for info in readers {
        let name = info.name.replace('_', "-");
        assert!(rows.iter().any(|row| row["operation"] == *name), "`{name}`");
    }
    // An operation is left out when the program has no value for a needed parameter.
    let mut drifts = rows.iter().filter_map(|row| row["drift"].as_str());
    assert!(drifts.all(str::is_empty), "{rows:?}");
    let (done, told) = site.replay("all");
    assert_eq!((done.code, told), (Some(0), vec![]), "{done:?}");

    // The names and the secrets of the site, by its own answers.
    let mut values = BTreeSet::new();
    for line in [
        "list-webcasts",
        "sync-vods --start-time -7d --end-time now",
        "list-ongoing-webcasts",
    ] {
        let answer = site.run(&format!("call {line} -o json"));
        let answer: Value = serde_json::from_str(&answer.stdout).unwrap();
        let name = line.split(' ').next().unwrap().replace('-', "_");
        let info = OPERATIONS.iter().find(|info| info.name == name).unwrap();
        collect(&answer, info.response, &mut values);
    }
    assert!(values.len() > 200, "{}", values.len());
    values.insert(site.sandbox.admin().to_owned());
    values.insert(site.sandbox.url().replace("http://", ""));
    let files = files(&site.folder("all"));
    assert_eq!(
        files.len(),
        rows.iter().filter(|row| row["file"].is_string()).count() + 1
    );
    for (file, text) in files {
        let found = values.iter().find(|value| text.contains(value.as_str()));
        assert_eq!(found, None, "in `{file}`");
    }
}

/// The texts of an answer that a recording must not hold, but for the shortest, which a pseudonym may be by chance.
fn collect(value: &Value, rows: &[FieldInfo], values: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, rows, values)),
        Value::Object(object) => {
            for (name, value) in object {
                let row = rows.iter().find(|row| row.name == name).unwrap();
                let is_open = !row.secret
                    && !matches!(
                        row.kind.item(),
                        Kind::Text | Kind::TextId | Kind::NumberId
                    );
                match value {
                    Value::String(text) if !is_open && text.chars().count() > 6 => {
                        values.insert(text.clone());
                    }
                    value => collect(value, row.fields, values),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn marks_that_people_left_are_not_in_a_recording() {
    let site = Site::empty();
    let create = "call create-webcast --subject Subjectmark --description Descriptionmark --start-time now \
                  --organizer-token 87654321 --panelist-token 87654322 --attendee-token 87654323";
    let id = site.column(create, "id").pop().unwrap();
    let control = site.sandbox.control();
    control.start(&id.as_str().into()).unwrap();
    control
        .join(
            &id.as_str().into(),
            Viewer::named("Nicknamemark 欧阳上官司马"),
            JoinType::PcWeb,
        )
        .unwrap();
    control.finish(&id.as_str().into()).unwrap();
    let body = json!({
        "code": "0", "message": "Messagemark", "list": [{
            "nickname": 13_800_138_000_i64, "ip": "36.112.44.200", "joinType": "Codemark of a person",
            "joinTime": "Timemark", "leaveTime": "2026-03-01 10:00:00", "uid": "Uidmark",
            "email": "mailmark@hostmark.cn", "more": {"phone": 13_900_139_000_i64, "flat": true, "13700137000": 1},
            "url": "https://urlmark.cn/pathmark/%E6%AC%A7%E9%98%B3?token=tokenmark#fragmentmark",
        }],
    });
    site.sandbox
        .set_answer(Answer::new("/webcast/export/history", body.to_string()))
        .unwrap();
    let page = "<html><p>Pagemark 欧阳上官司马</p></html>";
    site.sandbox.set_answer(Answer::new("/webcast/export/chat", page)).unwrap();
    let recorded = site.record("marks", &[]);
    assert_eq!(recorded.code, Some(0), "{recorded:?}");
    let files = files(&site.folder("marks"));
    let all = files.iter().map(|(_, text)| text.to_lowercase()).collect::<String>();
    for mark in [
        "mark",
        "欧阳",
        "87654",
        "0138000",
        "0139000",
        "0137000",
        "36.112",
        "%e6%ac%a7",
        &id,
    ] {
        assert!(!all.contains(mark), "`{mark}`");
    }
    // What is compared stays.
    let visits =
        files.iter().find(|(name, _)| name.contains("export-history.json")).unwrap();
    for kept in
        ["2026-03-01 10:00:00", "\"flat\": true", "\"more\"", "https://example.com/"]
    {
        assert!(visits.1.contains(kept), "`{kept}` in {}", visits.1);
    }
}

#[test]
fn differences_are_told_by_operation_and_field() {
    let site = Site::demo();
    let set = |path: &str, body: &str| {
        site.sandbox.set_answer(Answer::new(path, body)).unwrap();
    };
    set(
        "/webcast/ongoing/page",
        r#"{"code":"0","list":[{"id":"8a6f0f2d4c5b4e1f","newProperty":7,"subject":5}],"page":[{"pageNo":1}]}"#,
    );
    set("/webcast/query/status", r#"{"code":"0","status":44}"#);
    set("/webcast/setting/info", r#"{"code":"600"}"#);
    set("/webcast/export/qa", "<html>");
    set(
        "/webcast/export/history",
        r#"{"code":"0","list":[{"newThing":{"x":1},"joinType":99}]}"#,
    );
    set("/webcast/export/reward", r#"{"code":"0","list":[]}"#);
    let options = [
        "list-ongoing-webcasts",
        "get-webcast-status",
        "get-webcast",
        "export-questions",
        "export-history",
        "export-rewards",
    ];
    let options: Vec<_> =
        options.iter().flat_map(|name| ["--operation", name]).collect();
    assert_eq!(site.record("some", &options).code, Some(0));
    let (done, told) = site.replay("some");
    assert_eq!(done.code, Some(1), "{done:?}");
    for expected in [
        "list-ongoing-webcasts list[].newProperty: only recorded",
        "list-ongoing-webcasts list[].subject: type",
        "list-ongoing-webcasts list[].online: only answered",
        "list-ongoing-webcasts page: type",
        "get-webcast-status status: code",
        "get-webcast code: return code",
        "export-questions : body",
        "export-history list[].newThing: only recorded",
        "export-history list[].joinType: code",
    ] {
        assert!(told.iter().any(|it| it == expected), "`{expected}` in {told:#?}");
    }
    assert!(!told.iter().any(|it| it.starts_with("export-rewards")), "{told:?}");
    assert!(done.stderr.contains("no rows to compare: export-rewards"), "{done:?}");
    let rows = lines(&done.stdout);
    let row = |field: &str| rows.iter().find(|row| row["field"] == field).unwrap();
    assert_eq!(row("list[].newProperty")["document"], "unknown");
    assert_eq!(row("list[].subject")["document"], "response.list.subject");
    assert_eq!(row("status")["recorded"], "44");
    // The site itself still answers so.
    let again = super::done(
        site.command()
            .args(["replay", "--site", "-o", "jsonl"])
            .arg(site.folder("some")),
    );
    assert_eq!(again.code, Some(0), "{again:?}");
}

#[test]
fn a_longer_time_is_recorded_in_windows() {
    let site = Site::demo();
    let options =
        ["--days", "20", "--operation", "export-chat", "--operation", "sync-vods"];
    assert_eq!(site.record("long", &options).code, Some(0));
    let window =
        OPERATIONS.iter().find(|info| info.name == "export_chat").unwrap().window;
    let longest = i64::from(window.unwrap().days) * 86_400_000;
    let mut spans = BTreeMap::<String, i64>::new();
    for (name, text) in files(&site.folder("long")) {
        let record: Value = serde_json::from_str(&text).unwrap();
        let moment =
            |bound: &str| record["parameters"][bound].as_str()?.parse::<i64>().ok();
        let Some((start, end)) = moment("startTime").zip(moment("endTime")) else {
            continue;
        };
        assert!(end - start <= longest || name.contains("sync-vods"), "{name}");
        let of = record["parameters"]["webcastId"].as_str().unwrap_or("all").to_owned();
        *spans.entry(of).or_default() += (end - start) / 86_400_000;
    }
    assert_eq!(spans.values().copied().collect::<Vec<_>>(), [20; 4], "{spans:?}");
}

/// `gensee record --listen`.
struct Proxy {
    child: Child,
    url: String,
}

impl Proxy {
    fn start(site: &Site, name: &str) -> Self {
        let mut command = site.bare();
        command.args(["record", "--listen", "127.0.0.1:0", "--site"]);
        command.arg(site.sandbox.url()).arg("--to").arg(site.folder(name));
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
        let url = said.trim().strip_prefix("listening at ").unwrap().to_owned();
        Self { child, url }
    }

    fn run(&self, site: &Site, line: &str) -> Done {
        let mut command = site.command();
        done(command.env("GENSEE_URL", &self.url).args(line.split_whitespace()))
    }

    fn call(&self, site: &Site, line: &str) -> String {
        let done = self.run(site, line);
        assert_eq!(done.code, Some(0), "{done:?}");
        done.stdout
    }

    /// Sends a request by hand; the whole answer.
    fn send(&self, head: &str, body: &str) -> String {
        let host = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).unwrap();
        let length = body.len();
        write!(stream, "{head}\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_program_of_ones_own_is_recorded() {
    let site = Site::demo();
    let proxy = Proxy::start(&site, "own");
    let create = "call create-webcast -o csv --columns id --subject Subjectmark --start-time 2030-05-19T10:00:00+08:00 \
                  --organizer-token 87654321 --panelist-token 87654322";
    let created = proxy.call(&site, create);
    let id = created.lines().last().unwrap();
    proxy.call(&site, &format!("call get-webcast --webcast-id {id}"));
    proxy.call(&site, &format!("call delete-webcast --yes --webcast-id {id}"));
    let again = proxy.run(&site, &format!("call get-webcast --webcast-id {id}"));
    assert_eq!(again.code, Some(1), "{again:?}");
    call_by_hand(&site, &proxy);

    let files = files(&site.folder("own"));
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "0001-create-webcast.json",
        "0002-get-webcast.json",
        "0003-delete-webcast.json",
        "0004-get-webcast.json",
        "0005-list-webcasts.json",
        "0006-list-webcasts.json",
        "0007-unknown.json",
        "0008-list-webcasts.json",
        "recording.json",
    ];
    assert_eq!(names, expected);
    for (name, text) in &files {
        for secret in [
            id,
            "mark",
            "8765432",
            site.sandbox.admin(),
            "loginName",
            "password=",
            "\"sec\"",
        ] {
            assert!(!text.contains(secret), "`{secret}` in `{name}`");
        }
    }
    let record =
        |index: usize| -> Value { serde_json::from_str(&files[index].1).unwrap() };
    assert_eq!(record(4)["method"], "GET");
    assert_eq!(record(4)["parameters"], json!({"pageNo": "2"}));
    assert_eq!(record(5)["parameters"], json!({"status": "99"}));
    assert_eq!(record(1)["parameters"]["webcastId"], record(0)["body"]["id"]);
    assert_eq!(record(6)["operation"], Value::Null);
    assert_eq!(record(6)["path"], "/webcast/export/survey");
    assert_eq!(
        (&record(7)["method"], &record(7)["status"]),
        (&json!("PUT"), &json!(405))
    );
    drop(proxy);
    let (done, told) = site.replay("own");
    assert_eq!((done.code, told), (Some(0), vec![]), "{done:?}");
}

/// A query, a form in parts, addresses of other things, and PUT, which the interface refuses.
fn call_by_hand(site: &Site, proxy: &Proxy) {
    let login = format!(
        "loginName={}&password={}",
        site.sandbox.admin(),
        site.sandbox.password()
    );
    let path = "/integration/site/webcast/page";
    let answer = proxy.send(&format!("GET {path}?{login}&pageNo=2 HTTP/1.1"), "");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("\"code\":\"0\""),
        "{answer}"
    );
    let parts = format!("{login}&status=99").split('&').fold(String::new(), |parts, pair| {
        let (name, value) = pair.split_once('=').unwrap();
        format!("{parts}--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    let head =
        format!("POST {path} HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=x");
    assert!(proxy.send(&head, &format!("{parts}--x--\r\n")).contains("\"code\":\"0\""));
    proxy.send("GET /health HTTP/1.1", "");
    proxy.send("POST /integration/site/webcast/export/survey HTTP/1.1", "");
    proxy.send(&format!("PUT {path} HTTP/1.1"), "");
}

/// Some calls are for organizers alone, and they see only what is theirs.
#[test]
fn an_organizer_records_too() {
    let site = Site::demo();
    let mut command = site.command();
    command.env("GENSEE_LOGIN", "wang.jianguo@sandbox.example");
    command.args(["record", "-o", "jsonl", "--to"]).arg(site.folder("own"));
    let recorded = done(&mut command);
    assert_eq!(recorded.code, Some(0), "{recorded:?}");
    let rows = lines(&recorded.stdout);
    let answers = |role: &Role| -> Vec<&str> {
        let is_of = |row: &&Value| {
            let name = row["operation"].as_str().unwrap().replace('-', "_");
            OPERATIONS.iter().any(|info| info.name == name && info.roles == [*role])
        };
        let answers =
            rows.iter().filter(is_of).map(|row| row["answer"].as_str().unwrap());
        answers.filter(|answer| !answer.starts_with("not asked")).collect()
    };
    assert!(answers(&Role::Organizer).iter().all(|answer| *answer == "ok"), "{rows:?}");
    assert!(answers(&Role::Admin).iter().all(|answer| *answer != "ok"), "{rows:?}");
    let (done, told) = site.replay("own");
    assert_eq!((done.code, told), (Some(0), vec![]), "{done:?}");
}
