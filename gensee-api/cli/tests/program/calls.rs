//! `gensee call`, `operations` and `explain`.

use std::collections::BTreeSet;

use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::{CreateWebcast, ExportHistory, OPERATIONS};
use gensee_api::{Effect, OperationInfo, Parameters as _};

use super::{Done, Site, done};

/// The name of the command of an operation, and of the flag of a parameter.
fn kebab(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "-")
}

/// The line that calls an operation with every parameter that it must have.
fn line(info: &OperationInfo, webcast: &str, vod: &str) -> Vec<String> {
    let value = |field: &FieldInfo| match field.kind.item() {
        Kind::TextId
            if field.rust_name.contains("vod") || info.path.contains("/vod/") =>
        {
            vod.to_owned()
        }
        Kind::TextId => webcast.to_owned(),
        Kind::Time if field.rust_name.contains("end") => "now".to_owned(),
        Kind::Time => "-1d".to_owned(),
        Kind::Date if field.rust_name.contains("end") => "today".to_owned(),
        Kind::Date => "yesterday".to_owned(),
        Kind::Code | Kind::NumberCode => field.values[0].code.to_owned(),
        Kind::Integer if field.rust_name.contains("end") => "9".to_owned(),
        Kind::Integer | Kind::NumberId | Kind::Decimal => "7".to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::Object => {
            let fields = field
                .fields
                .iter()
                .map(|field| format!("{}=http://x.cn/a.pdf", field.name));
            fields.collect::<Vec<_>>().join(",")
        }
        _ => format!("{}-123", field.rust_name.chars().take(4).collect::<String>()),
    };
    let mut line = vec!["call".to_owned(), kebab(info.name)];
    for field in info.request.iter().filter(|field| field.required) {
        line.push(format!("--{}={}", kebab(field.rust_name), value(field)));
    }
    if info.effect == Effect::Delete {
        line.push("--yes".to_owned());
    }
    line
}

/// Each command is understood, and its answer too: the site does what is asked for, or says why not.
#[test]
fn every_operation_once() {
    let site = Site::demo();
    let webcast = site.column("call list-webcasts", "id").pop().unwrap();
    let vod = site
        .column("call sync-vods --start-time -6d --end-time now", "id")
        .pop()
        .unwrap();
    let mut answered = BTreeSet::new();
    // What deletes comes last, because the others need what is there.
    let (last, first): (Vec<_>, Vec<_>) =
        OPERATIONS.iter().partition(|info| info.effect == Effect::Delete);
    for info in first.into_iter().chain(last) {
        let line = line(info, &webcast, &vod);
        let done = done(site.command().args(&line));
        match done.code {
            Some(0) => {
                serde_json::from_str::<serde_json::Value>(&done.stdout).unwrap();
                answered.insert(info.name);
            }
            Some(1) => {
                assert!(done.stderr.contains("answers code"), "{line:?} {done:?}");
            }
            _ => panic!("{line:?} {done:?}"),
        }
    }
    let arrived: BTreeSet<_> =
        site.sandbox.requests().iter().filter_map(|request| request.operation).collect();
    assert_eq!(arrived.len(), OPERATIONS.len());
    assert!(answered.len() > 30, "{answered:?}");
}

#[test]
fn what_is_created_can_be_read_and_deleted() {
    let site = Site::demo();
    let created = done(site.command().args([
        "call",
        "创建直播",
        "--subject",
        "终端 101",
        "--start-time",
        "2030-05-19 10:00",
        "--organizer-token",
        "123456",
        "--panelistToken",
        "654321",
        "--opened",
        "--client-type",
        "standard",
        "-o",
        "csv",
        "--columns",
        "id",
    ]));
    assert_eq!(created.code, Some(0), "{created:?}");
    let id = created.stdout.lines().nth(1).unwrap();
    let read = site.run(&format!("call setting/info --webcast-id {id}"));
    let read: serde_json::Value = serde_json::from_str(&read.stdout).unwrap();
    assert_eq!(read["subject"], "终端 101");
    assert_eq!(read["startTime"], 1_905_386_400_000_i64);
    assert_eq!(read["opened"], true);

    let refused = site.run(&format!("call delete-webcast --webcast-id {id}"));
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.stderr.contains("give `--yes`"), "{refused:?}");
    assert_eq!(
        site.run(&format!("call delete-webcast --webcast-id {id} -y")).code,
        Some(0)
    );
    assert_eq!(site.run(&format!("call get-webcast --webcast-id {id}")).code, Some(1));
}

#[test]
fn a_dry_run_sends_nothing_and_shows_no_secret() {
    let site = Site::demo();
    let Done { code, stdout, .. } = site.run(
        "call create-webcast --subject a --start-time 2030-05-19 --organizer-token geheim1 --panelist-token geheim2 --extra hideChat=true --dry-run",
    );
    assert_eq!(code, Some(0));
    let url = site.sandbox.url();
    let expected = format!(
        "POST {url}/integration/site/webcast/created\nsubject=a\nstartTime=1905350400000\norganizerToken=***\npanelistToken=***\nhideChat=true\n"
    );
    assert_eq!(stdout, expected);
    assert!(site.sandbox.requests().is_empty());
}

#[test]
fn all_brings_every_page_and_splits_a_long_span() {
    let site = Site::demo();
    let page = site.column("call list-webcasts", "id");
    let all = site.column("call list-webcasts --all", "id");
    assert_eq!(page.len(), 50);
    assert!(all.len() > page.len(), "{}", all.len());
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());

    let webcast = all.last().unwrap();
    let long = format!(
        "call export-history --webcast-id {webcast} --start-time -90d --end-time now"
    );
    let refused = site.run(&long);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    let longest = ExportHistory::WINDOW.expect("a window").days;
    let says = format!("at most {longest} days");
    assert!(refused.stderr.contains(&says), "{refused:?}");
    assert!(!site.column(&format!("{long} --all"), "nickname").is_empty());
}

#[test]
fn extra_parameters_and_unchecked_requests_arrive() {
    let site = Site::demo();
    let line = "call get-webcast --webcast-id 5f3c --extra hideChat=true";
    assert_eq!(site.run(line).code, Some(1));
    let short = "call create-webcast --subject a --start-time now --organizer-token 1 --panelist-token 654321";
    let refused = site.run(short);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.stderr.contains("`--unchecked` sends it all the same"),
        "{refused:?}"
    );
    assert_eq!(site.sandbox.requests().len(), 1);
    let sent = site.run(&format!("{short} --unchecked"));
    assert_eq!(sent.code, Some(1), "{sent:?}");
    assert!(sent.stderr.contains("101"), "{sent:?}");
    assert_eq!(
        site.run("call get-webcast --webcast-id 5f3c --extra hideChat").code,
        Some(2)
    );
}

#[test]
fn operations_are_found_by_a_word_and_explained() {
    let site = Site::demo();
    let votes = site.column("operations 投票", "name");
    assert_eq!(votes, ["export-votes"]);
    assert_eq!(site.column("operations", "name").len(), OPERATIONS.len());
    let told = site.run("explain created#telconf").stdout;
    for line in ["printed as: code", "since: 2014-06-03", "code: 1  dial-out"] {
        assert!(told.contains(line), "{told}");
    }
    let told = site.run("explain created#request.telcnf");
    assert!(told.stderr.contains("did you mean `request.telconf`?"), "{told:?}");
    assert_eq!(told.code, Some(2));
}

#[test]
fn help_is_in_both_languages() {
    let site = Site::demo();
    let subject = CreateWebcast::ROWS.iter().find(|row| row.name == "subject").unwrap();
    let [least, most] =
        subject.length.map(|it| [it.min, it.max].map(Option::unwrap)).unwrap();
    let english = site.run("call created --help").stdout;
    let words = format!("{} [{least} to {most} characters]", subject.summary);
    assert!(english.contains(&words), "{words}: {english}");
    let chinese = site.run("--lang zh call created --help").stdout;
    let words = format!("{} [{least} 到 {most} 个字符]", subject.note);
    for words in ["用法：", "参数", "选项", &words] {
        assert!(chinese.contains(words), "{words}: {chinese}");
    }
    assert!(!chinese.contains("Usage"), "{chinese}");
}

#[test]
fn completions_and_man_pages() {
    let site = Site::demo();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = site.run(&format!("completions {shell}"));
        assert_eq!(script.code, Some(0));
        assert!(script.stdout.contains("create-webcast"), "{shell}");
    }
    let folder = site.settings.path().join("man");
    let done = site.run(&format!("man {}", folder.display()));
    assert_eq!(done.code, Some(0), "{done:?}");
    let page =
        std::fs::read_to_string(folder.join("gensee-call-create-webcast.1")).unwrap();
    assert!(page.contains("subject"), "{page}");
}
