//! The edits between two specs, applied to the first, give the second.

use std::collections::BTreeSet;

use expect_test::expect;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::catalogue::{keys_in, keys_of_the_model};
use super::generate;
use super::mutate::{Pool, State, mutations};
use crate::diff::change::{Change, Edit, apply, changes, key, place, target};
use crate::diff::{Area, classify};
use crate::samples::small_spec;
use crate::spec::{
    self, Operation, Revision, Spec, files, line_and_column, revision_names,
};

/// A spec, and another one that is `most` edits away.
fn pairs(most: usize) -> impl Strategy<Value = (Spec, Spec)> {
    (generate::spec(), generate::spec(), mutations(most)).prop_map(
        |(old, donor, mutations)| {
            let pool = Pool::of(&[&old, &donor]);
            let old = State::of(old);
            let new = old.mutated(&pool, &mutations);
            (old.spec, new.spec)
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn as_few_rows_move_as_can_be(order in Just((0..7).collect::<Vec<usize>>()).prop_shuffle()) {
        let mut old = small_spec().clone();
        old.operations["created"].request.truncate(order.len());
        let mut new = old.clone();
        let rows = old.operations["created"].request.iter();
        let rows: Vec<_> = rows.map(|(name, row)| (name.clone(), row.clone())).collect();
        new.operations["created"].request =
            order.iter().map(|at| rows[*at].clone()).collect();
        let changes = changes(&old, &new);
        let moves = |change: &Change| matches!(change.edit, Edit::Moved { .. });
        prop_assert!(changes.iter().all(moves));
        prop_assert_eq!(changes.len(), order.len() - longest_rise(&order));
    }
}

/// How many entries of `order`, at most, rise from the first to the last.
fn longest_rise(order: &[usize]) -> usize {
    let mut longest = vec![0; order.len()];
    for at in 0..order.len() {
        let before = (0..at).filter(|before| order[*before] < order[at]);
        longest[at] = 1 + before.map(|before| longest[before]).max().unwrap_or(0);
    }
    longest.into_iter().max().unwrap_or(0)
}

#[test]
fn names_that_look_like_keys_are_told_apart() {
    let path =
        ["operations", "a", "request", "fields", "fields", "values", "values", "2"];
    let change = Change {
        area: Area::Code,
        path: path.map(str::to_owned).into(),
        key: None,
        edit: Edit::Moved { after: None },
    };
    assert_eq!(target(&change), "a#request.fields.values");
    assert_eq!(key(&change).as_deref(), Some("values.2"));
}

#[test]
fn a_revision_has_the_name_that_it_has_everywhere() {
    let row = |date: &str| Revision { date: date.to_owned(), ..Revision::default() };
    let mut old = small_spec().clone();
    old.changelog.clear();
    let mut new = old.clone();
    new.changelog =
        ["2018-05-04", "2018-05-04", "2020-09-14", "2018-05-04"].map(row).into();
    let targets = |changes: &[Change]| changes.iter().map(target).collect::<Vec<_>>();
    let names = revision_names(&new.changelog);
    let expected: Vec<_> =
        names.iter().map(|name| format!("changelog#{name}")).collect();
    assert_eq!(targets(&changes(&old, &new)), expected);
    assert_eq!(targets(&changes(&new, &old)), expected);
}

/// Where the parts and keys of changes stand in the files of both sides.
#[test]
fn a_change_has_its_places() {
    let old = small_spec().clone();
    let mut new = old.clone();
    let created = &mut new.operations["created"];
    created.request.shift_remove("endTime");
    created.request["level"].range = None;
    created.request["level"].ty = Some("int".to_owned());
    created.request["telconf"].values.insert("2".to_owned(), "other_one".to_owned());
    created.request["telconf"].values["0"] = "off".to_owned();
    created.conditions.remove(0);
    created.examples[2].reads = None;
    new.operations["export/vote"].window = None;
    new.operations["export/vote"].response["list"].fields["choices"].fields["value"]
        .en = None;
    let added = Operation { title: "新".to_owned(), ..Operation::default() };
    new.operations.insert("new".to_owned(), added);
    new.operations.move_index(0, 1);
    new.document.operations = new.operations.keys().cloned().collect();
    new.document.chapters[0].sections[1].text = Some("XML".to_owned());
    new.changelog[1].text = "去掉了".to_owned();
    new.shared.glossary["list"] = "All rows.".to_owned();
    new.shared.return_codes.shift_remove("500");
    new.shared.callbacks["TranscodeCallback"].parameters["gsstatus"].required = None;

    let sides = [&old, &new].map(|spec| (spec, files(spec)));
    let mut told = String::new();
    for change in changes(&old, &new) {
        let places = sides.each_ref().map(|(spec, files)| {
            let Some(place) = place(&change, spec) else { return "-".to_owned() };
            let text = &files[&place.file];
            let tree = spec::source::tree(text).expect("the file is YAML");
            let span = place.span(&tree);
            let (line, column) = line_and_column(text, span.start);
            format!("{}:{line}:{column} `{}`", place.file, &text[span])
        });
        let key = key(&change).unwrap_or_default();
        told.push_str(&format!(
            "{} {key}\n  {}\n  {}\n",
            target(&change),
            places[0],
            places[1]
        ));
    }
    expect![[r#"
        document#访问说明.返回格式 text
          document.yaml:16:15 `JSON`
          document.yaml:16:15 `XML`
        changelog#2020-01-22 text
          changelog.yaml:11:5 `修改5.1创建直播接口，去掉hasVideo
            修改5.2 /webcast/ export/vote 的Subject，增加返回码的说明
          `
          changelog.yaml:10:9 `去掉了`
        shared#return_codes.500 
          shared.yaml:14:3 `500`
          -
        shared#callbacks.TranscodeCallback.gsstatus required
          shared.yaml:21:86 `false`
          shared.yaml:20:7 `gsstatus`
        shared#glossary.list 
          shared.yaml:25:9 `The rows.`
          shared.yaml:24:9 `All rows.`
        export/vote 
          document.yaml:18:23 `export/vote`
          document.yaml:18:14 `export/vote`
        export/vote#window 
          operations/export/vote.yaml:9:1 `window`
          -
        export/vote#response.list.choices.value en
          operations/export/vote.yaml:46:50 `Its text.`
          operations/export/vote.yaml:45:11 `value`
        created#conditions.require.callbackUrl 
          operations/created.yaml:10:7 `require`
          -
        created#request.endTime 
          operations/created.yaml:21:3 `endTime`
          -
        created#request.telconf values.0
          operations/created.yaml:32:18 `disabled`
          operations/created.yaml:30:18 `'off'`
        created#request.telconf values.2
          -
          operations/created.yaml:30:37 `2`
        created#request.level type
          operations/created.yaml:34:18 `String`
          operations/created.yaml:32:18 `int`
        created#request.level range
          operations/created.yaml:34:80 `..9`
          operations/created.yaml:32:3 `level`
        created#examples.wire: the code as a number, a printed name reads
          operations/created.yaml:58:5 `reads`
          operations/created.yaml:54:5 `from`
        new 
          -
          operations/new.yaml:2:1 `title`
    "#]]
    .assert_eq(&told);
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
