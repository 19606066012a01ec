//! What the revisions of the document did to an operation.

/// What one revision of the document did to an operation or to one of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Event {
    /// The revision: its date, with a number where the date has several, `2018-05-04.2`.
    pub revision: &'static str,
    /// What it did.
    pub deed: Deed,
    /// To what: `request.endTime`, or `response.list.creator` for a row nested in another, with the names on the wire.
    /// Empty for the operation itself: its title, or its description.
    pub place: &'static str,
}

/// What a revision does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deed {
    /// Something came.
    Added,
    /// Something stayed where it is and means something else, or is said in other words.
    Changed,
    /// Something went.
    Removed,
}

impl Event {
    /// A row that came.
    pub const fn added(revision: &'static str, place: &'static str) -> Self {
        Event { revision, deed: Deed::Added, place }
    }

    /// A row, or with an empty place the operation, that changed.
    pub const fn changed(revision: &'static str, place: &'static str) -> Self {
        Event { revision, deed: Deed::Changed, place }
    }

    /// A row that went.
    pub const fn removed(revision: &'static str, place: &'static str) -> Self {
        Event { revision, deed: Deed::Removed, place }
    }

    /// Whether `place` is what this is about, or lies below it.
    pub(super) fn holds(&self, place: &str) -> bool {
        self.place.is_empty()
            || place
                .strip_prefix(self.place)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}
