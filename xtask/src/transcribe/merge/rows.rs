//! The rows of a table anew, in the document's order, with their readings.

use super::{Lost, differing, hints, some};
use crate::spec::{self, Rows};
use crate::transcribe::printed::{self, NO, Row, YES};
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
    let mut fresh = Vec::new();
    collect_fresh(target, &own, old, &mut fresh);
    let repeated = repeated.iter().map(|row| format!("{target}.{}", row.key)).collect();
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
    Merge { repeated, fresh }.rows(target, &own, old, lost)
}

/// What the merge of a table's rows needs to know of the whole table.
struct Merge<'a> {
    /// Targets of rows that are still printed but stand in `shared.yaml`.
    repeated: Vec<String>,
    /// Rows that the spec does not have yet, by target.
    fresh: Vec<(String, &'a Row)>,
}

impl Merge<'_> {
    /// The rows of one level.
    fn rows(
        &self,
        target: &str,
        printed: &[&Row],
        old: &Rows,
        lost: &mut Vec<Lost>,
    ) -> Rows {
        let mut rows = Rows::new();
        for row in printed {
            let key = row.key.clone();
            let below: Vec<&Row> = row.fields.iter().collect();
            let before = old.get(&key).cloned().unwrap_or_default();
            let fields =
                self.rows(&format!("{target}.{key}"), &below, &before.fields, lost);
            rows.insert(
                key.clone(),
                spec::Row { fields, ..with_readings(&key, row, before) },
            );
        }
        for (key, row) in old.iter().filter(|(key, _)| !rows.contains_key(*key)) {
            lost.push(self.gone(format!("{target}.{key}"), key, row));
        }
        rows
    }

    fn gone(&self, target: String, key: &String, row: &spec::Row) -> Lost {
        let readings = readings::of(key, row);
        if self.repeated.contains(&target) {
            let why = Some("the shared row stands for it now");
            return Lost { target, why, readings, rename: None };
        }
        let rename = hints::row(&printed::row((key, row), false), &self.fresh);
        Lost { target, why: None, readings, rename }
    }
}

/// Every row of the text that the spec does not have, nested ones included.
fn collect_fresh<'a>(
    target: &str,
    printed: &[&'a Row],
    old: &Rows,
    fresh: &mut Vec<(String, &'a Row)>,
) {
    let none = Rows::new();
    for row in printed {
        let key = row.key.clone();
        let target = format!("{target}.{key}");
        let before = old.get(&key);
        if before.is_none() {
            fresh.push((target.clone(), row));
        }
        let below: Vec<&Row> = row.fields.iter().collect();
        collect_fresh(&target, &below, before.map_or(&none, |row| &row.fields), fresh);
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
