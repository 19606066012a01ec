//! Word files: how their runs, paragraphs, cells and tables are read.

use regex::Regex;

use super::word::{body, cell, docx, paragraph, table};
use super::{load, sample, strict, swap};
use crate::spec::AmendmentCause;
use crate::transcribe::printed::Document;
use crate::transcribe::{compare, read, transcribe};

const NAME: &str = "document.docx";

fn sample_body() -> String {
    body(&Document::of(sample::spec()))
}

fn differences(body: &str) -> Vec<String> {
    let (comparison, _) =
        compare(NAME, &docx(body), sample::spec()).expect("it can be read");
    comparison.differences.into_iter().map(|difference| difference.target).collect()
}

fn chapter(body: &str, title: &str) -> (String, Vec<Vec<String>>) {
    let read = read(&docx(body), sample::spec()).expect("it can be read");
    let mut chapters = read.printed.chapters.into_iter();
    let found =
        chapters.find(|chapter| chapter.path.last().is_some_and(|it| it == title));
    let chapter = found.expect("the chapter");
    (chapter.text, chapter.table)
}

#[test]
fn what_stands_in_a_run_beside_its_text() {
    let line = paragraph("毫秒数", false);
    for (inside, expected) in [
        ("<w:r><w:t>毫</w:t><w:tab/><w:t>秒</w:t></w:r>", "毫\t秒\n或者文本"),
        ("<w:r><w:t>毫</w:t><w:ptab/><w:t>秒</w:t></w:r>", "毫\t秒\n或者文本"),
        ("<w:r><w:t>毫</w:t><w:br/><w:t>秒</w:t></w:r>", "毫\n秒\n或者文本"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b\n或者文本"),
        // The letters of a formula are left out.
        (
            "<w:r><w:t>毫</w:t></w:r><w:oMath><w:r><w:t>x</w:t></w:r></w:oMath>",
            "毫\n或者文本",
        ),
        // The look of the mark at the end does not join two paragraphs.
        ("<w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>毫</w:t></w:r>", "毫\n或者文本"),
        // The level of plain text.
        (
            "<w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr><w:r><w:t>毫</w:t></w:r>",
            "毫\n或者文本",
        ),
    ] {
        let body = swap(&sample_body(), &line, &format!("<w:p>{inside}</w:p>"));
        assert_eq!(chapter(&body, "时间规则").0, expected, "{inside}");
    }
}

/// A cell that is one with the cell above it says the same, but for the names of columns.
#[test]
fn merged_cells_of_a_general_table_repeat_what_is_above() {
    let rows = [
        [("编号", Some("restart")), ("术语", None)],
        [("", Some("continue")), ("直播", Some("restart"))],
        [("2", Some("restart")), ("", Some("continue"))],
        [("", Some("continue")), ("点播", None)],
    ];
    let rows = rows.map(|cells| {
        let cells = cells.map(|(text, merge)| cell(text, 1, merge, false)).concat();
        format!("<w:tr>{cells}</w:tr>")
    });
    let whole = sample_body();
    let at = whole.find("编号").expect("the table");
    let start = whole[..at].rfind("<w:tbl>").expect("its start");
    let end = at + whole[at..].find("</w:tbl>").expect("its end") + "</w:tbl>".len();
    let merged =
        format!("{}{}{}", &whole[..start], table(2, &rows.concat()), &whole[end..]);
    let expected = [["编号", "术语"], ["", "直播"], ["2", "直播"], ["2", "点播"]];
    assert_eq!(chapter(&merged, "术语").1, expected);
}

/// Programs that do not tell how wide columns are leave out the grid or the widths in it.
#[test]
fn columns_without_a_width_are_columns() {
    let body = sample_body();
    let grid = Regex::new("<w:tblGrid>.*?</w:tblGrid>").expect("an expression");
    for body in [
        grid.replace_all(&body, "").into_owned(),
        grid.replace_all(&body, "<w:tblGrid/>").into_owned(),
        body.replace(" w:w=\"1500\"", ""),
        body.replace(" w:w=\"1500\"", " w:w=\"0\""),
        // Rows with more columns than the grid.
        body.replace("<w:gridCol w:w=\"1500\"/></w:tblGrid>", "</w:tblGrid>"),
    ] {
        assert_eq!(differences(&body), Vec::<String>::new());
    }
}

#[test]
fn a_cell_may_begin_and_end_a_little_right_of_its_column() {
    let mut body = sample_body().replace(
        "<w:gridCol w:w=\"1500\"/>",
        "<w:gridCol w:w=\"150\"/><w:gridCol w:w=\"1350\"/>",
    );
    for span in (1..9).rev() {
        let [old, new] =
            [span, 2 * span].map(|span| format!("<w:gridSpan w:val=\"{span}\"/>"));
        body = body.replace(&old, &new);
    }
    assert_eq!(differences(&body), Vec::<String>::new());
    let label = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t xml:space=\"preserve\">返回参数<";
    let narrow = label
        .replace("<w:tr>", "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>")
        .replace("<w:gridSpan w:val=\"2\"/>", "<w:gridSpan w:val=\"1\"/>");
    let name = |name, ty| {
        cell("webcastId", name, None, false) + &cell("String", ty, None, false)
    };
    for body in [body.replace(label, &narrow), swap(&body, &name(6, 2), &name(7, 1))] {
        assert_eq!(differences(&body), Vec::<String>::new());
    }
    assert!(body.contains(label));
}

/// A row of a head may end with cells in which nothing stands.
#[test]
fn an_empty_pair_of_a_head_is_none() {
    let methods = cell("请求方式", 1, None, false);
    let body = sample_body();
    let empty = cell("", 1, None, false).repeat(2);
    let body = body.replace(&methods, &format!("{empty}{methods}"));
    assert_eq!(differences(&body), Vec::<String>::new());
}

#[test]
fn a_row_whose_insertion_is_tracked_needs_no_row_of_the_changelog() {
    let row = [("", 1), ("", 0), ("plan", 1), ("String", 1), ("议程", 1), ("是", 1)];
    let cells = row.iter().filter(|(_, span)| *span > 0);
    let cells: String =
        cells.map(|(text, span)| cell(text, *span, None, false)).collect();
    let by =
        "<w:trPr><w:ins w:author=\"李洋洋\" w:date=\"2021-05-19T00:00:00Z\"/></w:trPr>";
    let whole = sample_body();
    let at = whole.find(">telconf<").expect("the row");
    let start = whole[..at].rfind("<w:tr>").expect("its start");
    let body = format!("{}<w:tr>{by}{cells}</w:tr>{}", &whole[..start], &whole[start..]);
    let update =
        transcribe(NAME, &docx(&body), sample::spec(), &sample::files(), &strict());
    let mut files = sample::files();
    files.extend(update.expect("it can be read").written);
    let spec = load(&files);
    let amendment = spec.amendments.last().expect("an amendment");
    assert_eq!(amendment.because, AmendmentCause::Tracked);
    assert_eq!(amendment.targets, ["created#request.plan"]);
}
