//! Rules of rows, and of what the document says in words.

use expect_test::expect;

use super::{Bad, bad};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad("unknown-type", CREATED, "type: int, optional: true, note: 客户端", "type: Interger, optional: true, note: 客户端", expect![[r#"
            operations/created.yaml:33:23: `Interger` is not a type that is known; did you mean `Integer`? [unknown-type]
        "#]]),
        bad("unknown-type", CREATED, "level: { type: String, ", "level: { ", expect![[r#"
            operations/created.yaml:34:3: `level` has no `type`; add the printed one [unknown-type]
        "#]]),
        bad("unknown-type", CREATED, "level: { type: String, ", "level: { type: 文本, ", expect![[r#"
            operations/created.yaml:34:18: `文本` is not a type that is known; add it to the closed list of types [unknown-type]
        "#]]),
        bad("impossible-as", VOTE, "note: 是否上传, en: Whether it was uploaded.", "note: 是否上传, en: Whether it was uploaded., as: time", expect![[r#"
            operations/export/vote.yaml:39:104: `as: time` is nothing that a `boolean` can be; correct the reading [impossible-as]
            operations/export/vote.yaml:56:5: `$.list[0].upload` is a time, but the answer has `"true"`; correct one of the two [example-reads]
        "#]]),
        bad("impossible-as", VOTE, "    as: page\n", "    as: text\n", expect![[r#"
            operations/export/vote.yaml:10:47: `page` is not a page object; read the row `as: page` [paging-rows]
            operations/export/vote.yaml:27:9: `as: text` is nothing that a `JSONOBJECT` can be; correct the reading [impossible-as]
            operations/export/vote.yaml:29:7: `pageNo` has no English line; add `en`, or the name to the glossary [english-missing]
            operations/export/vote.yaml:30:7: `totalPages` has no English line; add `en`, or the name to the glossary [english-missing]
            operations/export/vote.yaml:31:7: `totalCounts` has no English line; add `en`, or the name to the glossary [english-missing]
            operations/export/vote.yaml:56:5: `$.page` is a text, but the answer has `[{"pageNo":1,"totalPages":1}]`; correct one of the two [example-reads]
        "#]]),
        bad("impossible-as", CREATED, "    rust_type: Telconf\n", "    as: int\n    rust_type: Telconf\n", expect![[r#"
            operations/created.yaml:31:9: `as: int` and `values` exclude each other; keep one of the two [impossible-as]
        "#]]),
        bad("impossible-as", VOTE, "en: Its text.", "en: Its text., as: url", expect![[r#"
            operations/export/vote.yaml:46:65: `as: url` is about what is sent, and an answer's address is a text; remove it [impossible-as]
        "#]]),
        bad("page-object", VOTE, "      totalPages: {", "      pages: {", expect![[r#"
            operations/export/vote.yaml:27:9: `as: page` has no `pages`; give the row a `rust_type` instead [page-object]
        "#]]),
        bad("page-object", VOTE, "note: 当前页数 }", "note: 当前页数, en: Page. }", expect![[r#"
            operations/export/vote.yaml:29:7: `pageNo` needs no reading: `as: page` knows its rows; remove it [page-object]
        "#]]),
        bad("page-object", DETACH, "    rust_type: FileRow\n", "    as: page\n", expect![[r#"
            operations/file/detach.yaml:18:5: `as: page` on an `Array` has no `evidence`; say how sure we are of it [wire-evidence]
            operations/file/detach.yaml:18:9: `as: page` belongs to an answer; remove it [page-object]
            operations/file/detach.yaml:18:9: `as: page` has no `userId`; give the row a `rust_type` instead [page-object]
            operations/file/detach.yaml:20:7: `userId` needs no reading: `as: page` knows its rows; remove it [page-object]
            operations/file/detach.yaml:21:7: `name` needs no reading: `as: page` knows its rows; remove it [page-object]
            operations/file/detach.yaml:28:48: `rows` is the page object; give that [example-given]
        "#]]),
        bad("type-without-content", CREATED, "en: Kind of client.,", "en: Kind of client., rust_type: ClientType,", expect![[r#"
            operations/created.yaml:33:87: `rust_type: ClientType` has neither `values` nor `fields` to describe it; remove it [type-without-content]
        "#]]),
        bad("content-without-type", CREATED, "    rust_type: Telconf\n", "", expect![[r#"
            operations/created.yaml:31:5: `values` have no `rust_type`; name the type of the codes [content-without-type]
        "#]]),
        bad("content-without-type", VOTE, "        rust_type: Choice\n", "", expect![[r#"
            operations/export/vote.yaml:40:7: `choices` has no `rust_type`; name the type of its rows [content-without-type]
        "#]]),
        bad("content-without-type", DETACH, "type: 'String[]'", "type: Array", expect![[r#"
            operations/file/detach.yaml:13:3: `urls` has no `rust_type`; name the type of its rows [content-without-type]
            operations/file/detach.yaml:13:3: `urls` is an `Array` without `fields`; add its rows [content-without-type]
            operations/file/detach.yaml:28:38: `urls` is rows of its own; give that [example-given]
            operations/file/detach.yaml:28:43: `urls` is rows of its own; give that [example-given]
            operations/file/detach.yaml:31:38: `urls` is rows of its own; give that [example-given]
            operations/file/detach.yaml:31:41: `urls` is rows of its own; give that [example-given]
        "#]]),
        bad("content-without-type", VOTE, "        type: Array\n", "        type: String\n", expect![[r#"
            operations/export/vote.yaml:41:15: a `String` has no rows, but `choices` has `fields` [content-without-type]
            operations/export/vote.yaml:56:5: `$.list[0].choices` reads as nothing, not `[]`; correct it [example-reads]
        "#]]),
        bad("impossible-code", CREATED, "2: running", "two: running", expect![[r#"
            operations/created.yaml:46:27: an `int` cannot hold the code `two`; write the whole number it is [impossible-code]
        "#]]),
        bad("impossible-code", CREATED, "2: running", "02: running", expect![[r#"
            operations/created.yaml:46:27: an `int` cannot hold the code `02`; write the whole number it is [impossible-code]
        "#]]),
        bad("impossible-code", VOTE, "note: 是否上传, en: Whether it was uploaded. }", "note: 是否上传, en: Whether it was uploaded., rust_type: Upload, values: { 'true': yes_it_was } }", expect![[r#"
            operations/export/vote.yaml:39:1: `upload:` should stand here; run `cargo xtask check --fix` [layout]
            operations/export/vote.yaml:39:119: a `boolean` has no codes; remove `values` [impossible-code]
        "#]]),
        bad("wrong-bounds", CREATED, "en: Kind of client., range", "en: Kind of client., length", expect![[r#"
            operations/created.yaml:33:84: `length` says from 0, which every text has; write `..1` [idle-bounds]
            operations/created.yaml:33:84: `length` bounds a text, but `clientType` is a whole number; remove it [wrong-bounds]
        "#]]),
        bad("wrong-bounds", CREATED, "length: 6..", "range: 6..", expect![[r#"
            operations/created.yaml:23:100: `range` bounds a whole number, but `organizerToken` is a text; remove it [wrong-bounds]
        "#]]),
        bad("wrong-bounds", CREATED, "as: int, range: ..9", "clamp: ..9", expect![[r#"
            operations/created.yaml:34:71: `clamp` bounds a whole number, but `level` is a text; remove it [wrong-bounds]
            operations/created.yaml:53:83: `level` is a text, not `3` [example-given]
        "#]]),
        bad("wrong-bounds", DETACH, "en: Addresses of the files.", "en: Addresses of the files., length: 1..", expect![[r#"
            operations/file/detach.yaml:13:82: `length` bounds a text, but `urls` is a list; remove it [wrong-bounds]
        "#]]),
        bad("wrong-bounds", CREATED, "length: 6..", "length: ..-1", expect![[r#"
            operations/created.yaml:23:101: no text has -1 characters; correct the bound [wrong-bounds]
        "#]]),
        bad("wrong-side", CREATED, "range: 0..1 }", "range: 0..1, always: true }", expect![[r#"
            operations/created.yaml:33:97: `always` is about a row of an answer, this is one of a request; remove it [wrong-side]
        "#]]),
        bad("wrong-side", VOTE, "en: Its text.", "en: Its text., length: ..5", expect![[r#"
            operations/export/vote.yaml:46:69: `length` is about a row of a request, this is one of an answer; remove it [wrong-side]
        "#]]),
        bad("wrong-side", VOTE, "en: Subject of the vote.", "en: Subject of the vote., default: x, required: false", expect![[r#"
            operations/export/vote.yaml:36:80: `default` is about a row of a request, this is one of an answer; remove it [wrong-side]
            operations/export/vote.yaml:36:93: `required` is about a row of a request, this is one of an answer; remove it [wrong-side]
        "#]]),
        bad("always-list", VOTE, "    rust_type: Vote\n", "    rust_type: Vote\n    always: true\n", expect![[r#"
            operations/export/vote.yaml:35:13: `list` is a list, which is empty when it is absent; remove `always` [always-list]
        "#]]),
        bad("default-value", CREATED, "default: 'false'", "default: 'no'", expect![[r#"
            operations/created.yaml:22:119: `default`: `no` is not `true` or `false` [default-value]
            operations/created.yaml:22:119: `default` is `no`, but the note prints `false`; correct the reading [printed-default]
        "#]]),
        bad("default-value", CREATED, "range: ..9", "range: ..9, default: '10'", expect![[r#"
            operations/created.yaml:34:94: `default`: `10` is not in `..9` as its `range` says [default-value]
        "#]]),
        bad("default-value", CREATED, "    rust_type: Telconf\n    values: { 0: disabled, 1: enabled }", "    rust_type: Telconf\n    values: { 0: disabled, 1: enabled }\n    default: '3'", expect![[r#"
            operations/created.yaml:33:14: `default`: `3` is none of its codes: `0`, `1` [default-value]
        "#]]),
        bad("default-value", CREATED, "length: 1..250 }", "length: 1..250, default: x }", expect![[r#"
            operations/created.yaml:19:104: `subject` must be sent, so its `default` never counts; remove it or add `required: false` [default-value]
        "#]]),
        bad("default-value", DETACH, "en: Addresses of the files.", "en: Addresses of the files., default: x", expect![[r#"
            operations/file/detach.yaml:13:83: `urls` is not a single value, so it has no `default`; remove it [default-value]
        "#]]),
        bad("secret-kind", CREATED, "as: int, range: ..9", "as: int, range: ..9, secret: true", expect![[r#"
            operations/created.yaml:34:93: `secret` hides a text, which `level` is not; remove it [secret-kind]
        "#]]),
        bad("secret-name", CREATED, "length: 6.., secret: true", "length: 6..", expect![[r#"
            operations/created.yaml:23:3: `organizerToken` is a password or a token by its name; add `secret: true` [secret-name]
        "#]]),
        bad("wire-evidence", CREATED, "wire: [id], evidence: wire,", "wire: [id],", expect![[r#"
            operations/created.yaml:38:75: `wire` has no `evidence`; say how sure we are of it [wire-evidence]
        "#]]),
        bad("wire-evidence", CREATED, "range: ..9", "range: ..9, evidence: code", expect![[r#"
            operations/created.yaml:34:1: `level: { type: String, optional: true, note: 级别, en: Level., as: int, evidence: code, range: ..9 }` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:34:95: `evidence` is about nothing: there is no `wire`, and no `as` that contradicts the type; remove it [wire-evidence]
        "#]]),
        bad("wire-evidence", VOTE, "as: user_id, evidence: wire }", "as: user_id }", expect![[r#"
            operations/export/vote.yaml:38:63: `as: user_id` on a `String` has no `evidence`; say how sure we are of it [wire-evidence]
        "#]]),
        bad("wire-evidence", VOTE, "  page:\n    type: JSONOBJECT", "  page:\n    type: JSONArray", expect![[r#"
            operations/export/vote.yaml:27:5: `as: page` on a `JSONArray` has no `evidence`; say how sure we are of it [wire-evidence]
        "#]]),
        bad("wire-evidence", CREATED, "wire: [id],", "wire: [id, id],", expect![[r#"
            operations/created.yaml:38:86: `wire` lists `id` twice; keep one of the two [wire-evidence]
        "#]]),
        bad("wire-clash", CREATED, "wire: [id],", "wire: [id, status],", expect![[r#"
            operations/created.yaml:41:3: `status` is read from `status`, as `Id` is; correct one `wire` [wire-clash]
            operations/created.yaml:58:5: `$.id` reads as `"2"`, not `"8a6f"`; correct it [example-reads]
        "#]]),
        bad("id-meaning", VOTE, "userId: { type: String, note: 用户, en: Id of the voter., as: user_id, evidence: wire }", "userId: { type: String, note: 用户, en: Id of the voter. }", expect![[r#"
            operations/export/vote.yaml:45:11: `userId` is a `user_id` here, but a text in `operations/export/vote.yaml`; give both the same `as` [id-meaning]
            operations/export/vote.yaml:56:5: `$.list[0].userId` reads as `"9951547641"`, not `9951547641`; correct it [example-reads]
            operations/file/detach.yaml:20:7: `userId` is a `user_id` here, but a text in `operations/export/vote.yaml`; give both the same `as` [id-meaning]
        "#]]),
        bad("id-note", DETACH, "note: 直播ID, as: webcast_id", "note: 直播ID, as: vod_id", expect![[r#"
            operations/file/detach.yaml:12:3: `webcastId` is a `vod_id` here, but a `webcast_id` in `operations/export/vote.yaml`; give both the same `as` [id-meaning]
            operations/file/detach.yaml:12:3: `webcastId` is “直播ID” by its note; read it `as: webcast_id` [id-note]
        "#]]),
        bad("id-note", CREATED, "note: 级别", "note: 录制件id", expect![[r#"
            operations/created.yaml:34:3: `level` is “录制件id” by its note; read it `as: record_id` [id-note]
        "#]]),
        bad("printed-roles", CREATED, "roles: [organizer, admin]", "roles: [organizer]", expect![[r#"
            operations/created.yaml:7:1: the description names other roles, or in another order; write `[organizer, admin]` [printed-roles]
        "#]]),
        bad("printed-roles", CREATED, "roles: [organizer, admin]", "roles: [admin, organizer]", expect![[r#"
            operations/created.yaml:7:1: the description names other roles, or in another order; write `[organizer, admin]` [printed-roles]
        "#]]),
        bad("printed-effect", VOTE, "effect: read", "effect: update", expect![[r#"
            operations/export/vote.yaml:8:9: the title begins with 导出, which changes nothing; write `read` [printed-effect]
        "#]]),
        bad("printed-effect", CREATED, "effect: create", "effect: read", expect![[r#"
            operations/created.yaml:8:9: the title begins with 创建, which must not be retried; `read` is wrong [printed-effect]
        "#]]),
        bad("printed-window", VOTE, "max: 7d", "max: 30d", expect![[r#"
            operations/export/vote.yaml:9:48: `max` is `30d`, but the description allows 7 days; write `7d` [printed-window]
        "#]]),
        bad("printed-window", VOTE, "window: { start: startTime, end: endTime, max: 7d }\n", "", expect![[r#"
            operations/export/vote.yaml:10:1: the description allows 7 days between start and end; add a `window` [printed-window]
        "#]]),
        bad("printed-page-size", VOTE, ", size: 50", "", expect![[r#"
            operations/export/vote.yaml:10:1: the description gives a page 50 rows; write `size: 50` [printed-page-size]
        "#]]),
        bad("printed-page-size", VOTE, "size: 50", "size: 20", expect![[r#"
            operations/export/vote.yaml:10:59: the description gives a page 50 rows; write `size: 50` [printed-page-size]
        "#]]),
        bad("printed-length", CREATED, "length: 1..250", "length: 1..255", expect![[r#"
            operations/created.yaml:19:87: the note of `subject` prints a length; write `length: 1..250` [printed-length]
        "#]]),
        bad("printed-length", CREATED, ", length: 1..250", "", expect![[r#"
            operations/created.yaml:19:3: the note of `subject` prints a length; write `length: 1..250` [printed-length]
        "#]]),
        bad("printed-length", CREATED, "note: 通知地址", "note: 最大长度不能超过160", expect![[r#"
            operations/created.yaml:35:3: the note of `callbackUrl` prints a length; write `length: ..160` [printed-length]
        "#]]),
        bad("printed-default", CREATED, "default: 'false'", "default: 'true'", expect![[r#"
            operations/created.yaml:22:119: `default` is `true`, but the note prints `false`; correct the reading [printed-default]
        "#]]),
    ]
}
