//! Since when a part of the interface is known, what has changed it and what is gone: derived from the changelog, written
//! nowhere else.

use std::collections::HashMap;

use crate::spec::{ChangeKind, Revision, is_below, revision_names, target_owner};

/// What the revisions did, in the order in which the changelog prints them: that is the order in which they came.
pub struct History {
    names: Vec<String>,
    done: Vec<Done>,
    /// Positions in `done`, by the part of the spec that their targets begin with.
    owners: HashMap<String, Vec<usize>>,
}

/// One thing that a revision did.
pub struct Done {
    /// The position of the revision.
    row: usize,
    pub kind: ChangeKind,
    pub target: String,
}

impl History {
    pub fn of(changelog: &[Revision]) -> Self {
        let done = changelog.iter().enumerate().flat_map(|(row, revision)| {
            let done = |(kind, target): (_, &str)| (kind, target.to_owned());
            let done = revision.entries().map(done);
            done.map(move |(kind, target)| Done { row, kind, target })
        });
        let done: Vec<_> = done.collect();
        let mut owners = HashMap::<_, Vec<_>>::new();
        for (position, Done { target, .. }) in done.iter().enumerate() {
            owners.entry(target_owner(target).to_owned()).or_default().push(position);
        }
        Self { names: revision_names(changelog), done, owners }
    }

    /// The names of all revisions.
    pub fn revisions(&self) -> &[String] {
        &self.names
    }

    /// The revision that did it.
    pub fn revision(&self, done: &Done) -> &str {
        &self.names[done.row]
    }

    /// What was done to `whole` or below it.
    pub fn below<'a>(&'a self, whole: &'a str) -> impl Iterator<Item = &'a Done> {
        self.near(whole).filter(move |done| is_below(&done.target, whole))
    }

    /// What was done to the same part of the spec as `target`.
    fn near(&self, target: &str) -> impl DoubleEndedIterator<Item = &Done> {
        let positions = self.owners.get(target_owner(target)).into_iter().flatten();
        positions.map(|position| &self.done[*position])
    }

    /// The revision with which `target` came: it or what it is a part of was added then. None if it was there before all.
    pub fn since(&self, target: &str) -> Option<&str> {
        self.since_before(target, self.names.len())
    }

    /// The revisions that changed `target` itself.
    pub fn changed(&self, target: &str) -> Vec<&str> {
        let changed = self.near(target).filter(|done| done.kind == ChangeKind::Changes);
        let changed = changed.filter(|done| done.target == target);
        changed.map(|done| self.revision(done)).collect()
    }

    /// What is gone for good, in the order in which it went.
    pub fn gone(&self) -> impl Iterator<Item = &Done> {
        self.done.iter().filter(|done| {
            done.kind == ChangeKind::Removes
                && !self.near(&done.target).any(|later| {
                    later.row > done.row
                        && later.kind == ChangeKind::Adds
                        && is_below(&done.target, &later.target)
                })
        })
    }

    /// The revision that had added what `gone` removed, if one did.
    pub fn came(&self, gone: &Done) -> Option<&str> {
        self.since_before(&gone.target, gone.row)
    }

    fn since_before(&self, target: &str, row: usize) -> Option<&str> {
        let added = self.near(target).rev().find(|done| {
            done.row < row
                && done.kind == ChangeKind::Adds
                && is_below(target, &done.target)
        });
        added.map(|done| self.revision(done))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dates out of order, one that repeats, a row that comes again, and rows below others.
    fn history() -> History {
        let row = |date: &str, targets: [&[&str]; 3]| {
            let [adds, removes, changes] = targets
                .map(|list| list.iter().map(|target| (*target).to_owned()).collect());
            Revision {
                date: date.to_owned(),
                adds,
                removes,
                changes,
                ..Default::default()
            }
        };
        History::of(&[
            row("2014-04-30", [&["a#request.x", "a#response.list"], &[], &[]]),
            row("2020-09-14", [&["b"], &["a#request.y"], &["a"]]),
            row(
                "2020-01-22",
                [&["a#request.y", "a#response.list.n"], &["a#request.x"], &[]],
            ),
            row("2020-01-22", [&[], &["b#request.z"], &["a", "a#response.list"]]),
        ])
    }

    #[test]
    fn a_part_is_as_old_as_itself_or_its_whole() {
        let history = history();
        for (target, since) in [
            ("a", None),
            ("a#request.other", None),
            ("a#request.y", Some("2020-01-22")),
            ("a#response.list", Some("2014-04-30")),
            ("a#response.list.m", Some("2014-04-30")),
            ("a#response.list.n", Some("2020-01-22")),
            ("a#response.list.n.deep", Some("2020-01-22")),
            ("b", Some("2020-09-14")),
            ("b#response.any", Some("2020-09-14")),
            ("bc", None),
            ("shared#return_codes.600", None),
        ] {
            assert_eq!(history.since(target), since, "{target}");
        }
    }

    #[test]
    fn what_came_again_is_not_gone() {
        let history = history();
        let gone = history.gone().map(|gone| {
            (gone.target.as_str(), history.came(gone), history.revision(gone))
        });
        assert_eq!(
            gone.collect::<Vec<_>>(),
            [
                ("a#request.x", Some("2014-04-30"), "2020-01-22"),
                ("b#request.z", Some("2020-09-14"), "2020-01-22.2"),
            ]
        );
    }

    #[test]
    fn a_change_is_of_the_target_itself() {
        let history = history();
        assert_eq!(history.changed("a"), ["2020-09-14", "2020-01-22.2"]);
        assert_eq!(history.changed("a#response.list"), ["2020-01-22.2"]);
        assert!(history.changed("a#response.list.m").is_empty());
    }
}
