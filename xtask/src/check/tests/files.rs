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
        bad("fact-value", DOCUMENT, "number: 1000000000, ", "", expect![[r#"
            document.yaml:8:3: `own_uid` has not exactly one value; give it a `path`, an `entry` or a `number` [fact-value]
        "#]]),
        bad("fact-value", DOCUMENT, "number: 1000000000, ", "path: /uid, number: 1000000000, ", expect![[r#"
            document.yaml:8:3: `own_uid` has not exactly one value; give it a `path`, an `entry` or a `number` [fact-value]
        "#]]),
        bad("fact-evidence", DOCUMENT, "number: 1000000000, evidence: code, ", "number: 1000000000, ", expect![[r#"
            document.yaml:8:3: no chapter prints `1000000000`, and `own_uid` has no `evidence`; say how sure we are of it [fact-evidence]
        "#]]),
        bad("fact-evidence", DOCUMENT, "text: JSON", "text: id + 1000000000", expect![[r#"
            document.yaml:8:44: `evidence` is about nothing: a chapter prints `1000000000`; remove it [fact-evidence]
        "#]]),
        bad("fact-evidence", DOCUMENT, "text: 毫秒", "table: [[/webcast/site/vod/play-1]]", expect![[r#"
            document.yaml:7:64: `evidence` is about nothing: a chapter prints `/webcast/site/vod/play-`; remove it [fact-evidence]
            document.yaml:15:1: `table:` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad("english-form", DOCUMENT, "en: Where a vod is watched.", "en: Where a vod is watched", expect![[r#"
            document.yaml:7:74: the English line does not end with a period; add one [english-form]
        "#]]),
        worse("stray-file", vec![Edit::Add("docment.yaml", "title: x\n")], expect![[r#"
            docment.yaml:1:1: `docment.yaml` is none of the spec's files; did you mean `document.yaml`? [stray-file]
        "#]]),
        worse("stray-file", vec![Edit::Add("notes/created.yaml", "title: x\n")], expect![[r#"
            notes/created.yaml:1:1: `notes/created.yaml` is none of the spec's files; move it below `operations/` or away [stray-file]
        "#]]),
        worse("missing-file", vec![Edit::Remove(DETACH)], expect![[r#"
            changelog.yaml:23:5: the words say `删除`, but `removes` has nothing that they speak of; add it, or say in `disagrees` what it was, `about: verb` [revision-verb]
            changelog.yaml:25:13: `file/detach`: `operations/file/detach.yaml` is not there; correct the target [revision-target]
            changelog.yaml:34:10: `file/detach#request.urls`: `operations/file/detach.yaml` is not there; correct the target [revision-target]
            document.yaml:22:49: `file/detach` is listed without a file `operations/file/detach.yaml`; add the file or remove the line [missing-file]
        "#]]),
        worse("missing-file", vec![Edit::Remove(DOCUMENT)], expect![[r#"
            document.yaml:1:1: `document.yaml` is missing; restore it or run `cargo xtask transcribe` [missing-file]
        "#]]),
        bad("missing-file", DOCUMENT, "file/detach]", "file/dettach]", expect![[r#"
            document.yaml:22:49: `file/dettach` is listed without a file `operations/file/dettach.yaml`; did you mean `file/detach`? [missing-file]
            operations/file/detach.yaml:2:1: `file/detach` has a file, but `document.yaml` does not list it; did you mean `file/dettach`? [unlisted-file]
        "#]]),
        bad("unlisted-file", DOCUMENT, ", file/detach]", "]", expect![[r#"
            operations/file/detach.yaml:2:1: `file/detach` has a file, but `document.yaml` does not list it; list it where the document has it [unlisted-file]
        "#]]),
        bad("listed-twice", DOCUMENT, "[created,", "[created, created,", expect![[r#"
            changelog.yaml:11:5: `subject` is a row of `created`, but no target names it; add `created#request.subject` [revision-name]
            document.yaml:22:23: `created` is listed twice; keep the line that stands where the document has it [listed-twice]
        "#]]),
        bad("path-place", VOTE, "path: /webcast/export/vote", "path: /webcast/export/votes", expect![[r#"
            changelog.yaml:11:5: `/webcast/ export/vote` is not an operation's path; say in `disagrees` which is meant, `about: spelling`; did you mean `/webcast/export/votes`? [revision-operation]
            changelog.yaml:17:64: `/webcast/export/vote` is neither a name in the row's targets nor the path of one of their operations; write it as it stands there [disagreement-tables]
            operations/export/vote.yaml:5:7: `path` is `/webcast/export/votes`, but this is the file of `/webcast/export/vote`; correct the path, or move it to `operations/export/votes.yaml` [path-place]
        "#]]),
        bad("path-place", DETACH, "path: /webcast/file/detach", "path: /file/detach", expect![[r#"
            operations/file/detach.yaml:4:7: `path` is `/file/detach`, but this is the file of `/webcast/file/detach`; correct the path [path-place]
        "#]]),
        bad("printed-path", CREATED, "printed_path: / webcast/created", "printed_path: / webcast/create", expect![[r#"
            operations/created.yaml:5:15: `printed_path` without its blanks is `/webcast/create`, but `path` is `/webcast/created`; correct one of the two [printed-path]
        "#]]),
        bad("chapter-twice", DOCUMENT, "- title: 返回格式", "- title: 时间规则", expect![[r#"
            document.yaml:19:16: `时间规则` is a chapter already; merge the two [chapter-twice]
        "#]]),
        bad("callback-source", SHARED, "[created#request.callbackUrl]", "[created#request.callbackURL]", expect![[r#"
            shared.yaml:19:20: `created#request.callbackURL`: `callbackURL` is not there; did you mean `callbackUrl`? [callback-source]
        "#]]),
    ]
}
