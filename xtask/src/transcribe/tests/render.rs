//! The vendor's layout of a document, for tests: the whole text is made from the spec, so no test needs the original.

use crate::spec::{RETURN_CODES, REVISIONS};
use crate::transcribe::printed::{Document, Operation, ReturnCode, Revision, Row};

/// How the layout goes where it has a choice.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// Blank lines between the lines of a cell.
    pub(crate) airy: bool,
    /// A blank line below every name, as stray line breaks make them.
    pub(crate) stray_breaks: bool,
    /// 说明 and 是否可为空 in every row, even where rows are nested below an empty note.
    pub(crate) full_rows: bool,
    /// `\r\n` at the end of lines.
    pub(crate) crlf: bool,
}

/// `document` as the export shows it.
pub(crate) fn render(document: &Document, style: Style) -> String {
    let mut page = Page { text: " \n\t\n\t\n".to_owned(), style };
    for chapter in &document.chapters {
        let title = chapter.path.last().map_or("", String::as_str);
        page.line(title);
        page.paragraphs(&chapter.text);
        if title == REVISIONS {
            page.revisions(&document.revisions);
        } else if title == RETURN_CODES {
            page.return_codes(&document.return_codes);
        } else if !chapter.table.is_empty() {
            chapter.table.iter().for_each(|row| page.row(row));
            page.line("");
        }
    }
    document.operations.iter().for_each(|operation| page.operation(operation));
    if style.crlf { page.text.replace('\n', "\r\n") } else { page.text }
}

struct Page {
    text: String,
    style: Style,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn cell(&mut self, text: &str) {
        let between = if self.style.airy { "\n\n" } else { "\n" };
        let lines: Vec<&str> = text.lines().collect();
        self.line(&format!("\t{}", lines.join(between)));
    }

    /// A row of cells and the blank line below it.
    fn row(&mut self, cells: &[impl AsRef<str>]) {
        cells.iter().for_each(|cell| self.cell(cell.as_ref()));
        self.line("");
    }

    fn paragraphs(&mut self, text: &str) {
        for line in text.lines() {
            self.line("");
            self.line(line);
        }
        self.line("");
    }

    fn revisions(&mut self, rows: &[Revision]) {
        self.row(&["修订日期", "版本号", "描述", "修订人"]);
        for row in rows {
            self.row(&[&row.printed_date, &row.version, &row.text, &row.author]);
        }
        self.line("");
    }

    fn return_codes(&mut self, rows: &[ReturnCode]) {
        self.row(&["返回代码", "说明"]);
        for row in rows {
            self.row(&[&row.code, &row.note]);
        }
        self.row(&["", ""]);
        self.line("");
    }

    fn operation(&mut self, operation: &Operation) {
        self.line(&operation.title);
        self.line("");
        self.line("描述");
        self.paragraphs(&operation.description);
        self.line("接口详情");
        self.line("");
        self.row(&["接口路径", &operation.path, "请求方式", &operation.methods]);
        self.row(&["接口说明", &operation.purpose]);
        self.row(&["", "属性名称", "类型", "说明", "是否可为空"]);
        operation.request.iter().for_each(|row| self.parameter(row, 1, ""));
        for (index, row) in operation.response.iter().enumerate() {
            self.parameter(row, 1, if index == 0 { "返回参数" } else { "" });
        }
        self.line("");
    }

    fn parameter(&mut self, row: &Row, depth: usize, first: &str) {
        self.cell(first);
        (1..depth).for_each(|_| self.cell(""));
        self.cell(&row.name);
        if self.style.stray_breaks {
            self.line("");
        }
        self.cell(&row.ty);
        let empty = row.note.is_empty() && row.optional.is_empty();
        if !empty || row.fields.is_empty() || self.style.full_rows {
            self.cell(&row.note);
            self.cell(&row.optional);
        }
        self.line("");
        row.fields.iter().for_each(|field| self.parameter(field, depth + 1, ""));
    }
}
