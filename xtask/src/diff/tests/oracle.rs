//! Whatever is done to a spec: as long as bindings can be made of it, the rules claim no smaller step than these take.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::examples::surface_of;
use super::mutate::{Mutation, Pool, State, mutations};
use super::surface::{Surface, step};
use crate::diff::change::{between, target};
use crate::diff::{Step, classify};
use crate::samples::{real_spec, small_spec};
use crate::spec::Spec;

/// How far the bindings of `old` and `new` are apart, held against what the rules claim; none where no bindings can be
/// made of `new`.
fn held(
    old: &State,
    before: &Surface,
    new: &State,
) -> Result<Option<Step>, TestCaseError> {
    let Some(after) = surface_of(&new.spec) else { return Ok(None) };
    let rules: Vec<_> = between(&old.tree, &new.tree)
        .iter()
        .map(|change| (classify(change, &old.spec, &new.spec), target(change)))
        .collect();
    let claimed = rules.iter().map(|(rule, _)| rule.rust).max().unwrap_or(Step::None);
    let taken = step(before, &after);
    let told: Vec<_> =
        rules.iter().map(|(rule, target)| format!("{}: {target}", rule.id)).collect();
    prop_assert!(
        claimed.max(Step::Patch) >= taken,
        "the bindings take {:?}, not {:?}: {:#?}\n{:#?}",
        taken,
        claimed,
        told,
        differing(before, &after)
    );
    Ok(Some(taken))
}

/// The items of two surfaces that are not the same.
fn differing(old: &Surface, new: &Surface) -> Vec<String> {
    let items = old.keys().chain(new.keys().filter(|item| !old.contains_key(*item)));
    items
        .filter(|item| old.get(*item) != new.get(*item))
        .map(|item| format!("{item}: {:?}, {:?}", old.get(item), new.get(item)))
        .collect()
}

/// Holds `cases` pairs of `old` and what mutations make of it, and counts those that could be held: patch, minor, major.
fn count(old: &Spec, pool: &Pool, cases: u32, most: usize) -> [usize; 3] {
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let before = surface_of(old).expect("bindings of the state before");
    let old = State::of(old.clone());
    let seen = RefCell::new([0; 3]);
    TestRunner::new_with_rng(config, rng)
        .run(&mutations(most), |mutations: Vec<Mutation>| {
            let new = old.mutated(pool, &mutations);
            if let Some(step) = held(&old, &before, &new)? {
                let at = step as usize - Step::Patch as usize;
                seen.borrow_mut()[at] += 1;
            }
            Ok(())
        })
        .unwrap_or_else(|fault| panic!("{fault}"));
    seen.into_inner()
}

#[test]
fn no_edit_of_the_small_spec_takes_more_than_its_rules_claim() {
    let small = small_spec();
    let seen = count(small, &Pool::of(&[small, real_spec()]), 1000, 2);
    assert!(seen.into_iter().all(|count| count > 0), "{seen:?} tell little");
}

#[test]
fn no_edit_of_the_real_spec_takes_more_than_its_rules_claim() {
    let real = real_spec();
    // Every case makes all bindings twice: a part of the operations will do, edited with what all of them hold.
    let mut some = real.clone();
    let mut at = 0..;
    some.operations.retain(|_, _| at.next().is_some_and(|at| at % 4 == 0));
    some.document.operations = some.operations.keys().cloned().collect();
    let seen = count(&some, &Pool::of(&[real]), 120, 1);
    assert!(seen.into_iter().sum::<usize>() > 60, "{seen:?} tell little");
}
