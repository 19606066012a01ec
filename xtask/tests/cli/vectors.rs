//! `cargo xtask vectors` as a shell sees it.

use std::fs;

use crate::{copy, xtask};

#[test]
fn a_recording_becomes_vectors_of_a_clean_spec() {
    let folder = copy();
    let root = folder.path();
    let workspace = xtask::workspace::find().unwrap();
    let recording = workspace.join("gensee-api/cli/tests/program/recording");
    let recording = recording.to_str().unwrap();
    let file = "operations/file/detach.yaml";
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap();
    // The examples that are there show all that was recorded.
    let (bare, _) = text.split_once("\nexamples:").unwrap();
    fs::write(&path, bare).unwrap();
    let output = xtask(root, &["vectors", recording]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("0002-detach-files.json: request of `file/detach`"), "{told}");
    assert!(told.contains("no faults"), "{told}");
    let text = fs::read_to_string(path).unwrap();
    assert!(
        text.contains("recorded 2026-11-30 from a server on the same machine"),
        "{text}"
    );
}

#[test]
fn what_is_no_recording_ends_with_2() {
    let folder = copy();
    let output = xtask(folder.path(), &["vectors", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("recording.json` cannot be read"), "{told}");
}
