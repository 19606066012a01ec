//! What two specs call differently and is the same: operations by their names, rows by their cells.

use serde_json::Value;

use crate::align::renamed;
use crate::spec::{
    self, Revision, RowAt, Spec, is_below, pair_revisions, revision_names, target_owner,
};

/// What the newer spec calls otherwise: the older name and the newer.
#[derive(Debug, Default)]
pub struct Renamed {
    /// Operations that have another path, and therefore another key, and keep their name.
    operations: Vec<(String, String)>,
    /// Rows of the changelog, which are known by their cells, and called by their date and their place.
    revisions: Vec<(String, String)>,
    /// Rows of a table that differ in nothing but their names.
    rows: Vec<(String, String)>,
}

impl Renamed {
    pub fn between(old: &Spec, new: &Spec) -> Self {
        let named = |spec: &Spec| -> Vec<(String, Option<String>)> {
            let names = spec.operations.iter();
            names.map(|(key, operation)| (key.clone(), operation.name.clone())).collect()
        };
        let operations = renamed(&named(old), &named(new), |one, other| {
            one.is_some() && one == other
        });
        let mut renamed =
            Self { operations, revisions: revisions(old, new), rows: Vec::new() };
        renamed.rows = rows(old, new, &renamed);
        renamed
    }

    /// What the newer spec calls what the older one calls `target`.
    pub fn of(&self, target: &str) -> String {
        if let Some((_, new)) = self.revisions.iter().find(|(old, _)| old == target) {
            return new.clone();
        }
        let owner = target_owner(target);
        let renamed = self.operations.iter().find(|(old, _)| old == owner);
        let target = renamed.map_or(target.to_owned(), |(_, new)| {
            format!("{new}{}", &target[owner.len()..])
        });
        let row = self.rows.iter().find(|(old, _)| is_below(&target, old));
        row.map_or(target.clone(), |(old, new)| format!("{new}{}", &target[old.len()..]))
    }
}

/// The rows that only their names set apart, by the older name in the newer operation and the newer name.
fn rows(old: &Spec, new: &Spec, known: &Renamed) -> Vec<(String, String)> {
    // Target, table, and what stands there besides our English line.
    let named = |spec: &Spec| -> Vec<(String, (String, Value))> {
        let part = |at: RowAt<'_>| {
            let mut value = spec::json(at.row);
            value.as_object_mut().map(|keys| keys.shift_remove("en"));
            (known.of(&at.target()), (known.of(&at.table()), value))
        };
        spec.rows().into_iter().map(part).collect()
    };
    renamed(&named(old), &named(new), |one, other| {
        one == other && one.1.get("note").is_some()
    })
}

/// The rows of the changelog that both have, by the names under which the parts are known.
fn revisions(old: &Spec, new: &Spec) -> Vec<(String, String)> {
    let known = |spec: &Spec| -> Vec<String> {
        let names = revision_names(&spec.changelog).into_iter();
        names.map(|name| format!("changelog#{name}")).collect()
    };
    let (before, after) = (known(old), known(new).into_iter());
    let pairs = pair_revisions(&new.changelog, &old.changelog, Revision::cells);
    let pairs = pairs.into_iter().zip(after);
    pairs.filter_map(|(at, name)| Some((before[at?].clone(), name))).collect()
}
