//! A vendor adds and moves operations.

use expect_test::expect;

use super::{Case, announce, entry, newest, printed_row, text};
use crate::spec::{
    Disagreement, DisagreementKind, Effect, Evidence, Meaning, Role, Spec,
};
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
            printed_row("webcastId", "Long", "直播ID", ""),
            printed_row("loginName", "String", "登录名", ""),
            printed_row("password", "String", "密码", ""),
            printed_row("sec", "String", "是否加密", "是"),
        ],
        response: vec![
            printed_row("total", "Long", "下载次数", ""),
            printed_row("code", "String", "返回结果代码", ""),
            printed_row("message", "String", "结果说明", "是"),
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
    operation.request["webcastId"].meaning = Some(Meaning::WebcastId);
    operation.request["webcastId"].evidence = Some(Evidence::Wire);
    operation.response["total"].en = text("How often it was downloaded.");
    operation.examples = serde_json::from_value(serde_json::json!([
        { "from": "rules of the form: an id", "given": { "webcastId": "42" }, "form": "webcastId=42" },
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
            rewrote `spec/operations/doc/downloads.yaml`
            spec/changelog.yaml:41:9: `获取文档的下载次数` is `doc/downloads`, of which the row has no target; add `doc/downloads` to `adds`, or correct the targets
               |
            41 |   text: 新增获取文档的下载次数接口
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/operations/doc/downloads.yaml:2:1: the operation has no `en`; add an English line
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ missing-reading

            spec/operations/doc/downloads.yaml:2:1: the operation has no `name`; name its function
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ missing-reading

            spec/operations/doc/downloads.yaml:2:1: `doc/downloads` is new since `HEAD`, and nothing says why; write `adds: [doc/downloads]` in the changelog's row `2026-11-01`, or `targets: [doc/downloads]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ unexplained-change

            spec/operations/doc/downloads.yaml:8:1: the examples have no `form`; add a wire vector of the request
              |
            8 | request:
              | ^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:9:3: `webcastId` is a whole number here, but a `webcast_id` in `operations/export/vote.yaml`; give both the same `as`
              |
            9 |   webcastId: { type: Long, note: 直播ID }
              |   ^^^^^^^^^ id-meaning

            spec/operations/doc/downloads.yaml:9:3: `webcastId` is “直播ID” by its note; write `as: webcast_id`
              |
            9 |   webcastId: { type: Long, note: 直播ID }
              |   ^^^^^^^^^ id-note

            spec/operations/doc/downloads.yaml:11:1: the examples have no `answer`; add a wire vector of the response
               |
            11 | response:
               | ^^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:12:3: `total` has no `en`; add an English line, or the name to the glossary
               |
            12 |   total: { type: Long, note: 下载次数 }
               |   ^^^^^ missing-reading

            9 faults in 2 files

            stopped at `check`: 6 edits by hand are left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: read_downloads,
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 3 changes

            0 breaking, 0 risky, 1 safe, 2 documentation; semver: minor (0.1.0 → 0.1.1)

            | wire | what | cause |
            |---|---|---|
            | safe | `doc/downloads` added | revision 2026-11-01 |
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |

            <details><summary>the Rust surface: 0 removed, 14 added</summary>

            ```diff
            + fn BlockingClient::get_document_downloads(&self, request: &GetDocumentDownloads) -> Result<GetDocumentDownloadsResponse>
            + fn Client::get_document_downloads(&self, request: &GetDocumentDownloads) -> Result<GetDocumentDownloadsResponse>
            + struct GetDocumentDownloads (and 5 more of it)
            + struct GetDocumentDownloadsResponse (and 5 more of it)
            ```

            </details>
            <details><summary>1 safe</summary>

            ```diff
            spec/operations/doc/downloads.yaml:2:1: `doc/downloads` added
            + doc/downloads:
            +   name: get_document_downloads
            +   title: 获取文档的下载次数
            +   path: /webcast/doc/downloads
            +   en: Tells how often a document was downloaded.
            +   roles: [admin]
              … 13 more lines
              safe, operation-added. There is one call more.
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 新增获取文档的下载次数接口
            ```

            </details>
            <details><summary>2 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: 6e38d6fef1fa2234186d1abe23220ce7702a738aab44eb18199acc1a5edfc559 }
              because: docs only

            spec/changelog.yaml:39:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 新增获取文档的下载次数接口, adds: [doc/downloads] }
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 新增获取文档的下载次数接口
            ```

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
            announce(document, "新增5.2获取文档的下载次数接口");
            document.operations.insert(1, downloads());
        },
        stops: expect![[r#"
            rewrote `spec/operations/doc/downloads.yaml`
            spec/changelog.yaml:42:9: `5.2` is `doc/downloads`, of which the row has no target; add `doc/downloads` to `adds`, or correct the targets
               |
            42 |   text: 新增5.2获取文档的下载次数接口
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/changelog.yaml:42:9: `获取文档的下载次数` is `doc/downloads`, of which the row has no target; add `doc/downloads` to `adds`, or correct the targets
               |
            42 |   text: 新增5.2获取文档的下载次数接口
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/operations/doc/downloads.yaml:2:1: the operation has no `en`; add an English line
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ missing-reading

            spec/operations/doc/downloads.yaml:2:1: the operation has no `name`; name its function
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ missing-reading

            spec/operations/doc/downloads.yaml:2:1: `doc/downloads` is new since `HEAD`, and nothing says why; write `adds: [doc/downloads]` in the changelog's row `2026-11-01`, or `targets: [doc/downloads]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
              |
            2 | title: 获取文档的下载次数
              | ^^^^^ unexplained-change

            spec/operations/doc/downloads.yaml:8:1: the examples have no `form`; add a wire vector of the request
              |
            8 | request:
              | ^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:9:3: `webcastId` is “直播ID” by its note; write `as: webcast_id`
              |
            9 |   webcastId: { type: Long, note: 直播ID }
              |   ^^^^^^^^^ id-note

            spec/operations/doc/downloads.yaml:11:1: the examples have no `answer`; add a wire vector of the response
               |
            11 | response:
               | ^^^^^^^^ example-missing

            spec/operations/doc/downloads.yaml:12:3: `total` has no `en`; add an English line, or the name to the glossary
               |
            12 |   total: { type: Long, note: 下载次数 }
               |   ^^^^^ missing-reading

            spec/operations/export/vote.yaml:17:3: `webcastId` is a `webcast_id` here, but a whole number in `operations/doc/downloads.yaml`; give both the same `as`
               |
            17 |   webcastId: { type: String, note: 直播ID, as: webcast_id }
               |   ^^^^^^^^^ id-meaning

            spec/operations/file/detach.yaml:13:3: `webcastId` is a `webcast_id` here, but a whole number in `operations/doc/downloads.yaml`; give both the same `as`
               |
            13 |   webcastId: { type: String, note: 直播ID, as: webcast_id }
               |   ^^^^^^^^^ id-meaning

            11 faults in 4 files

            stopped at `check`: 8 edits by hand are left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: read_downloads,
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 4 changes

            0 breaking, 0 risky, 1 safe, 3 documentation; semver: minor (0.1.0 → 0.1.1)

            | wire | what | cause |
            |---|---|---|
            | safe | `doc/downloads` added | revision 2026-11-01 |
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2020-01-22` changed, `disagrees` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |

            <details><summary>the Rust surface: 0 removed, 14 added</summary>

            ```diff
            + fn BlockingClient::get_document_downloads(&self, request: &GetDocumentDownloads) -> Result<GetDocumentDownloadsResponse>
            + fn Client::get_document_downloads(&self, request: &GetDocumentDownloads) -> Result<GetDocumentDownloadsResponse>
            + struct GetDocumentDownloads (and 5 more of it)
            + struct GetDocumentDownloadsResponse (and 5 more of it)
            ```

            </details>
            <details><summary>1 safe</summary>

            ```diff
            spec/operations/doc/downloads.yaml:2:1: `doc/downloads` added
            + doc/downloads:
            +   name: get_document_downloads
            +   title: 获取文档的下载次数
            +   path: /webcast/doc/downloads
            +   en: Tells how often a document was downloaded.
            +   roles: [admin]
              … 13 more lines
              safe, operation-added. There is one call more.
              because: revision 2026-11-01 (spec/changelog.yaml:40:3): 新增5.2获取文档的下载次数接口
            ```

            </details>
            <details><summary>3 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: 2f45ecfa90a7fffdcd99e40971f90339eead874d90fb4df2cb236439e980047c }
              because: docs only

            HEAD:spec/changelog.yaml:7:3 → spec/changelog.yaml:7:3: `changelog#2020-01-22` changed
              `disagrees`:
                - { words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }
            -   - { words: Subject, about: spelling, tables: subject }
            +   - { words: Subject, about: spelling, tables: subject }
            +   - { words: '5.2', about: section, tables: export/vote }
              because: docs only

            spec/changelog.yaml:40:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 新增5.2获取文档的下载次数接口, adds: [doc/downloads] }
              because: revision 2026-11-01 (spec/changelog.yaml:40:3): 新增5.2获取文档的下载次数接口
            ```

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
            announce(document, "5.3删除直播附件移到前面");
            let detach = document.operations.pop().expect("an operation");
            document.operations.insert(1, detach);
        },
        stops: expect![[r#"
            spec/changelog.yaml:41:9: `5.3` is `export/vote`, of which the row has no target; add `export/vote` to `changes`, or correct the targets
               |
            41 |   text: 5.3删除直播附件移到前面
               |         ^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/changelog.yaml:41:9: `删除直播附件` is `file/detach`, of which the row has no target; add `file/detach` to `changes`, or correct the targets
               |
            41 |   text: 5.3删除直播附件移到前面
               |         ^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/document.yaml:53:23: `file/detach` stands elsewhere since `HEAD`, and nothing says why; write `changes: [file/detach]` in the changelog's row `2026-11-01`, or `targets: [file/detach]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            53 | operations: [created, file/detach, export/vote, vod/history]
               |                       ^^^^^^^^^^^ unexplained-change

            3 faults in 2 files

            stopped at `check`: 2 edits by hand are left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).changes = vec!["file/detach".to_owned()];
            newest(spec).disagrees = vec![Disagreement {
                words: "5.3".to_owned(),
                about: DisagreementKind::Section,
                tables: text("file/detach"),
            }];
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 5 changes

            0 breaking, 0 risky, 0 safe, 5 documentation; semver: patch (0.1.0 → 0.1.1)

            | wire | what | cause |
            |---|---|---|
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2020-01-22` changed, `disagrees` | docs only |
            | documentation | `changelog#2021-06-01` changed, `disagrees` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |
            | documentation | `file/detach` moved | revision 2026-11-01 |

            <details><summary>5 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: 58e23d4cdc74c68737c5c7e345bfe925ce09bea6aae076e63cf5354a4194f445 }
              because: docs only

            HEAD:spec/changelog.yaml:7:3 → spec/changelog.yaml:7:3: `changelog#2020-01-22` changed
              `disagrees`:
                - { words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }
            -   - { words: Subject, about: spelling, tables: subject }
            +   - { words: Subject, about: spelling, tables: subject }
            +   - { words: '5.2', about: section, tables: export/vote }
              because: docs only

            HEAD:spec/changelog.yaml:20:3 → spec/changelog.yaml:21:3: `changelog#2021-06-01` changed
              `disagrees`:
              disagrees:
            -   - { words: '5.2', about: section, tables: file/detach }
                - { words: 去掉了3处空格, about: nothing }
              because: docs only

            spec/changelog.yaml:39:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.3删除直播附件移到前面, changes: [file/detach], disagrees: [{ words: '5.3', about: section, tables: file/detach }] }
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.3删除直播附件移到前面

            HEAD:spec/operations/file/detach.yaml:2:1 → spec/operations/file/detach.yaml:2:1: `file/detach` moved
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.3删除直播附件移到前面
            ```

            </details>

            semver: patch (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}
