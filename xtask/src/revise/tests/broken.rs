//! What the last steps stop at.

use std::path::Path;

use expect_test::expect;
use serde_json::json;

use super::{Run, Step, announce, newest, operation, revise, way_with, workspace};
use crate::revise::broken;
use crate::testing::Repository;
use crate::workspace::cargo;

/// A vendor has removed a parameter, and a person has said so in the spec.
fn revised() -> Repository {
    let workspace = workspace();
    revise(
        &workspace,
        |document| {
            announce(document, "5.1创建直播接口去掉organizerToken参数");
            let rows = &mut operation(document, "/webcast/created").request;
            rows.retain(|row| row.name != "organizerToken");
        },
        |spec| {
            newest(spec).removes = vec!["created#request.organizerToken".to_owned()];
        },
    );
    workspace
}

/// A package with a handler of what has gone; `BUILD` would compile all of a workspace, so it is compiled by itself.
fn compile(workspace: &Path) -> Run {
    let output = cargo(workspace)
        .args(["check", "--quiet", "--offline", "--message-format=json"])
        .args(["--target-dir", "target"])
        .output()
        .expect("cargo");
    Run {
        succeeded: output.status.success(),
        output: String::from_utf8(output.stdout).expect("text"),
    }
}

#[test]
fn code_that_breaks_is_told_with_the_change_behind_it() {
    let workspace = revised();
    workspace.write(
        "Cargo.toml",
        "[package]\nname = \"handlers\"\nedition = \"2024\"\n\n[workspace]\n",
    );
    workspace.write(
        "src/lib.rs",
        "\
pub struct CreateWebcast {
    pub subject: String,
}

pub fn create(request: &CreateWebcast) -> Option<&str> {
    request.organizer_token.as_deref()
}

pub fn count() -> usize {
    \"one\"
}

pub fn organizer_token() {
    let _length: usize = \"two\";
}
",
    );
    let path = workspace.path().to_owned();
    let (outcome, told) = way_with(&workspace, &mut |_| compile(&path));
    assert_eq!(outcome, Some(Step::Build), "{told}");
    let (_, told) = told.split_once("== 5/7 build\n").expect("the fifth step");
    expect![[r#"
        error[E0609]: no field `organizer_token` on type `&CreateWebcast`
         --> src/lib.rs:6:13
          |
        6 |     request.organizer_token.as_deref()
          |             ^^^^^^^^^^^^^^^ unknown field
          |
          = note: available field is: `subject`
          = `created#request.organizerToken` removed (HEAD:spec/operations/created.yaml:23)

        error[E0308]: mismatched types
          --> src/lib.rs:10:5
           |
         9 | pub fn count() -> usize {
           |                   ----- expected `usize` because of return type
        10 |     "one"
           |     ^^^^^ expected `usize`, found `&str`

        error[E0308]: mismatched types
          --> src/lib.rs:14:26
           |
        14 |     let _length: usize = "two";
           |                  -----   ^^^^^ expected `usize`, found `&str`
           |                  |
           |                  expected due to this
          = `created#request.organizerToken` removed (HEAD:spec/operations/created.yaml:23)


        stopped at `build`: 3 edits by hand are left, all listed above: correct this code; what depends on it is compiled afterwards, then run the same command again
    "#]].assert_eq(told);
}

#[test]
fn a_build_that_tells_no_place_is_left_to_cargo() {
    let failed = |_: &[&str]| Run { succeeded: false, output: String::new() };
    let (outcome, told) = way_with(&revised(), &mut failed.clone());
    assert_eq!(outcome, Some(Step::Build));
    assert!(
        told.ends_with(
            "stopped at `build`: do what cargo says above, then run the same command again\n"
        ),
        "{told}"
    );
}

#[test]
fn tests_and_tour_stop_it_with_what_they_say() {
    let workspace = revised();
    for (step, ends) in [(Step::Tests, [true, false]), (Step::Tour, [true, true])] {
        let mut ends = ends.into_iter();
        let mut asked = 0;
        let (outcome, told) = way_with(&workspace, &mut |_| {
            asked += 1;
            let succeeded = ends.next().unwrap_or_default();
            Run { succeeded, output: "what is wrong\n".to_owned() }
        });
        assert_eq!(outcome, Some(step), "{told}");
        assert_eq!(told.matches("what is wrong\n").count(), 1, "{told}");
        assert_eq!(asked, step as usize - Step::Build as usize + 1);
    }
}

#[test]
fn code_of_several_targets_is_told_once() {
    let message = |file: &str| {
        let span = json!({ "is_primary": true, "file_name": file, "line_start": 3 });
        let rendered = format!("error: no field `zipcode`\n --> {file}:3:1\n");
        json!({ "message": { "level": "error", "spans": [span], "rendered": rendered } })
            .to_string()
    };
    let told =
        ["examples/tour.rs", "tests/../examples/tour.rs", "src/lib.rs"].map(message);
    assert_eq!(broken::errors(&told.join("\n")).len(), 2);
}
