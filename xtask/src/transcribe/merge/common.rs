//! What the document repeats everywhere and the spec says once: the cells that most operations print.
//!
//! When the vendor changes such a cell throughout, it changes here; an operation that prints it otherwise says so itself.

use std::hash::Hash;

use indexmap::IndexMap;

use super::rows::with_readings;
use crate::spec::{self, Rows, Shared};
use crate::transcribe::printed::{self, Operation, Row};

/// From here on a row that nine of ten tables print is a row of all of them.
const TABLES: usize = 10;

/// 请求方式 of most operations.
pub(super) fn methods(operations: &[Operation], before: &str) -> String {
    let methods = operations.iter().map(|operation| operation.methods.as_str());
    most_frequent(methods, before).to_owned()
}

/// The shared rows, each with the cells that most of `tables` print, and with its readings.
pub(super) fn rows(before: &Rows, tables: &[&Vec<Row>]) -> Rows {
    let usual: Vec<_> = before.iter().map(|entry| printed::row(entry, true)).collect();
    let printed =
        || tables.iter().copied().flatten().filter(|row| row.fields.is_empty());
    let mut rows = Rows::new();
    for (row, (key, readings)) in usual.iter().zip(before) {
        let same = printed().filter(|other| other.key == *key).map(Row::cells);
        let cells = most_frequent(same, row.cells()).map(str::to_owned);
        let [name, ty, note, optional] = cells;
        let common =
            Row { key: key.clone(), name, ty, note, optional, ..Row::default() };
        rows.insert(key.clone(), with_readings(&common, readings.clone()));
    }
    for row in printed() {
        let has_row = |table: &&&Vec<Row>| {
            table.iter().any(|other| other.key == row.key && other.same_cells(row))
        };
        let having = tables.iter().filter(has_row).count();
        let is_common = tables.len() >= TABLES && having * 10 >= tables.len() * 9;
        if is_common && !rows.contains_key(&row.key) {
            rows.insert(row.key.clone(), with_readings(row, spec::Row::default()));
        }
    }
    rows
}

/// The shared rows that the operation's tables leave out.
pub(super) fn missing(shared: &Shared, operation: &Operation) -> Vec<String> {
    let tables =
        [(&shared.request, &operation.request), (&shared.response, &operation.response)];
    let absent = |(shared, table): (&'_ Rows, &Vec<Row>)| {
        let absent = |key: &&String| table.iter().all(|row| row.key != **key);
        shared.keys().filter(absent).cloned().collect::<Vec<_>>()
    };
    tables.into_iter().flat_map(absent).collect()
}

/// What occurs most often; `before` where nothing occurs more often than that.
fn most_frequent<T: Eq + Hash>(all: impl Iterator<Item = T>, before: T) -> T {
    let mut counts = IndexMap::from([(before, 0)]);
    for thing in all {
        *counts.entry(thing).or_default() += 1;
    }
    let first = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    first.map(|(thing, _)| thing).expect("`before` is one of them")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In each of `count` tables a row, printed alike in `alike` of them.
    fn is_shared(count: usize, alike: usize) -> bool {
        let row = |at: usize| Row {
            key: "sec".to_owned(),
            name: "sec".to_owned(),
            note: if at < alike { String::new() } else { at.to_string() },
            ..Row::default()
        };
        let tables: Vec<_> = (0..count).map(|at| vec![row(at)]).collect();
        rows(&Rows::new(), &tables.iter().collect::<Vec<_>>()).contains_key("sec")
    }

    #[test]
    fn a_row_that_nine_of_ten_tables_print_alike_is_shared() {
        for (count, alike, expected) in [
            (10, 10, true),
            (10, 9, true),
            (10, 8, false),
            (20, 18, true),
            (20, 17, false),
            (9, 9, false),
        ] {
            assert_eq!(is_shared(count, alike), expected, "{alike} of {count}");
        }
    }

    #[test]
    fn what_occurs_most_often_takes_the_place_of_what_was() {
        for (all, expected) in
            [("", "POST"), ("GET", "GET"), ("GET POST", "POST"), ("PUT GET GET", "GET")]
        {
            assert_eq!(most_frequent(all.split_whitespace(), "POST"), expected, "{all}");
        }
    }
}
