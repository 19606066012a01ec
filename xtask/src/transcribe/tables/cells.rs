//! Cells one after the other, as a text has them.
//!
//! Where a row ends follows from the empty cells that begin the next one and the blank line above it. A row whose end could
//! be at two places is refused.

use super::super::diagnostic::{Diagnostics, refuse};
use super::super::items::{Cell, Item, Table};
use super::super::position::Position;
use super::{HEAD, RESPONSE, SAVE_AGAIN, indent, is_head, of_rows};
use crate::spec::kind::{NO, YES};

/// The most characters of a word under 是否可为空.
const WORD: usize = 4;
const CUT: &str = "the file is cut short; copy it again";

/// The cells of a text, and whether a blank line stands above each: that is how a text sets rows apart. Every tab at the
/// start of a line starts a cell; tabs further on are white space.
fn cells(lines: &[Item]) -> (Vec<Cell>, Vec<bool>) {
    let (mut cells, mut gaps): (Vec<Cell>, Vec<bool>) = Default::default();
    let mut gap = false;
    for line in lines.iter().filter_map(Item::line) {
        if line.is_blank() {
            gap = true;
            continue;
        }
        let tabs = line.raw.bytes().take_while(|byte| *byte == b'\t').count();
        for tab in 0..tabs {
            cells.push(Cell::new(line.at, ""));
            gaps.push(gap && tab == 0);
        }
        if let Some(cell) = cells.last_mut() {
            cell.push(line.ink());
        }
        gap = false;
    }
    (cells, gaps)
}

/// A table whose rows are all as long as the first one.
pub(super) fn grid(lines: &[Item]) -> Result<Table, Diagnostics> {
    let (cells, gaps) = cells(lines);
    let width =
        gaps.iter().skip(1).position(|gap| *gap).map_or(cells.len(), |at| at + 1);
    let rows = cells.chunks(width.max(1)).zip(gaps.chunks(width.max(1)));
    for (at, (row, gaps)) in rows.clone().enumerate() {
        if row.len() < width || !(gaps[0] || at == 0) {
            let what = format!(
                "a row of a table of {width} columns has more or fewer cells than that, here or above"
            );
            return refuse(row[0].at, what, SAVE_AGAIN);
        }
    }
    Ok(of_rows(rows.map(|(row, _)| row.to_vec()).collect()))
}

/// An operation's head and the two tables below it; `last` when the file ends with them.
pub(super) fn operation(lines: &[Item], last: bool) -> Result<Table, Diagnostics> {
    let (cells, gaps) = cells(lines);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // The head is pairs of label and value; the first empty cell where a label should be begins the tables.
    let labels = cells.chunks(2).take_while(|pair| !pair[0].is_empty());
    for pair in labels {
        if let [label] = pair {
            let what = format!("the label `{}` has no value", label.text());
            return refuse(label.at, what, CUT);
        }
        rows.push(pair.to_vec());
    }
    let mut at = 2 * rows.len();
    let columns = cells.get(at..at + 1 + HEAD.len()).unwrap_or_default();
    if !is_head(columns) {
        let place =
            cells.get(at).or(cells.last()).map_or(Position::None, |cell| cell.at);
        let what =
            format!("no table of parameters with the columns {}", HEAD.join(", "));
        return refuse(place, what, SAVE_AGAIN);
    }
    if last && cells.len() == at + columns.len() {
        return cut(&columns[HEAD.len()], "its head");
    }
    while at < cells.len() {
        let rest = Rest { cells: &cells[at..], gaps: &gaps[at..], last };
        let row = rest.row()?;
        rows.push(rest.cells[..row].to_vec());
        at += row;
    }
    Ok(of_rows(rows))
}

/// Cells that begin with a row of parameters.
struct Rest<'c> {
    cells: &'c [Cell],
    gaps: &'c [bool],
    last: bool,
}

impl Rest<'_> {
    /// How many cells the row has.
    fn row(&self) -> Result<usize, Diagnostics> {
        let cells = self.cells;
        if cells.get(..1 + HEAD.len()).is_some_and(is_head) {
            return Ok(1 + HEAD.len());
        }
        // A row without a single word, as tables have at their end.
        let chunk = 1 + self.gaps.iter().skip(1).take_while(|gap| !**gap).count();
        if cells[..chunk].iter().all(Cell::is_empty) {
            return Ok(chunk);
        }
        if !self.is_label(0) {
            let what = format!(
                "`{}` stands where a row of parameters should begin with an empty cell",
                cells[0].text()
            );
            return refuse(cells[0].at, what, SAVE_AGAIN);
        }
        let depth = 1 + indent(cells);
        let Some(name) = cells.get(depth) else {
            return cut(&cells[depth - 1], "a row without a name");
        };
        let row = name.word();
        let cut = |cell, place| cut(cell, &format!("the row `{row}`, {place}"));
        let Some(ty) = cells.get(depth + 1) else { return cut(name, "before its type") };
        if ty.is(RESPONSE) || ty.is_empty() && self.gaps[depth + 1] {
            let what = format!("the row `{row}` has no cell for its type");
            return refuse(name.at, what, SAVE_AGAIN);
        }
        let start = depth + 2;
        let left = cells.len() - start;
        let ends: Vec<usize> =
            (0..=2).filter(|end| self.begins_row(start + end)).collect();
        let [end] = ends[..] else {
            let how = if ends.is_empty() { "at no place" } else { "at two places" };
            let what = format!("the row `{row}` could end {how}, by the empty cells");
            return refuse(name.at, what, SAVE_AGAIN);
        };
        // A row may end with its type where rows are nested below it; the file's last one has none below.
        if self.last && left == end && end < 2 {
            return cut(ty, if end == 0 { "after its type" } else { "after its note" });
        }
        let optional = cells[start..start + end].get(1);
        if let Some(cell) = optional.filter(|cell| cell.word().chars().count() > WORD) {
            let what = format!(
                "`{}` stands where the row `{row}` should say {YES}, {NO} or nothing",
                cell.word()
            );
            return refuse(cell.at, what, SAVE_AGAIN);
        }
        Ok(start + end)
    }

    /// Whether the cell can stand left of a row.
    fn is_label(&self, at: usize) -> bool {
        self.cells[at].is_empty() || self.cells[at].is(RESPONSE)
    }

    /// Whether a row can begin at a cell: a blank line above empty cells, a name and its type; or the table ends there.
    fn begins_row(&self, at: usize) -> bool {
        if at >= self.cells.len() {
            return at == self.cells.len();
        }
        if !self.gaps[at] || !self.is_label(at) {
            return false;
        }
        let (rest, gaps) = (&self.cells[at + 1..], &self.gaps[at + 1..]);
        let empty =
            rest.iter().zip(gaps).take_while(|(cell, gap)| cell.is_empty() && !**gap);
        let indent = empty.count();
        if gaps.get(indent).is_none_or(|gap| *gap) {
            // A row without a word, as tables have at their end.
            return indent >= 2;
        }
        let ty = rest.get(indent + 1).zip(gaps.get(indent + 1));
        ty.is_some_and(|(ty, gap)| !gap || !ty.is_empty() && !ty.is(RESPONSE))
    }
}

fn cut<T>(after: &Cell, place: &str) -> Result<T, Diagnostics> {
    refuse(after.at, format!("the table ends inside {place}"), CUT)
}
