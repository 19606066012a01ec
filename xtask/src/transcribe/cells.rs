//! From lines to cells.
//!
//! The export knows one mark: a tab at the start of a line starts a cell. A line without one continues the cell above it,
//! blank lines included, so the lines alone do not tell where a table ends: a text after it that belongs to none of its
//! cells is set off by two blank lines.
//!
//! White space is layout: lines are trimmed and blank ones dropped; all other characters are kept verbatim.

/// A line of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// From 1, as editors count.
    pub(super) number: usize,
    raw: &'a str,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell<'a> {
    pub(super) line: usize,
    /// Whether a blank line stands above it: that is how rows are set apart, though not they alone.
    pub(super) gap: bool,
    text: Vec<Ink<'a>>,
}

/// What stands between two headings: text, at most one table, text.
#[derive(Debug)]
pub(super) struct Region<'a> {
    pub(super) before: Vec<Line<'a>>,
    pub(super) cells: Vec<Cell<'a>>,
    pub(super) after: Vec<Line<'a>>,
}

/// A line of a cell that has ink.
#[derive(Clone, Debug)]
struct Ink<'a> {
    line: Line<'a>,
    blanks_above: usize,
}

/// Blank lines that end a table where text follows.
const END_OF_TABLE: usize = 2;

pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    text.lines().zip(1..).map(|(raw, number)| Line { number, raw }).collect()
}

impl<'a> Line<'a> {
    /// What is printed on it, without the white space around.
    pub(super) fn ink(&self) -> &'a str {
        self.raw.trim()
    }

    pub(super) fn starts_cell(&self) -> bool {
        self.raw.starts_with('\t')
    }

    pub(super) fn is_blank(&self) -> bool {
        !self.starts_cell() && self.ink().is_empty()
    }

    /// Whether it is a line of text of its own that says `words`.
    pub(super) fn says(&self, words: &str) -> bool {
        !self.starts_cell() && self.ink() == words
    }
}

impl Cell<'_> {
    /// Its lines, one below the other.
    pub(super) fn text(&self) -> String {
        paragraphs(self.text.iter().map(|ink| ink.line))
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

impl<'a> Region<'a> {
    pub(super) fn new(lines: &[Line<'a>]) -> Self {
        let mut region =
            Self { before: Vec::new(), cells: Vec::new(), after: Vec::new() };
        let mut blanks = 0;
        for &line in lines {
            if line.is_blank() {
                blanks += 1;
                continue;
            }
            if line.starts_cell() {
                region.start_cells(line, blanks > 0);
            } else if let Some(cell) = region.cells.last_mut() {
                cell.text.push(Ink { line, blanks_above: blanks });
            } else {
                region.before.push(line);
            }
            blanks = 0;
        }
        region.cut_text_after_table();
        region
    }

    /// Every tab at the start of a line starts a cell; tabs further on are white space.
    fn start_cells(&mut self, line: Line<'a>, gap: bool) {
        let tabs = line.raw.len() - line.raw.trim_start_matches('\t').len();
        for index in 0..tabs {
            self.cells.push(Cell {
                line: line.number,
                gap: gap && index == 0,
                text: Vec::new(),
            });
        }
        if let Some(cell) = self.cells.last_mut()
            && !line.ink().is_empty()
        {
            cell.text.push(Ink { line, blanks_above: 0 });
        }
    }

    fn cut_text_after_table(&mut self) {
        if let Some(cell) = self.cells.last_mut()
            && let Some(end) =
                cell.text.iter().position(|ink| ink.blanks_above >= END_OF_TABLE)
        {
            self.after = cell.text.drain(end..).map(|ink| ink.line).collect();
        }
    }
}

/// The ink of `lines`, one below the other.
pub(super) fn paragraphs<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> String {
    let inks: Vec<_> =
        lines.into_iter().map(|line| line.ink()).filter(|ink| !ink.is_empty()).collect();
    inks.join("\n")
}
