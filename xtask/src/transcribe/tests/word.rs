//! A document as a Word file, for tests, and what is read from one.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::spec::{RETURN_CODES, REVISIONS};
use crate::transcribe::printed::{Document, Operation, Row};

/// `word/document.xml` with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    archive(&parts(body))
}

/// The same with a part more.
pub(crate) fn with_part(body: &str, name: &'static str, text: &str) -> Vec<u8> {
    let mut parts = parts(body);
    parts.push((name, text.to_owned()));
    archive(&parts)
}

fn parts(body: &str) -> Vec<(&'static str, String)> {
    let styles = (1..=3).map(|level| {
        format!(
            "<w:style w:styleId=\"H{level}\"><w:name w:val=\"heading {level}\"/></w:style>"
        )
    });
    let styles = format!(
        "<w:styles {NAMESPACE}>{}<w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>",
        styles.collect::<String>()
    );
    let document =
        format!("<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>");
    vec![("word/styles.xml", styles), ("word/document.xml", document)]
}

pub(crate) const NAMESPACE: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// An archive of these parts.
pub(crate) fn archive(parts: &[(&str, impl AsRef<str>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_ref().as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The body of a Word file that prints `document`.
pub(crate) fn body(document: &Document) -> String {
    let mut body = String::new();
    for chapter in &document.chapters {
        let title = chapter.path.last().map_or("", String::as_str);
        body.push_str(&heading(title, chapter.path.len()));
        body.extend(chapter.text.lines().map(|line| paragraph(line, false)));
        let rows: Vec<Vec<String>> = match title {
            REVISIONS => {
                let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
                let head = row(["修订日期", "版本号", "描述", "修订人"]);
                let rows = document.revisions.iter();
                let rows = rows.map(|revision| {
                    let text = revision.text.as_str();
                    row([
                        &revision.printed_date,
                        &revision.version,
                        text,
                        &revision.author,
                    ])
                });
                [head].into_iter().chain(rows).collect()
            }
            RETURN_CODES => {
                let row =
                    |code: &str, note: &str| vec![code.to_owned(), note.to_owned()];
                let rows = document.return_codes.iter();
                let rows = rows.map(|code| row(&code.code, &code.note));
                [row("返回代码", "说明")].into_iter().chain(rows).collect()
            }
            _ => chapter.table.clone(),
        };
        if let Some(width) = rows.iter().map(Vec::len).max() {
            let rows = rows.iter().map(|cells| {
                format!(
                    "<w:tr>{}</w:tr>",
                    cells
                        .iter()
                        .map(|text| cell(text, 1, None, false))
                        .collect::<String>()
                )
            });
            body.push_str(&table(width, &rows.collect::<String>()));
        }
    }
    body.extend(document.operations.iter().map(operation));
    body
}

fn operation(operation: &Operation) -> String {
    let mut out = heading(&operation.title, 2) + &heading("描述", 3);
    out.extend(operation.description.lines().map(|line| paragraph(line, false)));
    out.push_str(&heading("接口详情", 3));
    let depth = depth(&operation.request).max(depth(&operation.response)).max(1);
    let pair = |label: &str, value: &str, span| {
        cell(label, 1, None, false) + &cell(value, span, None, false)
    };
    let mut rows = format!(
        "<w:tr>{}{}</w:tr><w:tr>{}</w:tr>",
        pair("接口路径", &operation.path, depth),
        pair("请求方式", &operation.methods, 1),
        pair("接口说明", &operation.purpose, depth + 3),
    );
    let head = [("属性名称", depth), ("类型", 1), ("说明", 1), ("是否可为空", 1)];
    let head = head.map(|(word, span)| cell(word, span, None, false)).concat();
    rows.push_str(&format!(
        "<w:tr>{}{head}</w:tr>",
        cell("", 1, Some("restart"), false)
    ));
    let red = operation.red.clone().unwrap_or_default();
    let tables = [("request", &operation.request), ("response", &operation.response)];
    for (name, table) in tables {
        for (index, row) in table.iter().enumerate() {
            let label =
                if name == "response" && index == 0 { "返回参数" } else { "" };
            rows.push_str(&parameter(row, 1, depth, label, name, &red));
        }
    }
    out + &table(depth + 4, &rows)
}

fn depth(rows: &[Row]) -> usize {
    rows.iter().map(|row| 1 + depth(&row.fields)).max().unwrap_or(0)
}

fn parameter(
    row: &Row,
    level: usize,
    depth: usize,
    label: &str,
    above: &str,
    red: &[String],
) -> String {
    let target = format!("{above}.{}", row.key);
    let is_red = red.contains(&target);
    let merge = if label.is_empty() { "continue" } else { "restart" };
    let mut cells = cell(label, 1, Some(merge), false);
    cells.extend((1..level).map(|_| cell("", 1, Some("continue"), false)));
    cells.push_str(&cell(&row.name, depth + 1 - level, None, is_red));
    cells.push_str(&cell(&row.ty, 1, None, is_red));
    // A list whose note is empty has one merged cell.
    if row.note.is_empty() && row.optional.is_empty() {
        cells.push_str(&cell("", 2, None, false));
    } else {
        cells.push_str(&cell(&row.note, 1, None, is_red));
        cells.push_str(&cell(&row.optional, 1, None, false));
    }
    let mut out = format!("<w:tr>{cells}</w:tr>");
    for field in &row.fields {
        out.push_str(&parameter(field, level + 1, depth, "", &target, red));
    }
    out
}

pub(crate) fn table(columns: usize, rows: &str) -> String {
    let grid = "<w:gridCol w:w=\"1500\"/>".repeat(columns);
    format!("<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
}

pub(crate) fn cell(text: &str, span: usize, merge: Option<&str>, red: bool) -> String {
    let merge = merge.map_or(String::new(), |how| match how {
        "restart" => "<w:vMerge w:val=\"restart\"/>".to_owned(),
        _ => "<w:vMerge/>".to_owned(),
    });
    let lines: String = text.lines().map(|line| paragraph(line, red)).collect();
    let lines = if lines.is_empty() { "<w:p/>".to_owned() } else { lines };
    format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merge}</w:tcPr>{lines}</w:tc>")
}

pub(crate) fn heading(text: &str, level: usize) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"H{level}\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
        escaped(text)
    )
}

pub(crate) fn paragraph(text: &str, red: bool) -> String {
    let color = if red { "<w:rPr><w:color w:val=\"FF0000\"/></w:rPr>" } else { "" };
    format!(
        "<w:p><w:r>{color}<w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(text)
    )
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    // XML allows no `]]>` in a text.
    text.replace('>', "&gt;").replace('"', "&quot;")
}
