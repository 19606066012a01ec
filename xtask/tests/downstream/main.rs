//! The Rust verdict of `cargo xtask diff`, proved by compiling: a crate that uses all of the bindings of today's spec
//! must compile against those of an edited one exactly when the verdict is less than major.

mod cases;
mod project;
mod uses;

use std::fmt::Write;
use std::path::PathBuf;

use xtask::codegen::{self, Generated};
use xtask::diff::change::changes;
use xtask::diff::{Step, classify};
use xtask::spec::{self, Spec};

use project::Project;

fn home() -> PathBuf {
    xtask::workspace::find().expect("the workspace")
}

fn generate(spec: &Spec) -> Generated {
    codegen::generate(&home(), spec).expect("the spec can be generated")
}

/// The step that the changes need together.
fn verdict(old: &Spec, new: &Spec) -> Step {
    let steps =
        changes(old, new).iter().map(|change| classify(change, old, new).rust).max();
    steps.unwrap_or(Step::None)
}

/// What of the bindings a downstream crate is compiled against.
fn bindings(generated: &Generated) -> Vec<(&String, &String)> {
    generated.iter().filter(|(path, _)| path.starts_with(project::WEBCAST)).collect()
}

#[test]
fn a_downstream_crate_compiles_exactly_when_the_verdict_says_so() {
    let files = spec::read_folder(&home().join("spec")).expect("the spec can be read");
    let old = spec::load(&files).expect("the spec is sound");
    let generated = generate(&old);
    let project = Project::new(&home(), &uses::of(&generated));
    project.check(&generated).expect("today's bindings compile");

    let mut table = String::new();
    let mut wrong = String::new();
    for case in cases::all() {
        let mut new = old.clone();
        (case.edit)(&mut new);
        let verdict = verdict(&old, &new);
        let regenerated = generate(&new);
        let compiled = project.check(&regenerated);
        let outcome = if compiled.is_ok() { "compiles" } else { "breaks" };
        // Writing into a string cannot fail.
        let _ =
            writeln!(table, "{:<9} {outcome:<8} {}", format!("{verdict:?}"), case.name);
        if verdict != case.step {
            let _ = writeln!(wrong, "{}: {verdict:?}, not {:?}", case.name, case.step);
        }
        if (verdict == Step::None) != (bindings(&regenerated) == bindings(&generated)) {
            let _ = writeln!(
                wrong,
                "{}: {verdict:?} says otherwise of the files",
                case.name
            );
        }
        if (verdict == Step::Major) == compiled.is_ok() {
            let errors = compiled.err().unwrap_or_default();
            let _ = writeln!(
                wrong,
                "{}: {verdict:?}, but it {outcome}\n{errors}",
                case.name
            );
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "{wrong}");
}
