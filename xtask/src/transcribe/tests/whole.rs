//! Runs over a folder, and files and chapters that are not listed.

use std::fs;

use super::{NAME, checked, lenient, load, refused, sample, swap, transcribed};
use crate::spec;
use crate::transcribe::{Input, Renames, run};

#[test]
fn a_run_over_a_folder_writes_removes_and_tells_how_it_ended() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path().join("spec");
    for (path, text) in sample::files() {
        spec::write_file(&root, &path, &text).expect("a file of the test");
    }
    let document = folder.path().join(NAME);
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.arg("-C").arg(folder.path()).args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b",
        ]);
        assert!(git.args(arguments).output().expect("git").status.success());
    };
    let mut told = String::new();
    let mut go = |text: &[u8], check: bool| {
        fs::write(&document, text).expect("the text of the test");
        let input = Input {
            file: document.clone(),
            allow_removals: false,
            renames: Renames::Never,
        };
        run(&input, check, &root, &mut |report| told.push_str(report))
            .map_err(|error| error.to_string())
    };
    let text = sample::text();
    assert_eq!(go(text.as_bytes(), true), Ok(true));
    assert_eq!(go(text.as_bytes(), false), Ok(true));
    assert_eq!(spec::read_folder(&root).expect("spec"), sample::files());

    let revised = swap(&text, "/webcast/ptz", "/webcast/camera/ptz");
    assert_eq!(go(revised.as_bytes(), true), Ok(false));
    assert_eq!(
        spec::read_folder(&root).expect("spec"),
        sample::files(),
        "`--check` writes nothing"
    );
    let deleted = go(revised.as_bytes(), false).expect_err("git does not have it");
    assert!(
        deleted.starts_with("`spec/operations/ptz.yaml` would be deleted"),
        "{deleted}"
    );
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "the spec"]);
    assert_eq!(go(revised.as_bytes(), false), Ok(true));
    assert!(
        root.join("operations/camera/ptz.yaml").exists()
            && !root.join("operations/ptz.yaml").exists()
    );
    assert_eq!(go(revised.as_bytes(), true), Ok(true));

    let before = spec::read_folder(&root).expect("spec");
    assert!(
        go(b"no such document", false).is_err()
            && go(b"no such document", true).is_err()
    );
    assert_eq!(
        spec::read_folder(&root).expect("spec"),
        before,
        "a text that cannot be read changes nothing"
    );
    let missing = folder.path().join("missing.txt");
    let missing =
        Input { file: missing, allow_removals: false, renames: Renames::Never };
    let missing = run(&missing, true, &root, &mut |_| {});
    assert!(
        missing.is_err_and(|error| error
            .to_string()
            .contains("missing.txt` cannot be read"))
    );
    fs::write(root.join("document.yaml"), "titel: x\n").expect("a broken spec");
    assert!(
        go(text.as_bytes(), true)
            .is_err_and(|error| error.contains("spec/document.yaml"))
    );
}

#[test]
fn a_file_that_nobody_listed_is_not_overwritten() {
    let mut files = sample::files();
    files.insert(
        "operations/camera/ptz.yaml".to_owned(),
        "title: mine\npath: /webcast/camera/ptz\n".to_owned(),
    );
    let text = swap(&sample::text(), "/webcast/ptz", "/webcast/camera/ptz");
    let update = super::super::transcribe(
        NAME,
        text.as_bytes(),
        &load(&files),
        &files,
        &lenient(),
    );
    let error = update.expect_err("the file is somebody's").to_string();
    assert!(
        error.starts_with("`spec/operations/camera/ptz.yaml` exists already"),
        "{error}"
    );
}

#[test]
fn a_chapter_after_the_operations_is_found_once_it_is_listed() {
    let text = format!("{}\n附录\n\n一些说明。\n", sample::text());
    let error = refused(text.as_bytes(), &sample::files());
    assert!(error.contains("`附录` stands below the table of `ptz指令`"), "{error}");
    let mut files = sample::files();
    let listed = swap(
        &files["document.yaml"],
        "  - title: 接口定义\n",
        "  - title: 接口定义\n  - title: 附录\n",
    );
    files.insert("document.yaml".to_owned(), listed);
    let (after, report) = transcribed(&text, &files);
    assert!(!report.contains("description"), "{report}");
    assert!(
        after["document.yaml"].contains("  - title: 附录\n    text: 一些说明。\n"),
        "{}",
        after["document.yaml"]
    );
    assert_eq!(refused(b"", &files), refused(b"", &sample::files()));
    // The word below the title of an operation is not read as a title, even if the spec lists it as one.
    let listed = swap(&files["document.yaml"], "  - title: 附录\n", "  - title: 描述\n");
    files.insert("document.yaml".to_owned(), listed);
    let (report, _) = checked(&sample::text(), &files);
    assert!(
        report.contains("`document#描述` is in the spec, but not printed"),
        "{report}"
    );
}
