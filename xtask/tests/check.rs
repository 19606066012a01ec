//! `cargo xtask check` and `cargo xtask schema` as a shell sees them: words, files, exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The small spec of the tests of every rule.
const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/tests/spec");

/// A copy of the small spec that a test may edit.
fn copy(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if root.exists() {
        fs::remove_dir_all(&root).unwrap();
    }
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(root.join(&folder)).unwrap();
        for entry in fs::read_dir(Path::new(SMALL).join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            let from = Path::new(SMALL).join(&path);
            if from.is_dir() {
                folders.push(path);
            } else {
                fs::copy(from, root.join(path)).unwrap();
            }
        }
    }
    root
}

fn xtask(spec: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).arg("--spec").arg(spec).output().unwrap()
}

/// Exit code, and what was printed.
fn ended(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn edit(root: &Path, file: &str, from: &str, to: &str) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in `{file}`");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_clean_spec_ends_with_0() {
    let (code, told) = ended(&xtask(&copy("clean"), &["check"]));
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.starts_with("3 operations, ") && told.ends_with(" rules: no faults\n"),
        "{told}"
    );
}

#[test]
fn faults_end_with_1() {
    let root = copy("faults");
    edit(&root, "operations/created.yaml", "effect: create", "effect: creat");
    let (code, told) = ended(&xtask(&root, &["check"]));
    assert_eq!(code, Some(1));
    expect_test::expect![[r#"
        spec/operations/created.yaml:8:9: `creat` is no effect; did you mean `create`?
          |
        8 | effect: creat
          |         ^^^^^ unknown-word

        1 fault in 1 file
    "#]]
    .assert_eq(&told);
}

#[test]
fn what_cannot_run_ends_with_2() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nowhere");
    let output = xtask(&root, &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere` cannot be read"));
    let unknown = xtask(&root, &["chekc"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn fix_restores_the_layout_and_nothing_else() {
    let root = copy("layout");
    let file = "operations/created.yaml";
    let clean = fs::read_to_string(root.join(file)).unwrap();
    edit(
        &root,
        file,
        "en: Creates a webcast.\n",
        "en:   \"Creates a webcast.\" # ours\n\n",
    );
    edit(&root, "operations/file/detach.yaml", "effect: delete", "effect:   delet");
    let broken = fs::read_to_string(root.join("operations/file/detach.yaml")).unwrap();
    let (code, told) = ended(&xtask(&root, &["check", "--fix"]));
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
    let (code, told) = ended(&xtask(Path::new(SMALL), &["check", "--rules"]));
    let (_, clean) = ended(&xtask(&copy("catalogue"), &["check"]));
    assert_eq!(code, Some(0));
    assert!(
        clean.contains(&format!(", {} rules:", told.lines().count())),
        "{clean}{told}"
    );
    assert!(told.lines().all(|line| line.ends_with('.')), "{told}");
}

#[test]
fn stale_schemas_end_with_1_and_are_written_without_check() {
    let root = copy("schemas");
    let (code, told) = ended(&xtask(&root, &["schema", "--check"]));
    assert_eq!(code, Some(1));
    assert!(told.contains("`spec/schema/operation.json` differs from the model; run `cargo xtask schema`\n"), "{told}");
    assert!(!root.join("schema").exists());
    assert_eq!(ended(&xtask(&root, &["schema"])).0, Some(0));
    assert_eq!(ended(&xtask(&root, &["schema", "--check"])), (Some(0), String::new()));
}
