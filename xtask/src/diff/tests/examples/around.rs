//! What stands around the operations.

use expect_test::expect;

use super::{Example, example, owned, put, some, text, upon, words};
use crate::spec::{
    AcceptedBreak, Amendment, AmendmentCause, Callback, Chapter, Disagreement, Evidence,
    Fact, Matter, ReturnCode, Revision, Spec,
};

fn amend(spec: &mut Spec) {
    for date in ["2021-06-01", "2021-06-02", "2021-06-02"] {
        spec.amendments.push(Amendment {
            date: date.to_owned(),
            because: AmendmentCause::Transcription,
            why: "A cell was lost.".to_owned(),
            targets: words(&["created"]),
        });
    }
}

fn accept(spec: &mut Spec) {
    for fingerprint in ["0123456789ab", "0123456789ac"] {
        spec.accepted.push(AcceptedBreak {
            rule: "operation-removed".to_owned(),
            target: "created".to_owned(),
            fingerprint: fingerprint.to_owned(),
            reason: "Nobody calls it.".to_owned(),
        });
    }
}

pub fn examples() -> Vec<Example> {
    vec![
        example(
            |spec| {
                let codes = &mut spec.shared.return_codes;
                let meaning =
                    |name| ReturnCode { note: "忙".to_owned(), name, en: None };
                codes.insert("601".to_owned(), meaning(some("busy")));
                codes.insert("-2".to_owned(), meaning(None));
            },
            expect![[r#"
                return-code-added: shared#return_codes.601 [risky minor]
                return-code-added: shared#return_codes.-2 [risky minor]
            "#]],
        ),
        example(
            |spec| {
                spec.shared.return_codes.shift_remove("0");
            },
            expect![[r#"
                return-code-removed: shared#return_codes.0 [safe major]
            "#]],
        ),
        example(
            |spec| put(&mut spec.shared.return_codes, "500", 0),
            expect![[r#"
            return-code-moved: shared#return_codes.500 [safe patch]
        "#]],
        ),
        example(
            |spec| {
                let codes = &mut spec.shared.return_codes;
                codes["0"].name = some("Success");
                codes["0"].note = "好".to_owned();
                codes["500"].name = None;
                codes["500"].en = None;
            },
            expect![[r#"
                return-code-note-changed: shared#return_codes.0 note [risky patch]
                return-code-wording-changed: shared#return_codes.0 name [safe patch]
                return-code-name-changed: shared#return_codes.500 name [safe major]
                return-code-en-changed: shared#return_codes.500 en [safe patch]
            "#]],
        ),
        example(
            |spec| {
                let parameters = [("id".to_owned(), text())].into();
                let callback = Callback {
                    en: "Told.".to_owned(),
                    described_by: Vec::new(),
                    parameters,
                };
                spec.shared.callbacks.insert("Told".to_owned(), callback);
            },
            expect![[r#"
                callback-added: shared#callbacks.Told [safe minor]
            "#]],
        ),
        example(
            |spec| {
                spec.shared.callbacks.clear();
            },
            expect![[r#"
                callback-removed: shared#callbacks.TranscodeCallback [breaking major]
            "#]],
        ),
        upon(
            |spec| {
                let callback = spec.shared.callbacks["TranscodeCallback"].clone();
                let parameters = [("id".to_owned(), text())].into();
                spec.shared
                    .callbacks
                    .insert("Told".to_owned(), Callback { parameters, ..callback });
            },
            |spec| {
                put(&mut spec.shared.callbacks, "Told", 0);
                spec.shared.callbacks["Told"].en = "Told.".to_owned();
                spec.shared.callbacks["Told"].described_by.clear();
            },
            expect![[r#"
                callback-moved: shared#callbacks.Told [safe patch]
                callback-en-changed: shared#callbacks.Told en [safe patch]
                callback-described-by-changed: shared#callbacks.Told described_by [safe none]
            "#]],
        ),
        example(
            |spec| {
                let glossary = &mut spec.shared.glossary;
                glossary.extend([("page", "The page.")].map(owned));
                glossary["list"] = "All rows.".to_owned();
                put(glossary, "list", 0);
                glossary.shift_remove("webcastId");
            },
            expect![[r#"
                glossary-removed: shared#glossary.webcastId [safe patch]
                glossary-changed: shared#glossary.list [safe patch]
                glossary-added: shared#glossary.page [safe patch]
            "#]],
        ),
        upon(
            |spec| spec.shared.glossary.extend([("page", "The page.")].map(owned)),
            |spec| put(&mut spec.shared.glossary, "page", 0),
            expect![[r#"
                glossary-moved: shared#glossary.page [safe none]
            "#]],
        ),
        example(
            |spec| {
                let document = &mut spec.document;
                document.title = "Another".to_owned();
                document.base_path = "/integration".to_owned();
                document.methods = "POST".to_owned();
            },
            expect![[r#"
                document-title-changed: document title [safe none]
                document-base-path-changed: document base_path [breaking patch]
                document-methods-narrowed: document methods [breaking none]
            "#]],
        ),
        example(
            |spec| {
                let site = &mut spec.document.site;
                let tool = Fact {
                    path: some("/webcast/tool.html"),
                    en: "The tool.".to_owned(),
                    ..Fact::default()
                };
                site.insert("test_tool".to_owned(), tool);
                site["vod_entry"].entry = some("/webcast/vod/{id}");
                site["vod_entry"].evidence = Some(Evidence::Code);
                site["own_uid"].number = Some(1);
                site["own_uid"].en = "Where uids begin.".to_owned();
            },
            expect![[r#"
                fact-value-changed: document#site.vod_entry entry [breaking patch]
                fact-evidence-changed: document#site.vod_entry evidence [safe none]
                fact-value-changed: document#site.own_uid number [breaking patch]
                fact-en-changed: document#site.own_uid en [safe patch]
                fact-added: document#site.test_tool [safe minor]
            "#]],
        ),
        example(
            |spec| put(&mut spec.document.site, "own_uid", 0),
            expect![[r#"
            fact-moved: document#site.own_uid [safe patch]
        "#]],
        ),
        example(
            |spec| {
                spec.document.site.shift_remove("own_uid");
                let vod = &mut spec.document.site["vod_entry"];
                vod.path = vod.entry.take();
            },
            expect![[r#"
                fact-value-changed: document#site.vod_entry entry [breaking patch]
                fact-value-changed: document#site.vod_entry path [breaking patch]
                fact-removed: document#site.own_uid [safe major]
            "#]],
        ),
        example(
            |spec| {
                let vod = &mut spec.document.site["vod_entry"];
                vod.entry = None;
                vod.number = Some(1);
            },
            expect![[r#"
                fact-type-changed: document#site.vod_entry entry [breaking major]
                fact-type-changed: document#site.vod_entry number [breaking major]
            "#]],
        ),
        example(
            |spec| spec.document.methods = "POST/GET/PUT".to_owned(),
            expect![[r#"
            document-methods-widened: document methods [safe none]
        "#]],
        ),
        example(
            |spec| spec.document.methods = "Post, Get".to_owned(),
            expect![[r#"
            document-methods-changed: document methods [safe none]
        "#]],
        ),
        example(
            |spec| spec.document.chapters[0].sections.swap(0, 1),
            expect![[r#"
            chapter-moved: document#访问说明.返回格式 [safe none]
        "#]],
        ),
        example(
            |spec| {
                let chapter = |title: &str| Chapter {
                    title: title.to_owned(),
                    text: None,
                    table: Vec::new(),
                    sections: Vec::new(),
                };
                let sections = &mut spec.document.chapters[0].sections;
                sections[0].text = some("XML");
                sections[0].table = vec![words(&["a"])];
                sections[1] = chapter("时区");
                spec.document.chapters.push(chapter("接口定义"));
            },
            expect![[r#"
                chapter-text-changed: document#访问说明.时间规则 text [risky none]
                chapter-table-changed: document#访问说明.时间规则 table [risky none]
                chapter-removed: document#访问说明.返回格式 [risky none]
                chapter-added: document#访问说明.时区 [risky none]
                chapter-added: document#接口定义 [risky none]
            "#]],
        ),
        example(
            |spec| {
                let more =
                    Revision { date: "2021-05-19".to_owned(), ..Revision::default() };
                spec.changelog.insert(1, more);
            },
            expect![[r#"
                revision-added: changelog#2021-05-19.2 [safe patch]
            "#]],
        ),
        example(
            |spec| {
                spec.changelog.remove(0);
            },
            expect![[r#"
                revision-removed: changelog#2021-05-19 [safe patch]
            "#]],
        ),
        example(
            |spec| spec.changelog.swap(0, 1),
            expect![[r#"
            revision-moved: changelog#2020-01-22 [safe none]
        "#]],
        ),
        example(
            |spec| {
                let row = &mut spec.changelog[1];
                row.printed_date = None;
                row.version = some("2");
                row.author = "王".to_owned();
                row.text = "去掉".to_owned();
                row.adds = words(&["created#request.level"]);
                row.removes.clear();
                row.changes.clear();
                row.disagrees = vec![Disagreement {
                    words: "去".to_owned(),
                    about: Matter::Nothing,
                    tables: None,
                }];
            },
            expect![[r#"
                revision-printed-date-changed: changelog#2020-01-22 printed_date [safe none]
                revision-version-changed: changelog#2020-01-22 version [safe none]
                revision-author-changed: changelog#2020-01-22 author [safe none]
                revision-text-changed: changelog#2020-01-22 text [safe none]
                revision-removes-changed: changelog#2020-01-22 removes [safe patch]
                revision-changes-changed: changelog#2020-01-22 changes [safe none]
                revision-adds-changed: changelog#2020-01-22 adds [safe patch]
                revision-disagrees-changed: changelog#2020-01-22 disagrees [safe none]
            "#]],
        ),
        example(
            amend,
            expect![[r#"
            amendment-added: amendments#2021-06-01 [safe none]
            amendment-added: amendments#2021-06-02 [safe none]
            amendment-added: amendments#2021-06-02.2 [safe none]
        "#]],
        ),
        upon(
            amend,
            |spec| {
                spec.amendments.swap(0, 1);
                spec.amendments[2].why = "A row was lost.".to_owned();
                spec.amendments.remove(1);
            },
            expect![[r#"
                amendment-removed: amendments#2021-06-01 [safe none]
                amendment-changed: amendments#2021-06-02.2 why [safe none]
            "#]],
        ),
        upon(
            amend,
            |spec| spec.amendments.swap(0, 2),
            expect![[r#"
            amendment-moved: amendments#2021-06-01 [safe none]
        "#]],
        ),
        example(
            accept,
            expect![[r#"
            accepted-added: accepted#0123456789ab [safe none]
            accepted-added: accepted#0123456789ac [safe none]
        "#]],
        ),
        upon(
            accept,
            |spec| {
                spec.accepted.swap(0, 1);
                spec.accepted[0].reason = "It is told in the changelog.".to_owned();
            },
            expect![[r#"
                accepted-moved: accepted#0123456789ac [safe none]
                accepted-changed: accepted#0123456789ac reason [safe none]
            "#]],
        ),
        upon(
            accept,
            |spec| spec.accepted.clear(),
            expect![[r#"
            accepted-removed: accepted#0123456789ab [safe none]
            accepted-removed: accepted#0123456789ac [safe none]
        "#]],
        ),
    ]
}
