//! The rows of 修订记录.

use crate::errata::index::SpecIndex;
use crate::errata::report::{Item, Position, Text, code, quoted, text};
use crate::spec::{
    ChangeKind, Disagreement, DisagreementKind, REVISIONS, Revision, reading,
};

/// Rows whose words the tables contradict.
pub fn disagreements(index: &SpecIndex) -> Vec<Item> {
    let of_row = |(at, revision): (usize, &Revision)| {
        let item = |own: &Disagreement| {
            let (read, basis) = verdict(index, revision, own)?;
            let position = position(revision, at, "column.revision_text");
            Some(position.item(quoted(&own.words), read, basis))
        };
        revision.disagrees.iter().filter_map(item).collect::<Vec<_>>()
    };
    index.spec.changelog.iter().enumerate().flat_map(of_row).collect()
}

/// How the words are read, and what speaks against them; none for a date, which `dates` finds by itself.
fn verdict(
    index: &SpecIndex,
    revision: &Revision,
    own: &Disagreement,
) -> Option<(Text, &'static str)> {
    let tables = own.tables.as_deref().unwrap_or_default();
    let target = [index.target(tables)];
    Some(match own.about {
        DisagreementKind::Date => return None,
        DisagreementKind::Spelling => (quoted(tables), "revisions.spelling"),
        DisagreementKind::Section => (text("", target), "revisions.section"),
        DisagreementKind::Place => (text("revisions.meant", target), "revisions.place"),
        DisagreementKind::Nothing => ("revisions.no_row".into(), "revisions.nothing"),
        DisagreementKind::Verb => {
            let is_done = |kind: &ChangeKind| {
                kind.targets(revision).iter().any(|target| target == tables)
            };
            let key = match ChangeKind::ALL.into_iter().find(is_done) {
                Some(ChangeKind::Adds) => "revisions.adds",
                Some(ChangeKind::Removes) => "revisions.removes",
                Some(ChangeKind::Changes) | None => "revisions.changes",
            };
            (text(key, target), "revisions.verb")
        }
    })
}

/// Dates that `disagrees` finds out of order, and dates in another form than the others.
pub fn dates(index: &SpecIndex) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, revision) in index.spec.changelog.iter().enumerate() {
        let position = position(revision, at, "column.revision_date");
        let printed = quoted(revision.printed_date());
        let mut late =
            revision.disagrees.iter().filter(|own| own.about == DisagreementKind::Date);
        if let Some(above) = late.find_map(|late| late.tables.as_deref()) {
            let basis = text("dates.above", [code(above)]);
            items.push(position.clone().item(printed.clone(), "dates.read", basis));
        }
        if reading::of_revision(revision).is_some_and(|reading| !reading.is_idle()) {
            items.push(position.item(printed, quoted(&revision.date), "dates.digits"));
        }
    }
    items
}

fn position(revision: &Revision, at: usize, column: &'static str) -> Position {
    let row = Some(format!("{}: {}", at + 1, code(revision.printed_date())));
    Position { chapter: REVISIONS.to_owned(), table: None, row, column }
}
