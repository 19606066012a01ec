//! A vendor adds, removes and rewrites rows.

use expect_test::expect;

use super::{Case, announce, entry, newest, operation, printed_row, text};
use crate::spec::{Amendment, AmendmentCause, Row, Spec};
use crate::transcribe::printed::{self, Document};

/// A request row of 创建直播.
fn parameter<'a>(document: &'a mut Document, name: &str) -> &'a mut printed::Row {
    let mut rows = operation(document, "/webcast/created").request.iter_mut();
    rows.find(|row| row.name == name).unwrap_or_else(|| panic!("there is no `{name}`"))
}

fn row<'a>(spec: &'a mut Spec, name: &str) -> &'a mut Row {
    &mut entry(spec, "created").request[name]
}

#[test]
fn a_parameter_is_added_with_its_row() {
    Case {
        document: |document| {
            announce(document, "5.1创建直播接口增加watermark参数");
            let row =
                printed_row("watermark", "String", "水印文字（长度：1-20）", "是");
            operation(document, "/webcast/created").request.insert(3, row);
        },
        stops: expect![[r#"
            rewrote `spec/operations/created.yaml`
            spec/changelog.yaml:41:9: `5.1` is `created`, of which the row has no target; add `created#request.watermark` to `adds`, or correct the targets
               |
            41 |   text: 5.1创建直播接口增加watermark参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/changelog.yaml:41:9: `创建直播` is `created`, of which the row has no target; add `created#request.watermark` to `adds`, or correct the targets
               |
            41 |   text: 5.1创建直播接口增加watermark参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/operations/created.yaml:22:3: `watermark` has no `en`; add an English line, or the name to the glossary
               |
            22 |   watermark: { type: String, optional: true, note: 水印文字（长度：1-20）, length: 1..20 }
               |   ^^^^^^^^^ missing-reading

            spec/operations/created.yaml:22:3: `created#request.watermark` is new since `HEAD`, and nothing says why; write `adds: [created#request.watermark]` in the changelog's row `2026-11-01`, or `targets: [created#request.watermark]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            22 |   watermark: { type: String, optional: true, note: 水印文字（长度：1-20）, length: 1..20 }
               |   ^^^^^^^^^ unexplained-change

            4 faults in 2 files

            stopped at `check`: 2 edits by hand are left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).adds = vec!["created#request.watermark".to_owned()];
            let row = row(spec, "watermark");
            row.en = text("Text that is laid over the picture.");
            row.length = "1..20".parse().ok();
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 3 changes

            0 breaking, 0 risky, 1 safe, 2 documentation; semver: minor (0.1.0 → 0.1.1)

            | wire | what | cause |
            |---|---|---|
            | safe | `created#request.watermark` added | revision 2026-11-01 |
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |

            <details><summary>the Rust surface: 0 removed, 2 added</summary>

            ```diff
            + fn CreateWebcast::watermark(self, impl Into<String>) -> Self
            + struct CreateWebcast { watermark: Option<String> }
            ```

            </details>
            <details><summary>1 safe</summary>

            ```diff
            spec/operations/created.yaml:22:3: `created#request.watermark` added
            + watermark: { type: String, optional: true, note: 水印文字（长度：1-20）, en: Text that is laid over the picture., length: 1..20 }
              safe, row-added. There is one value more.
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.1创建直播接口增加watermark参数
            ```

            </details>
            <details><summary>2 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: 1d9ba745a7d42b4767521b1dc21e5d4b1416b0fb049dfcc43c7622282c9e2106 }
              because: docs only

            spec/changelog.yaml:39:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.1创建直播接口增加watermark参数, adds: [created#request.watermark] }
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.1创建直播接口增加watermark参数
            ```

            </details>

            semver: minor (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}

#[test]
fn a_row_is_removed() {
    Case {
        document: |document| {
            announce(document, "5.1创建直播接口去掉organizerToken参数");
            let rows = &mut operation(document, "/webcast/created").request;
            rows.retain(|row| row.name != "organizerToken");
        },
        stops: expect![[r#"
            spec/changelog.yaml:41:9: `5.1` is `created`, of which the row has no target; correct the targets
               |
            41 |   text: 5.1创建直播接口去掉organizerToken参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/changelog.yaml:41:9: `创建直播` is `created`, of which the row has no target; correct the targets
               |
            41 |   text: 5.1创建直播接口去掉organizerToken参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/operations/created.yaml:2:1: `created#request.organizerToken` has gone since `HEAD`, and nothing says why; write `removes: [created#request.organizerToken]` in the changelog's row `2026-11-01`, or `targets: [created#request.organizerToken]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
              |
            2 | name: create_webcast
              | ^^^^ unexplained-change

            3 faults in 2 files

            stopped at `check`: 2 edits by hand are left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).removes = vec!["created#request.organizerToken".to_owned()];
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 3 changes

            1 breaking, 0 risky, 0 safe, 2 documentation; semver: major (0.1.0 → 0.2.0)

            | wire | what | cause |
            |---|---|---|
            | breaking | `created#request.organizerToken` removed | revision 2026-11-01 |
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |

            <details><summary>the Rust surface: 2 removed, 0 added</summary>

            ```diff
            - fn CreateWebcast::organizer_token(self, impl Into<Secret>) -> Self
            - struct CreateWebcast { organizer_token: Option<Secret> }
            ```

            </details>
            <details><summary>1 breaking</summary>

            ```diff
            HEAD:spec/operations/created.yaml:23:3: `created#request.organizerToken` removed
            - organizerToken: { type: String, optional: true, note: 组织者口令, en: Token of the organizer., length: 6.., secret: true }
              breaking, request-row-removed. What callers sent has no effect any more.
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.1创建直播接口去掉organizerToken参数
            ```

            </details>
            <details><summary>2 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: fb79b4a1f1bf6d81771a17798ec761c2869459b8cdc1d1e5a9a66ea1c20e1fd1 }
              because: docs only

            spec/changelog.yaml:39:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.1创建直播接口去掉organizerToken参数, removes: [created#request.organizerToken] }
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.1创建直播接口去掉organizerToken参数
            ```

            </details>

            semver: major (0.1.0 → 0.2.0)
        "#]],
    }
    .run();
}

#[test]
fn a_type_changes() {
    Case {
        document: |document| {
            announce(document, "5.1创建直播接口修改clientType类型");
            parameter(document, "clientType").ty = "String".to_owned();
        },
        stops: expect![[r#"
            spec/changelog.yaml:41:9: `5.1` is `created`, of which the row has no target; add `created#request.clientType` to `changes`, or correct the targets
               |
            41 |   text: 5.1创建直播接口修改clientType类型
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/changelog.yaml:41:9: `创建直播` is `created`, of which the row has no target; add `created#request.clientType` to `changes`, or correct the targets
               |
            41 |   text: 5.1创建直播接口修改clientType类型
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/operations/created.yaml:33:23: `type` of `created#request.clientType` has changed since `HEAD`, and nothing says why; write `changes: [created#request.clientType]` in the changelog's row `2026-11-01`, or `targets: [created#request.clientType]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            33 |   clientType: { type: String, optional: true, note: 客户端, en: Kind of client., range: 0..1 }
               |                       ^^^^^^ unexplained-change

            spec/operations/created.yaml:33:86: `range` is about a whole number that is sent, which `clientType` is not; remove it
               |
            33 |   clientType: { type: String, optional: true, note: 客户端, en: Kind of client., range: 0..1 }
               |                                                                                         ^^^^ misplaced-reading

            spec/operations/created.yaml:53:88: `clientType`: `1` is not a text; give one
               |
            53 |     given: { subject: Rust, startTime: 1621389600000, loginRequired: true, clientType: 1, level: 3 }
               |                                                                                        ^ example-given

            5 faults in 2 files

            stopped at `check`: 4 edits by hand are left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).changes = vec!["created#request.clientType".to_owned()];
            row(spec, "clientType").range = None;
            for example in &mut entry(spec, "created").examples {
                if let Some(value) = example.given.get_mut("clientType") {
                    *value = value.to_string().into();
                }
            }
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 4 changes

            1 breaking, 0 risky, 0 safe, 3 documentation; semver: major (0.1.0 → 0.2.0)

            | wire | what | cause |
            |---|---|---|
            | breaking | `created#request.clientType` changed, `type`: `int` → `String`; `range`: `0..1` → `nothing` | revision 2026-11-01 |
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |
            | documentation | `created` changed, `examples` | docs only |

            <details><summary>the Rust surface: 2 removed, 2 added</summary>

            ```diff
            - fn CreateWebcast::client_type(self, impl Into<i64>) -> Self
            - struct CreateWebcast { client_type: Option<i64> }
            + fn CreateWebcast::client_type(self, impl Into<String>) -> Self
            + struct CreateWebcast { client_type: Option<String> }
            ```

            </details>
            <details><summary>1 breaking</summary>

            ```diff
            HEAD:spec/operations/created.yaml:33:3 → spec/operations/created.yaml:33:3: `created#request.clientType` changed
              `type`: int → String
              `range`: 0..1 → nothing
              breaking, kind-changed: a whole number → a text. A value of another kind is exchanged.
              safe, range-removed: 0..1. Numbers that were refused so far are sent.
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.1创建直播接口修改clientType类型
            ```

            </details>
            <details><summary>3 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: 098440a9b10d7971bbe95f180e056ac0ee118189edb85c89db7436a4ad04617e }
              because: docs only

            spec/changelog.yaml:39:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.1创建直播接口修改clientType类型, changes: [created#request.clientType] }
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.1创建直播接口修改clientType类型

            HEAD:spec/operations/created.yaml:2:1 → spec/operations/created.yaml:2:1: `created` changed
              `examples`:
                - from: 'wire: a time as text'
            -     given: { subject: Rust, startTime: 1621389600000, loginRequired: true, clientType: 1, level: 3 }
            +     given: { subject: Rust, startTime: 1621389600000, loginRequired: true, clientType: '1', level: 3 }
                  times: text
              because: docs only
            ```

            </details>

            semver: major (0.1.0 → 0.2.0)
        "#]],
    }
    .run();
}

#[test]
fn a_note_is_reworded_without_a_word() {
    Case {
        document: |document| {
            parameter(document, "organizerToken").note = "组织者的口令".to_owned();
        },
        stops: expect![[r#"
            spec/operations/created.yaml:23:57: `note` of `created#request.organizerToken` has changed since `HEAD`, and nothing says why; write `targets: [created#request.organizerToken]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            23 |   organizerToken: { type: String, optional: true, note: 组织者的口令, en: Token of the organizer., length: 6.., secret: true }
               |                                                         ^^^^^^^^^^^^ unexplained-change

            1 fault in 1 file

            stopped at `check`: 1 edit by hand is left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            spec.amendments.push(Amendment {
                date: "2026-11-02".to_owned(),
                because: AmendmentCause::Unannounced,
                why: "The note has one word more; it means the same.".to_owned(),
                targets: vec!["created#request.organizerToken".to_owned()],
            });
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 3 changes

            0 breaking, 0 risky, 0 safe, 3 documentation; semver: patch (0.1.0 → 0.1.1)

            | wire | what | cause |
            |---|---|---|
            | documentation | `document` changed, `source` | docs only |
            | documentation | `amendments#2026-11-02` added | docs only |
            | documentation | `created#request.organizerToken` changed, `note`: `组织者口令` → `组织者的口令` | unannounced |

            <details><summary>3 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: f70897cd38c38115fb60449cfa5f37c1b3a55b097036e333b7299dee01fed77f }
              because: docs only

            spec/amendments.yaml:7:3: `amendments#2026-11-02` added
            + 2026-11-02: { date: 2026-11-02, because: unannounced, why: The note has one word more; it means the same., targets: [created#request.organizerToken] }
              because: docs only

            HEAD:spec/operations/created.yaml:23:3 → spec/operations/created.yaml:23:3: `created#request.organizerToken` changed
              `note`: 组织者口令 → 组织者的口令
              because: unannounced by the vendor: The note has one word more; it means the same.
            ```

            </details>

            semver: patch (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}
