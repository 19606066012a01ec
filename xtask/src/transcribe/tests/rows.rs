//! Word's own plain text: a row a line, and what of it can be read in two ways.

use super::{checked, refused, sample, swap};
use crate::spec::{RETURN_CODES, REVISIONS};
use crate::transcribe::printed::{Document, Row};

/// The sample as Word saves it.
fn text() -> String {
    let document = Document::of(sample::spec());
    let mut lines: Vec<String> = Vec::new();
    for chapter in &document.chapters {
        let title = chapter.path.last().map_or("", String::as_str);
        lines.push(title.to_owned());
        lines.extend(chapter.text.lines().map(str::to_owned));
        lines.extend(chapter.table.iter().map(|row| row.join("\t")));
        if title == REVISIONS {
            lines.push("修订日期\t版本号\t描述\t修订人".to_owned());
            lines.extend(document.revisions.iter().map(|row| {
                [&row.printed_date, &row.version, &row.text, &row.author]
                    .map(String::as_str)
                    .join("\t")
            }));
        } else if title == RETURN_CODES {
            lines.push("返回代码\t说明".to_owned());
            lines.extend(
                document
                    .return_codes
                    .iter()
                    .map(|row| format!("{}\t{}", row.code, row.note)),
            );
        }
    }
    for operation in &document.operations {
        lines.extend([
            operation.title.clone(),
            "描述".to_owned(),
            operation.description.clone(),
        ]);
        lines.push("接口详情".to_owned());
        lines.push(format!(
            "接口路径\t{}\t请求方式\t{}",
            operation.path, operation.methods
        ));
        lines.push(format!("接口说明\t{}", operation.purpose));
        lines.push("\t属性名称\t类型\t说明\t是否可为空".to_owned());
        operation.request.iter().for_each(|row| parameter(row, 0, "", &mut lines));
        for (index, row) in operation.response.iter().enumerate() {
            let label = if index == 0 { "返回参数" } else { "" };
            parameter(row, 0, label, &mut lines);
        }
    }
    format!("\u{feff}{}\r\n", lines.join("\n").replace('\n', "\r\n"))
}

fn parameter(row: &Row, depth: usize, label: &str, lines: &mut Vec<String>) {
    let indent = "\t".repeat(depth);
    let Row { name, ty, note, optional, .. } = row;
    lines.push(format!("{label}\t{indent}{name}\t{ty}\t{note}\t{optional}"));
    row.fields.iter().for_each(|field| parameter(field, depth + 1, "", lines));
}

#[test]
fn a_row_a_line_says_the_same() {
    let (report, same) = checked(&text(), &sample::files());
    assert!(same, "{report}");
    // Merged cells at the end of a list row: its type is the last one, or one empty cell follows.
    for end in ["", "\t"] {
        let merged = swap(
            &text(),
            "\tvoteList\tJSONArray\t\t\r\n",
            &format!("\tvoteList\tJSONArray{end}\r\n"),
        );
        let (report, same) = checked(&merged, &sample::files());
        assert!(same, "{report}");
    }
}

#[test]
fn a_cell_goes_on_over_lines() {
    // A blank line between two rows, and one at the end of a note.
    for (old, new) in [("\t术语\r\n", "\t术语\r\n\r\n"), ("1: 开启\t", "1: 开启\r\n\t")]
    {
        let (report, same) = checked(&swap(&text(), old, new), &sample::files());
        assert!(same, "{report}");
    }
    // The note of a nested row, and a general table with 是 at the end of a row.
    for (old, new, expected) in [
        (
            "\t问题的值\t",
            "\t问题的值\r\n另一段\r\n还有一段\t",
            "`export/vote#response.voteList.options.value` note",
        ),
        (
            "编号\t术语\r\n1\t直播",
            "编号\t术语\t英\t用\r\n1\t直播\tlive\t是",
            "`document#访问说明.术语` table",
        ),
    ] {
        let (report, _) = checked(&swap(&text(), old, new), &sample::files());
        assert!(
            report.contains(expected) && report.contains("\n1 difference"),
            "{report}"
        );
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    let row = "\tsubject\tString\t投票的主题\t\r\n";
    for unclear in ["\tsubject\tString\t是\r\n", "\tsubject\tString\t投票的\t主题\t\r\n"]
    {
        let text = swap(&text(), row, unclear);
        let error = refused(text.as_bytes(), &sample::files());
        assert!(
            error.contains("the cells of the row `subject` can be read in two ways"),
            "{error}"
        );
    }
}
