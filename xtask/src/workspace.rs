//! Where the workspace is. It is looked for when the program runs, so that a copied or moved tree works on itself.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

/// The workspace of this run: the one whose `xtask` cargo runs, otherwise the one around the current folder.
pub fn find() -> Result<PathBuf> {
    let here = env::current_dir().context("the current folder cannot be read")?;
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    package.as_deref().and_then(around).or_else(|| around(&here)).ok_or_else(|| {
        anyhow!(
            "`{}` is not inside the workspace: no folder from there upwards has a `Cargo.toml` with `[workspace]` beside a folder `spec`; run the command inside a checkout of the project",
            here.display()
        )
    })
}

/// The nearest workspace at or above `folder`.
fn around(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| is_workspace(folder)).map(Path::to_path_buf)
}

fn is_workspace(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest.lines().any(|line| line.trim() == "[workspace]")
        && folder.join("spec").is_dir()
}

/// Cargo, to be run in `workspace`: the cargo that runs this program, otherwise the one of the search path.
pub fn cargo(workspace: &Path) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(workspace);
    command
}

/// Git, to be run in `folder`.
pub fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    // In a hook, git tells its children which repository and which index are meant; here the folder decides.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command
}

/// Whether git has the file at `path` below `folder` as it is.
pub fn is_committed(folder: &Path, path: &str) -> bool {
    let succeeds = |arguments: &[&str]| {
        let output = git(folder).args(arguments).args(["--", path]).output();
        output.is_ok_and(|output| output.status.success())
    };
    succeeds(&["ls-files", "--error-unmatch"]) && succeeds(&["diff", "--quiet", "HEAD"])
}
