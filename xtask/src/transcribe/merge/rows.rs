//! The rows of a table anew, in the document's order, with their readings.

use std::sync::LazyLock;

use super::{Lost, differing, hints, some};
use crate::spec::kind::{NO, YES};
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
            shared.get_key_value(&row.key).map(|entry| printed::row(entry, true));
        row.fields.is_empty() && common.is_some_and(|common| common.same_cells(row))
    };
    let (repeated, own): (Vec<&Row>, Vec<&Row>) =
        printed.iter().partition(|row| repeats(row));
    for row in &own {
        let key = row.key.clone();
        if let Some(common) = shared.get(&key).filter(|_| !old.contains_key(&key)) {
            let why = Some(
                "it has a row of its own now, to which the shared row's readings do not apply",
            );
            let readings = readings::of(&key, common);
            let target = format!("{target}.{key}");
            lost.push(Lost { target, why, readings, rename: None });
        }
    }
    let mut table = Table { fresh: Vec::new(), gone: Vec::new() };
    let rows = table.level(target, own, old);
    let table_target = target;
    for (target, key, row) in table.gone {
        let readings = readings::of(key, row);
        let is_repeated = |row: &&Row| target == format!("{table_target}.{}", row.key);
        let is_shared = repeated.iter().any(is_repeated);
        let why = is_shared.then_some("the shared row stands for it now");
        let row = printed::row((key, row), false);
        let rename = hints::row(&row, &table.fresh).filter(|_| !is_shared);
        lost.push(Lost { target, why, readings, rename });
    }
    rows
}

/// What a merge finds in a table.
struct Table<'a> {
    /// Rows that the spec does not have yet, by target.
    fresh: Vec<(String, &'a Row)>,
    /// Rows that the table does not have any more.
    gone: Vec<(String, &'a String, &'a spec::Row)>,
}

impl<'a> Table<'a> {
    /// The rows of one level.
    fn level(
        &mut self,
        target: &str,
        printed: impl IntoIterator<Item = &'a Row>,
        old: &'a Rows,
    ) -> Rows {
        static NONE: LazyLock<Rows> = LazyLock::new(Rows::new);
        let mut rows = Rows::new();
        for row in printed {
            let key = row.key.clone();
            let target = format!("{target}.{key}");
            let before = old.get(&key);
            if before.is_none() {
                self.fresh.push((target.clone(), row));
            }
            let below = before.map_or(&*NONE, |before| &before.fields);
            let fields = self.level(&target, &row.fields, below);
            let before = before.cloned().unwrap_or_default();
            let row = spec::Row { fields, ..with_readings(&key, row, before) };
            rows.insert(key, row);
        }
        let gone = old.iter().filter(|(key, _)| !rows.contains_key(*key));
        let gone = gone.map(|(key, row)| (format!("{target}.{key}"), key, row));
        self.gone.extend(gone);
        rows
    }
}

/// The printed cells of `row` with the readings of `before`.
pub(super) fn with_readings(key: &str, row: &Row, before: spec::Row) -> spec::Row {
    spec::Row {
        printed_name: differing(&row.name, key),
        ty: some(&row.ty),
        optional: match row.optional.as_str() {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        },
        printed_optional: some(&row.optional)
            .filter(|printed| ![YES, NO].contains(&printed.as_str())),
        note: some(&row.note),
        ..before
    }
}
