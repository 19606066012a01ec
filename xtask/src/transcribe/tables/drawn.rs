//! Tables whose rows and columns the file draws.

use super::super::diagnostic::{Diagnostics, Sink, refuse};
use super::super::items::{Cell, DrawnCell, DrawnRow, DrawnTable};
use super::super::position::Position;
use super::super::printed::Row;
use super::{Flat, HEAD, NO_RESPONSE, Printed, RESPONSE, SAVE_AGAIN};

/// How far two cells of one column may be apart: columns that were drawn by hand are.
const APART: i64 = 150;

/// Whether the names of columns stand in it.
fn is_head(row: &DrawnRow) -> bool {
    row.cells.iter().any(|cell| cell.cell.is(HEAD[0]))
}

/// The rows of the only table, every one with a cell for each column of the first.
pub(super) fn grid(tables: &[&DrawnTable]) -> Result<Vec<Vec<Cell>>, Diagnostics> {
    let Some((first, others)) = tables.split_first() else { return Ok(Vec::new()) };
    if let Some(second) = others.iter().find_map(|table| table.rows.first()) {
        let what = "a second table below one title";
        let help = "the spec has a place for one; join the two in a copy, or ask for a title of its own";
        return refuse(second.at, what, help);
    }
    let mut rows = first.rows.iter().filter(|row| !row.is_empty());
    let Some(head) = rows.next() else { return Ok(Vec::new()) };
    let starts: Vec<i64> = head.cells.iter().map(|cell| cell.start).collect();
    let mut grid = vec![head.cells.iter().map(|cell| cell.cell.clone()).collect()];
    let mut sink = Sink::default();
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
    row: impl IntoIterator<Item = &'r DrawnCell>,
    starts: &[i64],
    above: Option<&Vec<Cell>>,
) -> Result<Vec<Cell>, Diagnostics> {
    let mut cells = vec![Cell::of_word(at, []); starts.len()];
    for cell in row {
        let column = starts.iter().rposition(|start| *start <= cell.start + APART);
        let column = column.unwrap_or_default();
        let repeated = above.filter(|_| cell.merged).map(|above| above[column].clone());
        let text = repeated.unwrap_or_else(|| cell.cell.clone());
        if text.is_empty() {
            continue;
        }
        if !cells[column].is_empty() {
            let (one, two) = (cells[column].text(), text.text());
            let what = format!("`{one}` and `{two}` stand in the same column");
            return refuse(at, what, SAVE_AGAIN);
        }
        cells[column] = text;
    }
    Ok(cells)
}

/// The tables of an operation, one below the other: its head, its request, its response.
pub(super) fn operation(tables: &[&DrawnTable]) -> Result<Printed<Flat>, Diagnostics> {
    let mut printed = Printed::default();
    let mut sink = Sink::default();
    let mut part = Part::Head;
    for table in tables {
        let mut columns: Option<Columns> = None;
        for row in table.rows.iter().filter(|row| !row.is_empty()) {
            if is_head(row) {
                let Some((label, head)) = sink.take(Columns::of(row, table)) else {
                    break;
                };
                columns = Some(head);
                let Some(next) = sink.take(part.next(row.at, &label)) else { break };
                part = next;
                continue;
            }
            let Some(columns) = &mut columns else {
                if part != Part::Head {
                    let what = "a second table without the columns of parameters";
                    let help = "the spec has no place for it; move what it says into 描述, in a copy";
                    sink.refuse(row.at, what, help);
                    break;
                }
                sink.take(pairs(row, &mut printed.head));
                continue;
            };
            if row.cells.first().is_some_and(|label| label.cell.is(RESPONSE)) {
                part = Part::Response;
            }
            let Some(flat) = sink.take(columns.row(row)) else { continue };
            if row.red {
                printed.red.push(row.at);
            }
            printed.tracked.extend(row.tracked.clone().map(|tracked| (row.at, tracked)));
            match part {
                Part::Response => printed.response.push(flat),
                Part::Head | Part::Request => printed.request.push(flat),
            }
        }
    }
    sink.finish(printed)
}

/// The part of an operation's table that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Request,
    Response,
}

impl Part {
    /// The part that begins with a head of this label.
    fn next(self, at: Position, label: &str) -> Result<Self, Diagnostics> {
        match (self, label) {
            (Self::Head, "") => Ok(Self::Request),
            (Self::Head | Self::Request, RESPONSE) => Ok(Self::Response),
            (Self::Response, "" | RESPONSE) => Ok(self),
            (Self::Request, "") => {
                refuse(at, "a second head of columns without 返回参数", NO_RESPONSE)
            }
            _ => {
                let what =
                    format!("`{label}` is not a label of a table; known is {RESPONSE}");
                refuse(at, what, "mend it in a copy")
            }
        }
    }
}

/// Takes up a row of the head: a label and its value, and perhaps two more.
fn pairs(row: &DrawnRow, head: &mut Vec<[Cell; 2]>) -> Result<(), Diagnostics> {
    for pair in row.cells.chunks(2) {
        let [label, value] = pair else {
            let what = format!("the label `{}` has no value", pair[0].cell.text());
            return refuse(row.at, what, "mend it in a copy");
        };
        if !label.cell.is_empty() || !value.cell.is_empty() {
            head.push([label.cell.clone(), value.cell.clone()]);
        }
    }
    Ok(())
}

/// Where the columns of a table of parameters begin.
struct Columns {
    /// The label's, and those of [`HEAD`].
    starts: [i64; 5],
    /// Where names begin in this table, the outermost first.
    depths: Vec<i64>,
    /// The row above.
    above: Option<Vec<Cell>>,
}

impl Columns {
    /// The columns that `head` names, and its label.
    fn of(head: &DrawnRow, table: &DrawnTable) -> Result<(String, Self), Diagnostics> {
        let [label, names @ ..] = head.cells.as_slice() else {
            return refuse(head.at, "a row without cells", SAVE_AGAIN);
        };
        let known = names.len() == HEAD.len()
            && names.iter().zip(HEAD).all(|(cell, word)| cell.cell.is(word));
        if !known {
            let words: Vec<_> = head.cells.iter().map(|cell| cell.cell.text()).collect();
            let what = format!(
                "the columns `{}` are not an empty one and {}",
                words.join("`, `"),
                HEAD.join(", ")
            );
            let help = "the spec has no place for other columns; bring the head to these in a copy, and ask which column is new";
            return refuse(head.at, what, help);
        }
        let mut starts = [label.start; 5];
        for (start, cell) in starts[1..].iter_mut().zip(names) {
            *start = cell.start;
        }
        let mut columns = Self { starts, depths: Vec::new(), above: None };
        columns.depths = columns.depths(table);
        Ok((label.cell.text(), columns))
    }

    fn is_name(&self, cell: &DrawnCell) -> bool {
        let [_, name, ty, ..] = self.starts;
        (name - APART..ty - APART).contains(&cell.start)
    }

    fn depths(&self, table: &DrawnTable) -> Vec<i64> {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let names = cells.filter(|cell| self.is_name(cell) && !cell.cell.is_empty());
        let mut starts: Vec<i64> = names.map(|cell| cell.start).collect();
        starts.push(self.starts[1]);
        starts.sort_unstable();
        starts.dedup_by(|next, start| *next <= *start + APART);
        starts
    }

    fn row(&mut self, row: &DrawnRow) -> Result<Flat, Diagnostics> {
        let mut names = row.cells.iter().filter(|cell| self.is_name(cell));
        let Some(cell) = names.find(|cell| !cell.cell.is_empty() && !cell.merged) else {
            let inked = row.cells.iter().find(|cell| !cell.cell.is_empty());
            let text = inked.map(|cell| cell.cell.text()).unwrap_or_default();
            let what = format!("`{text}` stands in a row without a name");
            let help = "the spec has a place for rows of parameters alone; move it into 描述, or mend the row in a copy";
            return refuse(row.at, what, help);
        };
        let name = cell.cell.word();
        let first = self.depths.iter().rposition(|start| *start <= cell.start + APART);
        let depth = first.map_or(1, |at| at + 1);
        if cell.end > self.starts[2] + APART {
            let what = format!("`{name}` stands across the columns of names and types");
            let help = "a row has a cell for each; split it in a copy, or move its text into 描述";
            return refuse(row.at, what, help);
        }
        let others = row.cells.iter().filter(|cell| !self.is_name(cell));
        let cells = columns(row.at, others, &self.starts, self.above.as_ref())?;
        let [label, _, ty, note, optional] = cells.as_slice() else {
            return refuse(row.at, "a row without cells", SAVE_AGAIN);
        };
        if !label.is_empty() && !label.is(RESPONSE) {
            let what = format!("`{}` stands left of the row `{name}`", label.text());
            return refuse(row.at, what, "mend it in a copy");
        }
        let found = Row {
            name,
            ty: ty.word(),
            note: note.text(),
            optional: optional.word(),
            at: row.at,
            ..Row::default()
        };
        self.above = Some(cells);
        Ok(Flat { depth, row: found })
    }
}
