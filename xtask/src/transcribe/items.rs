//! The pieces of a document, whatever file it came in: lines of text and tables in their order.
//!
//! In a text, a tab at the start of a line starts a cell. A line without one continues the cell above it, blank lines
//! included, so the lines alone do not tell where a table ends: a text after it that belongs to none of its cells is set
//! off by two blank lines.
//!
//! White space is layout: lines are trimmed and blank ones dropped; all other characters are kept verbatim.

use super::position::Position;

pub(super) enum Item {
    Line(Line),
    Table(DrawnTable),
}

/// A line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) at: Position,
    raw: String,
    /// What a Word file says of a line that is a heading.
    pub(super) heading: Option<Heading>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading {
    /// Its automatic number, such as `5.12`.
    pub(super) number: Option<String>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) at: Position,
    /// Whether a blank line stands above it: that is how a text sets rows apart.
    pub(super) gap: bool,
    text: Vec<Ink>,
}

/// A line of a cell that has ink.
#[derive(Clone, Debug)]
struct Ink {
    line: Line,
    blanks_above: usize,
}

/// A table whose rows and columns the file draws.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnTable {
    pub(super) rows: Vec<DrawnRow>,
    pub(super) deleted: Vec<DeletedRow>,
}

/// A row whose deletion a Word file tracks, with what its cells say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DeletedRow {
    pub(crate) tracked: Tracked,
    pub(crate) words: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct DrawnRow {
    pub(super) at: Position,
    pub(super) cells: Vec<DrawnCell>,
    pub(super) red: bool,
    pub(super) tracked: Option<Tracked>,
}

#[derive(Clone, Debug)]
pub(super) struct DrawnCell {
    pub(super) cell: Cell,
    /// Where it begins and ends, in twentieths of a point.
    pub(super) start: i64,
    pub(super) end: i64,
    /// Whether it is one with the cell above it.
    pub(super) merged: bool,
}

/// A tracked change of a Word file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Tracked {
    pub(crate) author: String,
    /// `yyyy-MM-dd`.
    pub(crate) date: String,
}

impl DrawnRow {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.cell.is_empty())
    }
}

/// What stands between two headings: text, tables, text.
pub(super) struct Region<'d> {
    pub(super) before: Vec<Line>,
    pub(super) table: Table<'d>,
    pub(super) after: Vec<Line>,
}

/// The tables of a region.
pub(super) enum Table<'d> {
    /// Cells one after the other, whose rows must be guessed.
    Cells(Vec<Cell>),
    Drawn(Vec<&'d DrawnTable>),
}

impl Table<'_> {
    /// The rows whose deletion is tracked.
    pub(super) fn deleted(&self) -> Vec<DeletedRow> {
        match self {
            Self::Cells(_) => Vec::new(),
            Self::Drawn(tables) => {
                tables.iter().flat_map(|table| table.deleted.clone()).collect()
            }
        }
    }
}

/// Blank lines that end a table where text follows.
pub(super) const END_OF_TABLE: usize = 2;

impl Item {
    pub(super) fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }

    /// Whether it is a line of text of its own that says `words`.
    pub(super) fn says(&self, words: &str) -> bool {
        self.line().is_some_and(|line| line.says(words))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.line().is_some_and(Line::is_blank)
    }

    /// Whether it is a table or starts a cell of one.
    pub(super) fn is_of_table(&self) -> bool {
        self.line().is_none_or(Line::starts_cell)
    }
}

impl Line {
    pub(super) fn of_text(at: Position, raw: &str) -> Self {
        Self { at, raw: raw.to_owned(), heading: None }
    }

    /// A line of a Word file, where a tab is white space.
    pub(super) fn of_word(at: Position, raw: &str, heading: Option<Heading>) -> Self {
        Self { at, raw: raw.trim().to_owned(), heading }
    }

    /// A part of it.
    pub(super) fn part(&self, raw: &str) -> Self {
        Self::of_word(self.at, raw, None)
    }

    pub(super) fn raw(&self) -> &str {
        &self.raw
    }

    /// What is printed on it, without the white space around.
    pub(super) fn ink(&self) -> &str {
        self.raw.trim()
    }

    /// The words of a heading without the number that a word processor may have written before them.
    pub(super) fn title(&self) -> &str {
        let ink = self.ink();
        let words = ink.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &ink[..ink.len() - words.len()];
        let is_number = number.starts_with(|c: char| c.is_ascii_digit())
            && (number.contains('.')
                || words.starts_with([' ', '\t', '、', '\u{3000}']));
        if is_number { words.trim_start_matches(['、']).trim_start() } else { ink }
    }

    pub(super) fn starts_cell(&self) -> bool {
        self.raw.starts_with('\t')
    }

    pub(super) fn is_blank(&self) -> bool {
        !self.starts_cell() && self.ink().is_empty()
    }

    fn says(&self, words: &str) -> bool {
        !self.starts_cell() && self.title() == words
    }

    /// Whether the name of a column stands on it and no cell does.
    pub(super) fn has_lost_cells(&self, column: &str) -> bool {
        !self.raw.contains('\t') && self.raw.contains(column)
    }
}

impl Cell {
    pub(super) fn of_word(at: Position, lines: impl IntoIterator<Item = Line>) -> Self {
        let mut cell = Self { at, ..Self::default() };
        lines.into_iter().for_each(|line| cell.push(line));
        cell
    }

    pub(super) fn push(&mut self, line: Line) {
        if !line.ink().is_empty() {
            self.text.push(Ink { line, blanks_above: 0 });
        }
    }

    /// Its lines, one below the other.
    pub(super) fn text(&self) -> String {
        paragraphs(self.text.iter().map(|ink| &ink.line))
    }

    /// Its text as one word or phrase: a line break in a name is a slip of the layout.
    pub(super) fn word(&self) -> String {
        self.text.iter().map(|ink| ink.line.ink()).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self.text.as_slice(), [only] if only.line.ink() == word)
    }
}

impl<'d> Region<'d> {
    pub(super) fn new(items: &'d [Item]) -> Self {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let (mut cells, mut drawn): (Vec<Cell>, Vec<_>) = Default::default();
        let mut blanks = 0;
        for item in items {
            let line = match item {
                Item::Line(line) => line,
                Item::Table(table) => {
                    drawn.push(table);
                    continue;
                }
            };
            if line.is_blank() {
                blanks += 1;
                continue;
            }
            if line.starts_cell() {
                start_cells(&mut cells, line, blanks > 0);
            } else if let Some(cell) = cells.last_mut() {
                cell.text.push(Ink { line: line.clone(), blanks_above: blanks });
            } else if drawn.is_empty() {
                before.push(line.clone());
            } else {
                after.push(line.clone());
            }
            blanks = 0;
        }
        if drawn.is_empty() {
            after = cut_text_after_table(&mut cells);
            return Self { before, table: Table::Cells(cells), after };
        }
        Self { before, table: Table::Drawn(drawn), after }
    }
}

/// Every tab at the start of a line starts a cell; tabs further on are white space.
fn start_cells(cells: &mut Vec<Cell>, line: &Line, gap: bool) {
    let tabs = line.raw.len() - line.raw.trim_start_matches('\t').len();
    for index in 0..tabs {
        cells.push(Cell { at: line.at, gap: gap && index == 0, text: Vec::new() });
    }
    if let Some(cell) = cells.last_mut() {
        cell.push(line.clone());
    }
}

fn cut_text_after_table(cells: &mut [Cell]) -> Vec<Line> {
    let Some(cell) = cells.last_mut() else { return Vec::new() };
    let end = cell.text.iter().position(|ink| ink.blanks_above >= END_OF_TABLE);
    let after = cell.text.drain(end.unwrap_or(cell.text.len())..);
    after.map(|ink| ink.line).collect()
}

/// The ink of `lines`, one below the other.
pub(super) fn paragraphs<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    let inks: Vec<_> =
        lines.into_iter().map(Line::ink).filter(|ink| !ink.is_empty()).collect();
    inks.join("\n")
}
