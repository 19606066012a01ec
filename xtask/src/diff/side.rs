//! The two states that are compared: where they come from, and where their parts stand.

mod git;
mod rebuild;

use std::borrow::Cow;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Result, anyhow};

use super::model::{Location, SideInfo};
use super::parts::{Parts, parts};
use crate::spec::{self, Files, Place, Spec, Trees, is_below};

use rebuild::Rebuilt;
pub use rebuild::is_revision_name;

/// How the state of the files on disk is called.
const WORK_TREE: &str = "the work tree";

/// One of the two states.
pub struct Side {
    pub info: SideInfo,
    pub spec: Spec,
    /// The parts of the spec.
    pub parts: Parts,
    snapshot: Rc<Snapshot>,
    /// What is only known of it by later rows of the changelog, if it was rebuilt from one.
    rebuilt: Option<Rebuilt>,
}

/// The files that a state, or the one it was rebuilt from, is read from.
struct Snapshot {
    /// What stands before the path of every file: `HEAD:spec/`.
    prefix: String,
    files: Files,
    trees: Trees,
}

/// The two states that `old` and `new` name, the last commit and the work tree where they name nothing. `spec_dir` is the
/// folder of the spec.
pub fn sides(
    spec_dir: &Path,
    old: Option<&str>,
    new: Option<&str>,
) -> Result<(Side, Side)> {
    if let (Some((old, tip)), None) = (old.and_then(|old| old.split_once("...")), new) {
        let [old, tip] =
            [old, tip].map(|name| if name.is_empty() { "HEAD" } else { name });
        return Ok((Side::fork(spec_dir, old, tip)?, Side::commit(spec_dir, tip)?));
    }
    let newer = match new {
        None => Side::work_tree(spec_dir)?,
        Some(name) if is_revision_name(name) => {
            Side::work_tree(spec_dir)?.as_of_revision(name)?
        }
        Some(name) => Side::named(spec_dir, name)?,
    };
    let older = match old {
        None => Side::commit(spec_dir, "HEAD")?,
        Some(name) if is_revision_name(name) => newer.as_of_revision(name)?,
        Some(name) if new.is_none() && !is_folder(name) => Side::since(spec_dir, name)?,
        Some(name) => Side::named(spec_dir, name)?,
    };
    Ok((older, newer))
}

/// Whether `name` is that of a folder with a spec.
fn is_folder(name: &str) -> bool {
    Path::new(name).join("document.yaml").is_file()
}

impl Side {
    /// The spec at `spec_dir`, as it lies on disk.
    pub fn work_tree(spec_dir: &Path) -> Result<Self> {
        Self::at_hand(spec::read_folder(spec_dir)?)
    }

    /// The same of files that were read already.
    pub fn at_hand(files: Files) -> Result<Self> {
        Self::of(WORK_TREE, "spec/", files)
    }

    /// The same where the model of the files is known.
    pub fn at_hand_with(files: Files, mut spec: Spec) -> Self {
        spec.resolve();
        Self::with(WORK_TREE, "spec/", files, spec)
    }

    /// The spec of `spec_dir` as of a git revision.
    pub fn commit(spec_dir: &Path, revision: &str) -> Result<Self> {
        let git::Commit { prefix, files } = git::read(spec_dir, revision)?;
        let spec = spec::load_beside(&files, || spec::types(spec_dir))
            .map_err(|fault| in_another_format(revision, &fault))?;
        Ok(Self::with(revision, &prefix, files, spec))
    }

    /// The state from which the work tree came: that of `revision`, without what came there after the last commit has
    /// left it.
    pub fn since(spec_dir: &Path, revision: &str) -> Result<Self> {
        Self::fork(spec_dir, revision, "HEAD")
    }

    fn fork(spec_dir: &Path, revision: &str, tip: &str) -> Result<Self> {
        let Some(id) = git::fork(spec_dir, revision, tip)? else {
            return Self::commit(spec_dir, revision);
        };
        let mut side = Self::commit(spec_dir, &id)?;
        side.info.label = format!("{revision}...{tip}");
        Ok(side)
    }

    /// The spec of these files, whose places begin with `prefix`.
    pub fn of(label: &str, prefix: &str, files: Files) -> Result<Self> {
        let spec = spec::load(&files)?;
        Ok(Self::with(label, prefix, files, spec))
    }

    fn with(label: &str, prefix: &str, files: Files, spec: Spec) -> Self {
        let (prefix, trees) = (prefix.to_owned(), Trees::default());
        Self {
            info: SideInfo { label: label.to_owned(), reconstructed: false },
            parts: parts(&spec),
            spec,
            snapshot: Rc::new(Snapshot { prefix, files, trees }),
            rebuilt: None,
        }
    }

    /// The state after the row `name` of the changelog, rebuilt from this one, or from the one this was rebuilt from.
    pub fn as_of_revision(&self, name: &str) -> Result<Self> {
        let base = self.base();
        let row = rebuild::position(&base.changelog, name)?;
        let (spec, rebuilt) = rebuild::rebuild(base, row)?;
        Ok(Self {
            info: SideInfo { label: name.to_owned(), reconstructed: true },
            parts: parts(&spec),
            spec,
            snapshot: Rc::clone(&self.snapshot),
            rebuilt: Some(rebuilt),
        })
    }

    /// The spec in any folder, or of `spec_dir` as of a git revision.
    fn named(spec_dir: &Path, name: &str) -> Result<Self> {
        if !is_folder(name) {
            return Self::commit(spec_dir, name);
        }
        let prefix = format!("{}/", name.trim_end_matches('/'));
        let files = spec::read_folder(Path::new(name))?;
        Self::of(name, &prefix, files).map_err(|fault| in_another_format(name, &fault))
    }

    /// The spec that the files say.
    pub fn base(&self) -> &Spec {
        self.rebuilt.as_ref().map_or(&self.spec, |rebuilt| &rebuilt.base)
    }

    /// Where `target` stands in this state, if it is there: what was rebuilt where the changelog says that it had gone,
    /// all else where the files have it.
    pub fn place_of(&self, target: &str) -> Option<Location> {
        let part = self.parts.get(target)?;
        let Some(rebuilt) = &self.rebuilt else {
            return Some(self.location(&part.place));
        };
        let told = rebuilt.restored.iter().find(|(known, _)| is_below(target, known));
        let base = || rebuilt.parts.get(target).map(|part| &part.place);
        told.map(|(_, place)| place).or_else(base).map(|place| self.location(place))
    }

    /// The spec without what codegen cannot know of a reconstructed state.
    pub fn lowerable(&self) -> Cow<'_, Spec> {
        match self.rebuilt {
            None => Cow::Borrowed(&self.spec),
            Some(_) => Cow::Owned(rebuild::lowerable(&self.spec)),
        }
    }

    /// Where the files have `place`.
    pub fn location(&self, place: &Place) -> Location {
        let Snapshot { prefix, files, trees } = &*self.snapshot;
        let file = format!("{prefix}{}", place.file);
        let (line, column) = trees.locate(files, place).unwrap_or((1, 1));
        Location { file, line, column }
    }
}

/// The first fault of a spec that this version cannot read: the file and the reason.
fn in_another_format(name: &str, fault: &anyhow::Error) -> anyhow::Error {
    let fault = format!("{fault:#}");
    let reason = fault.lines().next().unwrap_or_default();
    anyhow!("the spec of `{name}` is of another format: {reason}")
}

#[cfg(test)]
mod tests;
