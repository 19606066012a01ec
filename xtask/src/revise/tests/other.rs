//! A vendor adds a return code, and says what is not so.

use expect_test::expect;

use super::{Case, announce, newest, text};
use crate::spec::{Disagreement, DisagreementKind};
use crate::transcribe::printed;

#[test]
fn a_return_code_is_added() {
    Case {
        document: |document| {
            announce(document, "3.3返回码定义增加601");
            document.return_codes.push(printed::ReturnCode {
                code: "601".to_owned(),
                note: "访问过于频繁".to_owned(),
                ..printed::ReturnCode::default()
            });
        },
        stops: expect![[r#"
            spec/changelog.yaml:41:9: no target is left for the line `3.3返回码定义增加601`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing`
               |
            41 |   text: 3.3返回码定义增加601
               |         ^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/shared.yaml:15:3: the return code `601` has no `en`; add an English line
               |
            15 |   601: { note: 访问过于频繁 }
               |   ^^^ missing-reading

            spec/shared.yaml:15:3: the return code `601` has no `name`; name the code
               |
            15 |   601: { note: 访问过于频繁 }
               |   ^^^ missing-reading

            spec/shared.yaml:15:3: `shared#return_codes.601` is new since `HEAD`, and nothing says why; write `adds: [shared#return_codes.601]` in the changelog's row `2026-11-01`, or `targets: [shared#return_codes.601]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
               |
            15 |   601: { note: 访问过于频繁 }
               |   ^^^ unexplained-change

            4 faults in 2 files

            stopped at `check`: 2 edits by hand are left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).adds = vec!["shared#return_codes.601".to_owned()];
            let code = &mut spec.shared.return_codes["601"];
            code.name = text("too_frequent");
            code.en = text("The server is called too often.");
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 3 changes

            0 breaking, 1 risky, 0 safe, 2 documentation; semver: minor (0.1.0 → 0.1.1)

            | wire | what | cause |
            |---|---|---|
            | risky | `shared#return_codes.601` added | revision 2026-11-01 |
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |

            <details><summary>the Rust surface: 0 removed, 1 added</summary>

            ```diff
            + enum ReturnCode::TooFrequent
            ```

            </details>
            <details><summary>1 risky</summary>

            ```diff
            spec/shared.yaml:15:3: `shared#return_codes.601` added
            + 601: { note: 访问过于频繁, name: too_frequent, en: The server is called too often. }
              risky, return-code-added: 601. Calls may end in a way that callers do not know.
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 3.3返回码定义增加601
            ```

            </details>
            <details><summary>2 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: afb66cb962b91d097618fdd3d3779aed759ebb91b62e414bcb1b7d9737448381 }
              because: docs only

            spec/changelog.yaml:39:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 3.3返回码定义增加601, adds: [shared#return_codes.601] }
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 3.3返回码定义增加601
            ```

            </details>

            semver: minor (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}

#[test]
fn a_row_of_the_changelog_lies() {
    Case {
        document: |document| announce(document, "5.1创建直播接口增加watermark参数"),
        stops: expect![[r#"
            spec/changelog.yaml:41:9: `5.1` is `created`, of which the row has no target; correct the targets
               |
            41 |   text: 5.1创建直播接口增加watermark参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            spec/changelog.yaml:41:9: `创建直播` is `created`, of which the row has no target; correct the targets
               |
            41 |   text: 5.1创建直播接口增加watermark参数
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ revision-words

            2 faults in 1 file

            stopped at `check`: 1 edit by hand is left, all listed above: give new rows their readings and new changelog rows their targets, then run the same command again
        "#]],
        person: |spec| {
            newest(spec).disagrees = vec![Disagreement {
                words: "watermark".to_owned(),
                about: DisagreementKind::Nothing,
                tables: None,
            }];
        },
        review: expect![[r#"
            ### Spec: HEAD → the work tree: 2 changes

            0 breaking, 0 risky, 0 safe, 2 documentation; semver: patch (0.1.0 → 0.1.1)

            | wire | what | cause |
            |---|---|---|
            | documentation | `document` changed, `source` | docs only |
            | documentation | `changelog#2026-11-01` added | revision 2026-11-01 |

            <details><summary>2 documentation</summary>

            ```diff
            HEAD:spec/document.yaml:2:1 → spec/document.yaml:2:1: `document` changed
              `source`:
            - source: { format: text, sha256: 1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 }
            + source: { format: text, sha256: 209f3d07bd15a95478b16bd77cdf7608b7cbbfcb08ecb0e2a958496155e847a9 }
              because: docs only

            spec/changelog.yaml:39:3: `changelog#2026-11-01` added
            + 2026-11-01: { date: 2026-11-01, author: 李洋洋, text: 5.1创建直播接口增加watermark参数, disagrees: [{ words: watermark, about: nothing }] }
              because: revision 2026-11-01 (spec/changelog.yaml:39:3): 5.1创建直播接口增加watermark参数
            ```

            </details>

            semver: patch (0.1.0 → 0.1.1)
        "#]],
    }
    .run();
}
