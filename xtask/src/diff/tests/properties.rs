//! What holds of any two specs.

use proptest::prelude::*;

use super::generate::spec;
use crate::diff::Side;
use crate::diff::compare::findings;
use crate::diff::model::Wire;
use crate::diff::rules::{Delta, Fact, RULES, rule};
use crate::spec::{Direction, Spec, files};

fn side(spec: Spec) -> Side {
    Side::at_hand_with(files(&spec), spec)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn two_specs_differ_exactly_when_something_is_told(one in spec(), other in spec()) {
        let same = one == other;
        let (one, other) = (side(one), side(other));
        prop_assert_eq!(findings(&one, &other).is_empty(), same);
        prop_assert!(findings(&other, &other).is_empty());
    }

    #[test]
    fn a_finding_is_as_grave_as_its_gravest_verdict(one in spec(), other in spec()) {
        for finding in findings(&side(one), &side(other)) {
            let gravest = finding.verdicts.iter().map(|verdict| verdict.wire).max();
            prop_assert_eq!(finding.wire, gravest.unwrap_or(Wire::Documentation));
        }
    }
}

#[test]
fn every_rule_has_a_name_and_is_looked_up() {
    let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id()).collect();
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "a rule stands twice");
    for known in RULES {
        let found = rule(known.direction, known.fact, known.delta).expect("a rule");
        assert_eq!(found.id(), known.id());
        assert!(known.statement.ends_with('.'), "{}", known.id());
    }
}

/// What a line of two sides can delta into must have a rule.
#[test]
fn a_value_that_differs_has_a_rule() {
    for direction in [
        None,
        Some(Direction::Request),
        Some(Direction::Answer),
        Some(Direction::Callback),
    ] {
        for (fact, before, after) in [
            (Fact::BasePath, "/a", "/b"),
            (Fact::SiteFact, "/a", "/b"),
            (Fact::Path, "/a", "/b"),
            (Fact::Methods, "GET, POST", "POST"),
            (Fact::Methods, "POST", "GET, POST"),
            (Fact::Methods, "GET", "POST"),
            (Fact::Roles, "admin", "admin, organizer"),
            (Fact::Roles, "admin, organizer", "admin"),
            (Fact::Roles, "admin", "organizer"),
            (Fact::Effect, "read", "update"),
            (Fact::ListEncoding, "indexed", "repeated"),
            (Fact::Window, "..7", "..3"),
            (Fact::Window, "..3", "..7"),
            (Fact::WindowRows, "a, b", "a, c"),
            (Fact::Paging, "one", "another"),
            (Fact::Kind, "a text", "a number"),
            (Fact::Names, "a, b", "a"),
            (Fact::Names, "a", "a, b"),
            (Fact::Names, "a, b", "b, c"),
            (Fact::Codes, "1, 2", "1"),
            (Fact::Codes, "1", "1, 2"),
            (Fact::Codes, "1, 2", "2, 3"),
            (Fact::Length, "1..9", "1..8"),
            (Fact::Length, "1..", ".."),
            (Fact::Range, "1..9", "2..10"),
            (Fact::Clamp, "1..9", "1.."),
            (Fact::Default, "1", "2"),
        ] {
            let delta = fact.delta(Some(before), Some(after));
            assert_ne!(delta, Delta::Added);
            let rule = rule(direction, fact, delta);
            assert!(
                rule.is_some(),
                "{direction:?} {fact:?}: {before} to {after} is {delta:?}"
            );
        }
    }
}
