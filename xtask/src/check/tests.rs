//! Every rule has bad examples here: an edit of a small clean spec, and the exact faults that come of it.

use std::cell::RefCell;

use anstream::adapter::strip_str;
use expect_test::{Expect, expect};

use super::render::report;
use super::rules::RULES;
use super::{Diagnostic, Reader};
use crate::diff::Side;
use crate::samples::{real, small};
use crate::spec::{Files, line_and_column};

thread_local! {
    /// A test tries many edits of one file of a spec: it reads the others once.
    static READER: RefCell<Reader> = RefCell::default();
}

fn diagnostics(files: &Files) -> Vec<Diagnostic> {
    diagnostics_since(files, None)
}

fn diagnostics_since(files: &Files, since: Option<&Side>) -> Vec<Diagnostic> {
    READER.with_borrow_mut(|reader| reader.diagnostics(files, since))
}

fn fixed(files: &Files) -> Files {
    READER.with_borrow_mut(|reader| reader.fixed(files))
}

/// An edit that breaks rules, and what is found.
struct Bad {
    edits: Vec<Edit>,
    found: Expect,
}

pub(crate) enum Edit {
    /// In a file, what stands there once, and what takes its place.
    Replace(&'static str, &'static str, &'static str),
    Add(&'static str, &'static str),
    Remove(&'static str),
}

/// One replacement in one file.
fn bad(file: &'static str, from: &'static str, to: &'static str, found: Expect) -> Bad {
    worse(vec![Edit::Replace(file, from, to)], found)
}

/// Several edits.
fn worse(edits: Vec<Edit>, found: Expect) -> Bad {
    Bad { edits, found }
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

/// The report as it is printed to something other than a terminal.
fn plain(files: &Files, found: &[Diagnostic]) -> String {
    strip_str(&report(files, found)).to_string()
}

fn shown(files: &Files, found: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let text = files.get(&diagnostic.file).map(String::as_str).unwrap_or_default();
        let (line, column) = line_and_column(text, diagnostic.span.start);
        format!(
            "{}:{line}:{column}: {} [{}]\n",
            diagnostic.file, diagnostic.message, diagnostic.rule
        )
    };
    found.iter().map(line).collect()
}

#[test]
fn the_small_spec_is_clean() {
    let files = small();
    assert_eq!(shown(&files, &diagnostics(&files)), "");
}

/// Every bad example is found, and told in these words; `since` is the commit after which the edits were made.
fn check(examples: Vec<Bad>, since: Option<&Side>) {
    for example in examples {
        let mut files = small();
        example.edits.iter().for_each(|edit| edit.apply(&mut files));
        let found = diagnostics_since(&files, since);
        assert!(!found.is_empty(), "nothing is wrong with {}", example.found.data());
        example.found.assert_eq(&shown(&files, &found));
    }
}

mod decisions;
mod remedies;

macro_rules! tested {
    ($($module:ident)*) => {$(
        mod $module;

        #[test]
        fn $module() {
            let committed = Side::of("HEAD", "HEAD:spec/", small()).unwrap();
            let since = stringify!($module) == "history";
            check($module::examples(), since.then_some(&committed));
        }
    )*

    /// Every example, with its module.
    fn examples() -> Vec<(&'static str, Bad)> {
        let all = [$((stringify!($module), $module::examples())),*];
        let named = |(module, examples): (_, Vec<Bad>)| {
            examples.into_iter().map(move |example| (module, example))
        };
        all.into_iter().flat_map(named).collect()
    }
    };
}

tested! { callbacks files history names notes revisions rows tables text vectors }

#[test]
fn every_rule_has_a_bad_example() {
    let found: String =
        examples().iter().map(|(_, example)| example.found.data()).collect();
    let mut without = RULES.iter().map(|rule| rule.id).collect::<Vec<_>>();
    without.retain(|id| !found.contains(&format!("[{id}]")));
    assert!(without.is_empty(), "{without:?} have no bad example");
}

#[test]
fn the_spec_is_clean() {
    let files = real();
    let told = plain(&files, &diagnostics(&files));
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
        spec/operations/created.yaml:8:1: `efect` is not a key of the file; did you mean `effect`?
          |
        8 | efect: create
          | ^^^^^ unknown-key

        spec/operations/created.yaml:9:1: `role` is not a key of the file; did you mean `roles`?
          |
        9 | role: [user]
          | ^^^^ unknown-key

        spec/operations/export/vote.yaml:9:34: `endDate` is not a row of the request; did you mean `endTime`?
          |
        9 | window: { start: startTime, end: endDate, max: 7d }
          |                                  ^^^^^^^ row-reference

        spec/operations/file/detach.yaml:8:9: `delet` is not a valid effect; did you mean `delete`?
          |
        8 | effect: delet
          |         ^^^^^ unknown-word

        spec/shared.yaml:41:9: the file is not YAML from here on: unclosed quote; correct it
           |
        41 |   list: 'The rows.
           |         ^ broken-yaml

        5 faults in 4 files
    "#]].assert_eq(&plain(&files, &diagnostics(&files)));
}

#[test]
fn a_clean_report_counts() {
    let files = small();
    expect![[r#"
        4 operations, 69 rules: no faults
    "#]]
    .assert_eq(&plain(&files, &[]));
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
            let faults = diagnostics(&files);
            let is_empty_list = path == "amendments.yaml" && text == "[]";
            assert!(!faults.is_empty() || is_empty_list, "{path}: {text:?}");
            report(&files, &faults);
        }
    }
}
