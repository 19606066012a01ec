//! `cargo xtask` as a shell sees it: words, files, exit codes.

mod check;
mod diff;
mod errata;
#[path = "../../src/testing.rs"]
mod testing;
mod vectors;
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use xtask::spec;

/// The folder of the small spec of the tests of every rule.
fn small_dir() -> PathBuf {
    xtask::workspace::find().unwrap().join("xtask/src/samples/spec")
}

/// A copy of the small spec that a test may edit, in a folder that goes with it.
fn copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_small(folder.path());
    folder
}

/// Writes the small spec into a folder.
fn write_small(folder: &Path) {
    for (path, text) in spec::read_folder(&small_dir()).unwrap() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The program, without what cargo tells this test of the workspace.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.env_remove("CARGO_MANIFEST_DIR");
    command
}

fn xtask(spec_dir: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).arg("--spec").arg(spec_dir).output().unwrap()
}

/// Exchanges words that stand once in a file.
fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in `{file}`");
    fs::write(path, text.replace(from, to)).unwrap();
}
