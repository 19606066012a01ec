//! The program works on the workspace around it, and on no other.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::{edit, program, write_small};

/// A workspace of the small spec: what the program must find, and no code.
fn workspace() -> TempDir {
    let workspace = tempfile::tempdir().unwrap();
    let root = workspace.path();
    write_small(&root.join("spec"));
    fs::write(root.join("Cargo.toml"), "[workspace]\nmembers = []\n").unwrap();
    workspace
}

/// Exit code, and what was printed.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = program().current_dir(folder).args(arguments).output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

#[test]
fn a_copy_is_written_and_the_original_is_not() {
    let (original, copy) = (workspace(), workspace());
    let (code, told) = run(original.path(), &["codegen"]);
    assert_eq!(code, Some(0), "{told}");
    edit(&copy.path().join("spec"), "operations/created.yaml", "create_webcast", "make");
    // From a folder inside the copy, too.
    let (code, told) = run(&copy.path().join("spec/operations"), &["codegen"]);
    assert_eq!(code, Some(0), "{told}");

    let module = "gensee-api/src/webcast/created.rs";
    let read = |root: &Path| fs::read_to_string(root.join(module)).unwrap();
    assert!(read(copy.path()).contains("fn make("));
    assert!(read(original.path()).contains("fn create_webcast("));
    for root in [&original, &copy] {
        let (code, told) = run(root.path(), &["codegen", "--check"]);
        assert_eq!(code, Some(0), "{told}");
    }
}

#[test]
fn what_cargo_says_comes_before_the_current_folder() {
    let (said, here) = (workspace(), workspace());
    edit(
        &said.path().join("spec"),
        "operations/created.yaml",
        "effect: create",
        "effect: creat",
    );
    let check = |package: &Path| {
        let mut command = program();
        command.current_dir(here.path()).env("CARGO_MANIFEST_DIR", package).arg("check");
        command.output().unwrap().status.code()
    };
    assert_eq!(check(&said.path().join("xtask")), Some(1));
    // A package of another project is not the workspace.
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(check(elsewhere.path()), Some(0));
}

#[test]
fn outside_of_a_workspace_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["codegen"][..], &["check"], &["tour"]] {
        let (code, told) = run(folder.path(), command);
        assert_eq!(code, Some(2), "{command:?}");
        let told = told.replace(&folder.path().display().to_string(), "HERE");
        expect_test::expect![[r#"
            error: `HERE` is not inside the workspace: no folder from there upwards has a `Cargo.toml` with `[workspace]` beside a folder `spec`; run the command inside a checkout of the project
        "#]]
        .assert_eq(&told);
    }
    assert_eq!(run(folder.path(), &["--help"]).0, Some(0));
}
