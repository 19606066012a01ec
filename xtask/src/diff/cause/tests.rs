use expect_test::{Expect, expect};

use crate::diff::compare;
use crate::diff::tests::{new, old, told};
use crate::samples::{edited, small};
use crate::spec::Files;

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";
const CHANGELOG: &str = "changelog.yaml";
const FIRST: &str = "# yaml-language-server: $schema=schema/changelog.json\n";

const NEW_ROW: (&str, &str, &str) =
    (CREATED, "  level: {", "  fresh: { type: String, optional: true }\n  level: {");
const NOTE: (&str, &str, &str) = (CREATED, "note: 客户端", "note: 客户端类型");
const GONE: (&str, &str, &str) = (
    CREATED,
    "  clientType: { type: int, optional: true, note: 客户端, en: Kind of client., range: 0..1 }\n",
    "",
);
const SEC: (&str, &str, &str) = (SHARED, "note: 是否加密", "note: 加密");
const OWN_SEC: (&str, &str, &str) = (
    VOTE,
    "request:\n",
    "request:\n  sec: { type: String, optional: true, note: 是否加密 }\n",
);

const CALLBACK: (&str, &str, &str) = (
    SHARED,
    "gsstatus: { type: String, note: 点播状态",
    "gsstatus: { type: Int, note: 状态",
);

/// What NEW says of its changes.
enum Said {
    Nothing,
    /// In a new row at the end of the changelog.
    Row(&'static str),
    /// In an amendment with these targets: our transcription was wrong.
    Slip(&'static str),
    /// In an amendment with these targets: the vendor did not say so.
    Silence(&'static str),
    RowAndSilence(&'static str, &'static str),
}

/// What is tried, edits of the small spec, what is said of them, and why each change came about.
type Case =
    (&'static str, Vec<(&'static str, &'static str, &'static str)>, Said, Expect);

fn check(cases: Vec<Case>) {
    for (what, edits, said, expected) in cases {
        let mut files = edited(small(), &edits);
        match said {
            Said::Nothing => {}
            Said::Row(entries) => add_row(&mut files, entries),
            Said::Slip(targets) => amend(&mut files, "transcription", targets),
            Said::Silence(targets) => amend(&mut files, "unannounced", targets),
            Said::RowAndSilence(entries, targets) => {
                add_row(&mut files, entries);
                amend(&mut files, "unannounced", targets);
            }
        }
        let report = compare(&old(small()), &new(files)).unwrap();
        expected.assert_eq(&format!("{what}\n{}", told(&report)));
    }
}

fn add_row(files: &mut Files, entries: &str) {
    let row = format!("\n- date: 2022-02-02\n  author: 张\n  text: 改\n  {entries}\n");
    files.get_mut(CHANGELOG).unwrap().push_str(&row);
}

fn amend(files: &mut Files, because: &str, targets: &str) {
    let text = format!(
        "- {{ date: 2022-02-02, because: {because}, why: A sentence., targets: [{targets}] }}\n"
    );
    files.insert("amendments.yaml".to_owned(), text);
}

#[test]
fn what_is_printed_is_explained_by_who_names_it() {
    check(vec![
        (
            "nobody",
            vec![NEW_ROW, NOTE],
            Said::Nothing,
            expect![[r#"
                nobody
                safe: created#request.fresh added [row-added]: unexplained
                documentation: created#request.clientType changed [note]: unexplained
            "#]],
        ),
        (
            "the row itself",
            vec![NEW_ROW, NOTE],
            Said::Row(
                "adds: [created#request.fresh]\n  changes: [created#request.clientType]",
            ),
            expect![[r#"
                the row itself
                safe: created#request.fresh added [row-added]: revision 2022-02-02
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: created#request.clientType changed [note]: revision 2022-02-02
            "#]],
        ),
        (
            "what is around it",
            vec![NEW_ROW, NOTE],
            Said::Row("changes: [created]"),
            expect![[r#"
                what is around it
                safe: created#request.fresh added [row-added]: revision 2022-02-02
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: created#request.clientType changed [note]: revision 2022-02-02
            "#]],
        ),
        (
            "a neighbour",
            vec![NEW_ROW],
            Said::Row("adds: [created#request.level]"),
            expect![[r#"
                a neighbour
                safe: created#request.fresh added [row-added]: unexplained
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "a lie: added, not changed",
            vec![NOTE],
            Said::Row("adds: [created#request.clientType]"),
            expect![[r#"
                a lie: added, not changed
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: created#request.clientType changed [note]: unexplained
            "#]],
        ),
        (
            "a lie: changed, not added",
            vec![NEW_ROW],
            Said::Row("changes: [created#request.fresh]"),
            expect![[r#"
                a lie: changed, not added
                safe: created#request.fresh added [row-added]: unexplained
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "what goes",
            vec![GONE],
            Said::Row("removes: [created#request.clientType]"),
            expect![[r#"
                what goes
                breaking: created#request.clientType removed [request-row-removed]: revision 2022-02-02
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "a lie: changed, not removed",
            vec![GONE],
            Said::Row("changes: [created#request.clientType]"),
            expect![[r#"
                a lie: changed, not removed
                breaking: created#request.clientType removed [request-row-removed]: unexplained
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "a row that was there already",
            vec![
                NOTE,
                (
                    CHANGELOG,
                    "  text: 增加clientType\n",
                    "  text: 增加clientType\n  changes: [created#request.clientType]\n",
                ),
            ],
            Said::Nothing,
            expect![[r#"
                a row that was there already
                documentation: changelog#2021-05-19 changed [changes]: erratum
                documentation: created#request.clientType changed [note]: revision 2021-05-19
            "#]],
        ),
        (
            "a slip of ours",
            vec![NOTE],
            Said::Slip("created#request.clientType"),
            expect![[r#"
                a slip of ours
                documentation: amendments#2022-02-02 added: docs
                documentation: amendments#2021-06-02 removed: docs
                documentation: created#request.clientType changed [note]: transcription: A sentence.
            "#]],
        ),
        (
            "the vendor, silently",
            vec![NOTE, NEW_ROW],
            Said::Silence("created"),
            expect![[r#"
                the vendor, silently
                safe: created#request.fresh added [row-added]: unannounced: A sentence.
                documentation: amendments#2022-02-02 added: docs
                documentation: amendments#2021-06-02 removed: docs
                documentation: created#request.clientType changed [note]: unannounced: A sentence.
            "#]],
        ),
        (
            "the narrowest",
            vec![NOTE],
            Said::RowAndSilence("changes: [created]", "created#request.clientType"),
            expect![[r#"
                the narrowest
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: amendments#2022-02-02 added: docs
                documentation: amendments#2021-06-02 removed: docs
                documentation: created#request.clientType changed [note]: revision 2022-02-02
            "#]],
        ),
    ]);
}

#[test]
fn shared_rows_explain_where_tables_differ_from_them() {
    check(vec![
        (
            "the shared row",
            vec![SEC],
            Said::Row("changes: [shared#request.sec]"),
            expect![[r#"
                the shared row
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: shared#request.sec changed [note]: revision 2022-02-02
            "#]],
        ),
        (
            "a table that keeps the old cell",
            vec![SEC, OWN_SEC],
            Said::Row("changes: [shared#request.sec]"),
            expect![[r#"
                a table that keeps the old cell
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: shared#request.sec changed [note]: revision 2022-02-02
                documentation: export/vote#request.sec added: revision 2022-02-02
            "#]],
        ),
        (
            "a table alone",
            vec![OWN_SEC],
            Said::Nothing,
            expect![[r#"
                a table alone
                documentation: export/vote#request.sec added: unexplained
            "#]],
        ),
        (
            "a table that leaves it out",
            vec![(
                VOTE,
                "path: /webcast/export/vote\n",
                "path: /webcast/export/vote\nwithout: [sec]\n",
            )],
            Said::Row("changes: [shared#request.sec]"),
            expect![[r#"
                a table that leaves it out
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: export/vote changed [without]: revision 2022-02-02
            "#]],
        ),
        (
            "a table that leaves out another",
            vec![(
                VOTE,
                "path: /webcast/export/vote\n",
                "path: /webcast/export/vote\nwithout: [sec, password]\n",
            )],
            Said::Row("changes: [shared#request.sec]"),
            expect![[r#"
                a table that leaves out another
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: export/vote changed [without]: unexplained
            "#]],
        ),
        (
            "a return code",
            vec![(SHARED, "note: 业务错误", "note: 错误")],
            Said::Row("changes: [shared#return_codes.500]"),
            expect![[r#"
                a return code
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: shared#return_codes.500 changed [note]: revision 2022-02-02
            "#]],
        ),
    ]);
}

#[test]
fn chapters_operations_and_the_changelog_itself_are_explained() {
    check(vec![
        (
            "a chapter",
            vec![(DOCUMENT, "text: 毫秒", "text: 秒")],
            Said::Row("changes: [document#访问说明.时间规则]"),
            expect![[r#"
                a chapter
                documentation: document#访问说明.时间规则 changed [text]: revision 2022-02-02
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "the chapter around it",
            vec![(DOCUMENT, "text: 毫秒", "text: 秒")],
            Said::Row("changes: [document#访问说明]"),
            expect![[r#"
                the chapter around it
                documentation: document#访问说明.时间规则 changed [text]: revision 2022-02-02
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "the whole document",
            vec![(DOCUMENT, "methods: POST/GET", "methods: POST")],
            Said::Silence("document"),
            expect![[r#"
                the whole document
                breaking: document changed [methods] [methods-narrowed]: unannounced: A sentence.
                documentation: amendments#2022-02-02 added: docs
                documentation: amendments#2021-06-02 removed: docs
            "#]],
        ),
        (
            "another order",
            vec![(
                DOCUMENT,
                "[created, export/vote, vod/history, file/detach]",
                "[export/vote, vod/history, file/detach, created]",
            )],
            Said::Row("changes: [created]"),
            expect![[r#"
                another order
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: created moved: revision 2022-02-02
            "#]],
        ),
        (
            "words of the changelog",
            vec![(CHANGELOG, "，去掉hasVideo", "，去掉hasVideo。")],
            Said::Nothing,
            expect![[r#"
                words of the changelog
                documentation: changelog#2020-01-22 changed [text]: unexplained
            "#]],
        ),
        (
            "words of the changelog, amended",
            vec![(CHANGELOG, "，去掉hasVideo", "，去掉hasVideo。")],
            Said::Slip("changelog#2020-01-22"),
            expect![[r#"
                words of the changelog, amended
                documentation: changelog#2020-01-22 changed [text]: transcription: A sentence.
                documentation: amendments#2022-02-02 added: docs
                documentation: amendments#2021-06-02 removed: docs
            "#]],
        ),
        (
            "a row in front",
            vec![
                (
                    CHANGELOG,
                    FIRST,
                    "# yaml-language-server: $schema=schema/changelog.json\n- { date: 2021-05-19, author: 张, text: 无, changes: [created] }\n",
                ),
                NOTE,
            ],
            Said::Nothing,
            expect![[r#"
                a row in front
                documentation: changelog#2021-05-19 added: revision 2021-05-19
                documentation: created#request.clientType changed [note]: revision 2021-05-19
            "#]],
        ),
    ]);
}

#[test]
fn readings_follow_from_the_row_that_names_them_or_are_errata() {
    let reading = (CREATED, "range: 0..1", "range: 0..2");
    check(vec![
        (
            "nothing new",
            vec![reading],
            Said::Nothing,
            expect![[r#"
                nothing new
                safe: created#request.clientType changed [range] [range-widened]: erratum
            "#]],
        ),
        (
            "a new row",
            vec![reading, NOTE],
            Said::Row("changes: [created#request.clientType]"),
            expect![[r#"
                a new row
                safe: created#request.clientType changed [note, range] [range-widened]: revision 2022-02-02
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "an amendment",
            vec![reading],
            Said::Slip("created#request.clientType"),
            expect![[r#"
                an amendment
                safe: created#request.clientType changed [range] [range-widened]: erratum
                documentation: amendments#2022-02-02 added: docs
                documentation: amendments#2021-06-02 removed: docs
            "#]],
        ),
        (
            "a callback, which no table prints",
            vec![CALLBACK],
            Said::Nothing,
            expect![[r#"
                a callback, which no table prints
                breaking: shared#callbacks.TranscodeCallback.gsstatus changed [type, note] [kind-changed]: erratum
            "#]],
        ),
        (
            "a callback whose note has changed",
            vec![CALLBACK],
            Said::Row("changes: [created#request.callbackUrl]"),
            expect![[r#"
                a callback whose note has changed
                breaking: shared#callbacks.TranscodeCallback.gsstatus changed [type, note] [kind-changed]: revision 2022-02-02
                documentation: changelog#2022-02-02 added: revision 2022-02-02
            "#]],
        ),
        (
            "our words",
            vec![(CREATED, "en: Kind of client.", "en: The kind of client.")],
            Said::Row("changes: [created#request.clientType]"),
            expect![[r#"
                our words
                documentation: changelog#2022-02-02 added: revision 2022-02-02
                documentation: created#request.clientType changed [en]: docs
            "#]],
        ),
    ]);
}
