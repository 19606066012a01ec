//! What the document repeats everywhere and the spec says once: the cells that most operations print.
//!
//! When the vendor changes such a cell throughout, it changes here; an operation that prints it otherwise says so itself.

use crate::spec::{self, Rows, Shared};
use crate::transcribe::printed::{self, Operation, Row};

/// 请求方式 of most operations.
pub(super) fn methods(operations: &[Operation], before: &str) -> String {
    most_frequent(
        operations.iter().map(|operation| operation.methods.clone()),
        before.to_owned(),
    )
}

/// The shared rows, each with the cells that most of `tables` print, and with its readings.
pub(super) fn rows<'a>(
    before: &Rows,
    tables: impl Iterator<Item = &'a Vec<Row>> + Clone,
) -> Rows {
    let update = |(key, row): (&String, &spec::Row)| {
        let cells = |row: &Row| {
            (row.name.clone(), row.ty.clone(), row.note.clone(), row.optional.clone())
        };
        let printed = tables
            .clone()
            .flatten()
            .filter(|row| row.key == *key && row.fields.is_empty());
        let common =
            most_frequent(printed.map(cells), cells(&printed::row((key, row), true)));
        let (name, ty, note, optional) = common;
        let common = Row { name, ty, note, optional, ..Row::default() };
        (key.clone(), super::rows::with_readings(key, &common, row.clone()))
    };
    let mut rows: Rows = before.iter().map(update).collect();
    for row in tables.clone().flatten().filter(|row| row.fields.is_empty()) {
        let has_row = |table: &&Vec<Row>| {
            table.iter().any(|other| other.key == row.key && other.same_cells(row))
        };
        let (all, having) =
            (tables.clone().count(), tables.clone().filter(has_row).count());
        if !rows.contains_key(&row.key) && all >= TABLES && having * 10 >= all * 9 {
            let new = super::rows::with_readings(&row.key, row, spec::Row::default());
            rows.insert(row.key.clone(), new);
        }
    }
    rows
}

/// From here on a row that nine of ten tables print is a row of all of them.
const TABLES: usize = 10;

/// The shared rows that the operation's tables leave out.
pub(super) fn missing(shared: &Shared, operation: &Operation) -> Vec<String> {
    let absent = |shared: &Rows, table: &[Row]| {
        let keys = shared.keys().filter(|key| table.iter().all(|row| row.key != **key));
        keys.cloned().collect::<Vec<_>>()
    };
    let mut without = absent(&shared.request, &operation.request);
    without.extend(absent(&shared.response, &operation.response));
    without
}

/// What occurs most often; `before` where nothing occurs more often than that.
fn most_frequent<T: PartialEq>(all: impl Iterator<Item = T>, before: T) -> T {
    let mut counts: Vec<(T, usize)> = vec![(before, 0)];
    for thing in all {
        match counts.iter_mut().find(|(other, _)| *other == thing) {
            Some((_, count)) => *count += 1,
            None => counts.push((thing, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let first = counts.iter().position(|(_, count)| *count == most).unwrap_or_default();
    counts.swap_remove(first).0
}
