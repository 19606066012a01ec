//! From cells to rows.
//!
//! A grid (修订记录, the return codes) has as many cells in every row as in its head. A table of parameters has rows of
//! unlike length: empty cells for the depth, name, type, and then 说明 and 是否可为空 or, where other rows are nested below,
//! often nothing. Where such a row ends follows from the empty cells, the blank lines between rows and the few words that
//! 是否可为空 can hold; a type the tool has never seen makes no difference.

use super::cells::Cell;
use super::diagnostic::{Diagnostic, refuse};
use super::printed::Row;

/// Stands in the first cell of the response table.
const RESPONSE: &str = "返回参数";
/// The head of a table of parameters, after one empty cell.
const HEAD: [&str; 4] = ["属性名称", "类型", "说明", "是否可为空"];
const YES: &str = "是";
const NO: &str = "否";
/// What helps where a name stands twice.
pub(super) const TWICE: &str =
    "ask the vendor which one holds; delete the other one in a copy";
const EXPORT: &str = "compare this line with the document and export it again, or mend the line in a copy";

/// Rows of a table whose rows are all as long as the first one.
pub(super) fn grid<'c, 'a>(
    cells: &'c [Cell<'a>],
) -> Result<Vec<&'c [Cell<'a>]>, Diagnostic> {
    let width =
        cells.iter().skip(1).position(|cell| cell.gap).map_or(cells.len(), |at| at + 1);
    let mut rows = Vec::new();
    for row in cells.chunks(width.max(1)) {
        if row.len() < width || !(row[0].gap || rows.is_empty()) {
            let what = format!(
                "a row of a table of {width} columns has more or fewer cells than that, here or above"
            );
            return refuse(row[0].line, what, EXPORT);
        }
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The request and the response table below an operation's head; `last` when the file ends with them.
pub(super) fn parameters(
    cells: &[Cell<'_>],
    last: bool,
) -> Result<(Vec<Row>, Vec<Row>), Diagnostic> {
    let mut reader = Reader { cells, at: 0, last };
    let (mut request, mut response): (Vec<Flat>, Vec<Flat>) = Default::default();
    let mut in_response = false;
    reader.head()?;
    if last && reader.peek(0).is_none() {
        return reader.cut("its head");
    }
    while let Some(first) = reader.peek(0) {
        if reader.is_empty_row() {
            continue;
        }
        in_response |= first.is(RESPONSE);
        if let Some(row) = reader.row()? {
            let table = if in_response { &mut response } else { &mut request };
            table.push(row);
        }
    }
    Ok((nest(request)?, nest(response)?))
}

/// A row before it is put below its parent.
struct Flat {
    depth: usize,
    row: Row,
}

struct Reader<'c, 'a> {
    cells: &'c [Cell<'a>],
    at: usize,
    last: bool,
}

impl<'c, 'a> Reader<'c, 'a> {
    fn peek(&self, ahead: usize) -> Option<&'c Cell<'a>> {
        self.cells.get(self.at + ahead)
    }

    fn next(&mut self) -> Option<&'c Cell<'a>> {
        let cell = self.cells.get(self.at)?;
        self.at += 1;
        Some(cell)
    }

    /// The line of the cell that was read last.
    fn line(&self) -> usize {
        self.cells.get(self.at.saturating_sub(1)).map_or(1, |cell| cell.line)
    }

    fn head(&mut self) -> Result<(), Diagnostic> {
        if self.is_head() {
            self.at += 1 + HEAD.len();
            return Ok(());
        }
        let line = self.peek(0).map_or(self.line(), |cell| cell.line);
        let what = format!(
            "a table of parameters does not begin with the columns {}",
            HEAD.join(", ")
        );
        refuse(
            line,
            what,
            "these are the columns this tool can read; mend the line, or teach it in `tables.rs`",
        )
    }

    fn is_head(&self) -> bool {
        let first =
            self.peek(0).is_some_and(|cell| cell.is_empty() || cell.is(RESPONSE));
        first
            && HEAD
                .iter()
                .zip(1..)
                .all(|(word, ahead)| self.peek(ahead).is_some_and(|cell| cell.is(word)))
    }

    /// Skips a row without a single word, as tables have at their end.
    fn is_empty_row(&mut self) -> bool {
        let chunk = self.chunk();
        let empty = chunk.iter().all(Cell::is_empty);
        if empty {
            self.at += chunk.len();
        }
        empty
    }

    /// Reads a row; none if it is a repeated head.
    fn row(&mut self) -> Result<Option<Flat>, Diagnostic> {
        if self.is_head() {
            self.at += 1 + HEAD.len();
            return Ok(None);
        }
        let Some(first) = self.next() else { return Ok(None) };
        if !first.is_empty() && !first.is(RESPONSE) {
            let what = format!(
                "`{}` stands where a row of parameters should begin with an empty cell",
                first.text()
            );
            return refuse(first.line, what, EXPORT);
        }
        let mut depth = 1;
        while self.peek(0).is_some_and(Cell::is_empty) {
            depth += 1;
            self.at += 1;
        }
        let Some(name) = self.next() else { return self.cut("a row without a name") };
        let mut row = Row { name: name.word(), line: name.line, ..Row::default() };
        if self
            .peek(0)
            .is_some_and(|cell| cell.is(RESPONSE) || cell.is_empty() && cell.gap)
        {
            let what = format!("the row `{}` has no cell for its type", row.name);
            return refuse(name.line, what, EXPORT);
        }
        let Some(ty) = self.next() else { return self.cut_row(&row, "before its type") };
        row.ty = ty.word();
        if !self.at_row() && !self.note_and_optional(&mut row)? && self.last {
            // A row may end with its type where rows are nested below it; the file's last one has none below.
            return self.cut_row(&row, "after its type");
        }
        Ok(Some(Flat { depth, row }))
    }

    /// Reads the last two cells of a row; false where there are none.
    fn note_and_optional(&mut self, row: &mut Row) -> Result<bool, Diagnostic> {
        let Some(note) = self.next() else { return Ok(false) };
        row.note = note.text();
        let Some(optional) = self.next() else {
            return self.cut_row(row, "after its note");
        };
        row.optional = match optional {
            cell if cell.is(YES) => Some(true),
            cell if cell.is(NO) => Some(false),
            cell if cell.is_empty() => None,
            cell => {
                let (text, name) = (cell.text(), &row.name);
                let what = format!(
                    "`{text}` stands where the row `{name}` should say {YES}, {NO} or nothing"
                );
                return refuse(cell.line, what, EXPORT);
            }
        };
        Ok(true)
    }

    fn cut<T>(&self, place: &str) -> Result<T, Diagnostic> {
        let what = format!("the table ends inside {place}");
        refuse(self.line(), what, "the file is cut short; export it again")
    }

    fn cut_row<T>(&self, row: &Row, place: &str) -> Result<T, Diagnostic> {
        self.cut(&format!("the row `{}`, {place}", row.name))
    }

    /// The cells up to the next blank line.
    fn chunk(&self) -> &'c [Cell<'a>] {
        let rest = &self.cells[self.at.min(self.cells.len())..];
        let end = rest
            .iter()
            .skip(1)
            .position(|cell| cell.gap)
            .map_or(rest.len(), |at| at + 1);
        &rest[..end]
    }

    /// Whether the row that has its name and type already ends here, so that the next cell starts another one.
    fn at_row(&self) -> bool {
        let Some(next) = self.peek(0) else { return false };
        if !next.is_empty() {
            return next.gap && next.is(RESPONSE);
        }
        let chunk = self.chunk();
        let inked = chunk.iter().find(|cell| !cell.is_empty());
        match inked {
            // After a blank line: the next row, unless what follows is nothing but 是 or 否 of this one.
            Some(word) if next.gap => !(word.is(YES) || word.is(NO)),
            // A row without a word, three cells at least: a table's empty last row.
            None if next.gap && chunk.len() > 2 => true,
            _ => !self.fits_note_and_optional(),
        }
    }

    /// Whether the next two cells can be the empty note and the 是否可为空 of the row at hand.
    fn fits_note_and_optional(&self) -> bool {
        let optional = |cell: &Cell<'_>| cell.is_empty() || cell.is(YES) || cell.is(NO);
        let starts = |cell: &Cell<'_>| cell.is_empty() || cell.is(RESPONSE);
        self.peek(1).is_some_and(optional) && self.peek(2).is_none_or(starts)
    }
}

/// Puts every row below the last one that is one level higher.
fn nest(rows: Vec<Flat>) -> Result<Vec<Row>, Diagnostic> {
    let mut roots: Vec<Row> = Vec::new();
    let mut deepest = 0;
    for Flat { depth, row } in rows {
        if depth > deepest + 1 {
            let what = format!(
                "the row `{}` is {depth} levels deep, the row above it {deepest}",
                row.name
            );
            return refuse(row.line, what, EXPORT);
        }
        deepest = depth;
        let mut level = &mut roots;
        for _ in 1..depth {
            let Some(parent) = level.len().checked_sub(1) else { break };
            level = &mut level[parent].fields;
        }
        if let Some(twin) = level.iter().find(|other| other.key() == row.key()) {
            let what = format!(
                "the row `{}` stands twice in its table, first on line {}",
                row.name, twin.line
            );
            return refuse(row.line, what, TWICE);
        }
        level.push(row);
    }
    Ok(roots)
}
