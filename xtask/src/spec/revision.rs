//! How the rows of 修订记录 are called, and what their targets mean.

use std::collections::BTreeMap;

use super::model::Revision;
use crate::align::only_partners;

/// What a revision does to a part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Adds,
    Removes,
    Changes,
}

impl ChangeKind {
    /// In the order of their keys.
    pub const ALL: [Self; 3] = [Self::Adds, Self::Removes, Self::Changes];

    /// The key of its targets.
    pub fn key(self) -> &'static str {
        match self {
            Self::Adds => "adds",
            Self::Removes => "removes",
            Self::Changes => "changes",
        }
    }

    /// The targets to which `revision` did it.
    pub fn targets(self, revision: &Revision) -> &[String] {
        match self {
            Self::Adds => &revision.adds,
            Self::Removes => &revision.removes,
            Self::Changes => &revision.changes,
        }
    }

    /// The same to add to.
    pub fn targets_mut(self, revision: &mut Revision) -> &mut Vec<String> {
        match self {
            Self::Adds => &mut revision.adds,
            Self::Removes => &mut revision.removes,
            Self::Changes => &mut revision.changes,
        }
    }
}

impl Revision {
    /// 修订日期 as printed.
    pub fn printed_date(&self) -> &str {
        self.printed_date.as_ref().unwrap_or(&self.date)
    }

    /// What is printed of it.
    pub fn cells(&self) -> RevisionCells<'_> {
        (&self.date, &self.author, &self.text)
    }

    /// Everything that it adds, removes or changes.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        self.entries().map(|(_, target)| target)
    }

    /// The same, each with what is done to it.
    pub fn entries(&self) -> impl Iterator<Item = (ChangeKind, &str)> {
        ChangeKind::ALL.into_iter().flat_map(|kind| {
            kind.targets(self).iter().map(move |target| (kind, target.as_str()))
        })
    }
}

/// The name of every row: its date, with its ordinal from the second row of that date on. So a later row renames none.
pub fn revision_names(changelog: &[Revision]) -> Vec<String> {
    let mut seen = BTreeMap::<&str, usize>::new();
    let names = changelog.iter().map(|Revision { date, .. }| {
        let seen = seen.entry(date).or_default();
        *seen += 1;
        if *seen == 1 { date.clone() } else { format!("{date}.{seen}") }
    });
    names.collect()
}

/// A row of 修订记录 as all that it is: date, author, text.
pub type RevisionCells<'a> = (&'a str, &'a str, &'a str);

type Alike = fn(RevisionCells<'_>, RevisionCells<'_>) -> bool;

/// For every row of `new` its position in `old`, by their `cells`.
///
/// A row has no name. Two rows that agree in all cells are the same. Of what is left, a row whose date or author was mended
/// is still known by its text, and one whose text was edited by date and author, as long as only one row on either side
/// comes into question; a guess among several would hang readings on a wrong row.
pub fn pair_revisions<T>(
    new: &[T],
    old: &[T],
    cells: for<'t> fn(&'t T) -> RevisionCells<'t>,
) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    let mut free: Vec<_> = (0..old.len()).collect();
    for (row, pair) in new.iter().zip(&mut pairs) {
        let same = free.iter().position(|at| cells(&old[*at]) == cells(row));
        *pair = same.map(|at| free.remove(at));
    }
    let ways: [Alike; 2] = [
        |one, other| one.2 == other.2,
        |one, other| (one.0, one.1) == (other.0, other.1),
    ];
    for alike in ways {
        let open: Vec<_> = (0..new.len()).filter(|at| pairs[*at].is_none()).collect();
        let found = only_partners(&open, &free, |at, other| {
            alike(cells(&new[*at]), cells(&old[*other]))
        });
        for (at, other) in found {
            pairs[open[at]] = Some(free[other]);
        }
        free.retain(|at| !pairs.contains(&Some(*at)));
    }
    pairs
}

/// The part of the spec a target begins with: `created` in `created#request.endTime`.
pub fn target_owner(target: &str) -> &str {
    target.split_once('#').map_or(target, |(owner, _)| owner)
}

/// The last name of a target: `endTime` in `created#request.endTime`.
pub fn target_name(target: &str) -> &str {
    target.rsplit(['.', '#']).next().unwrap_or_default()
}

/// Whether `target` is `whole` or a part of it.
pub fn is_below(target: &str, whole: &str) -> bool {
    target
        .strip_prefix(whole)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_of_a_date_has_no_ordinal() {
        let row = |date: &str| Revision { date: date.to_owned(), ..Revision::default() };
        let rows = ["2018-05-04", "2018-05-04", "2020-09-14", "2018-05-04"].map(row);
        assert_eq!(
            revision_names(&rows),
            ["2018-05-04", "2018-05-04.2", "2020-09-14", "2018-05-04.3"]
        );
    }

    #[test]
    fn a_part_is_below_its_whole() {
        for (target, whole, expected) in [
            ("created", "created", true),
            ("created#request.a", "created", true),
            ("created#request.a.b", "created#request.a", true),
            ("created#request.ab", "created#request.a", false),
            ("createdTwice", "created", false),
            ("export/history/page", "export/history", false),
        ] {
            assert_eq!(is_below(target, whole), expected, "{target} in {whole}");
        }
    }
}
