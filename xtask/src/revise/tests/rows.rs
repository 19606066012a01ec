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
                printed_row("watermark", "String", "水印文字（长度：1-20）", Some(true));
            operation(document, "/webcast/created").request.insert(3, row);
        },
        stops: expect![[r#"
            spec/changelog.yaml:40:9: the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing`
               |
            40 |   text: 5.1创建直播接口增加watermark参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-line

            spec/operations/created.yaml:22:3: `watermark` has no English line; add `en`, or the name to the glossary
               |
            22 |   watermark: { type: String, optional: true, note: 水印文字（长度：1-20） }
               |   ^^^^^^^^^ english-missing

            spec/operations/created.yaml:22:3: the note of `watermark` prints a length; write `length: 1..20`
               |
            22 |   watermark: { type: String, optional: true, note: 水印文字（长度：1-20） }
               |   ^^^^^^^^^ printed-length

            spec/operations/created.yaml:22:3: `created#request.watermark` is new since `HEAD`, and nothing says why; write `adds: [created#request.watermark]` in the changelog's row `2026-11-01`, or `targets: [created#request.watermark]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            22 |   watermark: { type: String, optional: true, note: 水印文字（长度：1-20） }
               |   ^^^^^^^^^ unexplained-change

            4 faults in 2 files

            stopped at `check`: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).adds = vec!["created#request.watermark".to_owned()];
            let row = row(spec, "watermark");
            row.en = text("Text that is laid over the picture.");
            row.length = "1..20".parse().ok();
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 2 changes

            0 breaking, 0 risky, 2 safe; semver: minor (0.1.0 → 0.1.1)

            | level | rule | what | cause |
            |---|---|---|---|
            | wire safe, Rust minor | `request-row-optional-added` | `created#request.watermark` | revision 2026-11-01 |
            | wire safe, Rust patch | `revision-added` | `changelog#2026-11-01` | revision 2026-11-01 |

            <details><summary>2 safe</summary>

            **`created#request.watermark`**

            ```diff
            + watermark: { type: String, optional: true, note: 水印文字（长度：1-20）, en: Text that is laid over the picture., length: 1..20 }
            ```

            spec/operations/created.yaml:22:3<br>
            `request-row-optional-added`: A parameter may be sent; a field and its setter come.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:38:3): 5.1创建直播接口增加watermark参数

            **`changelog#2026-11-01`**

            ```diff
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.1创建直播接口增加watermark参数, adds: [created#request.watermark] }
            ```

            spec/changelog.yaml:38:3<br>
            `revision-added`: The changelog has one more row; its targets tell since when something is there.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:38:3): 5.1创建直播接口增加watermark参数

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
            spec/changelog.yaml:40:9: the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing`
               |
            40 |   text: 5.1创建直播接口去掉organizerToken参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-line

            spec/operations/created.yaml:2:1: `created#request.organizerToken` has gone since `HEAD`, and nothing says why; write `removes: [created#request.organizerToken]` in the changelog's row `2026-11-01`, or `targets: [created#request.organizerToken]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
              |
            2 | name: create_webcast
              | ^^^^ unexplained-change

            2 faults in 2 files

            stopped at `check`: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).removes = vec!["created#request.organizerToken".to_owned()];
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 2 changes

            1 breaking, 0 risky, 1 safe; semver: major (0.1.0 → 0.2.0)

            | level | rule | what | cause |
            |---|---|---|---|
            | wire breaking, Rust major | `request-row-removed` | `created#request.organizerToken` | revision 2026-11-01 |
            | wire safe, Rust patch | `revision-added` | `changelog#2026-11-01` | revision 2026-11-01 |

            <details><summary>1 breaking</summary>

            **`created#request.organizerToken`**

            ```diff
            - organizerToken: { type: String, optional: true, note: 组织者口令, en: Token of the organizer., length: 6.., secret: true }
            ```

            HEAD:spec/operations/created.yaml:23:3<br>
            `request-row-removed`: What callers sent has no effect any more; the field and its setter go.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:38:3): 5.1创建直播接口去掉organizerToken参数<br>
            Fingerprint: `89184b7a3dff`

            </details>
            <details><summary>1 safe</summary>

            **`changelog#2026-11-01`**

            ```diff
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.1创建直播接口去掉organizerToken参数, removes: [created#request.organizerToken] }
            ```

            spec/changelog.yaml:38:3<br>
            `revision-added`: The changelog has one more row; its targets tell since when something is there.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:38:3): 5.1创建直播接口去掉organizerToken参数

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
            spec/changelog.yaml:40:9: the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing`
               |
            40 |   text: 5.1创建直播接口修改clientType类型
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-line

            spec/operations/created.yaml:33:23: `type` of `created#request.clientType` has changed since `HEAD`, and nothing says why; write `changes: [created#request.clientType]` in the changelog's row `2026-11-01`, or `targets: [created#request.clientType]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            33 |   clientType: { type: String, optional: true, note: 客户端, en: Kind of client., range: 0..1 }
               |                       ^^^^^^ unexplained-change

            spec/operations/created.yaml:33:86: `range` bounds a whole number, but `clientType` is a text; remove it
               |
            33 |   clientType: { type: String, optional: true, note: 客户端, en: Kind of client., range: 0..1 }
               |                                                                                         ^^^^ wrong-bounds

            spec/operations/created.yaml:53:88: `clientType` is a text, not `1`
               |
            53 |     given: { subject: Rust, startTime: 1621389600000, loginRequired: true, clientType: 1, level: 3 }
               |                                                                                        ^ example-given

            4 faults in 2 files

            stopped at `check`: give new rows their readings and new changelog rows their targets, then run the same command again
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

            1 breaking, 0 risky, 3 safe; semver: major (0.1.0 → 0.2.0)

            | level | rule | what | cause |
            |---|---|---|---|
            | wire breaking, Rust major | `request-row-type-changed` | `created#request.clientType` `type`: `int` → `String` | revision 2026-11-01 |
            | wire safe, Rust patch | `revision-added` | `changelog#2026-11-01` | revision 2026-11-01 |
            | wire safe, Rust patch | `request-row-range-widened` | `created#request.clientType` `range`: `0..1` → `nothing` | revision 2026-11-01 |
            | wire safe, Rust none | `example-changed` | `created#examples.wire: a time as text` `given` | docs only |

            <details><summary>1 breaking</summary>

            **`created#request.clientType`** `type`

            ```diff
            - int
            + String
            ```

            HEAD:spec/operations/created.yaml:33:23 → spec/operations/created.yaml:33:23<br>
            `request-row-type-changed`: A value of another sort must be sent; the field has another type.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:38:3): 5.1创建直播接口修改clientType类型<br>
            Fingerprint: `f36adfbe04f7`

            </details>
            <details><summary>3 safe</summary>

            **`changelog#2026-11-01`**

            ```diff
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.1创建直播接口修改clientType类型, changes: [created#request.clientType] }
            ```

            spec/changelog.yaml:38:3<br>
            `revision-added`: The changelog has one more row; its targets tell since when something is there.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:38:3): 5.1创建直播接口修改clientType类型

            **`created#request.clientType`** `range`

            ```diff
            - 0..1
            + nothing
            ```

            HEAD:spec/operations/created.yaml:33:83 → spec/operations/created.yaml:33:3<br>
            `request-row-range-widened`: Numbers that were refused so far are sent.<br>
            Cause: revision 2026-11-01 (spec/changelog.yaml:38:3): 5.1创建直播接口修改clientType类型

            **`created#examples.wire: a time as text`** `given`

            ```diff
            - given: { subject: Rust, startTime: 1621389600000, loginRequired: true, clientType: 1, level: 3 }
            + given: { subject: Rust, startTime: 1621389600000, loginRequired: true, clientType: '1', level: 3 }
            ```

            HEAD:spec/operations/created.yaml:53:5 → spec/operations/created.yaml:53:5<br>
            `example-changed`: A test expects something else, or of something else.<br>
            Cause: docs only

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

            stopped at `check`: give new rows their readings and new changelog rows their targets, then run the same command again
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
            ### Spec: HEAD → the work tree: 2 changes

            0 breaking, 1 risky, 1 safe; semver: patch (0.1.0 → 0.1.1)

            | level | rule | what | cause |
            |---|---|---|---|
            | wire risky, Rust patch | `request-row-note-changed` | `created#request.organizerToken` `note`: `组织者口令` → `组织者的口令` | unannounced |
            | wire safe, Rust none | `amendment-added` | `amendments#2026-11-02` | docs only |

            <details><summary>1 risky</summary>

            **`created#request.organizerToken`** `note`

            ```diff
            - 组织者口令
            + 组织者的口令
            ```

            HEAD:spec/operations/created.yaml:23:57 → spec/operations/created.yaml:23:57<br>
            `request-row-note-changed`: The document describes the value in other words, which may mean something else.<br>
            Cause: unannounced by the vendor: The note has one word more; it means the same.

            </details>
            <details><summary>1 safe</summary>

            **`amendments#2026-11-02`**

            ```diff
            + 2026-11-02: { date: 2026-11-02, because: unannounced, why: The note has one word more; it means the same., targets: [created#request.organizerToken] }
            ```

            spec/amendments.yaml:2:3<br>
            `amendment-added`: A change that the changelog does not explain is explained.<br>
            Cause: docs only

            </details>

            semver: patch (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}
