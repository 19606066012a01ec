//! Rules of what an operation says about its tables.

use expect_test::expect;

use super::{Bad, Edit, bad, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad("window-rows", VOTE, "start: startTime", "start: startime", expect![[r#"
            operations/export/vote.yaml:9:18: `startime` is not a row of the request; did you mean `startTime`? [window-rows]
        "#]]),
        bad("window-rows", VOTE, "end: endTime", "end: webcastId", expect![[r#"
            operations/export/vote.yaml:9:34: `webcastId` is a `webcast_id`; a window needs a row `as: time` or `as: date` [window-rows]
        "#]]),
        bad("window-rows", VOTE, "end: endTime", "end: day", expect![[r#"
            operations/export/vote.yaml:9:1: `startTime` is a time, `day` is a date; make both the same [window-rows]
        "#]]),
        bad("window-rows", VOTE, "end: endTime", "end: startTime", expect![[r#"
            operations/export/vote.yaml:9:34: `startTime` is the window's start already; name its end [window-rows]
        "#]]),
        worse("window-list", vec![Edit::Replace(VOTE, "paging: { number: pageNo, list: list, object: page, size: 50 }\n", ""), Edit::Replace(VOTE, "    type: JSONArray\n    rust_type: Vote", "    type: JSONOBJECT\n    rust_type: Vote"), Edit::Replace(VOTE, "  pageNo: { type: int, optional: true, note: 页数", "  number: { type: int, optional: true, note: 页数"), Edit::Replace(VOTE, "      list:\n        - subject: |-\n            甲\n            乙\n          percentage: 12.5\n          userId: 9951547641\n          upload: true\n          choices: []", "      list: {}"), Edit::Replace(VOTE, r#""list":[{"#, r#""list":{"#)], expect![[r#"
            operations/export/vote.yaml:9:1: the answer has 0 lists, so nothing tells which one the window cuts; add `paging` [window-list]
            operations/export/vote.yaml:53:7: the answer is not JSON: expected `,` or `}` at line 1 column 102 [example-answer]
            operations/export/vote.yaml:55:1: `reads: { page: { pageNo: 1, totalPages: 1 }, list: {} }` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad("paging-rows", VOTE, "number: pageNo", "number: pageno", expect![[r#"
            operations/export/vote.yaml:10:19: `pageno` is not a row of the request; did you mean `pageNo`? [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "number: pageNo", "number: day", expect![[r#"
            operations/export/vote.yaml:10:19: `day` is not a whole number, so it chooses no page; read it `as: int` [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "pageNo: { type: int, optional: true, note: 页数, en: Number of the page., default: '1' }", "pageNo: { type: int, note: 页数, en: Number of the page. }", expect![[r#"
            operations/export/vote.yaml:10:19: `pageNo` must be sent, but the first page needs none; add `required: false` [paging-rows]
            operations/export/vote.yaml:50:5: `given` leaves out `pageNo`, which must be sent; add it [example-given]
        "#]]),
        bad("paging-rows", VOTE, "list: list", "list: rows", expect![[r#"
            operations/export/vote.yaml:10:33: `rows` is not a row of the response; name one that is [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "list: list", "list: page", expect![[r#"
            operations/export/vote.yaml:10:33: `page` is not a list of rows; name the list of the page [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "object: page,", "object: list,", expect![[r#"
            operations/export/vote.yaml:10:47: `list` is not a page object; read the row `as: page` [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "object: page,", "object: pageDto,", expect![[r#"
            operations/export/vote.yaml:10:47: `pageDto` is not printed, but `page` is a page object; name that [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "object: page,", "object: List,", expect![[r#"
            operations/export/vote.yaml:10:47: `List` makes the field of `list`; did you mean `list`? [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "object: page,", "object: page, flat: [pageNo],", expect![[r#"
            operations/export/vote.yaml:10:53: `flat` is for an object that is not printed; remove it [paging-rows]
            operations/export/vote.yaml:10:60: `pageNo` is not a row of the response; did you mean `page`? [paging-rows]
        "#]]),
        bad("paging-evidence", VOTE, "object: page, size: 50", "object: page, size: 50, evidence: wire", expect![[r#"
            operations/export/vote.yaml:10:73: `evidence` is about nothing: `page` is printed; remove it [paging-evidence]
        "#]]),
        worse("paging-evidence", vec![Edit::Replace(VOTE, "    as: page\n", "    rust_type: Position\n"), Edit::Replace(VOTE, "object: page, size", "object: pageDto, size")], expect![[r#"
            operations/export/vote.yaml:10:47: the page object `pageDto` is not printed, and `paging` has no `evidence`; say how sure we are of it [paging-evidence]
            operations/export/vote.yaml:29:7: `pageNo` has no English line; add `en`, or the name to the glossary [english-missing]
            operations/export/vote.yaml:30:7: `totalPages` has no English line; add `en`, or the name to the glossary [english-missing]
            operations/export/vote.yaml:31:7: `totalCounts` has no English line; add `en`, or the name to the glossary [english-missing]
            operations/export/vote.yaml:56:5: `$.page` is rows of its own, but the answer has `[{"pageNo":1,"totalPages":1}]`; correct one of the two [example-reads]
        "#]]),
        bad("page-parameter", VOTE, "paging: { number: pageNo, list: list, object: page, size: 50 }\n", "", expect![[r#"
            operations/export/vote.yaml:19:3: `pageNo` chooses a page; add `paging` [page-parameter]
        "#]]),
        bad("paging-rows", VOTE, "size: 50 }", "size: 50, sized_by: rows }", expect![[r#"
            operations/export/vote.yaml:10:73: `rows` is not a row of the request; name one that is [paging-rows]
        "#]]),
        bad("paging-rows", VOTE, "size: 50 }", "size: 50, sized_by: day }", expect![[r#"
            operations/export/vote.yaml:10:73: `day` is not a whole number with a `default`, so nothing tells when a page is full [paging-rows]
        "#]]),
        bad("condition-form", CREATED, "{ require: callbackUrl, when", "{ require: callbackUrl, only: level, when", expect![[r#"
            operations/created.yaml:10:7: the condition has 2 of `require`, `fix`, `only` and `order`; keep one [condition-form]
        "#]]),
        bad("condition-form", CREATED, "{ order: [startTime, endTime] }", "{ order: [startTime, endTime], when: { telconf: '1' } }", expect![[r#"
            operations/created.yaml:13:36: `order` always holds; remove `when` [condition-form]
        "#]]),
        bad("condition-form", CREATED, "{ order: [startTime, endTime] }", "{ order: [startTime] }", expect![[r#"
            operations/created.yaml:13:7: `order` takes two different rows, the lesser first [condition-form]
        "#]]),
        bad("condition-form", CREATED, "{ require: callbackUrl, when: { loginRequired: 'true' } }", "{ require: callbackUrl }", expect![[r#"
            operations/created.yaml:10:7: the condition has 0 rows in `when`; name one [condition-form]
        "#]]),
        bad("condition-rows", CREATED, "require: callbackUrl", "require: callback", expect![[r#"
            operations/created.yaml:10:16: `callback` is not a row of the request; did you mean `callbackUrl`? [condition-rows]
        "#]]),
        bad("condition-rows", CREATED, "require: callbackUrl", "require: subject", expect![[r#"
            operations/created.yaml:10:16: `subject` must be sent anyway, so `require` changes nothing or cannot hold; correct one [condition-rows]
        "#]]),
        bad("condition-rows", CREATED, "only: level", "only: telconf", expect![[r#"
            operations/created.yaml:12:13: `telconf` depends on itself; name another row in `when` [condition-rows]
        "#]]),
        bad("condition-rows", CREATED, "fix: { loginRequired", "fix: { login_required", expect![[r#"
            operations/created.yaml:11:14: `login_required` is not a row of the request; did you mean `loginRequired`? [condition-rows]
        "#]]),
        bad("condition-rows", CREATED, "[startTime, endTime]", "[startTime, subject]", expect![[r#"
            operations/created.yaml:13:26: `subject` has no order; name a number, a time or a date [condition-rows]
        "#]]),
        bad("condition-rows", CREATED, "[startTime, endTime]", "[startTime, level]", expect![[r#"
            operations/created.yaml:13:7: the condition compares a time with a whole number; name rows of one kind [condition-rows]
        "#]]),
        bad("condition-value", CREATED, "fix: { loginRequired: 'false' }", "fix: { loginRequired: 'no' }", expect![[r#"
            operations/created.yaml:11:29: `loginRequired`: `no` is not `true` or `false` [condition-value]
        "#]]),
        bad("condition-value", CREATED, "when: { telconf: '1' }", "when: { telconf: '2' }", expect![[r#"
            operations/created.yaml:11:57: `telconf`: `2` is none of its codes: `0`, `1` [condition-value]
        "#]]),
        bad("list-encoding", DETACH, "list_encoding: indexed\n", "", expect![[r#"
            operations/file/detach.yaml:12:3: `urls` is a list, but nothing says how lists are written; add `list_encoding` [list-encoding]
        "#]]),
        bad("list-encoding", CREATED, "effect: create\n", "effect: create\nlist_encoding: repeated\n", expect![[r#"
            operations/created.yaml:9:16: `list_encoding` is about lists, but the request has none; remove it [list-encoding]
        "#]]),
        bad("shared-repeated", DETACH, "message: { type: String, note: 结果说明 }", "message: { type: String, optional: true, note: 结果说明 }", expect![[r#"
            operations/file/detach.yaml:24:3: `message` repeats the shared row cell by cell; remove it [shared-repeated]
        "#]]),
        bad("shared-without", DETACH, "without: [sec]", "without: [sek]", expect![[r#"
            operations/file/detach.yaml:5:11: `sek` is not a shared row; did you mean `sec`? [shared-without]
        "#]]),
        bad("shared-without", DETACH, "without: [sec]", "without: [sec, sec]", expect![[r#"
            operations/file/detach.yaml:5:16: `without` lists `sec` twice; keep one of the two [shared-without]
        "#]]),
        bad("shared-without", DETACH, "without: [sec]", "without: [sec, message]", expect![[r#"
            operations/file/detach.yaml:5:16: `message` stands in the table; remove it from `without` [shared-without]
        "#]]),
        bad("shared-reading", DETACH, "note: 结果说明 }", "note: 结果说明, en: What went wrong. }", expect![[r#"
            operations/file/detach.yaml:24:3: `message` is a shared row: its readings stand in `shared.yaml`; remove them here [shared-reading]
        "#]]),
    ]
}
