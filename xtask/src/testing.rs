//! A git repository of a test's own.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A repository in a folder that goes with it.
pub struct Repository(TempDir);

impl Repository {
    /// An empty one.
    pub fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file below its root.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits all that is on disk.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=A state"]);
    }

    pub fn git(&self, arguments: &[&str]) {
        let identity =
            ["user.name=Test", "user.email=test@example.com", "commit.gpgsign=false"];
        let mut git = Command::new("git");
        git.arg("-C").arg(self.path());
        identity.iter().for_each(|setting| {
            git.args(["-c", setting]);
        });
        assert!(git.args(arguments).status().unwrap().success(), "git {arguments:?}");
    }
}
