//! From the files of `spec/` to the model.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use indexmap::IndexMap;
use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::model::{Amendment, Document, Operation, Revision, Shared, Spec, Types};

/// Texts by path below `spec/`, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// What `codegen` writes beside the files of the spec.
pub const WRITTEN: &str = "openapi.yaml";

/// Every file of the spec below `spec_dir`.
pub fn read_folder(spec_dir: &Path) -> Result<Files> {
    let paths = files_below(spec_dir)?.into_iter();
    let paths = paths.filter(|path| path.ends_with(".yaml") && path != WRITTEN);
    let texts = paths.map(|path| {
        let full = spec_dir.join(&path);
        let text = fs::read_to_string(&full)
            .with_context(|| format!("`{}` cannot be read", full.display()))?;
        Ok((path, text.replace("\r\n", "\n")))
    });
    texts.collect()
}

/// The paths of the files below `folder`, with `/` between the parts.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let (mut files, mut folders) = (Vec::new(), vec![String::new()]);
    while let Some(below) = folders.pop() {
        // Without the slash that joining nothing would add.
        let full = folder.join(&below).components().collect::<PathBuf>();
        let place = || format!("`{}` cannot be read", full.display());
        for entry in fs::read_dir(&full).with_context(place)? {
            let entry = entry.with_context(place)?;
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(path + "/");
            } else {
                files.push(path);
            }
        }
    }
    Ok(files)
}

/// The model of `files`. The first fault ends it; `check` is the one who lists them all.
pub fn load(files: &Files) -> Result<Spec> {
    load_beside(files, Types::default)
}

/// The same of files that may be older than the key `types`, which `types` then stands in for.
pub fn load_beside(files: &Files, types: impl FnOnce() -> Types) -> Result<Spec> {
    let mut document: Document = file(files, "document.yaml")?;
    let changelog: Vec<Revision> = file(files, "changelog.yaml")?;
    let shared: Shared = file(files, "shared.yaml")?;
    let keys = &document.operations;
    let read: Vec<_> =
        keys.par_iter().map(|key| file(files, &operation_path(key))).collect();
    let mut operations = IndexMap::<_, Operation>::new();
    for (key, operation) in keys.iter().zip(read) {
        if operations.insert(key.clone(), operation?).is_some() {
            bail!("`document.yaml` lists `{key}` twice; keep one of the two lines");
        }
    }
    let amendments: Vec<Amendment> = list(files, "amendments.yaml")?;
    if document.types.is_empty() {
        document.types = types();
    }
    let mut spec = Spec { document, changelog, amendments, shared, operations };
    spec.resolve();
    Ok(spec)
}

/// What `document.yaml` of a folder says of the printed types; nothing where it cannot be read.
pub fn types(spec_dir: &Path) -> Types {
    let text = fs::read_to_string(spec_dir.join("document.yaml")).ok();
    let document = text.and_then(|text| parse::<Document>(&text).ok());
    document.map(|document| document.types).unwrap_or_default()
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
