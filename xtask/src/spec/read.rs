//! From the files of `spec/` to the model.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use indexmap::IndexMap;
use serde::de::DeserializeOwned;

use super::model::{Amendment, Document, Operation, Revision, Shared, Spec};

/// Texts by path below `spec/`, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// Every YAML file below `spec_dir`.
pub fn read_folder(spec_dir: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![spec_dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let place = || format!("`{}` cannot be read", folder.display());
        for entry in fs::read_dir(&folder).with_context(place)? {
            let path = entry.with_context(place)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = fs::read_to_string(&path)
                    .with_context(|| format!("`{}` cannot be read", path.display()))?;
                let below = path.strip_prefix(spec_dir).unwrap_or(&path);
                let parts: Vec<_> =
                    below.iter().map(|part| part.to_string_lossy()).collect();
                files.insert(parts.join("/"), text.replace("\r\n", "\n"));
            }
        }
    }
    Ok(files)
}

/// The model of `files`. The first fault ends it; `check` is the one who lists them all.
pub fn load(files: &Files) -> Result<Spec> {
    let document: Document = file(files, "document.yaml")?;
    let changelog: Vec<Revision> = file(files, "changelog.yaml")?;
    let shared: Shared = file(files, "shared.yaml")?;
    let mut operations = IndexMap::new();
    for key in &document.operations {
        let operation: Operation = file(files, &operation_path(key))?;
        if operations.insert(key.clone(), operation).is_some() {
            bail!("`document.yaml` lists `{key}` twice; keep one of the two lines");
        }
    }
    let amendments: Vec<Amendment> = list(files, "amendments.yaml")?;
    Ok(Spec { document, changelog, amendments, shared, operations })
}

/// Where the operation `key` is written.
pub fn operation_path(key: &str) -> String {
    format!("operations/{key}.yaml")
}

/// The key of the operation at `path`.
pub fn operation_key(path: &str) -> Option<&str> {
    path.strip_prefix("operations/")?.strip_suffix(".yaml")
}

/// Writes the file at `path` below the spec's folder.
pub fn write_file(spec_dir: &Path, path: &str, text: &str) -> Result<()> {
    let full = spec_dir.join(path);
    fs::create_dir_all(full.parent().unwrap_or(spec_dir))
        .and_then(|()| fs::write(&full, text))
        .with_context(|| format!("`spec/{path}` cannot be written"))
}

fn file<T: DeserializeOwned>(files: &Files, path: &str) -> Result<T> {
    let text = files.get(path).ok_or_else(|| {
        anyhow!("`spec/{path}` is missing; restore it or run `cargo xtask transcribe`")
    })?;
    parse(text).map_err(|fault| anyhow!("`spec/{path}`: {fault}"))
}

/// A list whose file is there only while it has entries.
fn list<T: DeserializeOwned>(files: &Files, path: &str) -> Result<Vec<T>> {
    if files.contains_key(path) { file(files, path) } else { Ok(Vec::new()) }
}

/// One file's text as a part of the model.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, serde_yaml::Error> {
    serde_yaml::from_str(text)
}
