//! Rules of the files.

use expect_test::expect;

use super::{Bad, Edit, bad, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(DOCUMENT, "number: 1000000000, ", "", expect![[r#"
            document.yaml:28:3: `own_uid` has not exactly one of `path`, `entry`, `parameter` and `number`; keep or add one [fact-value]
        "#]]),
        bad(DOCUMENT, "number: 1000000000, ", "path: /uid, number: 1000000000, ", expect![[r#"
            document.yaml:28:3: `own_uid` has not exactly one of `path`, `entry`, `parameter` and `number`; keep or add one [fact-value]
        "#]]),
        bad(DOCUMENT, "number: 1000000000, evidence: code, ", "number: 1000000000, ", expect![[r#"
            document.yaml:28:3: `own_uid` has no `evidence`; say how sure we are of what no chapter prints [missing-reading]
        "#]]),
        bad(DOCUMENT, "text: JSON", "text: id + 1000000000", expect![[r#"
            document.yaml:28:44: `evidence` is about a value that no chapter prints, which `own_uid` is not; remove it [misplaced-reading]
        "#]]),
        bad(DOCUMENT, "text: 毫秒", "table: [[/webcast/site/vod/play-1]]", expect![[r#"
            document.yaml:27:64: `evidence` is about a value that no chapter prints, which `vod_entry` is not; remove it [misplaced-reading]
            document.yaml:40:1: `table:` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad(DOCUMENT, "en: Where a vod is watched.", "en: Where a vod is watched", expect![[r#"
            document.yaml:27:74: the English line does not end with a period; add one [english-form]
        "#]]),
        worse(vec![Edit::Remove("amendments.yaml"), Edit::Add("amendment.yaml", "[]\n")], expect![[r#"
            amendment.yaml:1:1: `amendment.yaml` is none of the spec's files; did you mean `amendments.yaml`? [stray-file]
        "#]]),
        worse(vec![Edit::Add("notes/created.yaml", "title: x\n")], expect![[r#"
            notes/created.yaml:1:1: `notes/created.yaml` is none of the spec's files; move it below `operations/` or away [stray-file]
        "#]]),
        worse(vec![Edit::Remove(DETACH)], expect![[r#"
            changelog.yaml:25:13: `file/detach`: `operations/file/detach.yaml` is not there; correct the target [revision-target]
            changelog.yaml:34:10: `file/detach#request.urls`: `operations/file/detach.yaml` is not there; correct the target [revision-target]
            document.yaml:47:49: `file/detach` is listed without a file `operations/file/detach.yaml`; add the file or remove the line [missing-file]
        "#]]),
        worse(vec![Edit::Remove(DOCUMENT)], expect![[r#"
            document.yaml:1:1: `document.yaml` is missing; restore it or run `cargo xtask transcribe` [missing-file]
        "#]]),
        bad(DOCUMENT, "file/detach]", "file/dettach]", expect![[r#"
            document.yaml:47:49: `file/dettach` is listed without a file `operations/file/dettach.yaml`; did you mean `file/detach`? [missing-file]
            operations/file/detach.yaml:2:1: `file/detach` has a file, but `document.yaml` does not list it; did you mean `file/dettach`? [unlisted-file]
        "#]]),
        bad(DOCUMENT, ", file/detach]", "]", expect![[r#"
            operations/file/detach.yaml:2:1: `file/detach` has a file, but `document.yaml` does not list it; list it where the document has it [unlisted-file]
        "#]]),
        bad(DOCUMENT, "[created,", "[created, created,", expect![[r#"
            changelog.yaml:11:5: `subject` is a row of `created`, but no target names it; add `created#request.subject` to `changes`, or correct the targets [revision-words]
            document.yaml:47:23: `created` is listed twice; keep one of the two [listed-twice]
        "#]]),
        bad(VOTE, "path: /webcast/export/vote", "path: /webcast/export/votes", expect![[r#"
            changelog.yaml:11:5: `/webcast/ export/vote` is not an operation; write `{ words: /webcast/ export/vote, about: spelling, tables: /webcast/export/votes }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:17:9: `{ words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }` settles nothing; remove the entry [revision-words]
            operations/export/vote.yaml:5:7: `path` is `/webcast/export/votes`, but this is the file of `/webcast/export/vote`; write `/webcast/export/vote`, or move it to `operations/export/votes.yaml` [path-place]
        "#]]),
        bad(DETACH, "path: /webcast/file/detach", "path: /file/detach", expect![[r#"
            operations/file/detach.yaml:4:7: `path` is `/file/detach`, but this is the file of `/webcast/file/detach`; write `/webcast/file/detach` [path-place]
        "#]]),
        bad(CREATED, "printed_path: / webcast/created", "printed_path: / webcast/create", expect![[r#"
            operations/created.yaml:5:15: `printed_path` without its blanks is `/webcast/create`, not `/webcast/created`; correct one of the two [printed-path]
        "#]]),
        bad(DOCUMENT, "- title: 返回格式", "- title: 时间规则", expect![[r#"
            document.yaml:44:16: `时间规则` is a chapter already; merge the two [chapter-twice]
        "#]]),
        bad(SHARED, "[created#request.callbackUrl]", "[created#request.callbackURL]", expect![[r#"
            shared.yaml:19:20: `created#request.callbackURL`: `callbackURL` is not there; did you mean `callbackUrl`? [callback-source]
        "#]]),
    ]
}
