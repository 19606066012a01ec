//! The whole way from `spec/` to the tree.

use std::path::Path;

use super::{CURE, compare, generate, write};
use crate::spec;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

fn spec() -> spec::Files {
    spec::read_folder(&home().join("spec")).expect("the spec can be read")
}

#[test]
fn the_tree_is_fresh() {
    let generated = generate(home(), &spec()).expect("the spec can be generated");
    let outcome = compare(home(), &generated).expect("the tree can be read");
    assert!(outcome.is_fresh(), "{outcome}\n{CURE}");
}

#[test]
fn the_same_spec_gives_the_same_bytes() {
    let once = generate(home(), &spec()).expect("the spec can be generated");
    let twice = generate(home(), &spec()).expect("the spec can be generated");
    assert_eq!(once, twice);
}

#[test]
fn as_many_operations_as_files() {
    let spec = spec();
    let listed = spec::load(&spec).expect("the spec is sound").document.operations.len();
    let files = spec.keys().filter(|path| path.starts_with("operations/")).count();
    let generated = generate(home(), &spec).expect("the spec can be generated");
    let emitted =
        generated.values().filter(|text| text.contains("impl Operation for")).count();
    assert_eq!((listed, files, emitted), (listed, listed, listed));
}

#[test]
fn what_differs_is_written_and_orphans_go() {
    let folder =
        std::env::temp_dir().join(format!("gensee-codegen-{}", std::process::id()));
    let generated = generate(home(), &spec()).expect("the spec can be generated");
    let first = write(&folder, &generated).expect("an empty folder can be written");
    assert_eq!(first.missing.len(), generated.len());

    let webcast = folder.join("gensee-api/src/webcast");
    std::fs::create_dir_all(webcast.join("gone")).expect("a folder");
    std::fs::write(webcast.join("gone/old.rs"), "").expect("an orphan");
    std::fs::write(webcast.join("ptz.rs"), "// edited by hand\n").expect("a stale file");
    let seen = compare(&folder, &generated).expect("the folder can be read");
    let place = "gensee-api/src/webcast";
    assert_eq!(seen.stale, [format!("{place}/ptz.rs")]);
    assert_eq!(seen.orphans, [format!("{place}/gone/old.rs")]);

    write(&folder, &generated).expect("the folder can be written");
    assert!(compare(&folder, &generated).expect("the folder can be read").is_fresh());
    assert!(!webcast.join("gone").exists(), "an empty folder is left behind");
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
}
