//! `cargo xtask diff` and `cargo xtask check --since` as a shell sees them: words, files, exit codes.

use std::path::PathBuf;
use std::process::Output;

use crate::testing::Repository;
use crate::{program, write_small};

const CREATED: &str = "operations/created.yaml";

/// A break on both axes: a parameter must be sent that could be left out.
const MUST: (&str, &str) = (
    "level: { type: String, optional: true,",
    "level: { type: String, optional: false,",
);

/// A repository of its own with the small spec as its only commit.
struct Project(Repository);

impl Project {
    fn new() -> Self {
        let home = Self(Repository::new());
        write_small(&home.spec());
        home.0.commit();
        home
    }

    fn spec(&self) -> PathBuf {
        self.0.path().join("spec")
    }

    fn edit(&self, file: &str, (from, to): (&str, &str)) {
        crate::edit(&self.spec(), file, from, to);
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = program();
        command.current_dir(self.0.path()).args(arguments);
        command.arg("--spec").arg(self.spec()).output().unwrap()
    }

    /// The exit code.
    fn code(&self, arguments: &[&str]) -> Option<i32> {
        self.run(arguments).status.code()
    }

    fn told(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = [output.stdout, output.stderr].concat();
        String::from_utf8(told)
            .unwrap()
            .replace(&self.0.path().display().to_string(), "HOME")
    }
}

#[test]
fn nothing_changes_between_head_and_a_clean_work_tree() {
    let home = Project::new();
    assert_eq!(
        home.told(&["diff"]),
        "HEAD → the work tree: nothing changes\n\nsemver: none\n"
    );
    assert_eq!(home.code(&["diff", "--fail-on", "any"]), Some(0));
}

#[test]
fn a_failure_is_what_was_asked_for() {
    let home = Project::new();
    let codes = |home: &Project| {
        ["wire", "rust", "any"].map(|on| home.code(&["diff", "--fail-on", on]).unwrap())
    };
    home.edit(CREATED, ("note: 客户端", "note: 客户端类型"));
    assert_eq!(codes(&home), [0, 0, 1], "unexplained");
    home.0.git(&["checkout", "--quiet", "."]);
    home.edit(CREATED, ("rust_type: Status", "rust_type: State"));
    assert_eq!(codes(&home), [0, 1, 1], "another name of a type");
    home.0.git(&["checkout", "--quiet", "."]);
    home.edit(CREATED, MUST);
    assert_eq!(codes(&home), [1, 1, 1], "a parameter that must be sent");
    assert_eq!(home.code(&["diff"]), Some(0), "nobody asked");
    assert_eq!(home.code(&["diff", "--fail-on", "wire", "--fail-on", "rust"]), Some(1));
}

#[test]
fn what_cannot_run_ends_with_2() {
    let home = Project::new();
    for (arguments, told) in [
        (&["diff", "nowhere"][..], "error: `nowhere` is not a git revision"),
        (&["diff", "2020-01-23"], "error: `2020-01-23` is not a row of the changelog"),
        (&["diff", "--format", "html"], "error: invalid value 'html'"),
        (&["check", "--since", "nowhere"], "error: `nowhere` is not a git revision"),
    ] {
        assert_eq!(home.code(arguments), Some(2), "{arguments:?}");
        let output = home.told(arguments);
        assert!(output.starts_with(told), "{output}");
    }
    home.edit(CREATED, ("effect: create", "effect: creat"));
    let told = home.told(&["diff"]);
    assert!(told.starts_with("error: `spec/operations/created.yaml`: "), "{told}");
    assert_eq!(home.code(&["diff"]), Some(2));
}

#[test]
fn a_spec_of_another_format_is_named_with_its_reason() {
    let home = Project::new();
    home.edit(CREATED, ("effect: create\n", "effect: create\nretry: never\n"));
    home.0.commit();
    home.edit(CREATED, ("retry: never\n", ""));
    assert_eq!(home.code(&["diff"]), Some(2));
    expect_test::expect![[r#"
        error: the spec of `HEAD` is of another format: `spec/operations/created.yaml`: error: line 9 column 1: unknown field `retry`, expected one of name, title, purpose, path, printed_path, methods, without, en, roles, effect, window, paging, list_encoding, conditions, description, misprints, unread, red, request, response, examples
    "#]].assert_eq(&home.told(&["diff"]));
    let check = home.told(&["check"]);
    assert!(check.contains("\nnote: not compared with the last commit: the spec of `HEAD` is of another format: `spec/operations/created.yaml`"), "{check}");
    assert_eq!(home.code(&["check"]), Some(0));
    assert_eq!(home.code(&["check", "--since", "HEAD"]), Some(2));
}

#[test]
fn every_format_and_every_side_come_out() {
    let home = Project::new();
    home.edit(CREATED, MUST);
    let told = home.told(&["diff", "--format", "markdown"]);
    assert!(told.starts_with("### Spec: HEAD → the work tree: 1 change\n"), "{told}");
    let told = home.told(&["diff", "HEAD", "spec", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(report["findings"][0]["new"]["file"], "spec/operations/created.yaml");
    assert_eq!(report["new"]["label"], "spec");
    let told = home.told(&["diff", "--format", "github"]);
    assert!(
        told.starts_with("::error file=spec/operations/created.yaml,line="),
        "{told}"
    );
    assert_eq!(home.told(&["diff", "--format", "github", "--output", "told.txt"]), "");
    assert_eq!(std::fs::read_to_string(home.0.path().join("told.txt")).unwrap(), told);
    let told = home.told(&["diff", "--output", "spec"]);
    assert!(told.starts_with("error: `spec` cannot be written"), "{told}");
    let told = home.told(&["diff", "2021-05-19"]);
    assert!(told.starts_with("2021-05-19 (reconstructed) → the work tree: "), "{told}");
    let told = home.told(&["diff", "--rules"]);
    assert!(told.contains("\nrequest-row-removed "), "{told}");
}

#[test]
fn check_sees_what_has_changed_since_a_revision() {
    let home = Project::new();
    home.edit(CREATED, ("note: 客户端", "note: 客户端类型"));
    assert_eq!(home.code(&["check"]), Some(1));
    expect_test::expect![[r#"
        spec/operations/created.yaml:33:50: `note` of `created#request.clientType` has changed since `HEAD`, and nothing says why; write `targets: [created#request.clientType]` in an entry of `amendments.yaml` because `transcription` or `unannounced`
           |
        33 |   clientType: { type: int, optional: true, note: 客户端类型, en: Kind of client., range: 0..1 }
           |                                                  ^^^^^^^^^^ unexplained-change

        1 fault in 1 file
    "#]].assert_eq(&home.told(&["check"]));
    home.0.commit();
    assert_eq!(home.code(&["check"]), Some(0), "{}", home.told(&["check"]));
    assert_eq!(home.code(&["check", "--since", "HEAD~1"]), Some(1));
    let amendments = "\
# yaml-language-server: $schema=schema/amendments.json
- date: 2026-01-01
  because: unannounced
  why: The note says more.
  targets: [created#request.clientType]
";
    home.0.write("spec/amendments.yaml", amendments);
    assert_eq!(
        home.code(&["check", "--since", "HEAD~1"]),
        Some(0),
        "{}",
        home.told(&["check", "--since", "HEAD~1"])
    );
}
