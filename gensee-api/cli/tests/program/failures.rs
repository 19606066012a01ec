//! Exit codes, and what is said.

use std::fs::OpenOptions;
use std::process::Stdio;

use gensee_sandbox::{Answer, Fault};

use super::{Site, done, program};

#[test]
fn every_exit_code() {
    let site = Site::demo();
    let table = [
        ("call list-webcasts", 0, ""),
        ("call get-webcast --webcast-id 5f3c", 1, "the server answers code"),
        (
            "call list-webcats",
            2,
            "`list-webcats` is neither a command nor an operation; did you mean `list-webcasts`?",
        ),
        ("call get-webcast", 2, "--webcast-id <ID>"),
        ("call list-webcasts --page-no many", 2, "not a whole number"),
        ("call list-webcasts -o csv --columns subjekt", 2, "did you mean `subject`?"),
        (
            "call list-webcasts -p nobody",
            2,
            "`--profile nobody`: no such profile; there is none",
        ),
        (
            "call create-user --user-login-name a --user-password @/no/such/file --name a --role teacher",
            2,
            "`/no/such/file`",
        ),
    ];
    for (line, code, words) in table {
        let done = site.run(line);
        assert_eq!(done.code, Some(code), "{line} {done:?}");
        assert!(done.stderr.contains(words), "{line} {done:?}");
    }
    let done = done(
        site.command()
            .args(["call", "list-webcasts"])
            .env("GENSEE_URL", "http://127.0.0.1:1"),
    );
    assert_eq!(done.code, Some(3), "{done:?}");
    assert!(done.stderr.contains("http://127.0.0.1:1"), "{done:?}");

    site.sandbox
        .set_answer(Answer::new("/webcast/page", r#"{"code":"0","list":7}"#))
        .unwrap();
    let done = site.run("call list-webcasts");
    assert_eq!(done.code, Some(4), "{done:?}");
}

/// The rows around one that cannot be read are written.
#[test]
fn rows_around_an_unreadable_one() {
    let site = Site::demo();
    let body = r#"{"code":"0","list":[{"id":"a"},{"id":{}},{"id":"c"}]}"#;
    site.sandbox.set_answer(Answer::new("/webcast/page", body)).unwrap();
    let done = site.run("call list-webcasts --all -o csv --columns id");
    assert_eq!(done.code, Some(4), "{done:?}");
    assert_eq!(done.stdout, "id\na\nc\n");
    assert!(done.stderr.contains("$.list[1].id"), "{done:?}");
}

#[test]
fn without_a_login() {
    let site = Site::demo();
    let nothing = done(site.bare().args(["call", "list-webcasts"]));
    assert_eq!(nothing.code, Some(2));
    assert!(
        nothing.stderr.contains("save one with `gensee login URL LOGIN`"),
        "{nothing:?}"
    );
    let half = done(
        site.command().args(["call", "list-webcasts"]).env_remove("GENSEE_PASSWORD"),
    );
    assert_eq!(half.code, Some(2));
    assert!(half.stderr.contains("`GENSEE_PASSWORD` is not; set it"), "{half:?}");
}

#[test]
fn a_busy_server_is_waited_for() {
    let site = Site::demo();
    site.sandbox.inject(Fault::Unavailable.times(1));
    assert_eq!(site.run("call list-webcasts").code, Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let site = Site::demo();
    for format in ["json", "csv", "jsonl", "table"] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut child = site
            .command()
            .args(["call", "list-webcasts", "--all", "-o", format])
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(5), "{format}");
    }
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    let site = Site::demo();
    for format in ["json", "csv", "jsonl", "table"] {
        let mut child = site
            .command()
            .args(["call", "list-webcasts", "--all", "-o", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[test]
fn a_settings_file_that_cannot_be_read_is_told_without_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("config.toml"),
        "default = 'a'\n[profiles.a]\nurl = geheim\n",
    )
    .unwrap();
    let done = done(program(folder.path()).args(["call", "list-webcasts"]));
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.stderr.contains("config.toml`: line 3"), "{done:?}");
    assert!(!done.stderr.contains("geheim"), "{done:?}");
}
