//! From tables to rows.
//!
//! A grid (修订记录, the return codes) has as many cells in every row as in its head. A table of parameters has rows of
//! unlike length: empty cells for the depth, name, type, and then 说明 and 是否可为空 or, where other rows are nested below,
//! often nothing. A Word file draws the rows and their depths; in a text they follow from the order of the cells.

mod cells;
mod drawn;

use super::diagnostic::{Diagnostics, Sink, refuse};
use super::items::{Cell, Table, Tracked};
use super::names::Names;
use super::position::Position;
use super::printed::Row;

/// Stands in the first cell of the response table.
pub(super) const RESPONSE: &str = "返回参数";
/// The head of a table of parameters, after one empty cell.
pub(super) const HEAD: [&str; 4] = ["属性名称", "类型", "说明", "是否可为空"];
/// The labels in an operation's head, each left of its value.
pub(super) const LABELS: [&str; 3] = ["接口路径", "请求方式", "接口说明"];
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
pub(super) struct Printed<R = Row> {
    /// Labels, each with its value.
    pub(super) head: Vec<[Cell; 2]>,
    pub(super) request: Vec<R>,
    pub(super) response: Vec<R>,
    /// Rows that only a Word file marks: in red, or as a tracked change.
    pub(super) red: Vec<Position>,
    pub(super) tracked: Vec<(Position, Tracked)>,
}

/// A row before it is put below its parent.
#[derive(Default)]
pub(super) struct Flat {
    depth: usize,
    row: Row,
}

/// The rows of a table, every one with as many cells as the first one.
pub(super) fn grid(table: &Table<'_>) -> Result<Vec<Vec<Cell>>, Diagnostics> {
    match table {
        Table::Cells(cells) => Ok(cells::grid(cells)?),
        Table::Drawn(tables) => drawn::grid(tables),
    }
}

/// An operation's tables; `last` when the file ends with them.
pub(super) fn operation(
    table: &Table<'_>,
    names: &Names,
    last: bool,
) -> Result<Printed, Diagnostics> {
    let flat = match table {
        Table::Cells(cells) => cells::operation(cells, last)?,
        Table::Drawn(tables) => drawn::operation(tables)?,
    };
    let answer = flat.request.iter().find(|flat| names.is_of_answers(&flat.row.name));
    if let Some(Flat { row, .. }) = answer.filter(|_| flat.response.is_empty()) {
        let what = format!("the row `{}` of all answers stands in a request", row.name);
        return refuse(row.at, what, NO_RESPONSE);
    }
    let mut sink = Sink::default();
    let request = sink.take(nest(flat.request, names)).unwrap_or_default();
    let response = sink.take(nest(flat.response, names)).unwrap_or_default();
    let Printed { head, red, tracked, .. } = flat;
    sink.finish(Printed { head, request, response, red, tracked })
}

/// Puts every row below the last one that is one level higher.
fn nest(rows: Vec<Flat>, names: &Names) -> Result<Vec<Row>, Diagnostics> {
    let mut sink = Sink::default();
    let mut roots: Vec<Row> = Vec::new();
    let mut deepest = 0;
    for Flat { depth, mut row } in rows {
        if depth > deepest + 1 {
            let what = format!(
                "the row `{}` is {depth} levels deep, the row above it {deepest}",
                row.name
            );
            sink.refuse(row.at, what, SAVE_AGAIN);
            continue;
        }
        deepest = depth;
        let mut level = &mut roots;
        for _ in 1..depth {
            let Some(parent) = level.len().checked_sub(1) else { break };
            level = &mut level[parent].fields;
        }
        let Some(key) = sink.take(names.key(&row.name, row.at)) else { continue };
        row.key = key;
        if let Some(twin) = level.iter().find(|other| other.key == row.key) {
            let what = format!(
                "the row `{}` stands twice in its table, first on {}",
                row.name, twin.at
            );
            sink.refuse(row.at, what, TWICE);
            continue;
        }
        level.push(row);
    }
    sink.finish(roots)
}
