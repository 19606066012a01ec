//! What changes, what the new rows of 修订记录 say of it, and what may not be done without that.
//!
//! A file that was cut short looks like one from which the vendor has removed a lot. So what vanishes must be announced,
//! unless it is a few rows.

use anyhow::{Result, bail};
use indexmap::{IndexMap, IndexSet};

use super::compare::{Comparison, Difference, Kind, Level, compare};
use super::items::Tracked;
use super::mentions::{has_name, names};
use super::printed::Document;
use crate::spec::{Amendment, AmendmentCause, Spec, plain_title, target_name};

/// How many rows may vanish without a word.
const FEW: usize = 3;

/// The document beside what the spec says of it.
pub(super) struct Changes<'d> {
    pub(super) printed: &'d Document,
    pub(super) before: Document,
    pub(super) comparison: Comparison,
    /// What the operations of the spec are called, with their keys.
    called: Vec<(String, String)>,
}

/// The target of the row with which the document ends.
fn last_row(document: &Document) -> Option<String> {
    let operation = document.operations.last()?;
    // An operation may have no response.
    let tables = [("response", &operation.response), ("request", &operation.request)];
    let mut tables = tables.into_iter();
    let (table, mut row) = tables.find_map(|(name, rows)| Some((name, rows.last()?)))?;
    let mut target = format!("{}#{table}.{}", operation.key(), row.key);
    while let Some(below) = row.fields.last() {
        row = below;
        target = format!("{target}.{}", row.key);
    }
    Some(target)
}

impl<'d> Changes<'d> {
    pub(super) fn between(printed: &'d Document, spec: &Spec) -> Self {
        let before = Document::of(spec);
        let comparison = compare(printed, &before);
        let called = names(spec).into_iter();
        let called = called.map(|(name, key)| (name, key.to_owned())).collect();
        Self { printed, before, comparison, called }
    }

    fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.comparison.differences.iter()
    }

    /// Whether a new row of 修订记录 names one of these.
    pub(super) fn are_announced(&self, words: &[&str]) -> bool {
        let is_new = |kind| matches!(kind, Kind::OnlyPrinted | Kind::Cell("text"));
        self.differences()
            .filter(|row| row.level == Level::Revision && is_new(row.kind))
            .any(|row| words.iter().any(|word| has_name(&row.printed, word)))
    }

    /// Refuses that operations or more than a few rows vanish without a row of 修订记录 that names them.
    pub(super) fn check_removals(&self) -> Result<()> {
        let gone = self.differences().filter(|it| it.kind == Kind::OnlyInSpec);
        let gone: Vec<_> = gone.filter(|gone| !self.explain(gone)).collect();
        let end = last_row(&self.before);
        let is_cut = |gone: &&Difference| {
            gone.level == Level::Operation || end.as_ref() == Some(&gone.target)
        };
        if gone.len() <= FEW && !gone.iter().any(is_cut) {
            return Ok(());
        }
        let names: Vec<_> =
            gone.iter().map(|gone| format!("  `{}`", gone.target)).collect();
        bail!(
            "the document prints no more, and no new row of 修订记录 names:\n{}\nnothing was written; is the file cut short? If the vendor has removed all of this, run the command again with `--allow-removals`",
            names.join("\n")
        )
    }

    fn explain(&self, gone: &Difference) -> bool {
        if gone.level != Level::Operation {
            return self.are_announced(&[target_name(&gone.target)])
                || self.printed.deletion(&gone.target).is_some();
        }
        let called = self.called.iter().filter(|(_, key)| *key == gone.target);
        let names = called.map(|(name, _)| name.as_str()).chain([gone.target.as_str()]);
        let names: Vec<_> = names.collect();
        // An operation of the same title at another path has moved there.
        let mut printed = self.printed.operations.iter();
        let has_moved = printed.any(|it| names.contains(&plain_title(&it.title)));
        has_moved || self.are_announced(&names)
    }

    /// Amendments for the changes that a Word file tracks and no row of 修订记录 names.
    pub(super) fn amendments(&self) -> Vec<Amendment> {
        let mut targets = IndexMap::<&Tracked, IndexSet<String>>::new();
        for Difference { target, kind, at, .. } in self.differences() {
            let tracked = match kind {
                Kind::OnlyInSpec => self.printed.deletion(target),
                _ => at.and_then(|at| self.printed.tracked.get(&at)),
            };
            let tracked =
                tracked.filter(|_| !self.are_announced(&[target_name(target)]));
            if let Some(tracked) = tracked {
                targets.entry(tracked).or_default().insert(target.clone());
            }
        }
        let amendment = |(tracked, targets): (&Tracked, IndexSet<String>)| Amendment {
            date: tracked.date.clone(),
            because: AmendmentCause::Tracked,
            why: format!("The Word file tracks it as changed by `{}`.", tracked.author),
            targets: targets.into_iter().collect(),
        };
        targets.into_iter().map(amendment).collect()
    }
}
