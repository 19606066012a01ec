//! Two documents side by side, cell by cell and both ways: what the text prints and what the spec says it prints.

use std::collections::HashMap;
use std::hash::Hash;

use super::place::Place;
use super::printed::{Chapter, Document, Operation, ReturnCode, Revision, Row, count};
use super::revisions;
use crate::align::align;

/// Everything that differs, and how much does not.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    pub(super) differences: Vec<Difference>,
    pub(super) coverage: Coverage,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    pub(super) place: Place,
    pub(super) kind: Kind,
    /// What the text has there.
    pub(super) printed: String,
    /// What the spec has there.
    pub(super) spec: String,
    /// Its line in the text, if it is there.
    pub(super) line: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The cell of this name differs.
    Cell(&'static str),
    /// The spec does not have it.
    OnlyPrinted,
    /// The text does not have it.
    OnlyInSpec,
    /// It stands elsewhere among its neighbours.
    Moved,
}

/// How many things agree, of all that either side has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Coverage {
    pub(super) rows: Count,
    pub(super) operations: Count,
    pub(super) revisions: Count,
    pub(super) return_codes: Count,
    pub(super) chapters: Count,
    pub(super) cells: Count,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) equal: usize,
    pub(super) all: usize,
}

/// 属性名称, 类型, 说明, 是否可为空.
const CELLS_OF_ROW: usize = 4;
/// Title, 接口说明, 接口路径, 请求方式, 描述.
const CELLS_OF_OPERATION: usize = 5;
/// 修订日期, 版本号, 描述, 修订人.
const CELLS_OF_REVISION: usize = 4;
/// 返回代码, 说明.
const CELLS_OF_RETURN_CODE: usize = 2;

pub(super) fn compare(printed: &Document, spec: &Document) -> Comparison {
    let mut comparison = Comparison::default();
    comparison.chapters(&printed.chapters, &spec.chapters);
    comparison.revisions(&printed.revisions, &spec.revisions);
    comparison.return_codes(&printed.return_codes, &spec.return_codes);
    comparison.operations(&printed.operations, &spec.operations);
    comparison
}

impl Comparison {
    fn chapters(&mut self, printed: &[Chapter], spec: &[Chapter]) {
        let cells =
            |chapter: &Chapter| 2 + chapter.table.iter().map(Vec::len).sum::<usize>();
        for pair in pairs(printed, spec, |chapter| chapter.path.clone(), |_| true) {
            let equal = match pair {
                Pair::Both { printed, spec, moved } => {
                    let place = Place::chapter(&printed.path);
                    let mut side = self.side(&place, printed.line);
                    side.cell("title", title(printed), title(spec));
                    side.cell("text", &printed.text, &spec.text);
                    side.table(&printed.table, &spec.table);
                    side.moved(moved);
                    side.equal
                }
                Pair::Printed(chapter) => self.only_printed(
                    Place::chapter(&chapter.path),
                    title(chapter).to_owned(),
                    chapter.line,
                    cells(chapter),
                ),
                Pair::Spec(chapter) => self.only_spec(
                    Place::chapter(&chapter.path),
                    title(chapter).to_owned(),
                    cells(chapter),
                ),
            };
            self.coverage.chapters.add(equal);
        }
    }

    fn revisions(&mut self, printed: &[Revision], spec: &[Revision]) {
        let partners = revisions::pair(printed, spec);
        let name = |(index, partner): (usize, Option<usize>)| {
            partner.unwrap_or(spec.len() + index)
        };
        let printed: Vec<_> =
            partners.into_iter().enumerate().map(name).zip(printed).collect();
        let spec: Vec<_> = spec.iter().enumerate().collect();
        for pair in pairs(&printed, &spec, |(name, _)| *name, |_| true) {
            let equal = match pair {
                Pair::Both { printed: (_, printed), spec: (index, spec), moved } => {
                    let place = Place::revision(&spec.date, &spec.author, Some(*index));
                    let mut side = self.side(&place, printed.line);
                    side.cell("date", &printed.printed_date, &spec.printed_date);
                    side.cell("version", &printed.version, &spec.version);
                    side.cell("author", &printed.author, &spec.author);
                    side.cell("text", &printed.text, &spec.text);
                    side.moved(moved);
                    side.equal
                }
                Pair::Printed((_, row)) => {
                    let place = Place::revision(&row.date, &row.author, None);
                    self.only_printed(
                        place,
                        row.text.clone(),
                        row.line,
                        CELLS_OF_REVISION,
                    )
                }
                Pair::Spec((index, row)) => {
                    let place = Place::revision(&row.date, &row.author, Some(*index));
                    self.only_spec(place, row.text.clone(), CELLS_OF_REVISION)
                }
            };
            self.coverage.revisions.add(equal);
        }
    }

    fn return_codes(&mut self, printed: &[ReturnCode], spec: &[ReturnCode]) {
        for pair in pairs(printed, spec, |row| row.code.clone(), |_| true) {
            let equal = match pair {
                Pair::Both { printed, spec, moved } => {
                    let place = Place::return_code(&printed.code);
                    let mut side = self.side(&place, printed.line);
                    side.cell("code", &printed.code, &spec.code);
                    side.cell("note", &printed.note, &spec.note);
                    side.moved(moved);
                    side.equal
                }
                Pair::Printed(row) => {
                    let place = Place::return_code(&row.code);
                    self.only_printed(
                        place,
                        row.note.clone(),
                        row.line,
                        CELLS_OF_RETURN_CODE,
                    )
                }
                Pair::Spec(row) => self.only_spec(
                    Place::return_code(&row.code),
                    row.note.clone(),
                    CELLS_OF_RETURN_CODE,
                ),
            };
            self.coverage.return_codes.add(equal);
        }
    }

    fn operations(&mut self, printed: &[Operation], spec: &[Operation]) {
        for pair in pairs(printed, spec, Operation::key, |_| true) {
            let equal = match pair {
                Pair::Both { printed, spec, moved } => {
                    self.operation(printed, spec, moved)
                }
                Pair::Printed(operation) => {
                    let place = Place::operation(&operation.key());
                    let cells = self.unmatched_rows(operation) + CELLS_OF_OPERATION;
                    self.only_printed(
                        place,
                        operation_summary(operation),
                        operation.line,
                        cells,
                    )
                }
                Pair::Spec(operation) => {
                    let place = Place::operation(&operation.key());
                    let cells = self.unmatched_rows(operation) + CELLS_OF_OPERATION;
                    self.only_spec(place, operation_summary(operation), cells)
                }
            };
            self.coverage.operations.add(equal);
        }
    }

    fn operation(
        &mut self,
        printed: &Operation,
        spec: &Operation,
        moved: Option<Positions>,
    ) -> bool {
        let differences = self.differences.len();
        let place = Place::operation(&printed.key());
        let mut side = self.side(&place, printed.line);
        side.cell("title", &printed.title, &spec.title);
        side.cell("purpose", &printed.purpose, &spec.purpose);
        side.cell("path", &printed.path, &spec.path);
        side.cell("methods", &printed.methods, &spec.methods);
        side.cell("description", &printed.description, &spec.description);
        side.moved(moved);
        self.rows(&place.table("request"), &printed.request, &spec.request);
        self.rows(&place.table("response"), &printed.response, &spec.response);
        self.differences.len() == differences
    }

    fn rows(&mut self, place: &Place, printed: &[Row], spec: &[Row]) {
        // A shared row has no place of its own in the spec.
        for pair in pairs(printed, spec, Row::key, |row| !row.shared) {
            match pair {
                Pair::Both { printed, spec, moved } => {
                    let place = if spec.shared {
                        place.row(&spec.key()).in_shared()
                    } else {
                        place.row(&spec.key())
                    };
                    let mut side = self.side(&place, printed.line);
                    side.cell("name", &printed.name, &spec.name);
                    side.cell("type", &printed.ty, &spec.ty);
                    side.cell("note", &printed.note, &spec.note);
                    side.cell("optional", optional(printed), optional(spec));
                    side.moved(moved);
                    let equal = side.equal;
                    self.coverage.rows.add(equal);
                    self.rows(&place, &printed.fields, &spec.fields);
                }
                Pair::Printed(row) => {
                    let place = place.row(&row.key());
                    let equal = self.only_printed(
                        place.clone(),
                        row_summary(row),
                        row.line,
                        CELLS_OF_ROW,
                    );
                    self.coverage.rows.add(equal);
                    self.rows(&place, &row.fields, &[]);
                }
                Pair::Spec(row) => {
                    let place = place.row(&row.key());
                    let equal =
                        self.only_spec(place.clone(), row_summary(row), CELLS_OF_ROW);
                    self.coverage.rows.add(equal);
                    self.rows(&place, &[], &row.fields);
                }
            }
        }
    }

    /// Counts the rows of an operation that only one side has; returns how many cells they have.
    fn unmatched_rows(&mut self, operation: &Operation) -> usize {
        let rows = count(&operation.request) + count(&operation.response);
        self.coverage.rows.all += rows;
        rows * CELLS_OF_ROW
    }

    fn side<'a>(&'a mut self, place: &'a Place, line: usize) -> Side<'a> {
        Side { comparison: self, place, line, equal: true }
    }

    fn only_printed(
        &mut self,
        place: Place,
        printed: String,
        line: usize,
        cells: usize,
    ) -> bool {
        self.coverage.cells.all += cells;
        let (kind, line) = (Kind::OnlyPrinted, Some(line));
        self.differences.push(Difference {
            place,
            kind,
            printed,
            spec: String::new(),
            line,
        });
        false
    }

    fn only_spec(&mut self, place: Place, spec: String, cells: usize) -> bool {
        self.coverage.cells.all += cells;
        self.differences.push(Difference {
            place,
            kind: Kind::OnlyInSpec,
            printed: String::new(),
            spec,
            line: None,
        });
        false
    }
}

impl Count {
    fn add(&mut self, equal: bool) {
        self.all += 1;
        self.equal += usize::from(equal);
    }
}

/// A thing that both documents have.
struct Side<'a> {
    comparison: &'a mut Comparison,
    place: &'a Place,
    line: usize,
    /// Whether nothing differed so far.
    equal: bool,
}

impl Side<'_> {
    fn cell(&mut self, name: &'static str, printed: &str, spec: &str) {
        self.comparison.coverage.cells.add(printed == spec);
        if printed != spec {
            self.differs(Kind::Cell(name), printed.to_owned(), spec.to_owned());
        }
    }

    fn table(&mut self, printed: &[Vec<String>], spec: &[Vec<String>]) {
        let cell = |table: &[Vec<String>], row: usize, column: usize| {
            table.get(row)?.get(column).cloned()
        };
        for row in 0..printed.len().max(spec.len()) {
            let width = |table: &[Vec<String>]| table.get(row).map_or(0, Vec::len);
            for column in 0..width(printed).max(width(spec)) {
                let equal = cell(printed, row, column) == cell(spec, row, column);
                self.comparison.coverage.cells.add(equal);
            }
        }
        if printed != spec {
            let lines = |table: &[Vec<String>]| {
                table.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n")
            };
            self.differs(Kind::Cell("table"), lines(printed), lines(spec));
        }
    }

    fn moved(&mut self, positions: Option<Positions>) {
        if let Some(Positions { printed, spec, all }) = positions {
            self.differs(
                Kind::Moved,
                format!("place {printed} of {all}"),
                format!("place {spec} of {all}"),
            );
        }
    }

    fn differs(&mut self, kind: Kind, printed: String, spec: String) {
        self.equal = false;
        let (place, line) = (self.place.clone(), Some(self.line));
        self.comparison.differences.push(Difference {
            place,
            kind,
            printed,
            spec,
            line,
        });
    }
}

/// What corresponds to what.
enum Pair<'a, T> {
    Both { printed: &'a T, spec: &'a T, moved: Option<Positions> },
    Printed(&'a T),
    Spec(&'a T),
}

/// Where a thing that has moved stands among all that both sides have, from 1.
struct Positions {
    printed: usize,
    spec: usize,
    all: usize,
}

/// Pairs of things with the same key, then what only one side has. `placed` tells whether a thing's place in the spec says
/// anything.
fn pairs<'a, T, K: Eq + Hash>(
    printed: &'a [T],
    spec: &'a [T],
    key: impl Fn(&T) -> K,
    placed: impl Fn(&T) -> bool,
) -> Vec<Pair<'a, T>> {
    let index: HashMap<K, usize> =
        spec.iter().enumerate().map(|(at, thing)| (key(thing), at)).collect();
    let partners: Vec<Option<usize>> =
        printed.iter().map(|thing| index.get(&key(thing)).copied()).collect();
    let order: Vec<usize> =
        partners.iter().flatten().copied().filter(|at| placed(&spec[*at])).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    let kept: Vec<usize> =
        align(&order, &sorted).into_iter().map(|(at, _)| order[at]).collect();
    let position = |list: &[usize], at: usize| {
        1 + list.iter().position(|other| *other == at).unwrap_or_default()
    };

    let mut pairs = Vec::new();
    for (thing, partner) in printed.iter().zip(&partners) {
        pairs.push(match partner {
            None => Pair::Printed(thing),
            Some(at) => {
                let moved = order.contains(at) && !kept.contains(at);
                let positions = || Positions {
                    printed: position(&order, *at),
                    spec: position(&sorted, *at),
                    all: order.len(),
                };
                Pair::Both {
                    printed: thing,
                    spec: &spec[*at],
                    moved: moved.then(positions),
                }
            }
        });
    }
    let alone = |at: &usize| !partners.contains(&Some(*at));
    pairs.extend((0..spec.len()).filter(alone).map(|at| Pair::Spec(&spec[at])));
    pairs
}

fn title(chapter: &Chapter) -> &str {
    chapter.path.last().map_or("", String::as_str)
}

/// 是否可为空 as printed.
pub(super) fn optional(row: &Row) -> &'static str {
    match row.optional {
        Some(true) => "是",
        Some(false) => "否",
        None => "",
    }
}

/// A row in one line.
fn row_summary(row: &Row) -> String {
    let note = row.note.lines().next().unwrap_or_default();
    let cells = [&row.name, &row.ty, note, optional(row)];
    cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ")
}

/// An operation in one line.
fn operation_summary(operation: &Operation) -> String {
    let rows = count(&operation.request) + count(&operation.response);
    format!("{} | {} | {rows} rows", operation.title, operation.path)
}
