//! The README: its tour as it is printed, and its exit codes.

use std::process::Command;

use super::{Site, done, with_settings};

const README: &str = include_str!("../../README.md");

#[test]
fn the_tour_by_copy_and_paste() {
    let site = Site::demo();
    let block = README.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(block.lines().count() >= 9);
    let folder = tempfile::tempdir().unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_gensee")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(program.to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    for line in block.lines() {
        let line = line.replace("http://127.0.0.1:8080", &site.sandbox.url());
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]).current_dir(folder.path());
        shell.env("PATH", path.as_ref().unwrap());
        with_settings(&mut shell, site.settings.path());
        let done = done(&mut shell);
        assert_eq!(done.code, Some(0), "{line}: {done:?}");
    }
    let votes = std::fs::read(folder.path().join("votes.csv")).unwrap();
    assert!(votes.starts_with("\u{feff}".as_bytes()), "`--excel`");
    for file in ["attendance.xlsx", "month.html", "lesson.html", "votes.csv"] {
        assert!(folder.path().join(file).metadata().unwrap().len() > 1000, "{file}");
    }
}

#[test]
fn the_exit_codes_are_those_of_the_help() {
    let site = Site::demo();
    let help = site.run("--help").stdout;
    let codes = help.split("Exit codes:\n").nth(1).unwrap();
    for line in codes.lines().filter(|line| !line.is_empty()) {
        let (code, meaning) = line.trim().split_once("  ").unwrap();
        assert!(README.contains(&format!("| {code} | {meaning} |")), "{line}");
    }
}
