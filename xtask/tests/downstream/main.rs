//! The Rust verdict of `cargo xtask diff`: for every edit as a table, and for some proved by compiling. A crate that uses
//! all of the bindings must compile against those of an edited spec exactly when the verdict is less than major.

mod cases;
mod project;
mod uses;

use xtask::codegen::{self, Generated};
use xtask::diff::change::changes;
use xtask::diff::{Step, classify};
use xtask::spec::{self, Spec};
use xtask::workspace;

use cases::{COMPILED, Case, OPERATIONS};
use project::Project;

/// Today's spec with no more operations than the cases edit.
fn spec() -> Spec {
    let workspace = workspace::find().expect("the workspace");
    let files = spec::read_folder(&workspace.join("spec")).expect("the spec is there");
    let mut spec = spec::load(&files).expect("the spec is sound");
    spec.operations.retain(|key, _| OPERATIONS.contains(&key.as_str()));
    spec.document.operations.retain(|key| OPERATIONS.contains(&key.as_str()));
    spec
}

fn edited(old: &Spec, cases: &[&Case]) -> Spec {
    let mut new = old.clone();
    cases.iter().for_each(|case| (case.edit)(&mut new));
    new
}

/// What of the bindings a downstream crate is compiled against.
fn bindings(spec: &Spec) -> Generated {
    let mut generated = codegen::generate(spec).expect("the spec can be generated");
    generated.retain(|path, _| path.starts_with(project::WEBCAST));
    generated
}

/// The step that the changes need together.
fn verdict(old: &Spec, new: &Spec) -> Step {
    let steps =
        changes(old, new).iter().map(|change| classify(change, old, new).rust).max();
    steps.unwrap_or(Step::None)
}

#[test]
fn every_edit_has_its_verdict() {
    let old = spec();
    let before = bindings(&old);
    let mut wrong = Vec::new();
    for case in cases::all() {
        let new = edited(&old, &[&case]);
        let verdict = verdict(&old, &new);
        if verdict != case.step {
            wrong.push(format!("{}: {verdict:?}, not {:?}", case.name, case.step));
        }
        if (verdict == Step::None) != (bindings(&new) == before) {
            wrong.push(format!("{}: {verdict:?}, unlike the files", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_downstream_crate_compiles_exactly_when_the_verdict_says_so() {
    let old = spec();
    let before = bindings(&old);
    let cases = cases::all();
    let compatible: Vec<_> =
        cases.iter().filter(|case| case.step < Step::Major).collect();
    let breaks = COMPILED.map(|name| {
        let case = cases.iter().find(|case| case.name == name);
        case.unwrap_or_else(|| panic!("`{name}` is not a case"))
    });

    let mut project = Project::new(uses::of(&before));
    let nothing = project.add(&before);
    let all_compatible = project.add(&bindings(&edited(&old, &compatible)));
    let breaks = breaks.map(|case| {
        assert_eq!(case.step, Step::Major, "{}", case.name);
        (case.name, project.add(&bindings(&edited(&old, &[case]))))
    });

    let mut errors = project.check();
    for (name, crate_) in
        [("no edit", nothing), ("all compatible edits together", all_compatible)]
    {
        if let Some(errors) = errors.remove(&crate_) {
            panic!("{name} breaks a downstream crate:\n{errors}");
        }
    }
    let compiled = breaks.iter().filter(|(_, crate_)| !errors.contains_key(crate_));
    let compiled: Vec<_> = compiled.map(|(name, _)| name).collect();
    assert!(compiled.is_empty(), "{compiled:?} break no downstream crate");
}
