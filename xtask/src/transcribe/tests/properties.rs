//! Random documents: what is printed is read, and what is read is kept.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{checked, sample, transcribed};
use crate::transcribe::position::Position;
use crate::transcribe::printed::{Document, Operation, ReturnCode, Revision, Row};
use crate::transcribe::tests::render::{Style, render};
use crate::transcribe::tests::word::{body, docx};
use crate::transcribe::{names, read};

/// A line with ink: whatever people type, YAML's own marks included.
fn ink() -> impl Strategy<Value = String> {
    let line =
        "[a-zA-Z0-9:#{}\\[\\],'\"|>&*!%@`~=?./（）；。：直播是否空 \u{a0}-]{1,24}";
    let marks = vec![
        "接口详情",
        "返回参数",
        "true",
        "null",
        "~",
        "0x10",
        "1e3",
        "- a",
        "是",
        "否",
        "a: b",
        "#",
    ];
    prop_oneof![8 => line, 1 => prop::sample::select(marks).prop_map(str::to_owned)]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("without ink", |text| !text.is_empty() && text != "描述")
}

/// The text of a cell: no line, one or several.
fn cell() -> impl Strategy<Value = String> {
    prop::collection::vec(ink(), 0..4).prop_map(|lines| lines.join("\n"))
}

fn word() -> impl Strategy<Value = String> {
    "[a-zA-Z][a-zA-Z0-9_]{0,8}"
}

fn row(depth: u32) -> BoxedStrategy<Row> {
    let ty = prop_oneof![
        "[A-Z][a-z]{2,6}",
        Just("List<Long>".to_owned()),
        Just("Map<String, Double>".to_owned())
    ];
    let name = (word(), any::<bool>()).prop_map(|(name, remark)| {
        if remark { format!("{name}（可选）") } else { name }
    });
    let optional = prop::sample::select(vec!["", "是", "否", "必填", "Y"]);
    // Three levels: enough for a row to be nested, to have nested ones, and to close several at once.
    let below = if depth == 0 { Just(Vec::new()).boxed() } else { rows(depth - 1) };
    (name, ty, cell(), optional, below)
        .prop_map(|(name, ty, note, optional, fields)| Row {
            key: names::key(&name),
            name,
            ty,
            note,
            optional: optional.to_owned(),
            fields,
            ..Row::default()
        })
        .boxed()
}

/// Rows with different names.
fn rows(depth: u32) -> BoxedStrategy<Vec<Row>> {
    let distinct = |mut rows: Vec<Row>| {
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert(row.key.clone()));
        rows
    };
    prop::collection::vec(row(depth), 0..4).prop_map(distinct).boxed()
}

fn operation() -> impl Strategy<Value = Operation> {
    let path = prop::collection::vec("[a-z]{1,5}", 1..4)
        .prop_map(|parts| format!("/webcast/{}", parts.join("/")));
    let methods =
        prop::sample::select(vec!["POST/GET", "POST", ""]).prop_map(str::to_owned);
    // A number before a title is the heading's.
    let title = ink().prop_map(|title| format!("题{title}"));
    (title, cell(), path, methods, rows(2), rows(2)).prop_map(
        |(title, text, path, methods, request, response)| {
            let purpose = if text.is_empty() { title.clone() } else { text.clone() };
            // A line 接口详情 ends the description, in the original as well.
            let description = text
                .lines()
                .filter(|line| *line != "接口详情")
                .collect::<Vec<_>>()
                .join("\n");
            Operation {
                title,
                purpose,
                path,
                methods,
                description,
                request,
                response,
                red: None,
                at: Position::None,
            }
        },
    )
}

prop_compose! {
    fn document()(
        mut operations in prop::collection::vec(operation(), 1..4),
        texts in prop::collection::vec((ink(), ink()), 0..4),
        codes in prop::collection::btree_map("-?[0-9]{1,4}", cell(), 0..4),
    ) -> Document {
        let mut seen = std::collections::HashSet::new();
        operations.retain(|operation| seen.insert(operation.key()));
        // A table that ends with its head is one cut short, where the file ends there too.
        if let Some(last) = operations.last_mut() && last.request.is_empty() {
            last.request.push(Row { key: "last".to_owned(), name: "last".to_owned(), ty: "Int".to_owned(), ..Row::default() });
        }
        let revision = |(index, (text, author)): (usize, (String, String))| Revision {
            printed_date: format!("20{:02}-{}-7", index + 10, index + 1),
            date: format!("20{:02}-{:02}-07", index + 10, index + 1),
            version: String::new(),
            author,
            text,
            at: Position::None,
        };
        let chapters = Document::of(sample::spec()).chapters;
        Document {
            chapters,
            revisions: texts.into_iter().enumerate().map(revision).collect(),
            return_codes: codes.into_iter().map(|(code, note)| ReturnCode { code, note, at: Position::None }).collect(),
            operations,
            tracked: BTreeMap::new(),
            deleted: Vec::new(),
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    any::<[bool; 4]>().prop_map(|[airy, stray_breaks, full_rows, crlf]| Style {
        airy,
        stray_breaks,
        full_rows,
        crlf,
    })
}

/// `document` without the places where it stands.
fn placeless(mut document: Document) -> Document {
    fn rows(table: &mut [Row]) {
        for row in table {
            row.at = Position::None;
            rows(&mut row.fields);
        }
    }
    document.chapters.iter_mut().for_each(|chapter| chapter.at = Position::None);
    document.revisions.iter_mut().for_each(|row| row.at = Position::None);
    document.return_codes.iter_mut().for_each(|row| row.at = Position::None);
    for operation in &mut document.operations {
        operation.at = Position::None;
        rows(&mut operation.request);
        rows(&mut operation.response);
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read(document in document(), style in style()) {
        let text = render(&document, style);
        let read = read(text.as_bytes(), sample::spec()).map_err(|fault| TestCaseError::fail(format!("{fault:?}")))?;
        prop_assert_eq!(placeless(read.printed), document);
    }

    #[test]
    fn what_a_word_file_prints_is_read(mut document in document()) {
        for operation in &mut document.operations {
            let red = operation.request.first().map(|row| format!("request.{}", row.key));
            operation.red = Some(red.into_iter().collect());
        }
        let read = read(&docx(&body(&document)), sample::spec()).map_err(|fault| TestCaseError::fail(format!("{fault:?}")))?;
        prop_assert_eq!(placeless(read.printed), document);
    }

    #[test]
    fn what_is_read_is_kept_and_a_second_run_changes_nothing(document in document(), style in style()) {
        let text = render(&document, style);
        let (files, _) = transcribed(&text, &sample::files());
        let (report, same) = checked(&text, &files);
        prop_assert!(same, "{report}");
        let (again, report) = transcribed(&text, &files);
        prop_assert!(again == files, "{report}");
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\t\\n描述返回参数接口路径a是 ]{0,200}", cut in 0usize..4000) {
        let whole = sample::text();
        let at = (0..=cut.min(whole.len())).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or_default();
        for text in [text.clone(), whole[..at].to_owned(), format!("{}{text}{}", &whole[..at], &whole[at..])] {
            let _ = read(text.as_bytes(), sample::spec());
        }
    }
}
