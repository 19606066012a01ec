//! Cells one after the other, as a text has them.
//!
//! Where a row ends follows from the empty cells that begin the next one and the blank line above it. A row whose end could
//! be at two places is refused.

use super::super::diagnostic::{Diagnostic, refuse};
use super::super::items::Cell;
use super::super::position::Position;
use super::super::printed::Row;
use super::{Flat, HEAD, Printed, RESPONSE, SAVE_AGAIN};
use crate::spec::kind::{NO, YES};

/// The most characters of a word under 是否可为空.
const WORD: usize = 4;
const CUT: &str = "the file is cut short; copy it again";

/// Rows of a table whose rows are all as long as the first one.
pub(super) fn grid(cells: &[Cell]) -> Result<Vec<Vec<Cell>>, Diagnostic> {
    let width =
        cells.iter().skip(1).position(|cell| cell.gap).map_or(cells.len(), |at| at + 1);
    let mut rows = Vec::new();
    for row in cells.chunks(width.max(1)) {
        if row.len() < width || !(row[0].gap || rows.is_empty()) {
            let what = format!(
                "a row of a table of {width} columns has more or fewer cells than that, here or above"
            );
            return refuse(row[0].at, what, SAVE_AGAIN);
        }
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push(row.to_vec());
        }
    }
    Ok(rows)
}

/// An operation's head and the two tables below it; `last` when the file ends with them.
pub(super) fn operation(
    cells: &[Cell],
    last: bool,
) -> Result<Printed<Flat>, Diagnostic> {
    // The head is pairs of label and value; the first empty cell where a label should be begins the tables.
    let labels = cells.chunks(2).take_while(|pair| !pair[0].is_empty()).count();
    let (head, tables) = cells.split_at((2 * labels).min(cells.len()));
    let mut printed = Printed::default();
    for pair in head.chunks(2) {
        let [label, value] = pair else {
            let what = format!("the label `{}` has no value", pair[0].text());
            return refuse(pair[0].at, what, CUT);
        };
        printed.head.push([label.clone(), value.clone()]);
    }
    let mut reader = Reader { cells: tables, at: 0, last };
    if !reader.takes_head() {
        let at = tables.first().or(head.last()).map_or(Position::None, |cell| cell.at);
        let what =
            format!("no table of parameters with the columns {}", HEAD.join(", "));
        return refuse(at, what, SAVE_AGAIN);
    }
    if last && reader.cell(0).is_none() {
        return reader.cut("its head");
    }
    let mut in_response = false;
    while let Some(first) = reader.cell(0) {
        if reader.takes_empty_row() {
            continue;
        }
        in_response |= first.is(RESPONSE);
        if reader.takes_head() {
            if !in_response {
                let what = format!("a second head of columns without {RESPONSE}");
                return refuse(first.at, what, super::NO_RESPONSE);
            }
            continue;
        }
        let row = reader.row()?;
        if in_response { &mut printed.response } else { &mut printed.request }.push(row);
    }
    Ok(printed)
}

struct Reader<'c> {
    cells: &'c [Cell],
    at: usize,
    last: bool,
}

impl<'c> Reader<'c> {
    fn cell(&self, ahead: usize) -> Option<&'c Cell> {
        self.cells.get(self.at + ahead)
    }

    /// The place of the cell that was read last.
    fn place(&self) -> Position {
        self.cells.get(self.at.saturating_sub(1)).map_or(Position::None, |cell| cell.at)
    }

    /// Passes a head of columns.
    fn takes_head(&mut self) -> bool {
        let label =
            self.cell(0).is_some_and(|cell| cell.is_empty() || cell.is(RESPONSE));
        let words = HEAD.iter().zip(1..);
        let is_head = label
            && words
                .into_iter()
                .all(|(word, ahead)| self.cell(ahead).is_some_and(|cell| cell.is(word)));
        if is_head {
            self.at += 1 + HEAD.len();
        }
        is_head
    }

    /// Passes a row without a single word, as tables have at their end.
    fn takes_empty_row(&mut self) -> bool {
        let empty = self.cells[self.at..].iter().skip(1).take_while(|cell| !cell.gap);
        let chunk = &self.cells[self.at..=self.at + empty.count()];
        let is_empty = chunk.iter().all(Cell::is_empty);
        if is_empty {
            self.at += chunk.len();
        }
        is_empty
    }

    fn row(&mut self) -> Result<Flat, Diagnostic> {
        let Some(first) = self.cell(0) else { return self.cut("a row") };
        if !first.is_empty() && !first.is(RESPONSE) {
            let what = format!(
                "`{}` stands where a row of parameters should begin with an empty cell",
                first.text()
            );
            return refuse(first.at, what, SAVE_AGAIN);
        }
        let empty =
            self.cells[self.at..].iter().skip(1).take_while(|cell| cell.is_empty());
        let depth = 1 + empty.count();
        self.at += depth;
        let Some(name) = self.cell(0) else { return self.cut("a row without a name") };
        let mut row = Row { name: name.word(), at: name.at, ..Row::default() };
        self.at += 1;
        let Some(ty) = self.cell(0) else {
            return self.cut_row(&row, "before its type");
        };
        if ty.is(RESPONSE) || ty.is_empty() && ty.gap {
            let what = format!("the row `{}` has no cell for its type", row.name);
            return refuse(name.at, what, SAVE_AGAIN);
        }
        row.ty = ty.word();
        self.at += 1;
        let ends: Vec<usize> = (0..=2).filter(|end| self.begins_row(*end)).collect();
        let [end] = ends.as_slice() else {
            if self.last && self.cells.len() - self.at < 2 {
                return self.cut_row(&row, "after its note");
            }
            let how = if ends.is_empty() { "at no place" } else { "at two places" };
            let what =
                format!("the row `{}` could end {how}, by the empty cells", row.name);
            return refuse(name.at, what, SAVE_AGAIN);
        };
        // A row may end with its type where rows are nested below it; the file's last one has none below.
        if self.last && *end == 0 && self.cell(0).is_none() {
            return self.cut_row(&row, "after its type");
        }
        if self.last && *end == 1 && self.cell(1).is_none() {
            return self.cut_row(&row, "after its note");
        }
        if let Some(note) = self.cell(0).filter(|_| *end > 0) {
            row.note = note.text();
        }
        if let Some(optional) = self.cell(1).filter(|_| *end > 1) {
            row.optional = optional.word();
            if row.optional.chars().count() > WORD {
                let what = format!(
                    "`{}` stands where the row `{}` should say {YES}, {NO} or nothing",
                    row.optional, row.name
                );
                return refuse(optional.at, what, SAVE_AGAIN);
            }
        }
        self.at += end;
        Ok(Flat { depth, row })
    }

    /// Whether a row can begin `ahead`: a blank line above empty cells, a name and its type; or the table ends there.
    fn begins_row(&self, ahead: usize) -> bool {
        let at = self.at + ahead;
        let Some(first) = self.cells.get(at) else { return at == self.cells.len() };
        if !first.gap || !(first.is_empty() || first.is(RESPONSE)) {
            return false;
        }
        let rest = &self.cells[at + 1..];
        let indent = rest.iter().take_while(|cell| cell.is_empty() && !cell.gap).count();
        match rest.get(indent) {
            Some(name) if !name.gap => rest
                .get(indent + 1)
                .is_some_and(|ty| !ty.gap || !ty.is_empty() && !ty.is(RESPONSE)),
            // A row without a word, as tables have at their end.
            _ => indent >= 2,
        }
    }

    fn cut<T>(&self, place: &str) -> Result<T, Diagnostic> {
        refuse(self.place(), format!("the table ends inside {place}"), CUT)
    }

    fn cut_row<T>(&self, row: &Row, place: &str) -> Result<T, Diagnostic> {
        self.cut(&format!("the row `{}`, {place}", row.name))
    }
}
