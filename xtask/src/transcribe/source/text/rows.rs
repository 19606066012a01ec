//! Word's own plain text: a row a line, its cells with tabs between them.
//!
//! A cell of several paragraphs breaks the line, so a row goes on until it has as many cells as the first row of its table;
//! a row of parameters has one more for each level that it is nested. Where cells are merged, a row of parameters may end
//! with its type or its note; one that could be read in two ways is refused.

use crate::spec::kind::{NO, YES};
use crate::transcribe::diagnostic::{Diagnostic, refuse};
use crate::transcribe::items::{Cell, DrawnCell, DrawnRow, DrawnTable, Item, Line};
use crate::transcribe::position::Position;
use crate::transcribe::tables::{HEAD, LABELS, RESPONSE, SAVE_AGAIN};

/// The width of a column: far more than columns that were drawn by hand are apart.
const WIDTH: i64 = 1000;
/// The column right of all names, however deep they are nested.
const RIGHT_OF_NAMES: i64 = 100;

pub(super) fn items(lines: Vec<Line>) -> Result<Vec<Item>, Diagnostic> {
    let mut items = Vec::new();
    let mut open: Option<Table> = None;
    for line in lines {
        let has_cells = line.raw().contains('\t');
        match &mut open {
            Some(table) if has_cells || !table.is_full() => table.add(&line),
            Some(_) if line.is_blank() => {}
            None if has_cells => open = Some(Table::of(&line)),
            _ => {
                if let Some(table) = open.take() {
                    items.push(Item::Table(table.drawn()?));
                }
                items.push(Item::Line(line));
            }
        }
    }
    if let Some(table) = open {
        items.push(Item::Table(table.drawn()?));
    }
    Ok(items)
}

/// A table while its lines are read.
struct Table {
    rows: Vec<Row>,
    kind: Kind,
}

/// What the rows of a table are at the place that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Cells, as many as in the first row.
    Grid(usize),
    /// Labels and values of an operation.
    Pairs,
    Parameters,
}

struct Row {
    at: Position,
    cells: Vec<Cell>,
}

impl Row {
    /// The empty cells between the label and the name.
    fn indent(&self) -> usize {
        self.cells.iter().skip(1).take_while(|cell| cell.is_empty()).count()
    }

    fn is_head(&self) -> bool {
        HEAD.iter().zip(self.cells.iter().skip(1)).all(|(word, cell)| cell.is(word))
            && self.cells.len() == 1 + HEAD.len()
    }
}

impl Table {
    fn of(line: &Line) -> Self {
        let mut table = Self { rows: Vec::new(), kind: Kind::Pairs };
        table.begin(line);
        let first = &table.rows[0].cells;
        if table.kind == Kind::Pairs && !LABELS.iter().any(|label| first[0].is(label)) {
            table.kind = Kind::Grid(first.len());
        }
        table
    }

    /// Whether a line without a tab cannot belong to its last row.
    fn is_full(&self) -> bool {
        let Some(row) = self.rows.last() else { return false };
        match self.kind {
            Kind::Grid(width) => row.cells.len() >= width,
            Kind::Pairs => false,
            Kind::Parameters => row.cells.len() > HEAD.len() + row.indent(),
        }
    }

    fn begin(&mut self, line: &Line) {
        let cells = line.raw().split('\t');
        let cells =
            cells.map(|part| Cell::of_word(line.at, [line.part(part)])).collect();
        let row = Row { at: line.at, cells };
        if row.is_head() {
            self.kind = Kind::Parameters;
        }
        self.rows.push(row);
    }

    /// Whether `line` is the first one of a row, not a part of a cell above it.
    fn begins_row(&self, line: &Line) -> bool {
        let mut parts = line.raw().split('\t');
        let label = parts.next().map(str::trim);
        match self.kind {
            Kind::Grid(_) => self.is_full(),
            Kind::Pairs => true,
            // A note whose last paragraph is empty goes on with a tab and 是否可为空.
            Kind::Parameters => {
                matches!(label, Some("" | RESPONSE)) && parts.count() >= 2
            }
        }
    }

    fn add(&mut self, line: &Line) {
        if self.begins_row(line) {
            return self.begin(line);
        }
        let Some(row) = self.rows.last_mut() else { return };
        let mut parts = line.raw().split('\t').map(|part| line.part(part));
        if let (Some(cell), Some(part)) = (row.cells.last_mut(), parts.next()) {
            cell.push(part);
        }
        row.cells.extend(parts.map(|part| Cell::of_word(line.at, [part])));
    }

    fn drawn(self) -> Result<DrawnTable, Diagnostic> {
        let mut table = DrawnTable::default();
        let mut parameters = false;
        for row in self.rows {
            parameters |= row.is_head();
            let columns = if parameters {
                columns(&row)?
            } else {
                (0..).take(row.cells.len()).collect()
            };
            let last = RIGHT_OF_NAMES + HEAD.len() as i64;
            let ends = columns[1..].iter().copied().chain([last]);
            let placed = row.cells.into_iter().zip(columns.iter().copied().zip(ends));
            let cells = placed.map(|(cell, (start, end))| DrawnCell {
                cell,
                start: start * WIDTH,
                end: end * WIDTH,
                merged: false,
            });
            let cells = cells.collect();
            table.rows.push(DrawnRow { at: row.at, cells, ..DrawnRow::default() });
        }
        Ok(table)
    }
}

/// The columns in which the cells of a row of parameters begin.
fn columns(row: &Row) -> Result<Vec<i64>, Diagnostic> {
    let names = 2 + row.indent();
    let rest = &row.cells[names.min(row.cells.len())..];
    let unclear = match rest {
        [_, last] => last.is(YES) || last.is(NO),
        rest => rest.len() > HEAD.len() - 1,
    };
    if unclear {
        let what = format!(
            "the cells of the row `{}` can be read in two ways",
            row.cells[names - 1].text()
        );
        return refuse(row.at, what, SAVE_AGAIN);
    }
    Ok((0..names as i64).chain(RIGHT_OF_NAMES..).take(row.cells.len()).collect())
}
