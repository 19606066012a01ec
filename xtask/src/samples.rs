//! Specs for tests, and edits of them.

use std::path::Path;

use crate::spec::{self, Files};

/// A folder of this package or beside it.
fn folder(path: &str) -> Files {
    spec::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The small spec on which the rules of `check` are tried.
pub fn small() -> Files {
    folder("src/check/tests/spec")
}

/// The spec of this repository.
pub fn real() -> Files {
    folder("../spec")
}

/// `files` in which every pair of words is exchanged: file, what stands there once, and what takes its place.
pub fn edited(mut files: Files, edits: &[(&str, &str, &str)]) -> Files {
    for (file, from, to) in edits {
        let text =
            files.get_mut(*file).unwrap_or_else(|| panic!("there is no `{file}`"));
        assert_eq!(
            text.matches(from).count(),
            1,
            "`{from}` must stand once in `{file}`"
        );
        *text = text.replace(from, to);
    }
    files
}
