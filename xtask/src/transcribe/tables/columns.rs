//! Which column a cell stands in, by the places at which a file draws them.

use super::super::diagnostic::{Diagnostics, refuse};
use super::super::items::{self, Cell, Placed, Region, Table};
use super::super::position::Position;
use super::super::printed::Row;
use super::{HEAD, RESPONSE, SAVE_AGAIN, cells, tables};

/// How far two cells of one column may be apart: columns that were drawn by hand are.
const APART: i64 = 150;

/// Whether the names of columns stand in it.
pub(super) fn is_head(row: &items::Row) -> bool {
    row.cells.iter().any(|placed| placed.cell.is(HEAD[0]))
}

/// The rows of a region's only table, every one with a cell for each column of the first.
pub(in crate::transcribe) fn grid(
    region: &Region<'_>,
) -> Result<Vec<Vec<Cell>>, Diagnostics> {
    let tables = tables(region, cells::grid)?;
    let Some((first, others)) = tables.split_first() else { return Ok(Vec::new()) };
    if let Some(second) = others.iter().find_map(|table| table.rows.first()) {
        let what = "a second table below one title";
        let help = "the spec has a place for one; join the two in a copy, or ask for a title of its own";
        return refuse(second.at, what, help);
    }
    let mut rows = first.rows.iter().filter(|row| !row.is_empty());
    let Some(head) = rows.next() else { return Ok(Vec::new()) };
    let starts: Vec<i64> = head.cells.iter().map(|placed| placed.start).collect();
    let mut grid = vec![head.cells.iter().map(|placed| placed.cell.clone()).collect()];
    let mut sink = Diagnostics::default();
    for row in rows {
        let above = grid.last().filter(|_| grid.len() > 1);
        let cells = sink.take(columns(row.at, &row.cells, &starts, above));
        grid.extend(cells);
    }
    sink.finish(grid)
}

/// The cells of the `row` at `at` by the columns that begin at `starts`; a cell that is merged with the one above repeats it.
fn columns<'r>(
    at: Position,
    row: impl IntoIterator<Item = &'r Placed>,
    starts: &[i64],
    above: Option<&Vec<Cell>>,
) -> Result<Vec<Cell>, Diagnostics> {
    let mut cells = vec![Cell::new(at, ""); starts.len()];
    for Placed { cell, start, merged, .. } in row {
        let column = starts.iter().rposition(|left| *left <= start + APART);
        let column = column.unwrap_or_default();
        let cell = above.filter(|_| *merged).map_or(cell, |above| &above[column]);
        if cell.is_empty() {
            continue;
        }
        if !cells[column].is_empty() {
            let (one, two) = (cells[column].text(), cell.text());
            let what = format!("`{one}` and `{two}` stand in the same column");
            return refuse(at, what, SAVE_AGAIN);
        }
        cells[column] = cell.clone();
    }
    Ok(cells)
}

/// Where the columns of a table of parameters begin.
pub(super) struct Columns {
    /// The label's, and those of [`HEAD`].
    starts: [i64; 5],
    /// Where names begin in this table, the outermost first.
    depths: Vec<i64>,
    /// The row above.
    above: Option<Vec<Cell>>,
}

impl Columns {
    /// The columns that `head` names, and its label.
    pub(super) fn of<'r>(
        head: &'r items::Row,
        table: &Table,
    ) -> Result<(&'r str, Self), Diagnostics> {
        let cells: Vec<_> =
            head.cells.iter().map(|placed| placed.cell.clone()).collect();
        let starts: Vec<_> = head.cells.iter().map(|placed| placed.start).collect();
        let Some(starts) = starts.try_into().ok().filter(|_| super::is_head(&cells))
        else {
            let words: Vec<_> = cells.iter().map(Cell::text).collect();
            let what = format!(
                "the columns `{}` are not an empty one and {}",
                words.join("`, `"),
                HEAD.join(", ")
            );
            let help = "the spec has no place for other columns; bring the head to these in a copy, and ask which column is new";
            return refuse(head.at, what, help);
        };
        let mut columns = Self { starts, depths: Vec::new(), above: None };
        let names = table.rows.iter().flat_map(|row| &row.cells);
        let names = names.filter(|placed| columns.is_name(placed));
        let mut depths: Vec<i64> = names.map(|placed| placed.start).collect();
        depths.sort_unstable();
        depths.dedup_by(|next, start| *next <= *start + APART);
        columns.depths = depths;
        Ok((head.cells[0].cell.text(), columns))
    }

    fn is_name(&self, cell: &Placed) -> bool {
        let [_, name, ty, ..] = self.starts;
        (name - APART..ty - APART).contains(&cell.start)
    }

    /// A row of parameters, and how deep it is nested.
    pub(super) fn row(&mut self, row: &items::Row) -> Result<(usize, Row), Diagnostics> {
        let mut names = row.cells.iter().filter(|placed| self.is_name(placed));
        let Some(placed) = names.find(|name| !name.cell.is_empty() && !name.merged)
        else {
            let mut inked = row.cells.iter().filter(|placed| !placed.cell.is_empty());
            let text = inked.next().map_or("", |placed| placed.cell.text());
            let what = format!("`{text}` stands in a row without a name");
            let help = "the spec has a place for rows of parameters alone; move it into 描述, or mend the row in a copy";
            return refuse(row.at, what, help);
        };
        let (name, at) = (placed.cell.word(), placed.cell.at);
        let depth = self.depths.iter().rposition(|start| *start <= placed.start + APART);
        if placed.end > self.starts[2] + APART {
            let what = format!("`{name}` stands across the columns of names and types");
            let help = "a row has a cell for each; split it in a copy, or move its text into 描述";
            return refuse(at, what, help);
        }
        let others = row.cells.iter().filter(|placed| !self.is_name(placed));
        let cells = columns(row.at, others, &self.starts, self.above.as_ref())?;
        let (label, ty, note, optional) = (&cells[0], &cells[2], &cells[3], &cells[4]);
        if !label.is_empty() && !label.is(RESPONSE) {
            let what = format!("`{}` stands left of the row `{name}`", label.text());
            return refuse(row.at, what, "mend it in a copy");
        }
        let (ty, note) = (ty.word(), note.text().to_owned());
        let found =
            Row { name, ty, note, optional: optional.word(), at, ..Row::default() };
        self.above = Some(cells);
        Ok((depth.map_or(1, |at| at + 1), found))
    }
}
