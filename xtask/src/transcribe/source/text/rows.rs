//! Word's own plain text: a row a line, its cells with tabs between them.
//!
//! A cell of several paragraphs breaks the line, so a row goes on until it has as many cells as the first row of its table;
//! a row of parameters has one more for each level that it is nested. Where cells are merged, a row of parameters may end
//! with its type or its note; one that could be read in two ways is refused.

use crate::spec::kind::{NO, YES};
use crate::transcribe::diagnostic::{Diagnostics, refuse};
use crate::transcribe::items::{Cell, Item, Line};
use crate::transcribe::tables::{
    HEAD, LABELS, RESPONSE, SAVE_AGAIN, indent, is_head, of_rows,
};

pub(super) fn items(lines: Vec<Line>) -> Result<Vec<Item>, Diagnostics> {
    let mut items = Vec::new();
    let mut open: Option<Table> = None;
    for line in lines {
        let has_cells = line.raw.contains('\t');
        match &mut open {
            Some(table) if has_cells || !table.is_full() => table.add(&line),
            Some(_) if line.is_blank() => {}
            None if has_cells => open = Some(Table::of(&line)),
            _ => {
                items.extend(open.take().map(Table::item).transpose()?);
                items.push(Item::Line(line));
            }
        }
    }
    items.extend(open.map(Table::item).transpose()?);
    Ok(items)
}

/// A table while its lines are read.
struct Table {
    rows: Vec<Vec<Cell>>,
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

impl Table {
    fn of(line: &Line) -> Self {
        let mut table = Self { rows: Vec::new(), kind: Kind::Pairs };
        table.begin(line);
        let first = &table.rows[0];
        if table.kind == Kind::Pairs && !LABELS.iter().any(|label| first[0].is(label)) {
            table.kind = Kind::Grid(first.len());
        }
        table
    }

    /// Whether a line without a tab cannot belong to its last row.
    fn is_full(&self) -> bool {
        let Some(row) = self.rows.last() else { return false };
        match self.kind {
            Kind::Grid(width) => row.len() >= width,
            Kind::Pairs => false,
            Kind::Parameters => row.len() > HEAD.len() + indent(row),
        }
    }

    fn begin(&mut self, line: &Line) {
        let row: Vec<_> = parts(line).collect();
        if is_head(&row) {
            self.kind = Kind::Parameters;
        }
        self.rows.push(row);
    }

    /// Whether `line` is the first one of a row, not a part of a cell above it.
    fn begins_row(&self, line: &Line) -> bool {
        let mut parts = line.raw.split('\t');
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
        let mut parts = parts(line);
        if let (Some(cell), Some(part)) = (row.last_mut(), parts.next()) {
            cell.push(part.text());
        }
        row.extend(parts);
    }

    fn item(self) -> Result<Item, Diagnostics> {
        let mut parameters = self.rows.iter().skip_while(|row| !is_head(row));
        parameters.try_for_each(|row| check(row))?;
        Ok(Item::Table(of_rows(self.rows)))
    }
}

fn parts(line: &Line) -> impl Iterator<Item = Cell> {
    line.raw.split('\t').map(|part| Cell::new(line.at, part))
}

/// Refuses a row of parameters whose last cell can be in two columns, or that has too many.
fn check(row: &[Cell]) -> Result<(), Diagnostics> {
    let names = 2 + indent(row);
    let is_unclear = match row.get(names..).unwrap_or_default() {
        [_, last] => last.is(YES) || last.is(NO),
        rest => rest.len() > HEAD.len() - 1,
    };
    if !is_unclear {
        return Ok(());
    }
    let name = row[names - 1].text();
    let what = format!("the cells of the row `{name}` can be read in two ways");
    refuse(row[0].at, what, SAVE_AGAIN)
}
