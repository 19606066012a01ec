//! Rules of rows, and of what the document says in words.

use expect_test::expect;

use super::{Bad, bad, diagnostics, fixed, shown, small};
use crate::spec::kind::{Shape, shape};
use crate::spec::load;

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(CREATED, "type: int, optional: true, note: 客户端", "type: Interger, optional: true, note: 客户端", expect![[r#"
            operations/created.yaml:33:23: `Interger` is not a type that is known; add what it means to `types` of `document.yaml`, such as `Interger: int`, `Interger: decimal` or `Interger: list of text`, or say in `as` what a value is, or add its rows [unknown-type]
        "#]]),
        bad(VOTE, "also_on: choices", "also_on: choises", expect![[r#"
            operations/export/vote.yaml:39:68: `choises` is not a list of rows beside `kind`; did you mean `choices`? [list-beside]
        "#]]),
        bad(CREATED, "level: { type: String, ", "level: { ", expect![[r#"
            operations/created.yaml:34:3: `level` has no `type`; add the printed one [missing-reading]
        "#]]),
        bad(DETACH, "en: Addresses of the files., required: true }", "en: Addresses of the files. }", expect![[r#"
            operations/file/detach.yaml:14:3: `urls` has no `required`; say whether it must be sent, since `printed_optional` does not [missing-reading]
        "#]]),
        bad(VOTE, "note: 是否上传, en: Whether it was uploaded.", "note: 是否上传, en: Whether it was uploaded., as: time", expect![[r#"
            operations/export/vote.yaml:40:104: `as: time` is nothing that a `boolean` can be; remove it [impossible-as]
        "#]]),
        bad(VOTE, "    as: page\n", "    as: text\n", expect![[r#"
            operations/export/vote.yaml:10:47: `page` is not a page object (`as: page`); name one that is [row-reference]
            operations/export/vote.yaml:27:9: `as: text` is nothing that a `JSONOBJECT` can be; remove it [impossible-as]
            operations/export/vote.yaml:28:5: `fields` is about a list or an object of rows, which `page` is not; remove it [misplaced-reading]
            operations/export/vote.yaml:29:7: `pageNo` has no `en`; add an English line, or the name to the glossary [missing-reading]
            operations/export/vote.yaml:30:7: `totalPages` has no `en`; add an English line, or the name to the glossary [missing-reading]
            operations/export/vote.yaml:31:7: `totalCounts` has no `en`; add an English line, or the name to the glossary [missing-reading]
        "#]]),
        bad(CREATED, "    rust_type: Telconf\n", "    as: int\n    rust_type: Telconf\n", expect![[r#"
            operations/created.yaml:31:9: `as: int` and `values` exclude each other; remove it [impossible-as]
        "#]]),
        bad(VOTE, "en: Its text.", "en: Its text., as: url", expect![[r#"
            operations/export/vote.yaml:47:77: `as` is about what is sent, which `value` is not; remove it [misplaced-reading]
        "#]]),
        bad(VOTE, "      totalPages: {", "      pages: {", expect![[r#"
            operations/export/vote.yaml:27:9: a page object has no `pages`; give the row a `rust_type` instead [impossible-as]
        "#]]),
        bad(VOTE, "note: 当前页数 }", "note: 当前页数, en: Page. }", expect![[r#"
            operations/export/vote.yaml:29:7: `pageNo` needs no reading, since `as: page` knows its rows; remove what is not printed [page-object]
        "#]]),
        bad(DETACH, "    rust_type: FileRow\n", "    as: page\n", expect![[r#"
            operations/file/detach.yaml:15:3: `rows` has no `evidence`; say how sure we are of `as: page` on an `Array` [missing-reading]
            operations/file/detach.yaml:19:9: a page object has no `userId`; give the row a `rust_type` instead [impossible-as]
            operations/file/detach.yaml:19:9: `as` is about an answer, which `rows` is not; remove it [misplaced-reading]
            operations/file/detach.yaml:21:7: `userId` needs no reading, since `as: page` knows its rows; remove what is not printed [page-object]
            operations/file/detach.yaml:22:7: `name` needs no reading, since `as: page` knows its rows; remove what is not printed [page-object]
            operations/file/detach.yaml:29:48: `rows`: `[{"userId":42,"name":"x"}]` is not the page object; give one [example-given]
        "#]]),
        bad(CREATED, "en: Kind of client.,", "en: Kind of client., rust_type: ClientType,", expect![[r#"
            operations/created.yaml:33:87: `rust_type` is about codes or rows, which `clientType` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "    rust_type: Telconf\n", "", expect![[r#"
            operations/created.yaml:24:3: `telconf` has no `rust_type`; name the type of its codes or rows [missing-reading]
        "#]]),
        bad(VOTE, "        rust_type: Choice\n", "", expect![[r#"
            operations/export/vote.yaml:41:7: `choices` has no `rust_type`; name the type of its codes or rows [missing-reading]
        "#]]),
        bad(DETACH, "type: 'String[]'", "type: Array", expect![[r#"
            operations/file/detach.yaml:14:3: `urls` has no `fields`; add its rows [missing-reading]
            operations/file/detach.yaml:14:3: `urls` has no `rust_type`; name the type of its codes or rows [missing-reading]
            operations/file/detach.yaml:29:38: `urls`: `"a b"` is not rows of its own; give one [example-given]
            operations/file/detach.yaml:29:43: `urls`: `"c*"` is not rows of its own; give one [example-given]
            operations/file/detach.yaml:32:38: `urls`: `"a"` is not rows of its own; give one [example-given]
            operations/file/detach.yaml:32:41: `urls`: `"b"` is not rows of its own; give one [example-given]
        "#]]),
        bad(VOTE, "        type: Array\n", "        type: String\n", expect![[r#"
            operations/export/vote.yaml:39:68: `choices` is not a list of rows beside `kind`; name one that is [list-beside]
            operations/export/vote.yaml:45:9: `fields` is about a list or an object of rows, which `choices` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "2: running", "two: running", expect![[r#"
            operations/created.yaml:46:27: an `int` cannot hold the code `two`; correct the code [impossible-code]
        "#]]),
        bad(CREATED, "2: running", "02: running", expect![[r#"
            operations/created.yaml:46:1: `values: { 0: waiting, '02': running }` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:46:27: an `int` cannot hold the code `02`; correct the code [impossible-code]
        "#]]),
        bad(VOTE, "note: 是否上传, en: Whether it was uploaded. }", "note: 是否上传, en: Whether it was uploaded., rust_type: Upload, values: { 'true': yes_it_was } }", expect![[r#"
            operations/export/vote.yaml:40:1: `upload:` should stand here; run `cargo xtask check --fix` [layout]
            operations/export/vote.yaml:40:119: `values` is about a text or a whole number, which `upload` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "en: Kind of client., range", "en: Kind of client., length", expect![[r#"
            operations/created.yaml:33:84: `length` says from 0, which every text has; write `..1` [idle-bounds]
            operations/created.yaml:33:84: `length` is about a text that is sent, which `clientType` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "length: 6..", "range: 6..", expect![[r#"
            operations/created.yaml:23:100: `range` is about a whole number that is sent, which `organizerToken` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "as: int, range: ..9", "clamp: ..9", expect![[r#"
            operations/created.yaml:34:71: `clamp` is about a whole number that is sent, which `level` is not; remove it [misplaced-reading]
            operations/created.yaml:53:83: `level`: `3` is not a text; give one [example-given]
        "#]]),
        bad(DETACH, "en: Addresses of the files.", "en: Addresses of the files., length: 1..", expect![[r#"
            operations/file/detach.yaml:14:104: `length` is about a text that is sent, which `urls` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "length: 6..", "length: ..-1", expect![[r#"
            operations/created.yaml:23:101: no text has -1 characters; remove it [idle-bounds]
        "#]]),
        bad(CREATED, "range: 0..1 }", "range: 0..1, always: true }", expect![[r#"
            operations/created.yaml:33:97: `always` is about one value of an answer, which `clientType` is not; remove it [misplaced-reading]
        "#]]),
        bad(VOTE, "en: Its text.", "en: Its text., length: ..5", expect![[r#"
            operations/export/vote.yaml:47:81: `length` is about a text that is sent, which `value` is not; remove it [misplaced-reading]
        "#]]),
        bad(VOTE, "en: Subject of the vote.", "en: Subject of the vote., default: x, required: false", expect![[r#"
            operations/export/vote.yaml:36:80: `default` is about a parameter of one value, which `subject` is not; remove it [misplaced-reading]
            operations/export/vote.yaml:36:93: `required` is about a parameter, which `subject` is not; remove it [misplaced-reading]
        "#]]),
        bad(VOTE, "    rust_type: Vote\n", "    rust_type: Vote\n    always: true\n", expect![[r#"
            operations/export/vote.yaml:35:13: `always` is about one value of an answer, which `list` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "default: 'false'", "default: 'no'", expect![[r#"
            operations/created.yaml:22:119: `default`: `no` is not `true` or `false`; give one [default-value]
            operations/created.yaml:22:119: the note prints another `default`; write `default: 'false'`, or say in `unread` why not [note-reading]
        "#]]),
        bad(CREATED, "range: ..9", "range: ..9, default: '10'", expect![[r#"
            operations/created.yaml:34:94: `default`: `10` is not in `range: ..9`; give one that is [default-value]
        "#]]),
        bad(CREATED, "    rust_type: Telconf\n    values: { 0: disabled, 1: enabled }", "    rust_type: Telconf\n    values: { 0: disabled, 1: enabled }\n    default: '3'", expect![[r#"
            operations/created.yaml:33:14: `default`: `3` is none of its codes; write one of `'0'`, `'1'` [default-value]
        "#]]),
        bad(CREATED, "length: 1..250 }", "length: 1..250, default: x }", expect![[r#"
            operations/created.yaml:19:104: `subject` must be sent, so its `default` never counts; remove it, or add `required: false` [default-value]
        "#]]),
        bad(DETACH, "en: Addresses of the files.", "en: Addresses of the files., default: x", expect![[r#"
            operations/file/detach.yaml:14:105: `urls` must be sent, so its `default` never counts; remove it, or add `required: false` [default-value]
            operations/file/detach.yaml:14:105: `default` is about a parameter of one value, which `urls` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "as: int, range: ..9", "as: int, range: ..9, secret: true", expect![[r#"
            operations/created.yaml:34:93: `secret` is about a text, which `level` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "length: 6.., secret: true", "length: 6..", expect![[r#"
            operations/created.yaml:23:3: `organizerToken` has no `secret`; add `secret: true`, as its name asks for [missing-reading]
        "#]]),
        bad(CREATED, "wire: [id], evidence: wire,", "wire: [id],", expect![[r#"
            operations/created.yaml:38:3: `Id` has no `evidence`; say how sure we are of `wire` [missing-reading]
        "#]]),
        bad(CREATED, "range: ..9", "range: ..9, evidence: code", expect![[r#"
            operations/created.yaml:34:1: `level: { type: String, optional: true, note: 级别, en: Level., as: int, evidence: code, range: ..9 }` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:34:95: `evidence` is about a contradiction to the print, which `level` is not; remove it [misplaced-reading]
        "#]]),
        bad(VOTE, "as: user_id, evidence: wire }", "as: user_id }", expect![[r#"
            operations/export/vote.yaml:38:7: `userId` has no `evidence`; say how sure we are of `as: user_id` on a `String` [missing-reading]
        "#]]),
        bad(VOTE, "  page:\n    type: JSONOBJECT", "  page:\n    type: JSONArray", expect![[r#"
            operations/export/vote.yaml:24:3: `page` has no `evidence`; say how sure we are of `as: page` on a `JSONArray` [missing-reading]
        "#]]),
        bad(CREATED, "wire: [id],", "wire: [id, id],", expect![[r#"
            operations/created.yaml:38:86: `id` is listed twice; keep one of the two [listed-twice]
        "#]]),
        bad(CREATED, "wire: [id],", "wire: [id, status],", expect![[r#"
            operations/created.yaml:41:3: `status` makes the name on the wire `status`, as `Id` does; correct one `wire` [name-clash]
        "#]]),
        bad(VOTE, "userId: { type: String, note: 用户, en: Id of the voter., as: user_id, evidence: wire }", "userId: { type: String, note: 用户, en: Id of the voter. }", expect![[r#"
            operations/export/vote.yaml:46:11: `userId` is a `user_id` here, but a text in `operations/export/vote.yaml`; give both the same `as` [id-meaning]
            operations/file/detach.yaml:21:7: `userId` is a `user_id` here, but a text in `operations/export/vote.yaml`; give both the same `as` [id-meaning]
        "#]]),
        bad(DETACH, "note: 直播ID, as: webcast_id", "note: 直播ID, as: vod_id", expect![[r#"
            operations/file/detach.yaml:13:3: `webcastId` is a `vod_id` here, but a `webcast_id` in `operations/export/vote.yaml`; give both the same `as` [id-meaning]
            operations/file/detach.yaml:13:3: `webcastId` is “直播ID” by its note; write `as: webcast_id` [id-note]
        "#]]),
        bad(CREATED, "note: 级别", "note: 录制件id", expect![[r#"
            operations/created.yaml:34:3: `level` is “录制件id” by its note; write `as: record_id` [id-note]
        "#]]),
        bad(CREATED, "roles: [organizer, admin]", "roles: [organizer]", expect![[r#"
            operations/created.yaml:7:1: the document prints another `roles`; write `roles: [organizer, admin]` [printed-reading]
        "#]]),
        bad(CREATED, "roles: [organizer, admin]", "roles: [admin, organizer]", expect![[r#"
            operations/created.yaml:7:1: the document prints another `roles`; write `roles: [organizer, admin]` [printed-reading]
        "#]]),
        bad(VOTE, "effect: read", "effect: update", expect![[r#"
            operations/export/vote.yaml:8:9: the document prints another `effect`; write `effect: read` [printed-reading]
        "#]]),
        bad(CREATED, "effect: create", "effect: read", expect![[r#"
            operations/created.yaml:8:9: the title begins with 创建, which must not be retried; say what it does instead of `read` [printed-change]
        "#]]),
        bad(VOTE, ", size: 50", "", expect![[r#"
            operations/export/vote.yaml:10:1: the document prints another `size`; write `size: 50` [printed-reading]
        "#]]),
        bad(VOTE, "size: 50", "size: 20", expect![[r#"
            operations/export/vote.yaml:10:59: the document prints another `size`; write `size: 50` [printed-reading]
        "#]]),
    ]
}

/// A type that is not on the list is what its readings say.
#[test]
fn an_unlisted_type_is_read() {
    let row = "  added: { type: ";
    for (ty, readings, expected) in [
        ("Integer(64)", ", as: int", "Int false"),
        ("double", ", as: decimal", "Decimal false"),
        ("'List<String>'", ", as: text", "Text true"),
        ("'Long[]'", ", as: user_id", "NumberId(UserId) true"),
        ("Enum", ", as: int, rust_type: Added, values: { 0: off, 1: switched_on }", "Int false"),
        ("Map", ", rust_type: Added, fields: { a: { type: String, note: 甲, en: A. } }", "Rows false"),
        ("'List<Map>'", ", rust_type: Added, fields: { a: { type: String, note: 甲, en: A. } }", "Rows true"),
    ] {
        let mut files = small();
        let text = files.get_mut(CREATED).unwrap();
        let row = format!("{row}{ty}, note: 新, en: New.{readings} }}\n\nexamples:\n");
        *text = text.replace("\nexamples:\n", &row);
        let spec = load(&files).unwrap();
        let Shape { kind, list } =
            shape(&spec.operations["created"].response["added"]).unwrap();
        assert_eq!(format!("{kind:?} {list}"), expected, "{ty}");
        files = fixed(&files);
        assert_eq!(shown(&files, &diagnostics(&files)), "", "{ty}");
    }
}
