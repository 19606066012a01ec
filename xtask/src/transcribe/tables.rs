//! From tables to rows.
//!
//! A grid (修订记录, the return codes) has as many cells in every row as in its head. A table of parameters has rows of
//! unlike length: empty cells for the depth, name, type, and then 说明 and 是否可为空 or, where other rows are nested below,
//! often nothing. A Word file draws the rows and their depths; in a text they follow from the order of the cells.

mod cells;
mod columns;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::diagnostic::{Diagnostics, refuse};
use super::items::{self, Cell, Placed, Region, Table, Tracked};
use super::names::Names;
use super::position::Position;
use super::printed::Row;
use columns::Columns;
pub(super) use columns::grid;

/// Stands in the first cell of the response table.
pub(super) const RESPONSE: &str = "返回参数";
/// The head of a table of parameters, after one empty cell.
pub(super) const HEAD: [&str; 4] = ["属性名称", "类型", "说明", "是否可为空"];
/// The labels in an operation's head, each left of its value.
pub(super) const LABELS: [&str; 3] = ["接口路径", "请求方式", "接口说明"];
/// The width of a column that a file does not tell: far more than columns that were drawn by hand are apart.
pub(super) const WIDTH: i64 = 1000;
/// What helps where a name stands twice.
pub(super) const TWICE: &str =
    "ask the vendor which one holds; delete the other one in a copy";
/// What helps where cells cannot be told apart.
pub(super) const SAVE_AGAIN: &str = "save the vendor's document as .docx and name that file, or mend this place in a copy";

/// What helps where a response is not told from a request.
const NO_RESPONSE: &str =
    "write 返回参数 left of the columns of the response, in a copy";

/// What an operation's tables print.
#[derive(Default)]
pub(super) struct Printed {
    /// The values in its head, by their labels.
    pub(super) head: BTreeMap<&'static str, Cell>,
    pub(super) request: Vec<Row>,
    pub(super) response: Vec<Row>,
    /// Rows that only a Word file marks: in red, as `request.attachmentList.url`, or as a tracked change.
    pub(super) red: Vec<String>,
    pub(super) tracked: Vec<(Position, Tracked)>,
}

/// The part of an operation's table that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Request,
    Response,
}

/// The tables of an operation, one below the other: its head, its request, its response; `last` when the file ends with
/// them.
pub(super) fn operation(
    region: &Region<'_>,
    names: &Names,
    last: bool,
) -> Result<Printed, Diagnostics> {
    let tables = tables(region, |lines| cells::operation(lines, last))?;
    let mut printed = Printed::default();
    let mut sink = Diagnostics::default();
    let mut part = Part::Head;
    let (mut request, mut response) = (Nest::default(), Nest::default());
    for table in &tables {
        let mut columns: Option<Columns> = None;
        for row in table.rows.iter().filter(|row| !row.is_empty()) {
            if columns::is_head(row) {
                let Some((label, head)) = sink.take(Columns::of(row, table)) else {
                    break;
                };
                columns = Some(head);
                let Some(next) = sink.take(part.next(row.at, label)) else { break };
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
            let Some((depth, found)) = sink.take(columns.row(row)) else { continue };
            printed.tracked.extend(row.tracked.clone().map(|tracked| (row.at, tracked)));
            let (table, rows) = match part {
                Part::Response => ("response", &mut response),
                Part::Head | Part::Request => ("request", &mut request),
            };
            let target = sink.take(rows.push(depth, found, names));
            let red = target.filter(|_| row.red);
            printed.red.extend(red.map(|target| format!("{table}.{target}")));
        }
    }
    let (request, response) = (request.rows, response.rows);
    let printed = sink.finish(Printed { request, response, ..printed })?;
    let answer = printed.request.iter().find(|row| names.is_of_answers(&row.name));
    if let Some(row) = answer.filter(|_| printed.response.is_empty()) {
        let what = format!("the row `{}` of all answers stands in a request", row.name);
        return refuse(row.at, what, NO_RESPONSE);
    }
    Ok(printed)
}

/// The tables of a region, whose rows a text does not draw.
fn tables<'d>(
    region: &Region<'d>,
    of_cells: impl FnOnce(&[items::Item]) -> Result<Table, Diagnostics>,
) -> Result<Vec<Cow<'d, Table>>, Diagnostics> {
    if region.cells.is_empty() {
        return Ok(region.tables.iter().copied().map(Cow::Borrowed).collect());
    }
    Ok(vec![Cow::Owned(of_cells(region.cells)?)])
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
fn pairs(
    row: &items::Row,
    head: &mut BTreeMap<&'static str, Cell>,
) -> Result<(), Diagnostics> {
    let mut sink = Diagnostics::default();
    let (pairs, rest) = row.cells.as_chunks::<2>();
    if let [label] = rest {
        let what = format!("the label `{}` has no value", label.cell.text());
        return refuse(row.at, what, "mend it in a copy");
    }
    for [Placed { cell: label, .. }, Placed { cell: value, .. }] in pairs {
        if let Some(known) = LABELS.into_iter().find(|known| label.is(known)) {
            head.insert(known, value.clone());
        } else if !label.is_empty() || !value.is_empty() {
            let name = match label.text() {
                "" => format!("the empty cell before `{}`", value.text()),
                words => format!("`{words}`"),
            };
            let [path, methods, purpose] = LABELS;
            let what = format!(
                "{name} is not one of the labels {path}, {methods} and {purpose}"
            );
            let help = "the spec has no place for others; bring it to one of these in a copy, or move the line into 描述";
            sink.refuse(label.at, what, help);
        }
    }
    sink.finish(())
}

/// The rows of a table, nested.
#[derive(Default)]
struct Nest {
    rows: Vec<Row>,
    /// How deep the last row is.
    depth: usize,
}

impl Nest {
    /// Puts the row below the last one that is one level higher: its name below the names of those around it.
    fn push(
        &mut self,
        depth: usize,
        mut row: Row,
        names: &Names,
    ) -> Result<String, Diagnostics> {
        if depth > self.depth + 1 {
            let what = format!(
                "the row `{}` is {depth} levels deep, the row above it {}",
                row.name, self.depth
            );
            return refuse(row.at, what, SAVE_AGAIN);
        }
        self.depth = depth;
        let mut target = String::new();
        let mut level = &mut self.rows;
        for _ in 1..depth {
            // There is none where the row above was refused.
            let Some(parent) = level.len().checked_sub(1) else { break };
            target.push_str(&format!("{}.", level[parent].key));
            level = &mut level[parent].fields;
        }
        row.key = names.key(&row.name, row.at)?;
        if let Some(twin) = level.iter().find(|other| other.key == row.key) {
            let what = format!(
                "the row `{}` stands twice in its table, first on {}",
                row.name, twin.at
            );
            return refuse(row.at, what, TWICE);
        }
        target.push_str(&row.key);
        level.push(row);
        Ok(target)
    }
}

/// The empty cells between the label of a row of parameters and its name.
pub(super) fn indent(cells: &[Cell]) -> usize {
    cells.iter().skip(1).take_while(|cell| cell.is_empty()).count()
}

/// A table of a text, of which the order of the cells is known. From the head of columns on, a cell without a word left of
/// the name stands for a level.
pub(super) fn of_rows(rows: Vec<Vec<Cell>>) -> Table {
    /// The column right of all names, however deep they are nested.
    const RIGHT_OF_NAMES: i64 = 100;
    let mut table = Table::default();
    let mut parameters = false;
    for cells in rows {
        parameters |= is_head(&cells);
        let names = if parameters { 2 + indent(&cells) } else { cells.len() };
        let starts = (0..names as i64).chain(RIGHT_OF_NAMES..).map(|at| at * WIDTH);
        let at = cells.first().map_or(Position::None, |cell| cell.at);
        let placed = cells.into_iter().zip(starts);
        // No cell of a text reaches into another column.
        let cells = placed.map(|(cell, start)| Placed {
            cell,
            start,
            end: start,
            merged: false,
        });
        table.rows.push(items::Row { at, cells: cells.collect(), ..Default::default() });
    }
    table
}

/// Whether the cells are a label and the columns of parameters.
pub(super) fn is_head(cells: &[Cell]) -> bool {
    cells.len() == 1 + HEAD.len()
        && HEAD.iter().zip(&cells[1..]).all(|(word, cell)| cell.is(word))
}
