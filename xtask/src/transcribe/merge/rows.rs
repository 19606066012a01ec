//! The rows of a table anew, in the document's order, with their readings.

use super::{Lost, differing, hints, some};
use crate::spec::{self, Rows};
use crate::transcribe::printed::{self, Row};
use crate::transcribe::readings;

/// A whole table without the shared rows that it prints like everyone.
pub(super) fn table(
    target: &str,
    printed: &[Row],
    old: &Rows,
    shared: &Rows,
    lost: &mut Vec<Lost>,
) -> Rows {
    let repeats = |row: &Row| {
        let common =
            shared.get_key_value(&row.key()).map(|entry| printed::row(entry, true));
        row.fields.is_empty() && common.is_some_and(|common| common.same_cells(row))
    };
    let (repeated, own): (Vec<&Row>, Vec<&Row>) =
        printed.iter().partition(|row| repeats(row));
    let collapsed: Vec<String> = repeated.iter().map(|row| row.key()).collect();
    rows(target, &own, old, &collapsed, lost)
}

/// The rows of one level; those in `collapsed` are still printed but live in `shared.yaml`.
fn rows(
    target: &str,
    printed: &[&Row],
    old: &Rows,
    collapsed: &[String],
    lost: &mut Vec<Lost>,
) -> Rows {
    let mut rows = Rows::new();
    for row in printed {
        let key = row.key();
        let below: Vec<&Row> = row.fields.iter().collect();
        let before = old.get(&key).cloned().unwrap_or_default();
        let fields =
            self::rows(&format!("{target}.{key}"), &below, &before.fields, &[], lost);
        rows.insert(
            key.clone(),
            spec::Row { fields, ..with_readings(&key, row, before) },
        );
    }
    for (key, row) in old.iter().filter(|(key, _)| !rows.contains_key(*key)) {
        let shared = collapsed.contains(key);
        let fresh = printed.iter().copied().filter(|row| !old.contains_key(&row.key()));
        let found = Lost {
            target: format!("{target}.{key}"),
            why: shared.then_some("it is the shared row now"),
            readings: readings::of_row(key, row),
            rename: if shared {
                None
            } else {
                hints::row(&printed::row((key, row), false), fresh)
            },
        };
        if !shared || found.readings.is_some() {
            lost.push(found);
        }
    }
    rows
}

/// The printed cells of `row` with the readings of `before`.
pub(super) fn with_readings(key: &str, row: &Row, before: spec::Row) -> spec::Row {
    spec::Row {
        printed_name: differing(&row.name, key),
        ty: some(&row.ty),
        optional: row.optional,
        note: some(&row.note),
        ..before
    }
}
