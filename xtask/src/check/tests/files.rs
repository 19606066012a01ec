//! Rules of the files and of the changelog.

use expect_test::expect;

use super::{Bad, Edit, bad, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";
const CHANGELOG: &str = "changelog.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        worse("stray-file", vec![Edit::Add("docment.yaml", "title: x\n")], expect![[r#"
            docment.yaml:1:1: `docment.yaml` is none of the spec's files; did you mean `document.yaml`? [stray-file]
        "#]]),
        worse("stray-file", vec![Edit::Add("notes/created.yaml", "title: x\n")], expect![[r#"
            notes/created.yaml:1:1: `notes/created.yaml` is none of the spec's files; move it below `operations/` or away [stray-file]
        "#]]),
        worse("missing-file", vec![Edit::Remove(DETACH)], expect![[r#"
            document.yaml:14:36: `file/detach` is listed without a file `operations/file/detach.yaml`; add the file or remove the line [missing-file]
        "#]]),
        worse("missing-file", vec![Edit::Remove(DOCUMENT)], expect![[r#"
            document.yaml:1:1: `document.yaml` is missing; restore it or run `cargo xtask transcribe` [missing-file]
        "#]]),
        bad("missing-file", DOCUMENT, "file/detach]", "file/dettach]", expect![[r#"
            document.yaml:14:36: `file/dettach` is listed without a file `operations/file/dettach.yaml`; did you mean `file/detach`? [missing-file]
            operations/file/detach.yaml:2:1: `file/detach` has a file, but `document.yaml` does not list it; did you mean `file/dettach`? [unlisted-file]
        "#]]),
        bad("unlisted-file", DOCUMENT, ", file/detach]", "]", expect![[r#"
            operations/file/detach.yaml:2:1: `file/detach` has a file, but `document.yaml` does not list it; list it where the document has it [unlisted-file]
        "#]]),
        bad("listed-twice", DOCUMENT, "[created,", "[created, created,", expect![[r#"
            document.yaml:14:23: `created` is listed twice; keep the line that stands where the document has it [listed-twice]
        "#]]),
        bad("path-place", VOTE, "path: /webcast/export/vote", "path: /webcast/export/votes", expect![[r#"
            operations/export/vote.yaml:5:7: `path` is `/webcast/export/votes`, but this is the file of `/webcast/export/vote`; correct the path, or move it to `operations/export/votes.yaml` [path-place]
        "#]]),
        bad("path-place", DETACH, "path: /webcast/file/detach", "path: /file/detach", expect![[r#"
            operations/file/detach.yaml:4:7: `path` is `/file/detach`, but this is the file of `/webcast/file/detach`; correct the path [path-place]
        "#]]),
        bad("printed-path", CREATED, "printed_path: / webcast/created", "printed_path: / webcast/create", expect![[r#"
            operations/created.yaml:5:15: `printed_path` without its blanks is `/webcast/create`, but `path` is `/webcast/created`; correct one of the two [printed-path]
        "#]]),
        bad("chapter-twice", DOCUMENT, "- title: 返回格式", "- title: 时间规则", expect![[r#"
            document.yaml:11:16: `时间规则` is a chapter already; merge the two [chapter-twice]
        "#]]),
        bad("revision-date", CHANGELOG, "- date: 2021-05-19", "- date: 2021-02-30", expect![[r#"
            changelog.yaml:2:9: `2021-02-30` is no day of the calendar; correct it [revision-date]
        "#]]),
        bad("revision-date", CHANGELOG, "printed_date: 2020-1-22", "printed_date: 2020-1-23", expect![[r#"
            changelog.yaml:7:9: `date` is `2020-01-22`, but `2020-1-23` is printed; correct one of the two [revision-date]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.clientType", "created#request.clientTypo", expect![[r#"
            changelog.yaml:5:10: `created#request.clientTypo`: `clientTypo` is not there; did you mean `clientType`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.clientType", "create#request.clientType", expect![[r#"
            changelog.yaml:5:10: `create#request.clientType`: `operations/create.yaml` is not there; did you mean `created`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.clientType", "created#requests.clientType", expect![[r#"
            changelog.yaml:5:10: `created#requests.clientType`: `requests` is not there; did you mean `request`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "vote#response.list.subject", "vote#response.list.theme", expect![[r#"
            changelog.yaml:12:13: `export/vote#response.list.theme`: `theme` is not there; correct the target [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.hasVideo", "created#request.subject", expect![[r#"
            changelog.yaml:11:13: `created#request.subject` is said to be removed, but it is there; correct the target [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.hasVideo", "createt#request.hasVideo", expect![[r#"
            changelog.yaml:11:13: `createt`: `operations/createt.yaml` is not there; did you mean `created`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "return_codes.500", "return_codes.50", expect![[r#"
            changelog.yaml:12:48: `shared#return_codes.50`: `50` is not there; correct the target [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "访问说明.时间规则", "访问说明.时间规定", expect![[r#"
            changelog.yaml:12:73: `document#访问说明.时间规定`: `时间规定` is not there; did you mean `时间规则`? [revision-target]
        "#]]),
        bad("revision-twice", CHANGELOG, "  changes: [", "  adds: [created#request.clientType]\n  changes: [", expect![[r#"
            changelog.yaml:11:1: `adds: [created#request.clientType]` should stand here; run `cargo xtask check --fix` [layout]
            changelog.yaml:12:10: `created#request.clientType` is added by an earlier row already; write `changes` in one of the two [revision-twice]
        "#]]),
        bad("callback-source", SHARED, "[created#request.callbackUrl]", "[created#request.callbackURL]", expect![[r#"
            shared.yaml:19:20: `created#request.callbackURL`: `callbackURL` is not there; did you mean `callbackUrl`? [callback-source]
        "#]]),
    ]
}
