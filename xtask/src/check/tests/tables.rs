//! Rules of what an operation says about its tables.

use expect_test::expect;

use super::{Bad, Edit, bad, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(VOTE, "start: startTime", "start: startime", expect![[r#"
            operations/export/vote.yaml:9:18: `startime` is not a row of the request; did you mean `startTime`? [row-reference]
        "#]]),
        bad(VOTE, "end: endTime", "end: webcastId", expect![[r#"
            operations/export/vote.yaml:9:1: `startTime` is a time, but `webcastId` is a `webcast_id`; name rows of one kind [row-pair]
            operations/export/vote.yaml:9:34: `webcastId` is not a time or a date; name one that is [row-reference]
        "#]]),
        bad(VOTE, "end: endTime", "end: day", expect![[r#"
            operations/export/vote.yaml:9:1: `startTime` is a time, but `day` is a date; name rows of one kind [row-pair]
        "#]]),
        bad(VOTE, "end: endTime", "end: startTime", expect![[r#"
            operations/export/vote.yaml:9:1: `startTime` stands twice; name two rows [row-pair]
        "#]]),
        worse(vec![Edit::Replace(VOTE, "paging: { number: pageNo, list: list, object: page, size: 50 }\n", ""), Edit::Replace(VOTE, "    type: JSONArray\n    rust_type: Vote", "    type: JSONOBJECT\n    rust_type: Vote"), Edit::Replace(VOTE, "  pageNo: { type: int, optional: true, note: 页数", "  number: { type: int, optional: true, note: 页数"), Edit::Replace(VOTE, "      list:\n        - subject: |-\n            甲\n            乙\n          percentage: 12.5\n          userId: 9951547641\n          upload: true\n          choices: []", "      list: {}"), Edit::Replace(VOTE, r#""list":[{"#, r#""list":{"#)], expect![[r#"
            operations/export/vote.yaml:9:1: the answer has 0 lists, so nothing tells which one the window cuts; remove `window` [window-list]
            operations/export/vote.yaml:54:7: the answer is not a JSON object: expected `,` or `}` at line 1 column 97; correct it [example-body]
            operations/export/vote.yaml:56:1: `reads: { page: { pageNo: 1, totalPages: 1 }, list: {} }` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        worse(vec![Edit::Replace(VOTE, "paging: { number: pageNo, list: list, object: page, size: 50 }\n", ""), Edit::Replace(VOTE, "  pageNo: { type: int, optional: true, note: 页数", "  number: { type: int, optional: true, note: 页数"), Edit::Replace(VOTE, "  list:\n    type: JSONArray\n", "  more:\n    type: JSONArray\n    en: More rows.\n    rust_type: More\n    fields:\n      name: { type: String, note: 名称, en: Name. }\n  list:\n    type: JSONArray\n")], expect![[r#"
            operations/export/vote.yaml:9:1: the answer has 2 lists, so nothing tells which one the window cuts; add `paging` [window-list]
        "#]]),
        bad(VOTE, "number: pageNo", "number: pageno", expect![[r#"
            operations/export/vote.yaml:10:19: `pageno` is not a row of the request; did you mean `pageNo`? [row-reference]
        "#]]),
        bad(VOTE, "number: pageNo", "number: day", expect![[r#"
            operations/export/vote.yaml:10:19: `day` is not a whole number that may be left out, as on the first page; name one that is [row-reference]
        "#]]),
        bad(VOTE, "pageNo: { type: int, optional: true, note: 页数, en: Number of the page., default: '1' }", "pageNo: { type: int, note: 页数, en: Number of the page. }", expect![[r#"
            operations/export/vote.yaml:10:19: `pageNo` is not a whole number that may be left out, as on the first page; name one that is [row-reference]
            operations/export/vote.yaml:51:5: `given` leaves out `pageNo`, which must be sent; add it [example-given]
        "#]]),
        bad(VOTE, "list: list", "list: rows", expect![[r#"
            operations/export/vote.yaml:10:33: `rows` is not a row of the response; name one that is, or remove it [row-reference]
        "#]]),
        bad(VOTE, "list: list", "list: page", expect![[r#"
            operations/export/vote.yaml:10:33: `page` is not a list of rows; name one that is [row-reference]
        "#]]),
        bad(VOTE, "object: page,", "object: list,", expect![[r#"
            operations/export/vote.yaml:10:47: `list` is not a page object (`as: page`); name one that is [row-reference]
        "#]]),
        bad(VOTE, "object: page,", "object: pageDto,", expect![[r#"
            operations/export/vote.yaml:10:47: `pageDto` is not printed, but the page object `page` is; write `page` [page-name]
        "#]]),
        bad(VOTE, "object: page,", "object: List,", expect![[r#"
            operations/export/vote.yaml:10:47: `List` makes the field of `list`; did you mean `list`? [page-name]
        "#]]),
        bad(VOTE, "object: page,", "object: page, flat: [pageNo],", expect![[r#"
            operations/export/vote.yaml:10:53: `flat` is about an object that is not printed, which `page` is not; remove it [misplaced-reading]
            operations/export/vote.yaml:10:60: `pageNo` is not a row of the response; did you mean `page`? [row-reference]
        "#]]),
        bad(VOTE, "object: page, size: 50", "object: page, size: 50, evidence: wire", expect![[r#"
            operations/export/vote.yaml:10:73: `evidence` is about an object that is not printed, which `page` is not; remove it [misplaced-reading]
        "#]]),
        worse(vec![Edit::Replace(VOTE, "    as: page\n", "    rust_type: Position\n"), Edit::Replace(VOTE, "object: page, size", "object: pageDto, size")], expect![[r#"
            operations/export/vote.yaml:10:1: `pageDto` has no `evidence`; say how sure we are of an object that is not printed [missing-reading]
            operations/export/vote.yaml:29:7: `pageNo` has no `en`; add an English line, or the name to the glossary [missing-reading]
            operations/export/vote.yaml:30:7: `totalPages` has no `en`; add an English line, or the name to the glossary [missing-reading]
            operations/export/vote.yaml:31:7: `totalCounts` has no `en`; add an English line, or the name to the glossary [missing-reading]
        "#]]),
        bad(VOTE, "paging: { number: pageNo, list: list, object: page, size: 50 }\n", "", expect![[r#"
            operations/export/vote.yaml:2:1: the operation has no `paging`; say what `pageNo` leafs through [missing-reading]
        "#]]),
        bad(VOTE, "size: 50 }", "size: 50, sized_by: rows }", expect![[r#"
            operations/export/vote.yaml:10:73: `rows` is not a row of the request; name one that is, or remove it [row-reference]
        "#]]),
        bad(VOTE, "size: 50 }", "size: 50, sized_by: day }", expect![[r#"
            operations/export/vote.yaml:10:73: `day` is not a whole number with the `default` that fills a page; name one that is [row-reference]
        "#]]),
        bad(CREATED, "{ require: callbackUrl, when", "{ require: callbackUrl, only: level, when", expect![[r#"
            operations/created.yaml:10:7: the condition has 2 of `require`, `fix`, `only` and `order`; keep one [condition-form]
        "#]]),
        bad(CREATED, "{ order: [startTime, endTime] }", "{ order: [startTime, endTime], when: { telconf: '1' } }", expect![[r#"
            operations/created.yaml:13:36: `order` always holds; remove `when` [condition-form]
        "#]]),
        bad(CREATED, "{ order: [startTime, endTime] }", "{ order: [startTime] }", expect![[r#"
            operations/created.yaml:13:7: `order` takes two rows, the lesser first; name two [condition-form]
        "#]]),
        bad(CREATED, "{ require: callbackUrl, when: { loginRequired: 'true' } }", "{ require: callbackUrl }", expect![[r#"
            operations/created.yaml:10:7: the condition has 0 rows in `when`; name one [condition-form]
        "#]]),
        bad(CREATED, "require: callbackUrl", "require: callback", expect![[r#"
            operations/created.yaml:10:16: `callback` is not a row of the request; did you mean `callbackUrl`? [row-reference]
        "#]]),
        bad(CREATED, "require: callbackUrl", "require: subject", expect![[r#"
            operations/created.yaml:10:16: `subject` is not a row that may be left out; name one that is [row-reference]
        "#]]),
        bad(CREATED, "only: level", "only: telconf", expect![[r#"
            operations/created.yaml:12:22: `telconf` depends on itself; name another row in `when` [condition-form]
        "#]]),
        bad(CREATED, "fix: { loginRequired", "fix: { login_required", expect![[r#"
            operations/created.yaml:11:14: `login_required` is not a row of the request; did you mean `loginRequired`? [row-reference]
        "#]]),
        bad(CREATED, "[startTime, endTime]", "[startTime, subject]", expect![[r#"
            operations/created.yaml:13:7: `startTime` is a time, but `subject` is a text; name rows of one kind [row-pair]
            operations/created.yaml:13:26: `subject` is not a number, a time or a date; name one that is [row-reference]
        "#]]),
        bad(CREATED, "[startTime, endTime]", "[startTime, level]", expect![[r#"
            operations/created.yaml:13:7: `startTime` is a time, but `level` is a whole number; name rows of one kind [row-pair]
        "#]]),
        bad(CREATED, "fix: { loginRequired: 'false' }", "fix: { loginRequired: 'no' }", expect![[r#"
            operations/created.yaml:11:29: `loginRequired`: `no` is not `true` or `false`; give one [condition-value]
        "#]]),
        bad(CREATED, "when: { telconf: '1' }", "when: { telconf: '2' }", expect![[r#"
            operations/created.yaml:11:57: `telconf`: `2` is none of its codes; write one of `'0'`, `'1'` [condition-value]
        "#]]),
        bad(DETACH, "list_encoding: indexed\n", "", expect![[r#"
            operations/file/detach.yaml:2:1: the operation has no `list_encoding`; say how its lists are written [missing-reading]
        "#]]),
        bad(CREATED, "effect: create\n", "effect: create\nlist_encoding: repeated\n", expect![[r#"
            operations/created.yaml:9:16: `list_encoding` is about a list, which any row of the request is not; remove it [misplaced-reading]
        "#]]),
        bad(DETACH, "message: { type: String, note: 结果说明 }", "message: { type: String, optional: true, note: 结果说明 }", expect![[r#"
            operations/file/detach.yaml:25:3: `message` repeats the shared row cell by cell; remove it [shared-row]
        "#]]),
        bad(DETACH, "without: [sec]", "without: [sek]", expect![[r#"
            operations/file/detach.yaml:5:11: `sek` is not a shared row; did you mean `sec`? [shared-without]
        "#]]),
        bad(DETACH, "without: [sec]", "without: [sec, sec]", expect![[r#"
            operations/file/detach.yaml:5:16: `sec` is listed twice; keep one of the two [listed-twice]
        "#]]),
        bad(DETACH, "without: [sec]", "without: [sec, message]", expect![[r#"
            operations/file/detach.yaml:5:16: `message` stands in the table; remove it [shared-without]
        "#]]),
        bad(DETACH, "note: 结果说明 }", "note: 结果说明, en: What went wrong. }", expect![[r#"
            operations/file/detach.yaml:25:3: `message` is a shared row: its readings stand in `shared.yaml`; remove them here [shared-row]
        "#]]),
    ]
}
