//! The text of a Word file: its paragraphs and tables in their order.
//!
//! Insertions that are tracked are taken and deletions left out, as Word shows the file when all is accepted; what is struck
//! through is left out like a deletion. What belongs
//! to no paragraph of the text (pictures, text boxes, notes, a table of contents) is passed over and counted.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::numbering::Numbering;
use super::package::{Element, Event, Part};
use super::styles::{Looks, Styles};
use crate::transcribe::diagnostic::{Diagnostic, refuse};
use crate::transcribe::items::{
    Cell, DeletedRow, DrawnCell, DrawnRow, DrawnTable, Heading, Item, Line, Tracked,
};
use crate::transcribe::position::Position;

pub(super) struct Body<'p, R> {
    part: &'p mut Part<R>,
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

/// Contents of a document that Word makes by itself.
const GALLERIES: [(&str, &str); 2] =
    [("Table of Contents", "tables of contents"), ("Cover Pages", "cover pages")];

impl<'p, R: BufRead> Body<'p, R> {
    pub(super) fn new(
        part: &'p mut Part<R>,
        styles: Styles,
        numbering: Numbering,
    ) -> Self {
        let (items, passed_over) = (Vec::new(), BTreeMap::new());
        Self { part, styles, numbering, paragraphs: 0, tables: 0, items, passed_over }
    }

    pub(super) fn read(&mut self) -> Result<(), Diagnostic> {
        let mut open: Option<Paragraph> = None;
        loop {
            match self.part.next()? {
                Event::Open(element) => match element.name.as_str() {
                    "document" | "body" => {}
                    "p" => {
                        let paragraph = self.paragraph(open.take())?;
                        if paragraph.looks.joined {
                            open = Some(paragraph);
                        } else {
                            self.lines(paragraph);
                        }
                    }
                    "tbl" => {
                        let table = self.table()?;
                        self.items.push(Item::Table(table));
                    }
                    _ => self.container(&element)?,
                },
                Event::End => return Ok(()),
                Event::Close(_) | Event::Text(_) => {}
            }
        }
    }

    fn pass_over(&mut self, what: &'static str) {
        *self.passed_over.entry(what).or_default() += 1;
    }

    /// Enters an element that only holds others, and passes over one that holds nothing of the text.
    fn container(&mut self, element: &Element) -> Result<(), Diagnostic> {
        match element.name.as_str() {
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo" => Ok(()),
            "sdtPr" => self.content_control(),
            _ => self.part.skip().map(drop),
        }
    }

    /// Passes over a content control that Word fills by itself.
    fn content_control(&mut self) -> Result<(), Diagnostic> {
        let mut gallery = None;
        loop {
            match self.part.next()? {
                Event::Open(element) if element.name == "docPartGallery" => {
                    let known = GALLERIES
                        .iter()
                        .find(|(name, _)| Some(*name) == element.value());
                    gallery = gallery.or(known.map(|(_, what)| *what));
                }
                Event::Close(name) if name == "sdtPr" => break,
                _ => {}
            }
        }
        let Some(what) = gallery else { return Ok(()) };
        self.pass_over(what);
        loop {
            match self.part.next()? {
                Event::Open(element) if element.name == "sdtContent" => {
                    return self.part.skip().map(drop);
                }
                Event::Close(name) if name == "sdt" => return Ok(()),
                _ => {}
            }
        }
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

    /// A paragraph whose tag was read last; `before` is one that goes on in it.
    fn paragraph(&mut self, before: Option<Paragraph>) -> Result<Paragraph, Diagnostic> {
        let mut paragraph = before.unwrap_or_default();
        paragraph.looks = Looks::default();
        let mut tracked: Vec<Tracked> = Vec::new();
        loop {
            match self.part.next()? {
                Event::Open(element) => match element.name.as_str() {
                    "pPr" => paragraph.looks = self.paragraph_looks()?,
                    "r" => {
                        let inside = tracked.last().cloned();
                        self.run(&mut paragraph, inside)?;
                    }
                    "ins" | "moveTo" => tracked.push(tracked_by(&element)),
                    "del" | "moveFrom" => {
                        paragraph.marks.tracked = Some(tracked_by(&element));
                        self.part.skip()?;
                    }
                    "hyperlink" | "fldSimple" | "dir" | "bdo" => {}
                    _ => self.container(&element)?,
                },
                Event::Close(name) => match name.as_str() {
                    "p" => return Ok(paragraph),
                    "ins" | "moveTo" => drop(tracked.pop()),
                    _ => {}
                },
                Event::Text(_) | Event::End => {}
            }
        }
    }

    /// The properties of a paragraph, of whose mark only its deletion counts.
    fn paragraph_looks(&mut self) -> Result<Looks, Diagnostic> {
        let (mut looks, mut in_mark) = (Looks::default(), false);
        loop {
            match self.part.next()? {
                Event::Open(element) => match element.name.as_str() {
                    "pPrChange" => drop(self.part.skip()?),
                    "rPr" => in_mark = true,
                    name if in_mark == (name == "del") => looks.read(&element),
                    _ => {}
                },
                Event::Close(name) if name == "rPr" => in_mark = false,
                Event::Close(name) if name == "pPr" => return Ok(looks),
                _ => {}
            }
        }
    }

    /// A run of text in one look.
    fn run(
        &mut self,
        paragraph: &mut Paragraph,
        tracked: Option<Tracked>,
    ) -> Result<(), Diagnostic> {
        let (mut looks, mut text, mut in_text) =
            (Looks::default(), String::new(), false);
        loop {
            match self.part.next()? {
                Event::Open(element) => match element.name.as_str() {
                    "t" => in_text = true,
                    "tab" | "ptab" => text.push('\t'),
                    "br" | "cr" => text.push('\n'),
                    "noBreakHyphen" => text.push('-'),
                    "rPr" => self.run_looks(&mut looks)?,
                    "sym" => {
                        self.pass_over("symbols of a font of their own");
                        self.part.skip()?;
                    }
                    "drawing" | "pict" | "object" | "AlternateContent" => {
                        let text_box = self.part.skip()?;
                        self.pass_over(if text_box { "text boxes" } else { "pictures" });
                    }
                    "footnoteReference" | "endnoteReference" => {
                        self.pass_over("notes at the foot or the end");
                        self.part.skip()?;
                    }
                    _ => drop(self.part.skip()?),
                },
                Event::Text(part) if in_text => text.push_str(&part),
                Event::Close(name) if name == "t" => in_text = false,
                Event::Close(name) if name == "r" => break,
                Event::Close(_) | Event::Text(_) | Event::End => {}
            }
        }
        let style = looks.style.take().or_else(|| paragraph.looks.style.clone());
        let looks = self.styles.looks(Looks { style, ..looks });
        let left_out = [(looks.hidden, "hidden texts"), (looks.struck, STRUCK)];
        if let Some((_, what)) = left_out.iter().find(|(look, _)| *look == Some(true)) {
            self.pass_over(what);
            return Ok(());
        }
        if !text.trim().is_empty() {
            paragraph.marks.add(Marks { red: looks.red == Some(true), tracked });
        }
        paragraph.text.push_str(&text);
        Ok(())
    }

    fn run_looks(&mut self, looks: &mut Looks) -> Result<(), Diagnostic> {
        loop {
            match self.part.next()? {
                Event::Open(element) if element.name == "rPrChange" => {
                    self.part.skip()?;
                }
                Event::Open(element) => looks.read(&element),
                Event::Close(name) if name == "rPr" => return Ok(()),
                _ => {}
            }
        }
    }

    fn table(&mut self) -> Result<DrawnTable, Diagnostic> {
        self.tables += 1;
        let (mut table, mut grid) = (DrawnTable::default(), vec![0]);
        let mut rows = 0;
        loop {
            match self.part.next()? {
                Event::Open(element) => match element.name.as_str() {
                    "tblGrid" => {}
                    "tblGridChange" => drop(self.part.skip()?),
                    "gridCol" => {
                        let width =
                            element.get("w").and_then(|width| width.parse().ok());
                        grid.push(grid.last().unwrap_or(&0) + width.unwrap_or(1).max(1));
                    }
                    "tr" => {
                        rows += 1;
                        let at = Position::Row { table: self.tables, row: rows };
                        self.row(at, &grid, &mut table)?;
                    }
                    _ => self.container(&element)?,
                },
                Event::Close(name) if name == "tbl" => return Ok(table),
                _ => {}
            }
        }
    }

    /// A row of `table`.
    fn row(
        &mut self,
        at: Position,
        grid: &[i64],
        table: &mut DrawnTable,
    ) -> Result<(), Diagnostic> {
        let mut row = DrawnRow { at, ..DrawnRow::default() };
        let (mut column, mut deleted) = (0, None);
        loop {
            match self.part.next()? {
                Event::Open(element) => match element.name.as_str() {
                    "trPr" => {}
                    "gridBefore" => column += element.number().unwrap_or(0),
                    "ins" => row.tracked = Some(tracked_by(&element)),
                    "del" => deleted = Some((tracked_by(&element), Vec::new())),
                    "tc" => {
                        if let Some((_, words)) = &mut deleted {
                            words.push(self.deleted_cell()?);
                            continue;
                        }
                        let cell = self.cell(&mut row, &mut column, grid)?;
                        row.cells.extend(cell);
                    }
                    _ => self.container(&element)?,
                },
                Event::Close(name) if name == "tr" => break,
                _ => {}
            }
        }
        match deleted {
            Some((tracked, words)) => table.deleted.push(DeletedRow { tracked, words }),
            None => table.rows.push(row),
        }
        Ok(())
    }

    /// The text of a cell in a row that is deleted.
    fn deleted_cell(&mut self) -> Result<String, Diagnostic> {
        let (mut text, mut depth) = (String::new(), 1);
        loop {
            match self.part.next()? {
                Event::Open(element) if element.name == "tc" => depth += 1,
                Event::Close(name) if name == "tc" => depth -= 1,
                Event::Text(part) => text.push_str(&part),
                _ => {}
            }
            if depth == 0 {
                return Ok(text.trim().to_owned());
            }
        }
    }

    /// A cell of `row` that begins at `column`; none if it is deleted.
    fn cell(
        &mut self,
        row: &mut DrawnRow,
        column: &mut usize,
        grid: &[i64],
    ) -> Result<Option<DrawnCell>, Diagnostic> {
        let (mut columns, mut merged, mut deleted) = (1, false, false);
        let (mut text, mut marks) = (Vec::new(), Marks::default());
        let mut open = None;
        loop {
            match self.part.next()? {
                Event::Open(element) => match element.name.as_str() {
                    "tcPr" => {}
                    "gridSpan" => columns = element.number().unwrap_or(1).max(1),
                    "vMerge" => merged = element.value() != Some("restart"),
                    "cellDel" => deleted = true,
                    "p" => {
                        let paragraph = self.paragraph(open.take())?;
                        if paragraph.looks.joined {
                            open = Some(paragraph);
                            continue;
                        }
                        marks.add(paragraph.marks);
                        text.extend(
                            paragraph
                                .text
                                .lines()
                                .map(|line| Line::of_word(row.at, line, None)),
                        );
                    }
                    "tbl" => {
                        let help = "move its rows into the table around it, in a copy";
                        return refuse(row.at, "a table stands in a cell", help);
                    }
                    _ => self.container(&element)?,
                },
                Event::Close(name) if name == "tc" => break,
                _ => {}
            }
        }
        row.red |= marks.red;
        row.tracked = row.tracked.take().or(marks.tracked);
        let edge = |column: usize| {
            let last = grid.len() - 1;
            // A row may be longer than the grid says, which some programs leave out altogether.
            grid[column.min(last)] + (column.saturating_sub(last)) as i64
        };
        let (start, end) = (edge(*column), edge(*column + columns));
        *column += columns;
        let cell = Cell::of_word(row.at, text);
        Ok((!deleted).then_some(DrawnCell { cell, start, end, merged }))
    }
}

fn tracked_by(element: &Element) -> Tracked {
    let get = |name| element.get(name).unwrap_or_default();
    Tracked {
        author: get("author").to_owned(),
        date: get("date").chars().take(10).collect(),
    }
}
