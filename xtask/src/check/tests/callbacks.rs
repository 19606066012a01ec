//! Rules of what the server sends to an address of the caller's.

use expect_test::expect;

use super::{Bad, bad};

const CREATED: &str = "operations/created.yaml";
const SHARED: &str = "shared.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(SHARED, "by: action", "by: acton", expect![[r#"
            shared.yaml:26:59: `acton` is not a row with codes; did you mean `action`? [callback-ids]
        "#]]),
        bad(SHARED, "by: action", "by: room", expect![[r#"
            shared.yaml:26:59: `room` is not a row with codes; name one that is [callback-ids]
        "#]]),
        bad(SHARED, "webcast: ['1']", "webcast: ['7']", expect![[r#"
            shared.yaml:26:77: `action` has no code `7`; name one that it has [callback-ids]
        "#]]),
        bad(SHARED, "vod: ['2']", "vod: ['1']", expect![[r#"
            shared.yaml:26:89: `1` stands twice; remove one [callback-ids]
        "#]]),
        bad(SHARED, "enters.\n    evidence: code\n", "enters.\n", expect![[r#"
            shared.yaml:22:3: `Entered` has no `evidence`; say how sure we are of what no note describes [missing-reading]
        "#]]),
        bad(SHARED, "    described_by:", "    evidence: code\n    described_by:", expect![[r#"
            shared.yaml:19:1: `described_by: [created#request.callbackUrl]` should stand here; run `cargo xtask check --fix` [layout]
            shared.yaml:19:15: `evidence` is about a callback that no note describes, which `TranscodeCallback` is not; remove it [misplaced-reading]
        "#]]),
        bad(SHARED, "      evidence: unverified\n", "", expect![[r#"
            shared.yaml:32:5: `answer` has no `evidence`; say how sure we are of the words [missing-reading]
        "#]]),
        bad(SHARED, "      values: { stay: stay, go: go }\n", "", expect![[r#"
            shared.yaml:32:1: `answer: { type: String, en: Whether they may stay., rust_type: EnteredAnswer, evidence: unverified }` should stand here; run `cargo xtask check --fix` [layout]
            shared.yaml:32:5: `answer` has no `values`; list what can be answered [missing-reading]
            shared.yaml:35:18: `rust_type` is about codes or rows, which `answer` is not; remove it [misplaced-reading]
        "#]]),
        bad(CREATED, "note: 级别, en: Level.,", "note: 级别, en: Level., ids: { by: telconf, webcast: [], vod: [] },", expect![[r#"
            operations/created.yaml:34:1: `level: { type: String, optional: true, note: 级别, en: Level., as: int, ids: { by: telconf, webcast: [], vod: [] }, range: ..9 }` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:34:64: `ids` is about a text of a callback, which `level` is not; remove it [misplaced-reading]
        "#]]),
    ]
}
