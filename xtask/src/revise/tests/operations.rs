//! A vendor adds and moves operations.

use expect_test::expect;

use super::{Case, announce, entry, newest, printed_row, text};
use crate::spec::{Disagreement, Effect, Matter, Meaning, Role, Spec};
use crate::transcribe::printed;

/// A whole new chapter: how often something was downloaded.
fn downloads() -> printed::Operation {
    printed::Operation {
        title: "获取文档的下载次数".to_owned(),
        purpose: "获取文档的下载次数".to_owned(),
        path: "/webcast/doc/downloads".to_owned(),
        methods: "POST/GET".to_owned(),
        description: "该API要求认证用户具有管理员角色。".to_owned(),
        request: vec![
            printed_row("docId", "Long", "文档ID", None),
            printed_row("loginName", "String", "登录名", None),
            printed_row("password", "String", "密码", None),
            printed_row("sec", "String", "true:表示密码是经过加密的。", Some(true)),
        ],
        response: vec![
            printed_row("total", "Long", "下载次数", None),
            printed_row("code", "String", "返回结果代码（详情见3.5）", None),
            printed_row("message", "String", "结果说明", Some(true)),
        ],
        ..printed::Operation::default()
    }
}

fn read_downloads(spec: &mut Spec) {
    let operation = entry(spec, "doc/downloads");
    operation.name = text("get_document_downloads");
    operation.en = text("Tells how often a document was downloaded.");
    operation.roles = vec![Role::Admin];
    operation.effect = Some(Effect::Read);
    operation.request["docId"].meaning = Some(Meaning::DocumentId);
    operation.response["total"].en = text("How often it was downloaded.");
    operation.examples = serde_json::from_value(serde_json::json!([
        { "from": "rules of the form: a number", "given": { "docId": 42 }, "form": "docId=42" },
        { "from": "wire: a number", "answer": r#"{"code":"0","total":7}"#, "reads": { "total": 7 } },
    ]))
    .expect("two examples");
    newest(spec).adds = vec!["doc/downloads".to_owned()];
}

#[test]
fn an_operation_is_added_at_the_end() {
    Case {
        document: |document| {
            announce(document, "新增获取文档的下载次数接口");
            document.operations.push(downloads());
        },
        stops: expect![[r#"
            spec/changelog.yaml:262:9: the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing`
                |
            262 |   text: 新增获取文档的下载次数接口
                |         ^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-line

            spec/operations/doc/downloads.yaml:2:1: the operation has no `name`, no `en`, no `roles`, no `effect`; add the reading
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ incomplete-operation

            spec/operations/doc/downloads.yaml:2:1: `doc/downloads` is new since `HEAD`, and nothing says why; write `adds: [doc/downloads]` in the changelog's row `2026-11-01`, or `targets: [doc/downloads]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ unexplained-change

            spec/operations/doc/downloads.yaml:6:1: the examples have no `form`; add a wire vector of the request
              |
            6 | request:
              | ^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:7:3: `docId` is a whole number here, but a `document_id` in `operations/doc/attach.yaml`; give both the same `as`
              |
            7 |   docId: { type: Long, note: 文档ID }
              |   ^^^^^ id-meaning

            spec/operations/doc/downloads.yaml:7:3: `docId` is “文档ID” by its note; read it `as: document_id`
              |
            7 |   docId: { type: Long, note: 文档ID }
              |   ^^^^^ id-note

            spec/operations/doc/downloads.yaml:9:1: the examples have no `answer`; add a wire vector of the response
              |
            9 | response:
              | ^^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:10:3: `total` has no English line; add `en`, or the name to the glossary
               |
            10 |   total: { type: Long, note: 下载次数 }
               |   ^^^^^ english-missing

            8 faults in 2 files

            stopped at `check`: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: read_downloads,
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 2 changes

            0 breaking, 0 risky, 2 safe; semver: minor (0.1.0 → 0.1.1)

            | level | rule | what | cause |
            |---|---|---|---|
            | wire safe, Rust minor | `operation-added` | `doc/downloads` | revision 2026-11-01 |
            | wire safe, Rust patch | `revision-added` | `changelog#2026-11-01` | revision 2026-11-01 |

            <details><summary>2 safe</summary>

            **`doc/downloads`**

            ```diff
            + doc/downloads:
            +   name: get_document_downloads
            +   title: 获取文档的下载次数
            +   path: /webcast/doc/downloads
            +   en: Tells how often a document was downloaded.
            +   roles: [admin]
              … 13 more lines
            ```

            spec/operations/doc/downloads.yaml:2:1<br>
            `operation-added`: There is one call more; a function, a request and an answer come.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:260:3): 新增获取文档的下载次数接口

            **`changelog#2026-11-01`**

            ```diff
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 新增获取文档的下载次数接口, adds: [doc/downloads] }
            ```

            spec/changelog.yaml:260:3<br>
            `revision-added`: The changelog has one more row; its targets tell since when something is there.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:260:3): 新增获取文档的下载次数接口

            </details>

            semver: minor (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}

#[test]
fn an_operation_is_added_in_the_middle() {
    Case {
        document: |document| {
            announce(document, "新增5.30获取文档的下载次数接口");
            document.operations.insert(29, downloads());
        },
        stops: expect![[r#"
            spec/changelog.yaml:271:9: the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing`
                |
            271 |   text: 新增5.30获取文档的下载次数接口
                |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-line

            spec/operations/courseware/transcode.yaml:44:3: `docId` is a `document_id` here, but a whole number in `operations/doc/downloads.yaml`; give both the same `as`
               |
            44 |   docId: { type: String, note: 文档id, en: Id of the document that the conversion makes; sometimes absent., as: document_id, evidenc...
               |   ^^^^^ id-meaning

            spec/operations/doc/attach.yaml:14:3: `docId` is a `document_id` here, but a whole number in `operations/doc/downloads.yaml`; give both the same `as`
               |
            14 |   docId: { type: String, note: 文档ID, as: document_id, evidence: wire }
               |   ^^^^^ id-meaning

            spec/operations/doc/detach.yaml:14:3: `docId` is a `document_id` here, but a whole number in `operations/doc/downloads.yaml`; give both the same `as`
               |
            14 |   docId: { type: String, note: 文档ID, as: document_id, evidence: wire }
               |   ^^^^^ id-meaning

            spec/operations/doc/downloads.yaml:2:1: the operation has no `name`, no `en`, no `roles`, no `effect`; add the reading
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ incomplete-operation

            spec/operations/doc/downloads.yaml:2:1: `doc/downloads` is new since `HEAD`, and nothing says why; write `adds: [doc/downloads]` in the changelog's row `2026-11-01`, or `targets: [doc/downloads]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ unexplained-change

            spec/operations/doc/downloads.yaml:6:1: the examples have no `form`; add a wire vector of the request
              |
            6 | request:
              | ^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:7:3: `docId` is “文档ID” by its note; read it `as: document_id`
              |
            7 |   docId: { type: Long, note: 文档ID }
              |   ^^^^^ id-note

            spec/operations/doc/downloads.yaml:9:1: the examples have no `answer`; add a wire vector of the response
              |
            9 | response:
              | ^^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:10:3: `total` has no English line; add `en`, or the name to the glossary
               |
            10 |   total: { type: Long, note: 下载次数 }
               |   ^^^^^ english-missing

            10 faults in 5 files

            stopped at `check`: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: read_downloads,
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 6 changes

            0 breaking, 0 risky, 6 safe; semver: minor (0.1.0 → 0.1.1)

            | level | rule | what | cause |
            |---|---|---|---|
            | wire safe, Rust minor | `operation-added` | `doc/downloads` | revision 2026-11-01 |
            | wire safe, Rust patch | `revision-added` | `changelog#2026-11-01` | revision 2026-11-01 |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2019-06-24` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2019-07-12` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2019-10-09.2` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2021-05-19` `disagrees` | docs only |

            <details><summary>6 safe</summary>

            **`doc/downloads`**

            ```diff
            + doc/downloads:
            +   name: get_document_downloads
            +   title: 获取文档的下载次数
            +   path: /webcast/doc/downloads
            +   en: Tells how often a document was downloaded.
            +   roles: [admin]
              … 13 more lines
            ```

            spec/operations/doc/downloads.yaml:2:1<br>
            `operation-added`: There is one call more; a function, a request and an answer come.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:269:3): 新增5.30获取文档的下载次数接口

            **`changelog#2026-11-01`**

            ```diff
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 新增5.30获取文档的下载次数接口, adds: [doc/downloads] }
            ```

            spec/changelog.yaml:269:3<br>
            `revision-added`: The changelog has one more row; its targets tell since when something is there.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:269:3): 新增5.30获取文档的下载次数接口

            **`changelog#2019-06-24`** `disagrees`

            ```diff
              disagrees:
            -   - { words: maxvip, about: spelling, tables: maxVip }
            +   - { words: maxvip, about: spelling, tables: maxVip }
            +   - { words: '5.34', about: section, tables: export/usage }
            +   - { words: '5.37', about: section, tables: room/concurrent }
            ```

            HEAD:spec/changelog.yaml:172:3 → spec/changelog.yaml:172:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2019-07-12`** `disagrees`

            ```diff
            - nothing
            + disagrees:
            +   - { words: '5.35', about: section, tables: courseware/transcode }
            +   - { words: '5.36', about: section, tables: media/transcode }
            ```

            HEAD:spec/changelog.yaml:175:3 → spec/changelog.yaml:183:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2019-10-09.2`** `disagrees`

            ```diff
            - nothing
            + disagrees:
            +   - { words: '5.48', about: section, tables: record/delete }
            ```

            HEAD:spec/changelog.yaml:187:3 → spec/changelog.yaml:196:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2021-05-19`** `disagrees`

            ```diff
            - nothing
            + disagrees:
            +   - { words: '5.32', about: section, tables: export/vod/history }
            ```

            HEAD:spec/changelog.yaml:255:3 → spec/changelog.yaml:266:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            </details>

            semver: minor (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}

#[test]
fn an_operation_moves_to_another_chapter() {
    Case {
        document: |document| {
            announce(document, "5.52在线剪辑移到点播接口之后");
            let cut = document.operations.pop().expect("an operation");
            document.operations.insert(19, cut);
        },
        stops: expect![[r#"
            spec/changelog.yaml:272:9: the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing`
                |
            272 |   text: 5.52在线剪辑移到点播接口之后
                |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-line

            spec/document.yaml:76:5: `vod/cut` stands elsewhere since `HEAD`, and nothing says why; write `changes: [vod/cut]` in the changelog's row `2026-11-01`, or `targets: [vod/cut]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            76 |   - vod/cut
               |     ^^^^^^^ unexplained-change

            2 faults in 2 files

            stopped at `check`: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).changes = vec!["vod/cut".to_owned()];
            newest(spec).disagrees = vec![Disagreement {
                words: "5.52".to_owned(),
                about: Matter::Section,
                tables: text("vod/cut"),
            }];
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 9 changes

            0 breaking, 0 risky, 9 safe; semver: patch (0.1.0 → 0.1.1)

            | level | rule | what | cause |
            |---|---|---|---|
            | wire safe, Rust patch | `revision-added` | `changelog#2026-11-01` | revision 2026-11-01 |
            | wire safe, Rust patch | `operation-moved` | `vod/cut` | revision 2026-11-01 |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2014-10-15` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2018-07-12` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2019-06-24` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2019-07-12` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2019-10-09.2` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2019-10-17` `disagrees` | docs only |
            | wire safe, Rust none | `revision-disagrees-changed` | `changelog#2021-05-19` `disagrees` | docs only |

            <details><summary>9 safe</summary>

            **`changelog#2026-11-01`**

            ```diff
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.52在线剪辑移到点播接口之后, changes: [vod/cut], disagrees: [{ words: '5.52', about: section, tables: vod/cut }] }
            ```

            spec/changelog.yaml:270:3<br>
            `revision-added`: The changelog has one more row; its targets tell since when something is there.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:270:3): 5.52在线剪辑移到点播接口之后

            **`vod/cut`**

            HEAD:spec/document.yaml:108:5 → spec/document.yaml:76:5<br>
            `operation-moved`: The chapter has another number, which stands in the documentation and in the table of operations.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:270:3): 5.52在线剪辑移到点播接口之后

            **`changelog#2014-10-15`** `disagrees`

            ```diff
            - disagrees:
            -   - { words: '5.29', about: section, tables: player/setup }
            -   - { words: '5.24', about: section, tables: vod/sync }
            + nothing
            ```

            HEAD:spec/changelog.yaml:66:3 → spec/changelog.yaml:60:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2018-07-12`** `disagrees`

            ```diff
            - nothing
            + disagrees:
            +   - { words: '5.26', about: section, tables: record/choose }
            +   - { words: '5.27', about: section, tables: record/remove }
            ```

            HEAD:spec/changelog.yaml:93:3 → spec/changelog.yaml:94:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2019-06-24`** `disagrees`

            ```diff
              disagrees:
            -   - { words: maxvip, about: spelling, tables: maxVip }
            +   - { words: maxvip, about: spelling, tables: maxVip }
            +   - { words: '5.34', about: section, tables: export/usage }
            +   - { words: '5.37', about: section, tables: room/concurrent }
            ```

            HEAD:spec/changelog.yaml:172:3 → spec/changelog.yaml:172:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2019-07-12`** `disagrees`

            ```diff
            - nothing
            + disagrees:
            +   - { words: '5.35', about: section, tables: courseware/transcode }
            +   - { words: '5.36', about: section, tables: media/transcode }
            ```

            HEAD:spec/changelog.yaml:175:3 → spec/changelog.yaml:183:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2019-10-09.2`** `disagrees`

            ```diff
            - nothing
            + disagrees:
            +   - { words: '5.48', about: section, tables: record/delete }
            ```

            HEAD:spec/changelog.yaml:187:3 → spec/changelog.yaml:196:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2019-10-17`** `disagrees`

            ```diff
              disagrees:
            -   - { words: 新增, about: verb, tables: vod/sync#response.list.duration }
            +   - { words: 新增, about: verb, tables: vod/sync#response.list.duration }
            +   - { words: '5.23', about: section, tables: vod/sync }
            ```

            HEAD:spec/changelog.yaml:196:3 → spec/changelog.yaml:203:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            **`changelog#2021-05-19`** `disagrees`

            ```diff
            - nothing
            + disagrees:
            +   - { words: '5.32', about: section, tables: export/vod/history }
            ```

            HEAD:spec/changelog.yaml:255:3 → spec/changelog.yaml:267:3<br>
            `revision-disagrees-changed`: What we say about words of the row that the tables contradict.<br>
            Cause: docs only

            </details>

            semver: patch (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}
