//! The whole way from `spec/` to the tree.

use std::sync::LazyLock;

use super::{Generated, HELP, compare, write};
use crate::samples::{real, real_spec, workspace};

fn generated() -> Generated {
    super::generate(real_spec()).expect("the spec can be generated")
}

static GENERATED: LazyLock<Generated> = LazyLock::new(generated);

#[test]
fn the_tree_is_fresh() {
    let outcome = compare(&workspace(), &GENERATED).expect("the tree can be read");
    assert!(outcome.is_fresh(), "{outcome}\n{HELP}");
}

#[test]
fn the_same_spec_gives_the_same_bytes() {
    assert_eq!(generated(), *GENERATED);
}

#[test]
fn as_many_operations_as_files() {
    let listed = real_spec().document.operations.len();
    let files = real().keys().filter(|path| path.starts_with("operations/")).count();
    let texts = GENERATED.values();
    let emitted = texts.filter(|text| text.contains("impl Operation for")).count();
    assert_eq!((listed, files, emitted), (listed, listed, listed));
}

#[test]
fn what_differs_is_written_and_orphans_go() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let first = write(folder, &GENERATED).expect("an empty folder can be written");
    assert_eq!(first.missing.len(), GENERATED.len());

    let webcast = folder.join("gensee-api/src/webcast");
    std::fs::create_dir_all(webcast.join("gone")).expect("a folder");
    std::fs::write(webcast.join("gone/old.rs"), "").expect("an orphan");
    std::fs::write(webcast.join("ptz.rs"), "// edited by hand\n").expect("a stale file");
    let seen = compare(folder, &GENERATED).expect("the folder can be read");
    let place = "gensee-api/src/webcast";
    assert_eq!(seen.stale, [format!("{place}/ptz.rs")]);
    assert_eq!(seen.orphans, [format!("{place}/gone/old.rs")]);

    write(folder, &GENERATED).expect("the folder can be written");
    assert!(compare(folder, &GENERATED).expect("the folder can be read").is_fresh());
    assert!(!webcast.join("gone").exists(), "an empty folder is left behind");
}
