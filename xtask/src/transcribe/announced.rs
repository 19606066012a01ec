//! What the new rows of 修订记录 say of a change, and what may not be done without that.
//!
//! A file that was cut short looks like one from which the vendor has removed a lot. So what vanishes must be announced,
//! unless it is a few rows.

use anyhow::{Result, bail};
use indexmap::{IndexMap, IndexSet};

use super::compare::{Comparison, Difference, Kind, Level};
use super::items::Tracked;
use super::printed::Document;
use crate::spec::{Amendment, AmendmentCause, target_name};

/// How many rows may vanish without a word.
const FEW: usize = 3;

/// The texts of the rows of 修订记录 that are new.
pub(super) struct Announced<'c>(Vec<&'c str>);

/// The target of the row with which the document ends.
fn last_row(document: &Document) -> Option<String> {
    let operation = document.operations.last()?;
    let mut row = operation.response.last()?;
    let mut target = format!("{}#response.{}", operation.key(), row.key);
    while let Some(below) = row.fields.last() {
        row = below;
        target = format!("{target}.{}", row.key);
    }
    Some(target)
}

impl<'c> Announced<'c> {
    pub(super) fn of(changes: &'c Comparison) -> Self {
        let new = changes.differences.iter().filter(|difference| {
            difference.level == Level::Revision
                && matches!(difference.kind, Kind::OnlyPrinted | Kind::Cell("text"))
        });
        Self(new.map(|difference| difference.printed.as_str()).collect())
    }

    pub(super) fn names(&self, words: &[&str]) -> bool {
        let mut words = words.iter().filter(|word| !word.is_empty());
        words.any(|word| self.0.iter().any(|text| text.contains(word)))
    }

    /// Refuses that operations or more than a few rows vanish without a row of 修订记录 that names them.
    pub(super) fn check_removals(
        &self,
        changes: &Comparison,
        printed: &Document,
        before: &Document,
    ) -> Result<()> {
        let mut gone = changes.differences.iter().filter(|difference| {
            difference.kind == Kind::OnlyInSpec
                && !self.explains(difference, printed, before)
        });
        let gone: Vec<_> = gone.by_ref().collect();
        let operations = gone.iter().any(|gone| gone.level == Level::Operation);
        let end = last_row(before);
        let end = gone.iter().any(|gone| end.as_ref() == Some(&gone.target));
        if !operations && !end && gone.len() <= FEW {
            return Ok(());
        }
        let names: Vec<_> =
            gone.iter().map(|gone| format!("  `{}`", gone.target)).collect();
        bail!(
            "the document prints no more, and no new row of 修订记录 names:\n{}\nnothing was written; is the file cut short? If the vendor has removed all of this, run the command again with `--allow-removals`",
            names.join("\n")
        )
    }

    fn explains(
        &self,
        gone: &Difference,
        printed: &Document,
        before: &Document,
    ) -> bool {
        if gone.level != Level::Operation {
            return self.names(&[target_name(&gone.target)])
                || printed.deletion(&gone.target).is_some();
        }
        let Some(old) = before.operations.iter().find(|old| old.key() == gone.target)
        else {
            return false;
        };
        // An operation of the same title at another path has moved there.
        self.names(&[&old.title, &old.clean_path()])
            || printed.operations.iter().any(|new| new.title == old.title)
    }

    /// Amendments for the changes that a Word file tracks and no row of 修订记录 names.
    pub(super) fn amendments(
        &self,
        changes: &Comparison,
        printed: &Document,
    ) -> Vec<Amendment> {
        let mut targets = IndexMap::<&Tracked, IndexSet<String>>::new();
        for difference in &changes.differences {
            let tracked = difference.at.and_then(|at| printed.tracked.get(&at));
            let gone = difference.kind == Kind::OnlyInSpec;
            let deletion = || printed.deletion(&difference.target).filter(|_| gone);
            if let Some(tracked) = tracked.or_else(deletion)
                && !self.names(&[target_name(&difference.target)])
            {
                targets.entry(tracked).or_default().insert(difference.target.clone());
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
