//! The spec of a git revision, read with the `git` program.

use std::io::{ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, Error, Result, anyhow, bail};

use crate::spec::Files;
use crate::workspace;

/// The spec of a commit.
pub struct Commit {
    /// The revision and the folder of the spec below the repository's root: `HEAD:spec/`.
    pub prefix: String,
    pub files: Files,
}

/// The YAML files below `spec_dir` as of `revision`.
pub fn read(spec_dir: &Path, revision: &str) -> Result<Commit> {
    let id = commit(spec_dir, revision)?;
    let folder = git(spec_dir, &["rev-parse", "--show-prefix"])?.map_err(Error::msg)?;
    // In a folder of the work tree, git archives what the commit has of that folder.
    let files = match git(spec_dir, &["archive", "--format=tar", &id])? {
        Ok(archive) => files(&archive)?,
        Err(_) => Files::new(),
    };
    let folder = line(&folder);
    if !files.contains_key("document.yaml") {
        bail!("`{revision}` has no spec at `{folder}`; name a later revision");
    }
    Ok(Commit { prefix: format!("{revision}:{folder}"), files })
}

/// The commit in which `tip` left `revision`, abbreviated; none where `tip` has all of `revision`.
pub fn fork(spec_dir: &Path, revision: &str, tip: &str) -> Result<Option<String>> {
    let (old, new) = (commit(spec_dir, revision)?, commit(spec_dir, tip)?);
    let base = git(spec_dir, &["merge-base", &old, &new])?.map_err(|_| {
        anyhow!("`{revision}` and `{tip}` have no commit in common; fetch their history, or name a commit of `{tip}`")
    })?;
    let base = line(&base);
    Ok((base != old).then(|| base[..12].to_owned()))
}

/// The id of a commit.
fn commit(spec_dir: &Path, revision: &str) -> Result<String> {
    let commit = format!("{revision}^{{commit}}");
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
    let id = git(spec_dir, &verify)?.map_err(|said| match said.as_str() {
        "" => anyhow!("`{revision}` is not a git revision, and no folder with a `document.yaml`; name a commit, a branch, a tag or a folder"),
        said => {
            let folder = spec_dir.display();
            anyhow!("`{folder}` is in no git repository ({said}); name a folder")
        }
    })?;
    Ok(line(&id))
}

/// The line that git prints.
fn line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim_end_matches('\n').to_owned()
}

/// The YAML files of what `git archive` writes.
fn files(archive: &[u8]) -> Result<Files> {
    let mut files = Files::new();
    for entry in tar::Archive::new(archive).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        if entry.header().entry_type().is_file() && path.ends_with(".yaml") {
            let mut text = String::new();
            entry
                .read_to_string(&mut text)
                .with_context(|| format!("`{path}` is not UTF-8"))?;
            files.insert(path, text.replace("\r\n", "\n"));
        }
    }
    Ok(files)
}

/// What git prints when it is run in `spec_dir`, or what it says against it.
fn git(spec_dir: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>> {
    let output = match workspace::git(spec_dir).args(arguments).output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("`git` is not installed; install it, or name a folder")
        }
        Err(error) => return Err(error).context("`git` cannot be run"),
    };
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Ok(Err(said.trim().trim_start_matches("fatal: ").to_owned()))
}
