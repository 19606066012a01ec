//! The table of the rules covers the model, and nothing else.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::diff::rules::{RULES, catalogue};
use crate::schema::Kind;

/// Every type of the model with keys, and its keys, as the schemas know them.
fn keys_of_the_model() -> BTreeSet<(String, String)> {
    let mut keys = BTreeSet::new();
    for kind in Kind::ALL {
        let schema = kind.schema();
        let name = |part: &Value| part["title"].as_str().unwrap_or_default().to_owned();
        let mut parts = vec![(name(&schema), schema.clone())];
        let definitions = schema.get("$defs").and_then(Value::as_object);
        parts.extend(
            definitions.into_iter().flatten().map(|(n, d)| (n.clone(), d.clone())),
        );
        for (name, part) in parts {
            let properties = part.get("properties").and_then(Value::as_object);
            let names = properties.into_iter().flatten().map(|(key, _)| key.clone());
            keys.extend(names.map(|key| (name.clone(), key)));
        }
    }
    keys
}

#[test]
fn every_key_of_the_model_has_a_rule_and_no_other_has() {
    let model = keys_of_the_model();
    let covered: BTreeSet<_> = RULES
        .iter()
        .flat_map(|rule| rule.covers)
        .map(|(part, key)| ((*part).to_owned(), (*key).to_owned()))
        .collect();
    let without: Vec<_> = model.difference(&covered).collect();
    assert!(without.is_empty(), "{without:?} have no rule");
    let unknown: Vec<_> = covered.difference(&model).collect();
    assert!(unknown.is_empty(), "{unknown:?} are no keys of the model");
}

/// A word of the model in kebab case.
fn word(part: impl Serialize) -> String {
    let part = serde_json::to_value(part).expect("a word is JSON");
    part.as_str().unwrap_or_default().replace('_', "-")
}

#[test]
fn an_id_says_what_the_rule_is_about() {
    for rule in RULES {
        let direction = rule.direction.map(word).unwrap_or_default();
        let parts =
            [direction, word(rule.area), rule.kind.to_owned(), word(rule.action)];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        assert_eq!(rule.id, parts.join("-"));
    }
}

#[test]
fn ids_and_statements_are_in_order() {
    let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len(), "an id stands twice");
    for rule in RULES {
        let statement = rule.statement;
        let is_sentence = statement.ends_with('.')
            && statement.starts_with(|first: char| first.is_uppercase() || first == '`')
            && !statement.trim_end_matches('.').contains(". ");
        assert!(is_sentence, "`{}` says `{statement}`", rule.id);
    }
}

#[test]
fn the_catalogue_has_a_line_a_rule() {
    let text = catalogue();
    assert_eq!(text.lines().count(), RULES.len() + 1);
    expect_test::expect![[r#"
        rule                                  wire      rust   what follows
        operation-added                       safe      minor  There is one call more; a function, a request and an answer come.
        operation-removed                     breaking  major  The call is not there any more; its function, request and answer go.
        operation-moved                       safe      patch  The chapter has another number, which stands in the documentation and in the table of operations.
        operation-name-changed                safe      major  The function has another name, and its request and answer with it.
        operation-title-changed               safe      patch  The chapter has another title."#]]
        .assert_eq(&text.lines().take(6).collect::<Vec<_>>().join("\n"));
}
