//! The text of a Word file: its paragraphs and tables in their order.
//!
//! Insertions that are tracked are taken and deletions left out, as Word shows the file when all is accepted; what is struck
//! through is left out like a deletion. What belongs
//! to no paragraph of the text (pictures, text boxes, notes, a table of contents) is passed over and counted.

use std::collections::BTreeMap;

use super::numbering::Numbering;
use super::package::Element;
use super::styles::{Looks, Styles};
use crate::transcribe::diagnostic::{Diagnostic, refuse};
use crate::transcribe::items::{
    Cell, DeletedRow, DrawnCell, DrawnRow, DrawnTable, Heading, Item, Line, Tracked,
};
use crate::transcribe::position::Position;

#[derive(Default)]
pub(super) struct Body {
    styles: Styles,
    numbering: Numbering,
    paragraphs: usize,
    tables: usize,
    pub(super) items: Vec<Item>,
    /// What was passed over, and how many of each.
    pub(super) passed_over: BTreeMap<&'static str, usize>,
}

/// A paragraph, wherever it stands.
#[derive(Debug, Default)]
struct Paragraph {
    looks: Looks,
    text: String,
    marks: Marks,
}

/// What only a Word file knows of a text.
#[derive(Clone, Debug, Default)]
struct Marks {
    red: bool,
    tracked: Option<Tracked>,
}

impl Marks {
    fn add(&mut self, other: Self) {
        self.red |= other.red;
        self.tracked = self.tracked.take().or(other.tracked);
    }
}

/// With 删除线 a vendor marks what holds no more.
const STRUCK: &str = "texts that are struck through";

/// Elements that only hold others.
const CONTAINERS: [&str; 7] =
    ["body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"];

/// Contents of a document that Word makes by itself.
const GALLERIES: [(&str, &str); 2] =
    [("Table of Contents", "tables of contents"), ("Cover Pages", "cover pages")];

impl Body {
    pub(super) fn read(
        document: Element<'_>,
        styles: Styles,
        numbering: Numbering,
    ) -> Result<Self, Diagnostic> {
        let mut body = Self { styles, numbering, ..Self::default() };
        let mut open: Option<Paragraph> = None;
        for part in body.within(document, &["p", "tbl"]) {
            if part.name() == "tbl" {
                let table = body.table(part)?;
                body.items.push(Item::Table(table));
                continue;
            }
            let paragraph = body.paragraph(part, open.take());
            if paragraph.looks.joined {
                open = Some(paragraph);
            } else {
                body.lines(paragraph);
            }
        }
        Ok(body)
    }

    fn pass_over(&mut self, what: &'static str) {
        *self.passed_over.entry(what).or_default() += 1;
    }

    /// The elements of these names in `element`, also in those that only hold others; none in what Word fills by itself.
    fn within<'x>(&mut self, element: Element<'x>, names: &[&str]) -> Vec<Element<'x>> {
        let gallery = element.child("sdtPr").and_then(|it| it.find("docPartGallery"));
        let gallery = gallery.and_then(Element::value);
        if let Some((_, what)) =
            GALLERIES.iter().find(|(name, _)| Some(*name) == gallery)
        {
            self.pass_over(what);
            return Vec::new();
        }
        let mut found = Vec::new();
        for below in element.elements() {
            if names.contains(&below.name()) {
                found.push(below);
            } else if CONTAINERS.contains(&below.name()) {
                found.extend(self.within(below, names));
            }
        }
        found
    }

    /// The paragraph as lines of the text.
    fn lines(&mut self, paragraph: Paragraph) {
        self.paragraphs += 1;
        let looks = self.styles.looks(paragraph.looks);
        if self.styles.is_contents(&looks) {
            return self.pass_over("lines of a table of contents");
        }
        let number = self.numbering.next(&looks);
        let is_heading = looks.is_heading() && !paragraph.text.trim().is_empty();
        let mut heading = is_heading.then_some(Heading { number });
        let at = Position::Paragraph(self.paragraphs);
        for line in paragraph.text.lines() {
            self.items.push(Item::Line(Line::of_word(at, line, heading.take())));
        }
    }

    /// A paragraph; `before` is one that goes on in it.
    fn paragraph(
        &mut self,
        element: Element<'_>,
        before: Option<Paragraph>,
    ) -> Paragraph {
        let mut paragraph = before.unwrap_or_default();
        paragraph.looks = Looks::default();
        paragraph.looks.read_all(element.child("pPr"));
        self.runs(element, None, &mut paragraph);
        paragraph
    }

    /// Takes up the runs in a part of a paragraph, which was inserted if that is `tracked`.
    fn runs(
        &mut self,
        element: Element<'_>,
        tracked: Option<&Tracked>,
        paragraph: &mut Paragraph,
    ) {
        const PARTS: [&str; 9] = [
            "r",
            "ins",
            "moveTo",
            "del",
            "moveFrom",
            "hyperlink",
            "fldSimple",
            "dir",
            "bdo",
        ];
        for part in self.within(element, &PARTS) {
            match part.name() {
                "r" => self.run(part, tracked, paragraph),
                "ins" | "moveTo" => self.runs(part, Some(&tracked_by(part)), paragraph),
                "del" | "moveFrom" => paragraph.marks.tracked = Some(tracked_by(part)),
                _ => self.runs(part, tracked, paragraph),
            }
        }
    }

    /// Takes up a run of text in one look.
    fn run(
        &mut self,
        run: Element<'_>,
        tracked: Option<&Tracked>,
        paragraph: &mut Paragraph,
    ) {
        let mut looks = Looks::default();
        looks.read_all(run.child("rPr"));
        let mut text = String::new();
        for part in run.elements() {
            match part.name() {
                "t" => text.push_str(&part.text()),
                "tab" | "ptab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                "sym" => self.pass_over("symbols of a font of their own"),
                "drawing" | "pict" | "object" | "AlternateContent" => {
                    let is_text = part.find("txbxContent").is_some();
                    self.pass_over(if is_text { "text boxes" } else { "pictures" });
                }
                "footnoteReference" | "endnoteReference" => {
                    self.pass_over("notes at the foot or the end");
                }
                _ => {}
            }
        }
        let style = looks.style.take().or_else(|| paragraph.looks.style.clone());
        let looks = self.styles.looks(Looks { style, ..looks });
        let left_out = [(looks.hidden, "hidden texts"), (looks.struck, STRUCK)];
        if let Some((_, what)) = left_out.iter().find(|(look, _)| *look == Some(true)) {
            return self.pass_over(what);
        }
        if !text.trim().is_empty() {
            let (red, tracked) = (looks.red == Some(true), tracked.cloned());
            paragraph.marks.add(Marks { red, tracked });
        }
        paragraph.text.push_str(&text);
    }

    fn table(&mut self, element: Element<'_>) -> Result<DrawnTable, Diagnostic> {
        self.tables += 1;
        let (mut table, mut grid) = (DrawnTable::default(), vec![0]);
        let columns = element.child("tblGrid").into_iter().flat_map(Element::elements);
        for column in columns.filter(|it| it.name() == "gridCol") {
            let width = column.get("w").and_then(|width| width.parse().ok());
            let start = grid.last().unwrap_or(&0);
            grid.push(start + width.unwrap_or(1).max(1));
        }
        for (row, element) in (1..).zip(self.within(element, &["tr"])) {
            let at = Position::Row { table: self.tables, row };
            self.row(element, at, &grid, &mut table)?;
        }
        Ok(table)
    }

    /// Takes up a row of `table`.
    fn row(
        &mut self,
        element: Element<'_>,
        at: Position,
        grid: &[i64],
        table: &mut DrawnTable,
    ) -> Result<(), Diagnostic> {
        let property = |name| element.child("trPr").and_then(|it| it.child(name));
        let cells = self.within(element, &["tc"]);
        if let Some(deletion) = property("del") {
            let tracked = tracked_by(deletion);
            let words = cells.iter().map(|cell| cell.text().trim().to_owned()).collect();
            table.deleted.push(DeletedRow { tracked, words });
            return Ok(());
        }
        let tracked = property("ins").map(tracked_by);
        let mut row = DrawnRow { at, tracked, ..DrawnRow::default() };
        let mut column = property("gridBefore").and_then(Element::number).unwrap_or(0);
        for cell in cells {
            let cell = self.cell(cell, &mut row, &mut column, grid)?;
            row.cells.extend(cell);
        }
        table.rows.push(row);
        Ok(())
    }

    /// A cell of `row` that begins at `column`; none if it is deleted.
    fn cell(
        &mut self,
        element: Element<'_>,
        row: &mut DrawnRow,
        column: &mut usize,
        grid: &[i64],
    ) -> Result<Option<DrawnCell>, Diagnostic> {
        let property = |name| element.child("tcPr").and_then(|it| it.child(name));
        let (mut text, mut marks, mut open) = (Vec::new(), Marks::default(), None);
        for part in self.within(element, &["p", "tbl"]) {
            if part.name() == "tbl" {
                let help = "move its rows into the table around it, in a copy";
                return refuse(row.at, "a table stands in a cell", help);
            }
            let paragraph = self.paragraph(part, open.take());
            if paragraph.looks.joined {
                open = Some(paragraph);
                continue;
            }
            marks.add(paragraph.marks);
            let lines = paragraph.text.lines();
            text.extend(lines.map(|line| Line::of_word(row.at, line, None)));
        }
        row.red |= marks.red;
        row.tracked = row.tracked.take().or(marks.tracked);
        let edge = |column: usize| {
            let last = grid.len() - 1;
            // A row may be longer than the grid says, which some programs leave out altogether.
            grid[column.min(last)] + (column.saturating_sub(last)) as i64
        };
        let columns = property("gridSpan").and_then(Element::number).unwrap_or(1).max(1);
        let (start, end) = (edge(*column), edge(*column + columns));
        *column += columns;
        let merged = property("vMerge").is_some_and(|it| it.value() != Some("restart"));
        let cell = DrawnCell { cell: Cell::of_word(row.at, text), start, end, merged };
        Ok(property("cellDel").is_none().then_some(cell))
    }
}

fn tracked_by(element: Element<'_>) -> Tracked {
    let get = |name| element.get(name).unwrap_or_default();
    Tracked {
        author: get("author").to_owned(),
        date: get("date").chars().take(10).collect(),
    }
}
