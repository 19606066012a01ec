//! The rows of a table anew, in the document's order, with their readings.

use super::{differing, some};
use crate::spec::kind::{NO, YES};
use crate::spec::{self, Rows};
use crate::transcribe::printed::{self, Row};

/// A whole table without the shared rows that it prints like everyone.
pub(super) fn table(printed: &[Row], old: &Rows, shared: &Rows) -> Rows {
    let repeats = |row: &&Row| {
        let common = shared.get_key_value(&row.key);
        let common = common.map(|entry| printed::row(entry, true));
        row.fields.is_empty() && common.is_some_and(|common| common.same_cells(row))
    };
    level(printed.iter().filter(|row| !repeats(row)), old)
}

fn level<'a>(printed: impl Iterator<Item = &'a Row>, old: &Rows) -> Rows {
    let row = |row: &Row| {
        let before = old.get(&row.key).cloned().unwrap_or_default();
        let fields = level(row.fields.iter(), &before.fields);
        (row.key.clone(), spec::Row { fields, ..with_readings(row, before) })
    };
    printed.map(row).collect()
}

/// The printed cells of `row` with the readings of `before`.
pub(super) fn with_readings(row: &Row, before: spec::Row) -> spec::Row {
    let optional = row.optional.as_str();
    spec::Row {
        printed_name: differing(&row.name, &row.key),
        ty: some(&row.ty),
        optional: [YES, NO].contains(&optional).then_some(optional == YES),
        printed_optional: some(optional).filter(|word| ![YES, NO].contains(&&**word)),
        note: some(&row.note),
        ..before
    }
}
