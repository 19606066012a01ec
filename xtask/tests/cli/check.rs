//! `cargo xtask check` and `cargo xtask schema` as a shell sees them: words, files, exit codes.

use std::fs;
use std::process::Output;

use crate::{copy, edit, small_dir, xtask};

/// Exit code, and what was printed.
fn ended(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_clean_spec_ends_with_0() {
    let (code, told) = ended(&xtask(copy().path(), &["check"]));
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.starts_with("4 operations, ") && told.ends_with(" rules: no faults\n"),
        "{told}"
    );
}

#[test]
fn faults_end_with_1() {
    let folder = copy();
    let root = folder.path();
    edit(root, "operations/created.yaml", "effect: create", "effect: creat");
    let (code, told) = ended(&xtask(root, &["check"]));
    assert_eq!(code, Some(1));
    expect_test::expect![[r#"
        spec/operations/created.yaml:8:9: `creat` is not a valid effect; did you mean `create`?
          |
        8 | effect: creat
          |         ^^^^^ unknown-word

        1 fault in 1 file
    "#]]
    .assert_eq(&told);
}

#[test]
fn what_cannot_run_ends_with_2() {
    let folder = copy();
    let root = &folder.path().join("nowhere");
    let output = xtask(root, &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere` cannot be read"));
    let unknown = xtask(root, &["chekc"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn fix_restores_the_layout_and_nothing_else() {
    let folder = copy();
    let root = folder.path();
    let file = "operations/created.yaml";
    let clean = fs::read_to_string(root.join(file)).unwrap();
    edit(
        root,
        file,
        "en: Creates a webcast.\n",
        "en:   \"Creates a webcast.\" # ours\n\n",
    );
    edit(root, "operations/file/detach.yaml", "effect: delete", "effect:   delet");
    let broken = fs::read_to_string(root.join("operations/file/detach.yaml")).unwrap();
    let (code, told) = ended(&xtask(root, &["check", "--fix"]));
    assert_eq!(code, Some(1), "{told}");
    assert!(told.starts_with("rewrote `spec/operations/created.yaml`\n"), "{told}");
    assert_eq!(fs::read_to_string(root.join(file)).unwrap(), clean);
    assert_eq!(
        fs::read_to_string(root.join("operations/file/detach.yaml")).unwrap(),
        broken
    );
}

#[test]
fn the_catalogue_has_a_line_for_every_rule() {
    let (code, told) = ended(&xtask(&small_dir(), &["check", "--rules"]));
    let (_, clean) = ended(&xtask(copy().path(), &["check"]));
    assert_eq!(code, Some(0));
    assert!(
        clean.contains(&format!(", {} rules:", told.lines().count())),
        "{clean}{told}"
    );
    assert!(told.lines().all(|line| line.ends_with('.')), "{told}");
}

#[test]
fn stale_schemas_end_with_1_and_are_written_without_check() {
    let folder = copy();
    let root = folder.path();
    let (code, told) = ended(&xtask(root, &["schema", "--check"]));
    assert_eq!(code, Some(1));
    assert!(told.contains("missing: `schema/operation.json`\n"), "{told}");
    assert!(told.ends_with("run `cargo xtask schema`\n"), "{told}");
    assert!(!root.join("schema").exists());
    assert_eq!(ended(&xtask(root, &["schema"])).0, Some(0));
    let (code, told) = ended(&xtask(root, &["schema", "--check"]));
    assert_eq!(
        (code, told.ends_with("fresh, 0 stale, 0 missing, 0 orphans\n")),
        (Some(0), true)
    );
}
