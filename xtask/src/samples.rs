//! Specs for tests, and edits of them.

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::spec::{self, Files, Spec};
use crate::workspace;

/// The files and the model of a folder of the workspace, read once.
struct Sample {
    files: Files,
    spec: Spec,
}

impl Sample {
    fn of(folder: &str) -> Self {
        let files = spec::read_folder(&workspace().join(folder)).unwrap();
        Self { spec: spec::load(&files).unwrap(), files }
    }
}

static SMALL: LazyLock<Sample> =
    LazyLock::new(|| Sample::of("xtask/src/check/tests/spec"));
static REAL: LazyLock<Sample> = LazyLock::new(|| Sample::of("spec"));

/// The workspace that these tests belong to.
pub fn workspace() -> PathBuf {
    workspace::find().unwrap()
}

/// The small spec on which the rules of `check` are tried.
pub fn small() -> Files {
    SMALL.files.clone()
}

/// The spec of this repository.
pub fn real() -> Files {
    REAL.files.clone()
}

/// Its model.
pub fn real_spec() -> &'static Spec {
    &REAL.spec
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
