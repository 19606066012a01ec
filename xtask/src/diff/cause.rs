//! Why something changed: what NEW says and OLD does not.
//!
//! A change of what is printed is explained by a row of 修订记录 or by an amendment; both name targets. A change of a
//! reading follows from the row of the changelog that names what is read, if there is a new one; it is an erratum
//! otherwise.

use std::collections::BTreeSet;

use serde_json::Value;

use super::model::{Action, Cause};
use super::parts::{Change, Half, PartKind};
use super::side::Side;
use crate::spec::{
    Amendment, AmendmentCause, ChangeKind, Place, Revision, Spec, Target, is_below,
    pair_revisions, revision_names, target_name,
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
    shared: BTreeSet<String>,
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
    entries: Vec<(ChangeKind, &'a str)>,
}

/// A target of an amendment that OLD does not have.
pub struct Amended<'a> {
    pub amendment: &'a Amendment,
    pub target: &'a str,
    pub place: Place,
}

impl Amended<'_> {
    fn is_same(&self, other: &Self) -> bool {
        (&self.amendment.date, self.amendment.because, self.target)
            == (&other.amendment.date, other.amendment.because, other.target)
    }
}

/// What must be explained of a change.
struct Part {
    target: String,
    /// What is done to it; none where it shows in another part, so that it may be anything.
    action: Option<Action>,
}

impl<'a> Causes<'a> {
    /// What `new` says and `old` does not.
    pub fn between(old: &'a Side, new: &'a Side) -> Self {
        let shared = [old, new].into_iter().flat_map(|side| side.parts.values());
        let shared =
            shared.filter(|part| part.kind == PartKind::Row).map(|part| &part.target);
        Self {
            new,
            names: revision_names(&new.base().changelog),
            rows: said(&old.spec.changelog, &new.spec.changelog),
            amended: amended(&old.spec, &new.spec),
            shared: shared
                .filter(|target| target.starts_with("shared#"))
                .cloned()
                .collect(),
        }
    }

    /// The cause of `change`.
    pub fn of(&self, change: &Change) -> Cause {
        match change.half {
            Half::Docs => Cause::Docs,
            Half::Read => match self.itself(change) {
                Some(row) => self.told_by(row),
                None => {
                    self.of_reading(&change.part().target, self.described_by(change))
                }
            },
            Half::Printed => self.printed(change),
        }
    }

    /// The cause of reading `target` differently, which the notes of `sources` describe.
    pub fn of_reading(&self, target: &str, sources: &[String]) -> Cause {
        let mut targets = [target].into_iter().chain(sources.iter().map(String::as_str));
        let row = targets.find_map(|target| self.row(target, |_| true));
        row.map_or(Cause::Erratum, |row| self.told_by(row))
    }

    /// The rows whose notes are all that the document says of the callback that `change` is of.
    fn described_by(&self, change: &Change) -> &[String] {
        let path =
            change.part().target.strip_prefix("shared#callbacks.").unwrap_or_default();
        let name = path.split('.').next().unwrap_or_default();
        let callback = self.new.spec.shared.callbacks.get(name);
        callback.map_or(&[], |callback| &callback.described_by)
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
    pub fn idle(&self, printed: &[Change]) -> Vec<&Amended<'a>> {
        let parts: Vec<_> = printed
            .iter()
            .flat_map(|change| self.alternatives(change))
            .flatten()
            .collect();
        let is_idle = |amended: &&Amended| {
            !parts.iter().any(|part| is_below(&part.target, amended.target))
        };
        self.amended.iter().filter(is_idle).collect()
    }

    /// The cause of a change of what is printed.
    pub fn printed(&self, change: &Change) -> Cause {
        if let Some(row) = self.itself(change) {
            return self.told_by(row);
        }
        let covering = self.alternatives(change).into_iter().find_map(|parts| {
            let causes: Option<Vec<_>> =
                parts.iter().map(|part| self.covering(part)).collect();
            causes?.pop()
        });
        covering.unwrap_or(Cause::Unexplained)
    }

    /// The new row of the changelog that `change` is of: it is its own cause.
    fn itself(&self, change: &Change) -> Option<&Row<'a>> {
        let Some(Target::Revision(name)) = Target::of(&change.part().target) else {
            return None;
        };
        let row = self.rows.iter().find(|row| row.name == name)?;
        (row.is_new || change.action == Action::Added).then_some(row)
    }

    /// What must be explained for `change` to be: all targets of one of the lists.
    ///
    /// A table repeats the rows of `shared.yaml` and shows in its own rows, or in `without`, only where it differs. So what
    /// changes there may be a change of the shared row.
    fn alternatives(&self, change: &Change) -> Vec<Vec<Part>> {
        let target = &change.part().target;
        let mut lists =
            vec![vec![Part { target: target.clone(), action: Some(change.action) }]];
        let shared = |target: String| Part { target, action: None };
        if let Some((owner, path)) = target.split_once('#')
            && owner != "shared"
            && let row = format!("shared#{path}")
            && self.shared.iter().any(|known| is_below(&row, known))
        {
            lists.push(vec![shared(row)]);
        }
        let mut keys = change.keys.iter();
        if let Some(without) = keys.find(|it| it.key.as_deref() == Some("without")) {
            let (before, after) = (names(&without.before), names(&without.after));
            let mut rows: Vec<_> = self.shared.iter().cloned().collect();
            rows.retain(|it| {
                before.contains(target_name(it)) != after.contains(target_name(it))
            });
            lists.push(rows.into_iter().map(shared).collect());
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
                AmendmentCause::Tracked => Cause::Tracked { why },
            })
        })
    }

    /// The row of the changelog that names `target`, or what it is a part of, most narrowly; the last of several.
    fn row(
        &self,
        target: &str,
        fits: impl Fn((ChangeKind, &str)) -> bool,
    ) -> Option<&Row<'a>> {
        let naming = self.rows.iter().flat_map(|row| {
            let entries = row
                .entries
                .iter()
                .filter(|(kind, named)| is_below(target, named) && fits((*kind, named)));
            entries.map(move |(_, named)| (named.len(), row))
        });
        naming.max_by_key(|(length, _)| *length).map(|(_, row)| row)
    }
}

impl Part {
    /// Whether what the changelog says of `named` says this: what comes or goes must be said to, unless the part around
    /// it is said to have changed.
    fn is_covered(&self, (kind, named): (ChangeKind, &str)) -> bool {
        let within = kind == ChangeKind::Changes && named != self.target;
        match self.action {
            None => true,
            Some(Action::Added) => kind == ChangeKind::Adds || within,
            Some(Action::Removed) => kind == ChangeKind::Removes || within,
            Some(_) => kind == ChangeKind::Changes,
        }
    }
}

/// What the rows of `new` say that those of `old` do not.
fn said<'a>(old: &'a [Revision], new: &'a [Revision]) -> Vec<Row<'a>> {
    let known = pair_revisions(new, old, Revision::cells).into_iter();
    let rows = new.iter().zip(revision_names(new)).zip(known).enumerate();
    rows.map(|(at, ((revision, name), known))| {
        let said: Vec<_> = known.iter().flat_map(|at| old[*at].entries()).collect();
        let fresh = revision.entries().filter(|entry| !said.contains(entry));
        Row { name, revision, at, is_new: known.is_none(), entries: fresh.collect() }
    })
    .collect()
}

/// The targets of amendments that `new` has oftener than `old`. Another wording of `why` makes none of them new.
fn amended<'a>(old: &'a Spec, new: &'a Spec) -> Vec<Amended<'a>> {
    let all = |spec: &'a Spec| {
        let amendments = Place::file("amendments.yaml").items(&spec.amendments);
        amendments.flat_map(|(place, amendment)| {
            let targets = place.to("targets").items(&amendment.targets);
            targets.map(move |(place, target)| Amended { amendment, target, place })
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
    let names = value.as_ref().and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).collect()
}

#[cfg(test)]
mod tests;
