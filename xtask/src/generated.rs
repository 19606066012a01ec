//! Brings a folder to what was generated, or tells where it differs. Orphans go: a file in a generated folder that nothing
//! emits any more.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::spec::files_below;

/// Generated texts by path below a folder, mostly the workspace, with `/` between the parts.
pub type Generated = BTreeMap<String, String>;

/// Folders in which nothing but generated files stands.
const OWNED: [&str; 2] = ["gensee-api/src/webcast", "gensee-api/tests/webcast"];

/// How the tree stands against what was generated.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub missing: Vec<String>,
    pub stale: Vec<String>,
    pub orphans: Vec<String>,
    pub fresh: usize,
}

/// Brings the folder `folder` to what was generated, or compares and prints `help` where it differs: whether all is well.
pub fn run(
    folder: &Path,
    generated: &Generated,
    check: bool,
    help: &str,
) -> Result<bool> {
    let outcome = if check { compare } else { write }(folder, generated)?;
    println!("{outcome}");
    let is_well = !check || outcome.is_fresh();
    if !is_well {
        println!("{help}");
    }
    Ok(is_well)
}

/// Compares and changes nothing.
pub fn compare(workspace: &Path, generated: &Generated) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for (path, text) in generated {
        match read(&workspace.join(path))? {
            None => outcome.missing.push(path.clone()),
            Some(found) if found != *text => outcome.stale.push(path.clone()),
            Some(_) => outcome.fresh += 1,
        }
    }
    for folder in OWNED.into_iter().filter(|folder| workspace.join(folder).is_dir()) {
        let files = files_below(&workspace.join(folder))?.into_iter();
        outcome.orphans.extend(files.map(|path| format!("{folder}/{path}")));
    }
    outcome.orphans.retain(|path| !generated.contains_key(path));
    outcome.orphans.sort();
    Ok(outcome)
}

/// Compares and writes what differs, so that an unchanged file keeps its date.
pub fn write(workspace: &Path, generated: &Generated) -> Result<Outcome> {
    let outcome = compare(workspace, generated)?;
    for path in outcome.missing.iter().chain(&outcome.stale) {
        let file = workspace.join(path);
        let place = || format!("`{path}` cannot be written");
        fs::create_dir_all(file.parent().unwrap_or(workspace)).with_context(place)?;
        fs::write(&file, &generated[path]).with_context(place)?;
    }
    for path in &outcome.orphans {
        let file = workspace.join(path);
        let place = || format!("`{path}` cannot be removed");
        fs::remove_file(&file).with_context(place)?;
        // A folder with anything in it cannot be removed, and stays.
        let mut folders = file.ancestors().skip(1);
        while folders.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
    }
    Ok(outcome)
}

impl Outcome {
    pub fn is_fresh(&self) -> bool {
        self.missing.is_empty() && self.stale.is_empty() && self.orphans.is_empty()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, paths) in [
            ("missing", &self.missing),
            ("stale", &self.stale),
            ("orphan", &self.orphans),
        ] {
            for path in paths {
                writeln!(f, "{what}: `{path}`")?;
            }
        }
        let [missing, stale, orphans] =
            [&self.missing, &self.stale, &self.orphans].map(Vec::len);
        let fresh = self.fresh;
        write!(f, "{fresh} fresh, {stale} stale, {missing} missing, {orphans} orphans")
    }
}

fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text.replace("\r\n", "\n"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(error).with_context(|| format!("`{}` cannot be read", path.display()))
        }
    }
}
