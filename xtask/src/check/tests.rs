//! Every rule has bad examples here: an edit of a small clean spec, and the exact faults that come of it.

use expect_test::{Expect, expect};

use super::render::report;
use super::rules::{Check, RULES, Rule};
use super::{Fault, faults, faults_since};
use crate::diff::Side;
use crate::samples::{real, small};
use crate::spec::{Files, line_and_column};

/// An edit that breaks a rule.
struct Bad {
    rule: &'static str,
    edits: Vec<Edit>,
    faults: Expect,
}

pub(crate) enum Edit {
    /// In a file, what stands there once, and what takes its place.
    Replace(&'static str, &'static str, &'static str),
    Add(&'static str, &'static str),
    Remove(&'static str),
}

/// One replacement in one file.
fn bad(
    rule: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    faults: Expect,
) -> Bad {
    Bad { rule, edits: vec![Edit::Replace(file, from, to)], faults }
}

/// Several edits.
fn worse(rule: &'static str, edits: Vec<Edit>, faults: Expect) -> Bad {
    Bad { rule, edits, faults }
}

impl Edit {
    pub(crate) fn apply(&self, files: &mut Files) {
        match self {
            Self::Replace(file, from, to) => {
                let text = files
                    .get_mut(*file)
                    .unwrap_or_else(|| panic!("there is no `{file}`"));
                assert_eq!(
                    text.matches(from).count(),
                    1,
                    "`{from}` must stand once in `{file}`"
                );
                *text = text.replace(from, to);
            }
            Self::Add(file, text) => {
                files.insert((*file).to_owned(), (*text).to_owned());
            }
            Self::Remove(file) => {
                files.remove(*file);
            }
        }
    }
}

fn shown(files: &Files, faults: &[Fault]) -> String {
    let line = |fault: &Fault| {
        let text = files.get(&fault.file).map(String::as_str).unwrap_or_default();
        let (line, column) = line_and_column(text, fault.span.start);
        format!("{}:{line}:{column}: {} [{}]\n", fault.file, fault.message, fault.rule)
    };
    faults.iter().map(line).collect()
}

#[test]
fn the_small_spec_is_clean() {
    let files = small();
    assert_eq!(shown(&files, &faults(&files)), "");
}

/// Every bad example is found, and told in these words. Rules of the history see the edits as made since a commit.
fn check(examples: Vec<Bad>) {
    let mut missed = String::new();
    let committed = Side::of("HEAD", "HEAD:spec/", small()).unwrap();
    for example in examples {
        let mut files = small();
        example.edits.iter().for_each(|edit| edit.apply(&mut files));
        let of_history = |rule: &&Rule| {
            rule.id == example.rule && matches!(rule.check, Check::History(_))
        };
        let since = RULES.iter().find(of_history).map(|_| &committed);
        let faults = faults_since(&files, since);
        let told = shown(&files, &faults);
        example.faults.assert_eq(&told);
        if faults.iter().all(|fault| fault.rule != example.rule) {
            missed.push_str(&format!("{} is not broken, but:\n{told}", example.rule));
        }
    }
    assert!(missed.is_empty(), "{missed}");
}

macro_rules! tested {
    ($($module:ident)*) => {$(
        mod $module;

        #[test]
        fn $module() {
            check($module::examples());
        }
    )*

        fn examples() -> Vec<Bad> {
            [$($module::examples()),*].into_iter().flatten().collect()
        }
    };
}

tested! { files history names revisions rows tables text vectors }

#[test]
fn every_rule_has_a_bad_example() {
    let examples = examples();
    let without: Vec<_> = RULES
        .iter()
        .map(|rule| rule.id)
        .filter(|id| examples.iter().all(|example| example.rule != *id))
        .collect();
    assert!(without.is_empty(), "{without:?} have no bad example");
}

#[test]
fn the_spec_is_clean() {
    let files = real();
    let told = report(&files, &faults(&files), false);
    assert!(told.ends_with(": no faults\n"), "{told}");
}

#[test]
fn all_faults_of_all_files_come_in_one_run() {
    let mut files = small();
    for edit in [
        Edit::Replace("shared.yaml", "  list: The rows.\n", "  list: 'The rows.\n"),
        Edit::Replace(
            "operations/created.yaml",
            "effect: create",
            "efect: create\nrole: [user]",
        ),
        Edit::Replace("operations/file/detach.yaml", "effect: delete", "effect: delet"),
        Edit::Replace("operations/export/vote.yaml", "end: endTime", "end: endDate"),
    ] {
        edit.apply(&mut files);
    }
    expect![[r#"
        spec/operations/created.yaml:8:1: `efect` is not a key of an operation; did you mean `effect`?
          |
        8 | efect: create
          | ^^^^^ unknown-key

        spec/operations/created.yaml:9:1: `role` is not a key of an operation; did you mean `roles`?
          |
        9 | role: [user]
          | ^^^^ unknown-key

        spec/operations/export/vote.yaml:9:34: `endDate` is not a row of the request; did you mean `endTime`?
          |
        9 | window: { start: startTime, end: endDate, max: 7d }
          |                                  ^^^^^^^ window-rows

        spec/operations/file/detach.yaml:8:9: `delet` is not a valid effect; did you mean `delete`?
          |
        8 | effect: delet
          |         ^^^^^ unknown-word

        spec/shared.yaml:25:9: the file is not YAML from here on: unclosed quote
           |
        25 |   list: 'The rows.
           |         ^ broken-yaml

        5 faults in 4 files
    "#]].assert_eq(&report(&files, &faults(&files), false));
}

#[test]
fn a_clean_report_counts() {
    let files = small();
    expect![[r#"
        4 operations, 96 rules: no faults
    "#]]
    .assert_eq(&report(&files, &[], false));
}

#[test]
fn any_text_at_all_is_checked_without_a_panic() {
    for text in [
        "",
        "\u{feff}",
        "- 1",
        "null",
        "{",
        "a: &a [*a]",
        "\0",
        "? {a: b}\n: c",
        "[]",
        "? [1]\n: 2",
        "!!binary x",
        "a: .nan",
    ] {
        for path in small().keys() {
            let mut files = small();
            files.insert(path.clone(), text.to_owned());
            let faults = faults(&files);
            // A spec without amendments is in order.
            let is_sound = path == "amendments.yaml" && text == "[]";
            assert_eq!(faults.is_empty(), is_sound, "{path}: {text:?}");
            report(&files, &faults, true);
        }
    }
}
