//! The edits between two specs, applied to the first, give the second.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::catalogue::{keys_in, keys_of_the_model};
use super::generate;
use super::mutate::{Pool, mutated, mutations};
use crate::diff::change::{Edit, apply, changes, key, place};
use crate::diff::{Area, classify};
use crate::spec::{Spec, files};

/// A spec, and another one that is `most` edits away.
fn pairs(most: usize) -> impl Strategy<Value = (Spec, Spec)> {
    (generate::spec(), generate::spec(), mutations(most)).prop_map(
        |(old, donor, mutations)| {
            let pool = Pool::of(&[&old, &donor]);
            let new = mutated(&old, &pool, &mutations);
            (old, new)
        },
    )
}

fn holds((old, new): (Spec, Spec)) -> Result<(), TestCaseError> {
    let changes = changes(&old, &new);
    let applied = apply(&old, &changes)
        .map_err(|fault| TestCaseError::fail(format!("{fault:#}")))?;
    prop_assert_eq!(files(&applied), files(&new));
    for change in &changes {
        let rule = classify(change, &old, &new);
        prop_assert_eq!(rule.area, change.area, "{} for {:?}", rule.id, change);
        if let Some(key) = &change.key {
            let covered = rule.covers.is_empty()
                || rule.covers.iter().any(|(_, covered)| covered == key);
            prop_assert!(covered, "{} for {:?}", rule.id, change);
        }
        let (before, after) = (place(change, &old), place(change, &new));
        match &change.edit {
            Edit::Added { .. } => prop_assert!(before.is_none() && after.is_some()),
            Edit::Removed { .. } => prop_assert!(before.is_some() && after.is_none()),
            _ => prop_assert!(before.is_some() && after.is_some(), "{:?}", change),
        }
        prop_assert_eq!(
            key(change).is_some(),
            change.key.is_some() || change.area == Area::Code
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_two_specs(pair in (generate::spec(), generate::spec())) {
        holds(pair)?;
    }

    #[test]
    fn a_spec_and_what_a_few_edits_make_of_it(pair in pairs(6)) {
        holds(pair)?;
    }

    #[test]
    fn nothing_differs_from_itself(spec in generate::spec()) {
        prop_assert_eq!(changes(&spec, &spec), []);
    }

    #[test]
    fn what_does_not_fit_is_refused((old, new) in pairs(3)) {
        let changes = changes(&old, &new);
        let is_fitting = |edit: &Edit| matches!(edit, Edit::Moved { .. });
        if let Some(change) = changes.first().filter(|change| !is_fitting(&change.edit)) {
            let twice = [change.clone(), change.clone()];
            prop_assert!(apply(&old, &twice).is_err(), "{:?}", change);
        }
    }
}

#[test]
fn the_generator_knows_every_key() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..40 {
        let spec = generate::spec().new_tree(&mut runner).expect("a spec").current();
        seen.extend(keys_in(&spec));
    }
    let unseen: Vec<_> = keys_of_the_model().difference(&seen).cloned().collect();
    assert!(unseen.is_empty(), "{unseen:?} are in no generated spec");
}
