//! The text of a Word file: its paragraphs and tables in their order.
//!
//! Insertions that are tracked are taken and deletions left out, as Word shows the file when all is accepted; what is struck
//! through is left out like a deletion. What belongs to no paragraph of the text (pictures, text boxes, notes, a table of
//! contents) is passed over and counted.

use std::collections::BTreeMap;

use super::numbering::Numbering;
use super::package::Element;
use super::styles::{Looks, Styles};
use crate::transcribe::diagnostic::{Diagnostics, refuse};
use crate::transcribe::items::{
    Cell, DeletedRow, Heading, Item, Line, Placed, Row, Table, Tracked,
};
use crate::transcribe::position::Position;
use crate::transcribe::tables::WIDTH;

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

/// A paragraph, wherever it stands, and what only a Word file knows of a text.
#[derive(Debug, Default)]
struct Paragraph {
    looks: Looks,
    text: String,
    red: bool,
    tracked: Option<Tracked>,
}

/// A part of the text or of a cell.
enum Part<'x> {
    Paragraph(Paragraph),
    Table(Element<'x>),
}

/// Elements that only hold others.
const CONTAINERS: &str =
    "body sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple dir bdo";

/// Contents of a document that Word makes by itself.
const GALLERIES: [(&str, &str); 2] =
    [("Table of Contents", "tables of contents"), ("Cover Pages", "cover pages")];

impl Body {
    pub(super) fn read(
        document: Element<'_>,
        styles: Styles,
        numbering: Numbering,
    ) -> Result<Self, Diagnostics> {
        let mut body = Self { styles, numbering, ..Self::default() };
        for part in body.parts(document) {
            match part {
                Part::Paragraph(paragraph) => body.lines(paragraph),
                Part::Table(table) => {
                    let table = body.table(table)?;
                    body.items.push(Item::Table(table));
                }
            }
        }
        Ok(body)
    }

    /// The paragraphs and tables in `element`. A paragraph whose end is deleted goes on in the next one.
    fn parts<'x>(&mut self, element: Element<'x>) -> Vec<Part<'x>> {
        let (mut parts, mut open) = (Vec::new(), None);
        for part in self.within(element, &["p", "tbl"]) {
            if part.name() == "tbl" {
                parts.push(Part::Table(part));
                continue;
            }
            let mut paragraph: Paragraph = open.take().unwrap_or_default();
            paragraph.looks = Looks::of(part.child("pPr"));
            self.runs(part, None, &mut paragraph);
            if paragraph.looks.is_joined() {
                open = Some(paragraph);
            } else {
                parts.push(Part::Paragraph(paragraph));
            }
        }
        parts
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
            } else if CONTAINERS.split(' ').any(|name| name == below.name()) {
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
            let (raw, heading) = (line.trim().to_owned(), heading.take());
            self.items.push(Item::Line(Line { at, raw, heading }));
        }
    }

    /// Takes up the runs in a part of a paragraph, which was inserted if that is `tracked`.
    fn runs(
        &mut self,
        element: Element<'_>,
        tracked: Option<&Tracked>,
        paragraph: &mut Paragraph,
    ) {
        for part in self.within(element, &["r", "ins", "moveTo", "del", "moveFrom"]) {
            match part.name() {
                "r" => self.run(part, tracked, paragraph),
                "ins" | "moveTo" => self.runs(part, Some(&tracked_by(part)), paragraph),
                _ => paragraph.tracked = Some(tracked_by(part)),
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
        let own = Looks::of(run.child("rPr"));
        let looks = self.styles.looks(own.within(&paragraph.looks));
        if looks.is_on("vanish") {
            return self.pass_over("hidden texts");
        }
        // With 删除线 a vendor marks what holds no more.
        if looks.is_on("strike") || looks.is_on("dstrike") {
            return self.pass_over("texts that are struck through");
        }
        if !text.trim().is_empty() {
            paragraph.red |= looks.is_red();
            paragraph.tracked = paragraph.tracked.take().or(tracked.cloned());
        }
        paragraph.text.push_str(&text);
    }

    fn table(&mut self, element: Element<'_>) -> Result<Table, Diagnostics> {
        self.tables += 1;
        let (mut table, mut grid) = (Table::default(), vec![0]);
        let columns = element.child("tblGrid").into_iter().flat_map(Element::elements);
        for column in columns.filter(|it| it.name() == "gridCol") {
            let width = column.get("w").and_then(|width| width.parse().ok());
            let width = width.filter(|width| *width > 0).unwrap_or(WIDTH);
            grid.push(grid.last().unwrap_or(&0) + width);
        }
        for (row, element) in (1..).zip(self.within(element, &["tr"])) {
            let property = |name| element.child("trPr").and_then(|it| it.child(name));
            let cells = self.within(element, &["tc"]);
            if let Some(deletion) = property("del") {
                let tracked = tracked_by(deletion);
                let words = cells.iter().map(|cell| cell.text().trim().to_owned());
                table.deleted.push(DeletedRow { tracked, words: words.collect() });
                continue;
            }
            let at = Position::Row { table: self.tables, row };
            let tracked = property("ins").map(tracked_by);
            let mut row = Row { at, tracked, ..Row::default() };
            let mut column =
                property("gridBefore").and_then(Element::number).unwrap_or(0);
            for cell in cells {
                let cell = self.cell(cell, &mut row, &mut column, &grid)?;
                row.cells.extend(cell);
            }
            table.rows.push(row);
        }
        Ok(table)
    }

    /// A cell of `row` that begins at `column`; none if it is deleted.
    fn cell(
        &mut self,
        element: Element<'_>,
        row: &mut Row,
        column: &mut usize,
        grid: &[i64],
    ) -> Result<Option<Placed>, Diagnostics> {
        let property = |name| element.child("tcPr").and_then(|it| it.child(name));
        let mut text = Cell::new(row.at, "");
        for part in self.parts(element) {
            let Part::Paragraph(paragraph) = part else {
                let help = "move its rows into the table around it, in a copy";
                return refuse(row.at, "a table stands in a cell", help);
            };
            paragraph.text.lines().for_each(|line| text.push(line));
            row.red |= paragraph.red;
            row.tracked = row.tracked.take().or(paragraph.tracked);
        }
        let edge = |column: usize| {
            let last = grid.len() - 1;
            // A row may be longer than the grid says, which some programs leave out altogether.
            grid[column.min(last)] + column.saturating_sub(last) as i64 * WIDTH
        };
        let columns = property("gridSpan").and_then(Element::number).unwrap_or(1).max(1);
        let (start, end) = (edge(*column), edge(*column + columns));
        *column += columns;
        let merged = property("vMerge").is_some_and(|it| it.value() != Some("restart"));
        let cell = Placed { cell: text, start, end, merged };
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
