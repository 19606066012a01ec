//! The changes that revisions of the document made to an operation.

/// A change that one revision of the document made to an operation or to one of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Change {
    /// The revision: its date, such as `2018-05-04`, with a number where the date has several revisions:
    /// `2018-05-04.2`.
    pub revision: &'static str,
    /// Whether the revision added, changed or removed it.
    pub kind: ChangeKind,
    /// What was changed: `request.endTime`, or `response.list.creator` for a row nested in another, with the wire
    /// names. Empty for the operation itself: its title, or its description.
    pub place: &'static str,
}

/// How a revision changes an operation or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// The revision added it.
    Added,
    /// The revision changed its meaning or its wording.
    Changed,
    /// The revision removed it.
    Removed,
}

impl Change {
    /// A row that the revision added.
    pub const fn added(revision: &'static str, place: &'static str) -> Self {
        Change { revision, kind: ChangeKind::Added, place }
    }

    /// A row that the revision changed; with an empty place, the operation itself.
    pub const fn changed(revision: &'static str, place: &'static str) -> Self {
        Change { revision, kind: ChangeKind::Changed, place }
    }

    /// A row that the revision removed.
    pub const fn removed(revision: &'static str, place: &'static str) -> Self {
        Change { revision, kind: ChangeKind::Removed, place }
    }

    /// Whether the change concerns `place` or a part of the table that contains it.
    pub fn covers(&self, place: &str) -> bool {
        self.place.is_empty()
            || place
                .strip_prefix(self.place)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}
