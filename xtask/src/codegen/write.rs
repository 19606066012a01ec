//! Brings the tree to what was generated, or tells where it differs. Orphans go: a file in a generated folder that
//! nothing emits any more.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Generated texts by path below the project's root, with `/` between the parts.
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

/// Compares and changes nothing.
pub fn compare(root: &Path, generated: &Generated) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for (path, text) in generated {
        match read(&root.join(path))? {
            None => outcome.missing.push(path.clone()),
            Some(found) if found != *text => outcome.stale.push(path.clone()),
            Some(_) => outcome.fresh += 1,
        }
    }
    for folder in OWNED {
        collect(root, folder, &mut outcome.orphans)?;
    }
    outcome.orphans.retain(|path| !generated.contains_key(path));
    outcome.orphans.sort();
    Ok(outcome)
}

/// Compares and writes what differs, so that an unchanged file keeps its date.
pub fn write(root: &Path, generated: &Generated) -> Result<Outcome> {
    let outcome = compare(root, generated)?;
    for path in outcome.missing.iter().chain(&outcome.stale) {
        let file = root.join(path);
        let place = || format!("`{path}` cannot be written");
        fs::create_dir_all(file.parent().unwrap_or(root)).with_context(place)?;
        fs::write(&file, &generated[path]).with_context(place)?;
    }
    for path in &outcome.orphans {
        fs::remove_file(root.join(path))
            .with_context(|| format!("`{path}` cannot be removed"))?;
    }
    for folder in OWNED {
        remove_empty(&root.join(folder))?;
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

fn collect(root: &Path, folder: &str, paths: &mut Vec<String>) -> Result<()> {
    let full = root.join(folder);
    if !full.is_dir() {
        return Ok(());
    }
    let place = || format!("`{folder}` cannot be read");
    for entry in fs::read_dir(&full).with_context(place)? {
        let entry = entry.with_context(place)?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(root, &path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

/// Removes the folders that orphans have left empty; a folder with anything in it stays.
fn remove_empty(folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_empty(&path)?;
        }
    }
    if fs::read_dir(folder)?.next().is_none() {
        fs::remove_dir(folder)?;
    }
    Ok(())
}
