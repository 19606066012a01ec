//! Every rule has an example here: an edit of a small spec, and the exact changes that it makes.

mod around;
mod operation;
mod row;
mod row_apart;
mod row_keys;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use expect_test::Expect;
use indexmap::IndexMap;

use super::surface::{Surface, step, surface};
use crate::codegen::lower;
use crate::diff::change::{Change, apply, changes, key, target};
use crate::diff::rules::{RULES, revised};
use crate::diff::{Action, Rule, Step, classify};
use crate::samples::small_spec;
use crate::spec::{self, Operation, Row, Rows, Spec};

/// An edit, and the changes that it makes.
pub(super) struct Example {
    /// What the small spec has besides.
    base: fn(&mut Spec),
    edit: fn(&mut Spec),
    found: Expect,
}

/// An edit of the small spec.
fn example(edit: fn(&mut Spec), found: Expect) -> Example {
    upon(|_| {}, edit, found)
}

/// An edit of the small spec with something besides.
fn upon(base: fn(&mut Spec), edit: fn(&mut Spec), found: Expect) -> Example {
    Example { base, edit, found }
}

/// An example with both of its states and all that differs.
struct Case {
    example: Example,
    old: Spec,
    new: Spec,
    changes: Vec<Change>,
}

/// Every example, made once for all tests.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let case = |example: Example| {
        let (old, new) = example.sides();
        let changes = changes(&old, &new);
        Case { example, old, new, changes }
    };
    examples().into_iter().map(case).collect()
});

fn examples() -> Vec<Example> {
    let parts = [
        row::examples(),
        row_keys::examples(),
        row_apart::examples(),
        operation::examples(),
        around::examples(),
    ];
    parts.into_iter().flatten().collect()
}

impl Example {
    pub fn sides(&self) -> (Spec, Spec) {
        let mut old = small_spec().clone();
        widen(&mut old);
        (self.base)(&mut old);
        let mut new = old.clone();
        (self.edit)(&mut new);
        for spec in [&mut old, &mut new] {
            spec.document.operations = spec.operations.keys().cloned().collect();
        }
        (old, new)
    }
}

/// Gives the tables of all directions rows of the same names: one of each sort.
fn widen(spec: &mut Spec) {
    for (rows, name) in tables(spec).into_iter().zip(["Sent", "Read", "Posted"]) {
        let optional = Row { optional: Some(true), ..text() };
        let list = Row { ty: Some("String[]".to_owned()), ..Row::default() };
        let codes = Row {
            rust_type: Some(name.to_owned()),
            values: [("0", "off"), ("1", "on")].map(owned).into(),
            ..optional.clone()
        };
        let rows_of_its_own = Row {
            ty: Some("Array".to_owned()),
            rust_type: Some(format!("{name}Entry")),
            fields: [("inner".to_owned(), text())].into(),
            ..Row::default()
        };
        rows.insert("needed".to_owned(), text());
        rows.insert("plain".to_owned(), optional);
        rows.insert("list".to_owned(), list);
        rows.insert("codes".to_owned(), codes);
        rows.insert("rows".to_owned(), rows_of_its_own);
    }
}

/// The tables of the three directions.
fn tables(spec: &mut Spec) -> [&mut Rows; 3] {
    let created = &mut spec.operations["created"];
    let callback = &mut spec.shared.callbacks["TranscodeCallback"];
    [&mut created.request, &mut created.response, &mut callback.parameters]
}

/// Does something to the rows of this name in all directions.
fn each(spec: &mut Spec, name: &str, edit: fn(&mut Row)) {
    tables(spec).into_iter().for_each(|rows| edit(&mut rows[name]));
}

fn text() -> Row {
    Row { ty: Some("String".to_owned()), ..Row::default() }
}

fn owned((one, other): (&str, &str)) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Puts the entry `name` at a position.
fn put<V>(entries: &mut IndexMap<String, V>, name: &str, at: usize) {
    let from = entries.get_index_of(name).expect("an entry of this name");
    entries.move_index(from, at);
}

fn created(spec: &mut Spec) -> &mut Operation {
    &mut spec.operations["created"]
}

fn vote(spec: &mut Spec) -> &mut Operation {
    &mut spec.operations["export/vote"]
}

fn detach(spec: &mut Spec) -> &mut Operation {
    &mut spec.operations["file/detach"]
}

fn shown(change: &Change, rule: &Rule) -> String {
    let key = key(change).map(|key| format!(" {key}")).unwrap_or_default();
    let (wire, rust) = (rule.wire.word(), rule.rust.word());
    format!("{}: {}{key} [{wire} {rust}]\n", rule.id, target(change))
}

#[test]
fn every_example_makes_these_changes() {
    for Case { example, old, new, changes } in &*CASES {
        let shown: String = changes
            .iter()
            .map(|change| shown(change, classify(change, old, new)))
            .collect();
        example.found.assert_eq(&shown);
        assert_eq!(spec::files(&apply(old, changes).unwrap()), spec::files(new));
    }
}

#[test]
fn every_rule_has_an_example() {
    let mut seen: BTreeSet<_> = [
        "created",
        "created#request.subject",
        "export/vote#response.list.subject",
        "shared#return_codes.500",
        "shared#callbacks.TranscodeCallback.gsstatus",
        "document#访问说明.时间规则",
    ]
    .map(|target| revised(target).id)
    .into();
    for Case { old, new, changes, .. } in &*CASES {
        seen.extend(changes.iter().map(|change| classify(change, old, new).id));
    }
    let without: Vec<_> =
        RULES.iter().map(|rule| rule.id).filter(|id| !seen.contains(id)).collect();
    assert!(without.is_empty(), "{without:#?} have no example");
}

#[test]
fn what_is_revised_is_of_its_area() {
    for (target, id) in [
        ("created", "operation-revised"),
        ("created#request.subject", "request-row-revised"),
        ("export/vote#response.list.subject", "answer-row-revised"),
        ("shared#request.sec", "request-row-revised"),
        ("shared#response.code", "answer-row-revised"),
        ("shared#callbacks.TranscodeCallback.gsstatus", "callback-row-revised"),
        ("shared#return_codes.500", "return-code-revised"),
        ("document#访问说明.时间规则", "chapter-revised"),
    ] {
        assert_eq!(revised(target).id, id, "{target}");
        assert_eq!(revised(target).action, Action::Revised);
    }
}

/// What the compiler of a downstream crate can tell of a step.
fn told(step: Step) -> Step {
    step.max(Step::Patch)
}

pub(super) fn surface_of(spec: &Spec) -> Option<Surface> {
    Some(surface(&lower(spec).ok()?))
}

/// Each change by itself needs the step that the bindings really take, where the bindings can be made without the
/// others of its example.
#[test]
fn a_rule_claims_the_step_that_the_bindings_take() {
    let (mut wrong, mut held) = (String::new(), BTreeSet::new());
    for Case { old, new, changes: all, .. } in &*CASES {
        let before = surface_of(old).expect("the state before can be generated");
        let claimed = all.iter().map(|change| classify(change, old, new).rust).max();
        let after = surface_of(new).expect("the state after can be generated");
        if told(claimed.unwrap_or(Step::None)) != step(&before, &after) {
            wrong.push_str(&format!(
                "together {:?}: {:?}\n",
                step(&before, &after),
                all
            ));
        }
        for change in all {
            let Ok(new) = apply(old, std::slice::from_ref(change)) else { continue };
            let Some(after) = surface_of(&new) else { continue };
            let rule = classify(change, old, &new);
            held.insert(rule.id);
            if told(rule.rust) != step(&before, &after) {
                wrong.push_str(&format!(
                    "{:?} is what the bindings take, not: {}",
                    step(&before, &after),
                    shown(change, rule)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let without: Vec<_> = RULES
        .iter()
        .filter(|rule| rule.action != Action::Revised && !held.contains(rule.id))
        .map(|rule| rule.id)
        .collect();
    expect_test::expect![[r#"
        example-changed
        request-row-list-added
        request-row-optional-added
        answer-row-always-added
        callback-row-list-added
        callback-row-optional-added
        request-row-values-added
        answer-row-values-added
        callback-row-values-added
        request-row-shared-optional-added
        fact-type-changed"#]]
    .assert_eq(&without.join("\n"));
}
