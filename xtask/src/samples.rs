//! Specs for tests, and edits of them.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;

use crate::schema::Kind;
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

static SMALL: LazyLock<Sample> = LazyLock::new(|| Sample::of("xtask/src/samples/spec"));
static REAL: LazyLock<Sample> = LazyLock::new(|| Sample::of("spec"));

/// The workspace that these tests belong to.
pub fn workspace() -> PathBuf {
    workspace::find().unwrap()
}

/// The frozen spec on which the tools are tried: four operations, and every key of the model.
pub fn small() -> Files {
    SMALL.files.clone()
}

/// The spec of this repository; only tests about that very spec read it.
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

#[test]
fn the_small_spec_shows_every_key() {
    let mut missing = BTreeSet::new();
    let mut shown = BTreeSet::new();
    for kind in Kind::ALL {
        let schema = kind.schema();
        let parts = schema["$defs"].as_object().into_iter().flatten();
        let parts = parts.map(|(name, part)| (name.as_str(), part));
        for (name, part) in parts.chain([(kind.name(), &schema)]) {
            missing.extend(properties(part).map(|(key, _)| format!("{name}.{key}")));
        }
        for (_, text) in small().iter().filter(|(path, _)| Kind::of(path) == Some(kind))
        {
            let tree = spec::parse(text).unwrap();
            show(&schema, &schema, kind.name(), &tree, &mut shown);
        }
    }
    missing.retain(|key| !shown.contains(key));
    assert!(missing.is_empty(), "no file of the small spec has {missing:?}");
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

/// Notes every key of `tree`, which is a `name` by the part `schema` of `root`.
fn show(
    root: &Value,
    schema: &Value,
    name: &str,
    tree: &Value,
    shown: &mut BTreeSet<String>,
) {
    if let Some(name) =
        schema["$ref"].as_str().and_then(|link| link.strip_prefix("#/$defs/"))
    {
        return show(root, &root["$defs"][name], name, tree, shown);
    }
    match tree {
        Value::Object(entries) => {
            for (key, value) in entries {
                let property = properties(schema).find(|(known, _)| *known == key);
                if property.is_some() {
                    shown.insert(format!("{name}.{key}"));
                }
                let below =
                    property.map_or(&schema["additionalProperties"], |(_, below)| below);
                show(root, below, name, value, shown);
            }
        }
        Value::Array(entries) => {
            entries
                .iter()
                .for_each(|entry| show(root, &schema["items"], name, entry, shown));
        }
        _ => {}
    }
}
