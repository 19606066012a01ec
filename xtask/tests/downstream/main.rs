//! The Rust verdict of `cargo xtask diff`, proved by compiling: a crate that uses all of the bindings must compile against
//! those of an edited spec exactly when the step is less than major.

mod cases;
mod project;
mod uses;

use xtask::codegen;
use xtask::diff::{Side, Step, compare};
use xtask::generated::Generated;
use xtask::spec::{self, Files};
use xtask::workspace;

use cases::{BREAKS, COMPATIBLE, Edit};
use project::Project;

fn frozen() -> Files {
    let workspace = workspace::find().expect("the workspace");
    spec::read_folder(&workspace.join(FROZEN)).expect("the frozen spec is there")
}

const FROZEN: &str = "xtask/src/samples/spec";

fn edited(edits: &[Edit]) -> Files {
    let mut files = frozen();
    for (file, from, to) in edits {
        let text =
            files.get_mut(*file).unwrap_or_else(|| panic!("there is no `{file}`"));
        assert_eq!(
            text.matches(from).count(),
            1,
            "`{from}` must stand once in `{file}`"
        );
        *text = text.replace(from, to);
    }
    files
}

/// What of the bindings a downstream crate is compiled against.
fn bindings(files: &Files) -> Generated {
    let spec = spec::load(files).expect("the spec is sound");
    let mut generated = codegen::generate(&spec).expect("the spec can be generated");
    generated.retain(|path, _| path.starts_with(project::WEBCAST));
    generated
}

fn step(files: Files) -> Step {
    let side = |files| Side::at_hand(files).expect("the spec is sound");
    compare(&side(frozen()), &side(files)).expect("the two can be compared").step
}

#[test]
fn a_downstream_crate_compiles_exactly_when_the_verdict_says_so() {
    let before = bindings(&frozen());
    let mut project = Project::new(uses::of(&before));
    let nothing = project.add(&before);
    let compatible = edited(COMPATIBLE);
    let all_compatible = project.add(&bindings(&compatible));
    assert_eq!(step(compatible), Step::Minor);
    let breaks: Vec<_> = BREAKS
        .iter()
        .map(|(name, edits)| {
            let files = edited(edits);
            let crate_ = project.add(&bindings(&files));
            assert_eq!(step(files), Step::Major, "{name}");
            (name, crate_)
        })
        .collect();

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
