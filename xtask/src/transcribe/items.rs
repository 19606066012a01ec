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
    Table(Table),
}

/// A line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) at: Position,
    /// With the white space around, where that means something: in a text.
    pub(super) raw: String,
    /// What a Word file says of a line that is a heading.
    pub(super) heading: Option<Heading>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading {
    /// Its automatic number, such as `5.12`.
    pub(super) number: Option<String>,
}

/// A table whose rows and columns are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) deleted: Vec<DeletedRow>,
}

/// A row whose deletion a Word file tracks, with what its cells say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DeletedRow {
    pub(crate) tracked: Tracked,
    pub(crate) words: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) at: Position,
    pub(super) cells: Vec<Placed>,
    pub(super) red: bool,
    pub(super) tracked: Option<Tracked>,
}

/// A cell and where it begins and ends, in twentieths of a point.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) cell: Cell,
    pub(super) start: i64,
    pub(super) end: i64,
    /// Whether it is one with the cell above it.
    pub(super) merged: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) at: Position,
    text: String,
}

/// A tracked change of a Word file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Tracked {
    pub(crate) author: String,
    /// `yyyy-MM-dd`.
    pub(crate) date: String,
}

/// What stands between two headings: text, tables, text.
pub(super) struct Region<'d> {
    pub(super) before: &'d [Item],
    /// The cells of a text, one after the other.
    pub(super) cells: &'d [Item],
    pub(super) tables: Vec<&'d Table>,
    pub(super) after: &'d [Item],
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

    pub(super) fn table(&self) -> Option<&Table> {
        match self {
            Self::Line(_) => None,
            Self::Table(table) => Some(table),
        }
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

    /// Whether it is a line of text of its own that says `words`.
    pub(super) fn says(&self, words: &str) -> bool {
        !self.starts_cell() && self.title() == words
    }
}

impl Cell {
    pub(super) fn new(at: Position, text: &str) -> Self {
        Self { at, text: paragraphs(text.lines()) }
    }

    /// Takes up a line more.
    pub(super) fn push(&mut self, line: &str) {
        let ink = line.trim();
        if !self.is_empty() && !ink.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(ink);
    }

    /// Its lines, one below the other.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its text as one word or phrase: a line break in a name is a slip of the layout.
    pub(super) fn word(&self) -> String {
        self.text.replace('\n', "")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.text == word
    }
}

impl Row {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|placed| placed.cell.is_empty())
    }
}

impl<'d> Region<'d> {
    pub(super) fn new(items: &'d [Item]) -> Self {
        let start = items.iter().position(Item::is_of_table).unwrap_or(items.len());
        let (before, rest) = items.split_at(start);
        let is_cell = |item: &Item| item.line().is_some_and(Line::starts_cell);
        let end = rest.iter().rposition(is_cell).map_or(0, |last| {
            let is_end = |items: &[Item]| items.iter().all(Item::is_blank);
            let end = rest[last..].windows(END_OF_TABLE).position(is_end);
            end.map_or(rest.len(), |end| last + end)
        });
        let (cells, after) = rest.split_at(end);
        Self {
            before,
            cells,
            tables: rest.iter().filter_map(Item::table).collect(),
            after,
        }
    }
}

/// The lines that have ink, one below the other.
pub(super) fn paragraphs<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let lines = lines.into_iter().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_no_number_before_it() {
        for (printed, expected) in [
            ("5.12 创建直播", "创建直播"),
            ("5.12创建直播", "创建直播"),
            ("5.创建直播", "创建直播"),
            ("3 术语", "术语"),
            ("3\t术语", "术语"),
            ("3、术语", "术语"),
            ("3\u{3000}术语", "术语"),
            ("3D直播", "3D直播"),
            ("2021年计划", "2021年计划"),
            (".net 接口", ".net 接口"),
            ("、术语", "、术语"),
            ("术语", "术语"),
        ] {
            let line = Line { raw: printed.to_owned(), ..Line::default() };
            assert_eq!(line.title(), expected);
        }
    }
}
