//! Rules of what notes print.

use expect_test::expect;

use super::{Bad, bad, fixed, small};
use crate::spec::{Files, Operation, parse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const HISTORY: &str = "operations/vod/history.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(CREATED, "length: 1..250", "length: 1..255", expect![[r#"
            operations/created.yaml:19:87: the note prints another `length`; write `length: 1..250`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, ", length: 1..250", "", expect![[r#"
            operations/created.yaml:19:3: the note prints another `length`; write `length: 1..250`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "note: 通知地址", "note: 最大长度不能超过160", expect![[r#"
            operations/created.yaml:35:3: the note prints another `length`; write `length: ..160`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "default: 'false'", "default: 'true'", expect![[r#"
            operations/created.yaml:22:119: the note prints another `default`; write `default: 'false'`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "as: bool, default: 'false'", "default: 'false'", expect![[r#"
            operations/created.yaml:22:3: the note prints another `as`; write `as: bool`, or say in `unread` why not [note-reading]
            operations/created.yaml:53:70: `loginRequired`: `true` is not a text; give one [example-given]
        "#]]),
        bad(CREATED, "note: 级别", "note: 级别（取值范围为1-9）", expect![[r#"
            operations/created.yaml:34:90: the note prints another `range`; write `range: 1..9`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "note: 组织者口令, en: Token of the organizer., length: 6..", "note: 组织者口令（默认为guest）, en: Token of the organizer., length: 6..", expect![[r#"
            operations/created.yaml:23:3: the note prints another `default`; write `default: guest`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "note: 组织者口令, en: Token of the organizer., secret", "note: 组织者口令（详见1.1）, en: Token of the organizer., secret", expect![[r#"
            operations/created.yaml:39:3: the note prints another `as`; write `as: time`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "      1: 开启\n", "      1: 开启\n      2: 外呼\n", expect![[r#"
            operations/created.yaml:33:5: the note of `telconf` lists `2` (`外呼`), which `values` lacks; name it there, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "      1: 开启\n", "      3: 开启\n", expect![[r#"
            operations/created.yaml:32:5: the note of `telconf` lists `3` (`开启`), which `values` lacks; name it there, or say in `unread` why not [note-reading]
            operations/created.yaml:32:28: `1` is a code that the note does not list; remove it, or say in `unread` why not [note-reading]
        "#]]),
        // A reason is for the code that it names, and not for the others.
        bad(CREATED, "      1: 开启\n    en: Telephone conference.\n", "      1: 开启\n      2: 外呼\n      3: 呼入\n    en: Telephone conference.\n    unread: { values.3: No site has it. }\n", expect![[r#"
            operations/created.yaml:33:1: `rust_type: Telconf` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:35:5: the note of `telconf` lists `2` (`外呼`), which `values` lacks; name it there, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "      0: 不开启\n      1: 开启\n", "      0: 不开启\n      2: 外呼\n", expect![[r#"
            operations/created.yaml:32:5: the note of `telconf` lists `2` (`外呼`), which `values` lacks; name it there, or say in `unread` why not [note-reading]
            operations/created.yaml:32:28: `1` is a code that the note does not list; remove it, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "disabled, 1: enabled", "disabled, 1: enabled, 2: dial_out", expect![[r#"
            operations/created.yaml:32:40: `2` is a code that the note does not list; remove it, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "note: 客户端", "note: 值为（0、1）中的一个", expect![[r#"
            operations/created.yaml:33:3: the note of `clientType` lists `0`, `1`, which `values` lacks; name it there, and their type in `rust_type`, or say in `unread` why not [note-reading]
        "#]]),
        bad(VOTE, "问题的值（true|false）", "问题的值", expect![[r#"
            operations/export/vote.yaml:47:71: the print says nothing about `as` that is not read; remove it [idle-unread]
        "#]]),
        bad(VOTE, "unread: { as: Any text was seen. }", "as: text, unread: { as: 任何. }", expect![[r#"
            operations/export/vote.yaml:47:77: `as` says what `type` says; remove it [idle-reading]
            operations/export/vote.yaml:47:97: the reason has `任` in it; say it in English [idle-unread]
        "#]]),
        bad(VOTE, "max: 7d", "max: 30d", expect![[r#"
            operations/export/vote.yaml:9:48: the document prints another `max`; write `max: 7d`, or say in `unread` why not [note-window]
        "#]]),
        bad(VOTE, "window: { start: startTime, end: endTime, max: 7d }\n", "", expect![[r#"
            operations/export/vote.yaml:10:1: the description allows 7 days between start and end; add a `window`, or say in `unread` why not [note-window]
        "#]]),
        bad(VOTE, "note: 结束时间", "note: 结束时间，最多3天", expect![[r#"
            operations/export/vote.yaml:9:48: the document prints another `max`; write `max: 3d`, or say in `unread` why not [note-window]
        "#]]),
        bad(HISTORY, "，每次最多间隔不能超过30天。", "。", expect![[r#"
            operations/vod/history.yaml:14:11: the print says nothing about `window` that is not read; remove it [idle-unread]
        "#]]),
        bad(HISTORY, "unread: { window: The request has no start and no end. }\n", "", expect![[r#"
            operations/vod/history.yaml:10:1: the description allows 30 days between start and end; add a `window`, or say in `unread` why not [note-window]
        "#]]),
    ]
}

/// What an operation prints of its window, and codes that a note lists no more.
#[test]
fn windows_and_codes_that_are_gone_follow_too() {
    const WINDOW: &str = "window: { start: startTime, end: endTime, max: 7d }\n";
    for (path, from, to, expected) in [
        (VOTE, WINDOW, "", WINDOW),
        (VOTE, "max: 7d", "max: 30d", "max: 7d"),
        (VOTE, "不能超过7天", "不超过十五天", "max: 15d"),
        (CREATED, "      1: 开启\n", "      2: 外呼\n", "values: { 0: disabled }"),
    ] {
        let mut files = small();
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
        let fixed = fixed(&files);
        assert!(fixed[path].contains(expected), "{}", fixed[path]);
    }
}

/// A row that a revision adds gets all that its note tells.
#[test]
fn what_follows_from_a_note_is_written() {
    const LAST: &str = "en: Address that is told., as: url }\n";
    for (printed, readings) in [
        ("type: String, optional: true, note: 水印文字（长度：1-20）", ", length: 1..20"),
        (
            "type: String, optional: true, note: 是否公开，默认为false",
            ", as: bool, default: 'false'",
        ),
        (
            "type: String, optional: true, note: 次数（默认2）取值范围为1-9",
            ", as: int, range: 1..9, default: '2'",
        ),
        ("type: long, note: 失效时间（详见1.1）", ", as: time"),
        ("type: int, note: 默认为1", ""),
        ("type: String, note: 长度：1-20, unread: { length: It is not. }", ""),
        ("type: int, note: 0 未知；1 未知二", ""),
        (
            "type: int, note: 1 开启；2 zoom in；3 未知",
            ", values: { 1: enabled, 2: zoom_in }",
        ),
    ] {
        let row = |readings: &str| format!("  added: {{ {printed}{readings} }}\n");
        let with = |readings| {
            let mut files = small();
            let text = files.get_mut(CREATED).unwrap();
            let at = text.find(LAST).unwrap() + LAST.len();
            text.insert_str(at, &row(readings));
            files
        };
        let parsed = |files: &Files| parse::<Operation>(&files[CREATED]).unwrap();
        assert_eq!(parsed(&fixed(&with(""))), parsed(&with(readings)), "{printed}");
    }
}
