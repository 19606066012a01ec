//! Revised documents of our own making, each all the way: what the first run stops at, what a person does then, and what
//! the reviewer reads in the end.

mod broken;
mod operations;
mod other;
mod rows;

use anstream::adapter::strip_str;
use std::path::Path;

use expect_test::Expect;

use super::{Arguments, BUILD, Pipeline, Run, Step, TESTS};
use crate::samples::{edited, small};
use crate::spec::{self, Files, Operation, Revision, Spec};
use crate::testing::Repository;
use crate::transcribe::printed::{self, Document};
use crate::transcribe::tests::render::{Style, render};
use crate::transcribe::{Input, Renames};
use crate::{codegen, generated};

/// A revision of the document and what becomes of it.
struct Case {
    /// What the vendor did.
    document: fn(&mut Document),
    /// What the first run says of it: the part that stops the way.
    stops: Expect,
    /// What a person does then.
    person: fn(&mut Spec),
    /// What the second run ends with.
    review: Expect,
}

/// The small spec with the chapters of a whole document, and with an example that sets `clientType`.
fn files() -> Files {
    let before =
        "chapters:\n  - title: 修订记录\n  - title: 介绍\n  - title: 术语与缩写解释\n";
    let after = "        text: JSON\n      - title: 返回码定义\n  - title: 测试工具\n  - title: 接口定义\n";
    let edits = [
        ("document.yaml", "chapters:\n", before),
        ("document.yaml", "        text: JSON\n", after),
        // A number that is right once the operation has moved.
        ("changelog.yaml", "修改5.9", "修改5.2"),
        ("changelog.yaml", "'5.9'", "'5.2'"),
        ("operations/created.yaml", "level: 3 }", "clientType: 1, level: 3 }"),
        ("operations/created.yaml", "&level=3", "&clientType=1&level=3"),
    ];
    edited(small(), &edits)
}

/// A spec in a repository of its own, with bindings as they should be.
fn workspace() -> Repository {
    let files = files();
    let repository = Repository::new();
    for (path, text) in &files {
        repository.write(&format!("spec/{path}"), text);
    }
    let spec = spec::load(&files).expect("the spec is sound");
    let generated = codegen::generate(&spec).expect("bindings can be made");
    generated::write(repository.path(), &generated)
        .expect("the bindings can be written");
    repository.commit();
    repository
}

/// The vendor does something, the way goes to where it stops, and a person does the rest; what the first run says.
fn revise(
    workspace: &Repository,
    vendor: fn(&mut Document),
    person: fn(&mut Spec),
) -> String {
    let root = workspace.path().join("spec");
    let read = || {
        let files = spec::read_folder(&root).expect("the spec can be read");
        spec::load(&files).expect("the spec is sound")
    };
    let mut document = Document::of(&read());
    vendor(&mut document);
    workspace.write("document.txt", &render(&document, Style::default()));
    let (outcome, told) = way(workspace);
    assert_eq!(outcome, Some(Step::Check), "{told}");

    let mut spec = read();
    person(&mut spec);
    for (path, text) in spec::files(&spec) {
        workspace.write(&format!("spec/{path}"), &text);
    }
    told
}

impl Case {
    fn run(self) {
        let workspace = workspace();
        let told = revise(&workspace, self.document, self.person);
        let (_, told) = told.split_once("== 2/7 check\n").expect("the second step");
        self.stops.assert_eq(told);
        let (outcome, told) = way(&workspace);
        assert_eq!(outcome, None, "{told}");
        let (_, review) =
            told.split_once("== what a reviewer reads\n").expect("the last step");
        self.review.assert_eq(review);

        let (outcome, again) = way(&workspace);
        assert_eq!(outcome, None);
        assert!(
            again.contains("nothing to do: the spec shows what is printed"),
            "{again}"
        );
        assert!(again.ends_with(review), "a third run says something else:\n{again}");
    }
}

/// The command; what cargo would build and run is taken to be well.
fn way(workspace: &Repository) -> (Option<Step>, String) {
    let mut asked = Vec::new();
    let (outcome, told) = way_with(workspace, &mut |arguments| {
        asked.push(arguments.join(" "));
        Run { succeeded: true, output: "noise".to_owned() }
    });
    let tour = "run --quiet --package gensee-api --example tour".to_owned();
    let all = [BUILD.to_owned(), TESTS.to_owned(), tour];
    let expected = if outcome.is_none() { all.as_slice() } else { &[] };
    assert_eq!(asked, expected, "{told}");
    (outcome, told)
}

fn way_with(
    workspace: &Repository,
    cargo: &mut dyn FnMut(&[&str]) -> Run,
) -> (Option<Step>, String) {
    let input = Input {
        file: workspace.path().join("document.txt"),
        allow_removals: false,
        renames: Renames::Ask,
    };
    let arguments = Arguments { input, since: "HEAD".to_owned() };
    let mut told = String::new();
    let home = workspace.path();
    let outcome = Pipeline {
        cargo: &mut |_: &Path, arguments| Ok(cargo(arguments)),
        print: &mut |text| told += &strip_str(text).to_string(),
    }
    .go(home, &home.join("spec"), &arguments)
    .expect("the way can be gone");
    (outcome, told.replace(&home.display().to_string(), "…"))
}

/// A row at the end of 修订记录.
fn announce(document: &mut Document, text: &str) {
    document.revisions.push(printed::Revision {
        printed_date: "2026-11-01".to_owned(),
        date: "2026-11-01".to_owned(),
        author: "李洋洋".to_owned(),
        text: text.to_owned(),
        ..printed::Revision::default()
    });
}

fn operation<'a>(document: &'a mut Document, path: &str) -> &'a mut printed::Operation {
    let mut operations = document.operations.iter_mut();
    operations
        .find(|operation| operation.clean_path() == path)
        .unwrap_or_else(|| panic!("there is no `{path}`"))
}

fn printed_row(name: &str, ty: &str, note: &str, optional: &str) -> printed::Row {
    printed::Row {
        key: name.to_owned(),
        name: name.to_owned(),
        ty: ty.to_owned(),
        note: note.to_owned(),
        optional: optional.to_owned(),
        ..printed::Row::default()
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn entry<'a>(spec: &'a mut Spec, key: &str) -> &'a mut Operation {
    &mut spec.operations[key]
}

fn newest(spec: &mut Spec) -> &mut Revision {
    spec.changelog.last_mut().expect("a changelog")
}
