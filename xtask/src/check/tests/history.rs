//! Rules of amendments, and of what has changed since a commit.

use expect_test::expect;

use super::{Bad, Edit, Side, bad, diagnostics_since, shown, small, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";
const CHANGELOG: &str = "changelog.yaml";
const AMENDMENTS: &str = "amendments.yaml";

/// The file with one amendment of these targets.
macro_rules! amendment {
    ($date:literal, $targets:literal) => {
        concat!(
            "# yaml-language-server: $schema=schema/amendments.json\n- date: ",
            $date,
            "\n  because: transcription\n  why: A slip.\n  targets: [",
            $targets,
            "]\n"
        )
    };
}

pub fn examples() -> Vec<Bad> {
    vec![
        bad(CREATED, "0: 不开启\n      1: 开启", "0: 开启\n      1: 不开启", expect![[r#"
            operations/created.yaml:28:7: `note` of `created#request.telconf` has changed since `HEAD`, and nothing says why; write `targets: [created#request.telconf]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
            operations/created.yaml:32:18: the note now makes `0` mean what `enabled` was at `HEAD`; write `0: enabled` [code-meaning]
            operations/created.yaml:32:31: the note now makes `1` mean what `disabled` was at `HEAD`; write `1: disabled` [code-meaning]
        "#]]),
        worse(vec![Edit::Add(AMENDMENTS, amendment!("2021-02-30", "created"))], expect![[r#"
            amendments.yaml:2:9: `2021-02-30` is not a day of the calendar; correct the date [calendar-date]
            amendments.yaml:5:13: `created` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
        worse(vec![Edit::Add(AMENDMENTS, amendment!("2021-05-20", "creatd#request.level"))], expect![[r#"
            amendments.yaml:5:13: `creatd#request`: `operations/creatd.yaml` is not there; did you mean `created`? [amendment-target]
            amendments.yaml:5:13: `creatd#request.level` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
        worse(vec![Edit::Add(AMENDMENTS, amendment!("2021-05-20", "created#requests.level"))], expect![[r#"
            amendments.yaml:5:13: `created#requests.level` names no part of the document; name an operation, a row, a return code, a chapter or a row of the changelog [amendment-target]
            amendments.yaml:5:13: `created#requests.level` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
        worse(vec![Edit::Add(AMENDMENTS, amendment!("2021-05-20", "created#request.levle.deep"))], expect![[r#"
            amendments.yaml:5:13: `created#request.levle`: `levle` is not there; did you mean `level`? [amendment-target]
            amendments.yaml:5:13: `created#request.levle.deep` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
        worse(vec![Edit::Add(AMENDMENTS, amendment!("2021-05-20", "shared#return_code.500"))], expect![[r#"
            amendments.yaml:5:13: `shared#return_code.500` names no part of the document; name an operation, a row, a return code, a chapter or a row of the changelog [amendment-target]
            amendments.yaml:5:13: `shared#return_code.500` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
        worse(vec![Edit::Add(AMENDMENTS, amendment!("2021-05-20", "shared"))], expect![[r#"
            amendments.yaml:5:13: `shared` names no part of the document; name an operation, a row, a return code, a chapter or a row of the changelog [amendment-target]
            amendments.yaml:5:13: `shared` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
        bad(CREATED, "  level: {", "  fresh: { type: String, optional: true, note: 新, en: New. }\n  level: {", expect![[r#"
            operations/created.yaml:34:3: `created#request.fresh` is new since `HEAD`, and nothing says why; write `targets: [created#request.fresh]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        bad(CREATED, "note: 客户端", "note: 客户端类型", expect![[r#"
            operations/created.yaml:33:50: `note` of `created#request.clientType` has changed since `HEAD`, and nothing says why; write `targets: [created#request.clientType]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        bad(CREATED, "  clientType: { type: int, optional: true, note: 客户端, en: Kind of client., range: 0..1 }\n", "", expect![[r#"
            changelog.yaml:5:10: `created#request.clientType`: `clientType` is not there; correct the target [revision-target]
            operations/created.yaml:2:1: `created#request.clientType` has gone since `HEAD`, and nothing says why; write `targets: [created#request.clientType]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        bad(VOTE, "不能超过7天", "不能超过3天", expect![[r#"
            operations/export/vote.yaml:6:5: `en` says `7`, which is printed no more since `HEAD`; reword it [stale-english]
            operations/export/vote.yaml:9:48: the document prints another `max`; write `max: 3d`, or say in `unread` why not [note-window]
            operations/export/vote.yaml:12:3: `description` of `export/vote` has changed since `HEAD`, and nothing says why; write `targets: [export/vote]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        bad(DOCUMENT, "[created, export/vote,", "[export/vote, created,", expect![[r#"
            changelog.yaml:11:5: `subject` is a row of `created`, but no target names it; add `created#request.subject` to `changes`, or correct the targets [revision-words]
            document.yaml:47:14: `export/vote` stands elsewhere since `HEAD`, and nothing says why; write `targets: [export/vote]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        bad(DOCUMENT, "methods: POST/GET", "methods: POST", expect![[r#"
            document.yaml:5:10: `methods` of `document` has changed since `HEAD`, and nothing says why; write `targets: [document]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
            operations/vod/history.yaml:5:10: `methods` says what `document.yaml` says; remove it [idle-reading]
        "#]]),
        bad(SHARED, "note: 业务错误", "note: 错误", expect![[r#"
            shared.yaml:14:16: `note` of `shared#return_codes.500` has changed since `HEAD`, and nothing says why; write `targets: [shared#return_codes.500]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        bad(CHANGELOG, "，去掉hasVideo", "，去掉hasVideo。", expect![[r#"
            changelog.yaml:11:5: `text` of `changelog#2020-01-22` has changed since `HEAD`, and nothing says why; write `targets: [changelog#2020-01-22]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        worse(vec![Edit::Remove("operations/file/detach.yaml"), Edit::Replace(DOCUMENT, ", file/detach]", "]")], expect![[r#"
            changelog.yaml:25:13: `file/detach`: `operations/file/detach.yaml` is not there; correct the target [revision-target]
            changelog.yaml:34:10: `file/detach#request.urls`: `operations/file/detach.yaml` is not there; correct the target [revision-target]
            document.yaml:47:1: `file/detach` has gone since `HEAD`, and nothing says why; write `targets: [file/detach]` in an entry of `amendments.yaml` because `transcription` or `unannounced` [unexplained-change]
        "#]]),
        worse(vec![Edit::Add(AMENDMENTS, amendment!("2021-05-20", "created#request.level"))], expect![[r#"
            amendments.yaml:5:13: `created#request.level` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
        worse(vec![Edit::Replace(VOTE, "note: 日期", "note: 日子"), Edit::Add(AMENDMENTS, amendment!("2021-05-20", "export/vote, export/vote#request.startTime"))], expect![[r#"
            amendments.yaml:5:26: `export/vote#request.startTime` explains nothing: nothing printed has changed there since `HEAD`; remove it, or name a state before the change in `--since` [idle-amendment]
        "#]]),
    ]
}

#[test]
fn the_newest_row_is_that_of_the_latest_date_wherever_it_stands() {
    let mut files = small();
    for edit in [
        Edit::Replace(CREATED, "note: 客户端", "note: 客户端类型"),
        Edit::Replace(
            CHANGELOG,
            "- date: 2021-05-19\n",
            "- date: 2021-06-02\n  author: 王五\n  text: 修改创建直播接口的level\n  changes: [created#request.level]\n\n- date: 2021-05-19\n",
        ),
    ] {
        edit.apply(&mut files);
    }
    let committed = Side::of("HEAD", "HEAD:spec/", small()).unwrap();
    let told = shown(&files, &diagnostics_since(&files, Some(&committed)));
    let remedy = "write `changes: [created#request.clientType]` in the changelog's row `2021-06-02`";
    assert!(told.contains(remedy), "{told}");
}
