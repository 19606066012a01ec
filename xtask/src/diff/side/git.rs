//! The spec of a git revision, read with the `git` program.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use crate::spec::Files;

/// The spec of a commit.
pub struct Commit {
    /// The revision and the folder of the spec below the repository's root: `HEAD:spec/`.
    pub prefix: String,
    pub files: Files,
}

/// A file of a commit: the path below the folder of the spec, and the id of its content.
struct Blob {
    path: String,
    id: String,
}

/// The YAML files below `spec_dir` as of `revision`.
pub fn read(spec_dir: &Path, revision: &str) -> Result<Commit> {
    let folder =
        ask(spec_dir, &["rev-parse", "--show-prefix"], &[])?.map_err(|said| {
            anyhow!(
                "`{}` is in no git repository ({said}); name a folder",
                spec_dir.display()
            )
        })?;
    let folder = String::from_utf8_lossy(&folder);
    let folder = folder.trim_end_matches('\n');
    let commit = format!("{revision}^{{commit}}");
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
    let id = ask(spec_dir, &verify, &[])?.map_err(|_| {
        anyhow!("`{revision}` is not a git revision, and no folder with a `document.yaml`; name a commit, a branch, a tag or a folder")
    })?;
    let id = String::from_utf8_lossy(&id);
    let listing = git(spec_dir, &["ls-tree", "-r", "-z", id.trim_end()], &[])?;
    let blobs = blobs(&String::from_utf8_lossy(&listing));
    if !blobs.iter().any(|blob| blob.path == "document.yaml") {
        bail!("`{revision}` has no spec at `{folder}`; name a later revision");
    }
    let ids: String = blobs.iter().map(|blob| format!("{}\n", blob.id)).collect();
    let contents = git(spec_dir, &["cat-file", "--batch"], ids.as_bytes())?;
    Ok(Commit {
        prefix: format!("{revision}:{folder}"),
        files: files(blobs, &contents)?,
    })
}

/// The YAML files of a listing by `git ls-tree -z`.
fn blobs(listing: &str) -> Vec<Blob> {
    let entries = listing.split('\0').filter_map(|entry| entry.split_once('\t'));
    entries
        .filter_map(|(about, path)| {
            let [mode, "blob", id] = about.split(' ').collect::<Vec<_>>()[..] else {
                return None;
            };
            let ours = mode.starts_with("100") && path.ends_with(".yaml");
            ours.then(|| Blob { path: path.to_owned(), id: id.to_owned() })
        })
        .collect()
}

/// The contents of `blobs` from what `git cat-file --batch` says of them: `<id> blob <size>`, the bytes, an empty line.
fn files(blobs: Vec<Blob>, mut contents: &[u8]) -> Result<Files> {
    let mut files = Files::new();
    for Blob { path, .. } in blobs {
        let whole = || anyhow!("git ended in the middle of `{path}`");
        let end = contents.iter().position(|byte| *byte == b'\n').ok_or_else(whole)?;
        let head = std::str::from_utf8(&contents[..end])?;
        let size: usize = head
            .rsplit_once(' ')
            .and_then(|(_, size)| size.parse().ok())
            .ok_or_else(|| anyhow!("git says of `{path}`: {head}"))?;
        let body = contents.get(end + 1..end + 1 + size).ok_or_else(whole)?;
        let body = std::str::from_utf8(body)
            .with_context(|| format!("`{path}` is not UTF-8"))?;
        files.insert(path.clone(), body.replace("\r\n", "\n"));
        contents = contents.get(end + size + 2..).ok_or_else(whole)?;
    }
    Ok(files)
}

/// What git prints when it is run in `spec_dir`, which is not expected to refuse.
fn git(spec_dir: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
    ask(spec_dir, arguments, input)?
        .map_err(|said| anyhow!("`git {}`: {said}", arguments.join(" ")))
}

/// What git prints when it is run in `spec_dir`, or what it says against it.
fn ask(
    spec_dir: &Path,
    arguments: &[&str],
    input: &[u8],
) -> Result<Result<Vec<u8>, String>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(spec_dir).args(arguments);
    // In a hook, git tells its children which repository and which index are meant; here the folder decides.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    let started = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("`git` is not installed; install it, or name a folder")
        }
        Err(error) => return Err(error).context("`git` cannot be run"),
    };
    let stdin = child.stdin.take();
    // Git answers while it reads: who first writes all and then reads would wait for ever once a pipe is full.
    let output = thread::scope(|scope| {
        // Git closes its end when it fails, and says why itself.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
    .context("`git` cannot be run")?;
    let said = || {
        let said = String::from_utf8_lossy(&output.stderr);
        said.trim().trim_start_matches("fatal: ").to_owned()
    };
    Ok(if output.status.success() { Ok(output.stdout) } else { Err(said()) })
}
