//! The live spec: every row of it survives the way to the vendor's layout and back.

use super::{checked, checked_against, text_of, transcribed, transcribed_into};
use crate::samples::{real, real_spec};
use crate::spec::{self, Files};
use crate::transcribe::printed::{Document, Row};
use crate::transcribe::tests::render::{Style, render};

#[test]
fn the_whole_spec_survives_the_way_to_text_and_back() {
    let files = real();
    let spec = real_spec();
    let document = Document::of(spec);
    for crlf in [false, true] {
        for airy in [false, true] {
            for full_rows in [false, true] {
                let style = Style { airy, full_rows, crlf, stray_breaks: airy };
                let text = render(&document, style);
                let (after, report) = transcribed_into(&text, spec, &files);
                assert!(
                    unchanged(&files, &after, &[]),
                    "{style:?} changes the spec:\n{report}"
                );
                let (report, same) = checked_against(&text, spec, &files);
                assert!(same, "{style:?}: {report}");
            }
        }
    }
}

#[test]
fn every_operation_can_leave_and_come_back() {
    let files = real();
    let spec = real_spec();
    let whole = Document::of(spec);
    let text = text_of(spec);
    for round in 0..3 {
        let leaves = |index: usize| index % 3 == round;
        let (gone, stay): (Vec<_>, Vec<_>) = whole
            .operations
            .iter()
            .cloned()
            .enumerate()
            .partition(|(index, _)| leaves(*index));
        let operations = stay.into_iter().map(|(_, operation)| operation).collect();
        let shorter =
            render(&Document { operations, ..whole.clone() }, Style::default());
        let (check, same) = checked_against(&shorter, spec, &files);
        let (without, report) = transcribed_into(&shorter, spec, &files);
        assert!(
            !same && report.contains("gone, with the readings that went with it"),
            "{report}"
        );
        let mut paths = Vec::new();
        for (_, operation) in &gone {
            let key = operation.key();
            let path = spec::operation_path(&key);
            assert!(
                check.contains(&format!("`{key}` is in the spec, but not printed")),
                "{check}"
            );
            assert!(report.contains(&format!("removed spec/{path}\n")), "{report}");
            assert!(!without.contains_key(&path), "{path}");
            paths.push(path);
        }
        // The order of chapters, and the numbers of them in the changelog.
        let with_them =
            ["document.yaml", "changelog.yaml"].map(str::to_owned).into_iter();
        let gone: Vec<_> = paths.iter().cloned().chain(with_them).collect();
        assert!(unchanged(&files, &without, &gone), "others left with them:\n{report}");

        let (again, report) = transcribed(&text, &without);
        assert!(
            paths.iter().all(|path| report.contains(&format!("wrote spec/{path}\n"))),
            "{report}"
        );
        assert!(
            unchanged(&files, &again, &paths),
            "they did not come back to their places:\n{report}"
        );
        let (check, same) = checked(&text, &again);
        assert!(same, "{check}");
    }
}

#[test]
fn every_cell_of_every_row_is_compared_and_every_reading_stays() {
    let files = real();
    let spec = real_spec();
    let whole = Document::of(spec);
    let mut document = whole.clone();
    let mut places = Vec::new();
    for operation in &mut document.operations {
        edit(
            &format!("{}#request", operation.key()),
            &mut operation.request,
            &mut places,
        );
        edit(
            &format!("{}#response", operation.key()),
            &mut operation.response,
            &mut places,
        );
    }
    let edited = render(&document, Style::default());
    let (report, _) = checked_against(&edited, spec, &files);
    for place in &places {
        for cell in ["type", "note", "optional"] {
            let first = format!(": `{place}` {cell}\n");
            assert!(
                report.contains(&first)
                    || report.contains(&format!("    likewise `{place}` ")),
                "{first}"
            );
        }
    }
    let coverage =
        format!("\n0/{} rows, 0/{} operations, ", places.len(), whole.operations.len());
    assert!(report.contains(&coverage), "{coverage}");
    let (after, report) = transcribed_into(&edited, spec, &files);
    assert!(after != files && !report.contains("gone,"), "{report}");
    let (back, report) = transcribed(&text_of(spec), &after);
    assert!(
        unchanged(&files, &back, &[]),
        "a reading has changed on the way:\n{report}"
    );
}

/// Changes every cell of every row but its name; `places` gets their names.
fn edit(table: &str, rows: &mut [Row], places: &mut Vec<String>) {
    for row in rows {
        let place = format!("{table}.{}", row.key);
        row.ty.push('X');
        row.note.push('改');
        row.optional = if row.optional.is_empty() { "是" } else { "" }.to_owned();
        edit(&place, &mut row.fields, places);
        places.push(place);
    }
}

/// Whether all files but `except` are the same in both, and the source that was read last aside.
fn unchanged(before: &Files, after: &Files, except: &[String]) -> bool {
    let keep = |files: &Files| -> Files {
        let kept = files.iter().filter(|(path, _)| !except.contains(path));
        kept.map(|(path, text)| (path.clone(), without_source(text))).collect()
    };
    keep(before) == keep(after)
}

fn without_source(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("source: "));
    lines.collect::<Vec<_>>().join("\n")
}
