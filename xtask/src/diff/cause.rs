//! Why something changed: what NEW says and OLD does not.
//!
//! A change of what is printed is explained by a row of 修订记录 or by an amendment; both name targets. A change of a
//! reading follows from the row of the changelog that names what is read, if there is a new one; it is an erratum
//! otherwise.

use std::collections::BTreeSet;

use serde_json::Value;

use super::change::{Change, Edit};
use super::model::{Area, Cause, Half};
use super::side::Side;
use super::target::{Table, Target, rows};
use crate::spec::{
    Amendment, AmendmentCause, Deed, Place, Revision, Spec, is_below, revision_names,
};

/// Everything NEW says about its changes.
pub struct Causes<'a> {
    new: &'a Side,
    /// What the rows are called in the files of NEW, which may have more of them than NEW.
    names: Vec<String>,
    /// The rows of the changelog, each with what it newly says.
    rows: Vec<Row<'a>>,
    /// Targets of amendments that are new.
    amended: Vec<Amended<'a>>,
    /// The rows of `shared.yaml`, on either side.
    shared: BTreeSet<(&'static str, &'a str)>,
}

/// A row of the changelog of NEW.
pub struct Row<'a> {
    name: String,
    pub revision: &'a Revision,
    /// Where it stands in the changelog.
    pub at: usize,
    /// Whether OLD does not have the row at all.
    is_new: bool,
    /// What it says and OLD does not.
    entries: Vec<(Deed, &'a str)>,
}

/// A target of an amendment that OLD does not have.
pub struct Amended<'a> {
    pub amendment: &'a Amendment,
    pub target: &'a str,
    /// The indexes of the amendment and of the target in it.
    pub at: (usize, usize),
}

impl Amended<'_> {
    fn is_same(&self, other: &Self) -> bool {
        (&self.amendment.date, self.amendment.because, self.target)
            == (&other.amendment.date, other.amendment.because, other.target)
    }
}

/// What must be explained of a change.
struct Part<'a> {
    target: String,
    /// What is done to it; none where it shows in another part, so that it may be anything.
    edit: Option<&'a Edit>,
}

impl<'a> Causes<'a> {
    /// What `new` says and `old` does not.
    pub fn between(old: &'a Side, new: &'a Side) -> Self {
        let shared = [&old.spec, &new.spec].into_iter().flat_map(|spec| {
            let names = |table: Table| {
                let rows = rows(spec, "shared", table).into_iter();
                rows.flat_map(move |rows| {
                    rows.keys().map(move |name| (table.key(), name.as_str()))
                })
            };
            names(Table::Request).chain(names(Table::Response))
        });
        Self {
            new,
            names: revision_names(&new.base().changelog),
            rows: said(&old.spec.changelog, &new.spec.changelog),
            amended: amended(&old.spec, &new.spec),
            shared: shared.collect(),
        }
    }

    /// The cause of `change`, which is an edit of `half` at `target`.
    pub fn of(&self, change: &Change, target: &str, half: Half) -> Cause {
        match half {
            Half::Docs => Cause::Docs,
            Half::Read => {
                let row = self.itself(change, target);
                let row = row.or_else(|| self.row(target, |_| true));
                let row = row.or_else(|| {
                    let mut sources = self.described_by(change);
                    sources.find_map(|source| self.row(source, |_| true))
                });
                row.map_or(Cause::Erratum, |row| self.told_by(row))
            }
            Half::Printed => self.printed(change, target),
        }
    }

    /// The rows whose notes are all that the document says of the callback that `change` is of.
    fn described_by(&self, change: &Change) -> impl Iterator<Item = &'a str> {
        let callback = match &change.path[..] {
            [shared, callbacks, name, ..]
                if (shared.as_str(), callbacks.as_str()) == ("shared", "callbacks") =>
            {
                self.new.spec.shared.callbacks.get(name)
            }
            _ => None,
        };
        callback
            .into_iter()
            .flat_map(|callback| &callback.described_by)
            .map(String::as_str)
    }

    /// The rows of the changelog that are new.
    pub fn announced(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(|row| row.is_new)
    }

    /// A row of the changelog as a cause.
    pub fn told_by(&self, row: &Row) -> Cause {
        Cause::Revision {
            name: self.names[row.at].clone(),
            text: row.revision.text.clone(),
            place: self.new.location(&Place::file("changelog.yaml").to(row.at)),
        }
    }

    /// The new targets of amendments that cover none of `printed`, the changes of what is printed.
    pub fn idle(&self, printed: &[(Change, String)]) -> Vec<&Amended<'a>> {
        let parts: Vec<_> = printed
            .iter()
            .flat_map(|(change, target)| self.alternatives(change, target))
            .flatten()
            .collect();
        let is_idle = |amended: &&Amended| {
            !parts.iter().any(|part| is_below(&part.target, amended.target))
        };
        self.amended.iter().filter(is_idle).collect()
    }

    /// The cause of a change of what is printed.
    pub fn printed(&self, change: &Change, target: &str) -> Cause {
        if let Some(row) = self.itself(change, target) {
            return self.told_by(row);
        }
        let covering = self.alternatives(change, target).into_iter().find_map(|parts| {
            let causes: Option<Vec<_>> =
                parts.iter().map(|part| self.covering(part)).collect();
            causes?.pop()
        });
        covering.unwrap_or(Cause::Unexplained)
    }

    /// The new row of the changelog that `change` is of: it is its own cause.
    fn itself(&self, change: &Change, target: &str) -> Option<&Row<'a>> {
        let Some(Target::Revision(name)) = Target::of(target) else { return None };
        let row = self.rows.iter().find(|row| row.name == name)?;
        (row.is_new || matches!(change.edit, Edit::Added { .. })).then_some(row)
    }

    /// What must be explained for `change` to be: all targets of one of the lists.
    ///
    /// A table repeats the rows of `shared.yaml` and shows in its own rows, or in `without`, only where it differs. So what
    /// changes there may be a change of the shared row.
    fn alternatives<'c>(&self, change: &'c Change, target: &str) -> Vec<Vec<Part<'c>>> {
        let itself = Part { target: target.to_owned(), edit: Some(&change.edit) };
        let mut lists = vec![vec![itself]];
        if let Some(Target::Row { owner, table, path }) = Target::of(target)
            && owner != "shared"
            && self.shared.contains(&(table.key(), path[0]))
        {
            let target = format!("shared#{}.{}", table.key(), path.join("."));
            lists.push(vec![Part { target, edit: None }]);
        }
        if change.area == Area::Operation
            && change.key.as_deref() == Some("without")
            && let Edit::Changed { before, after } = &change.edit
        {
            let (before, after) = (names(before), names(after));
            let differing = before.symmetric_difference(&after);
            let shared = differing.flat_map(|name| {
                let holds = |row: &&(&str, &str)| row.1 == *name;
                self.shared.iter().filter(holds).map(|(table, name)| Part {
                    target: format!("shared#{table}.{name}"),
                    edit: None,
                })
            });
            lists.push(shared.collect());
        }
        lists.retain(|list| !list.is_empty());
        lists
    }

    /// What explains a printed change of `part`: the row of the changelog that names it most narrowly, an amendment
    /// otherwise.
    fn covering(&self, part: &Part) -> Option<Cause> {
        let row = self.row(&part.target, |entry| part.is_covered(entry));
        row.map(|row| self.told_by(row)).or_else(|| {
            let narrowest = self
                .amended
                .iter()
                .filter(|amended| is_below(&part.target, amended.target))
                .max_by_key(|amended| amended.target.len())?;
            let why = narrowest.amendment.why.clone();
            Some(match narrowest.amendment.because {
                AmendmentCause::Transcription => Cause::Transcription { why },
                AmendmentCause::Unannounced => Cause::Unannounced { why },
            })
        })
    }

    /// The row of the changelog that names `target`, or what it is a part of, most narrowly; the last of several.
    fn row(
        &self,
        target: &str,
        fits: impl Fn((Deed, &str)) -> bool,
    ) -> Option<&Row<'a>> {
        let naming = self.rows.iter().flat_map(|row| {
            let entries = row
                .entries
                .iter()
                .filter(|(deed, named)| is_below(target, named) && fits((*deed, named)));
            entries.map(move |(_, named)| (named.len(), row))
        });
        naming.max_by_key(|(length, _)| *length).map(|(_, row)| row)
    }
}

impl Part<'_> {
    /// Whether what the changelog says of `named` says this: what comes or goes must be said to, unless the part around
    /// it is said to have changed.
    fn is_covered(&self, (deed, named): (Deed, &str)) -> bool {
        let within = deed == Deed::Changes && named != self.target;
        match self.edit {
            None => true,
            Some(Edit::Added { .. }) => deed == Deed::Adds || within,
            Some(Edit::Removed { .. }) => deed == Deed::Removes || within,
            Some(Edit::Changed { .. } | Edit::Moved { .. }) => deed == Deed::Changes,
        }
    }
}

/// What the rows of `new` say that those of `old` do not.
fn said<'a>(old: &'a [Revision], new: &'a [Revision]) -> Vec<Row<'a>> {
    let mut free: Vec<_> = old.iter().zip(revision_names(old)).map(Some).collect();
    let mut take = |alike: &dyn Fn(&Revision, &str) -> bool| {
        let found = free
            .iter_mut()
            .find(|row| matches!(row, Some((row, name)) if alike(row, name)))?;
        found.take().map(|(row, _)| row)
    };
    let names = revision_names(new);
    let printed =
        |row: &Revision| (row.date.clone(), row.author.clone(), row.text.clone());
    let mut known: Vec<_> =
        new.iter().map(|row| take(&|other, _| printed(other) == printed(row))).collect();
    // A row whose text was mended is still known by its name, once all that are the same have found each other.
    for (known, name) in known.iter_mut().zip(&names) {
        *known = known.or_else(|| take(&|_, other| other == name));
    }
    new.iter()
        .zip(names)
        .zip(known)
        .enumerate()
        .map(|(at, ((revision, name), known))| {
            let old: Vec<_> = known.into_iter().flat_map(entries).collect();
            let is_new = known.is_none();
            let fresh = entries(revision).filter(|entry| !old.contains(entry));
            Row { name, revision, at, is_new, entries: fresh.collect() }
        })
        .collect()
}

fn entries(revision: &Revision) -> impl Iterator<Item = (Deed, &str)> {
    Deed::ALL.into_iter().flat_map(|deed| {
        deed.targets(revision).iter().map(move |target| (deed, target.as_str()))
    })
}

/// The targets of amendments that `new` has oftener than `old`. Another wording of `why` makes none of them new.
fn amended<'a>(old: &'a Spec, new: &'a Spec) -> Vec<Amended<'a>> {
    let all = |spec: &'a Spec| {
        let amendments = spec.amendments.iter().enumerate();
        amendments.flat_map(|(at, amendment)| {
            let targets = amendment.targets.iter().enumerate();
            targets.map(move |(index, target)| Amended {
                amendment,
                target,
                at: (at, index),
            })
        })
    };
    let mut known: Vec<_> = all(old).collect();
    let mut amended: Vec<_> = all(new).collect();
    amended.retain(|amended| {
        let same = known.iter().position(|known| known.is_same(amended));
        same.map(|at| known.swap_remove(at)).is_none()
    });
    amended
}

/// The names of a list.
fn names(value: &Option<Value>) -> BTreeSet<&str> {
    value
        .iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

#[cfg(test)]
mod tests;
