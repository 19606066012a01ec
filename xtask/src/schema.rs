//! The JSON Schema of the files of `spec/`, from the types of the model: editors complete and check while typing, and
//! `check` validates against the very same. Beside them that of what `cargo xtask diff` tells programs.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::Value;

use crate::diff::Report;
use crate::generated::{self, Generated};
use crate::spec::{Amendment, Document, Operation, Revision, Shared, operation_key};

/// What a maintainer runs when a schema is stale.
const HELP: &str = "the schemas are not what the model says; run `cargo xtask schema`";

/// Writes the schemas below `spec_dir/schema`, or compares them: whether all is well.
pub fn run(spec_dir: &Path, check: bool) -> Result<bool> {
    generated::run(spec_dir, &files(), check, HELP)
}

/// Every schema as text, by path below `spec/`.
pub fn files() -> Generated {
    published()
        .into_iter()
        .map(|(name, schema)| {
            let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
            (format!("schema/{name}.json"), text + "\n")
        })
        .collect()
}

/// Every schema, by name.
fn published() -> BTreeMap<&'static str, Value> {
    let mut schemas = BTreeMap::from(Kind::ALL.map(|kind| (kind.name(), kind.schema())));
    schemas.insert("diff", schema::<Report>());
    schemas
}

/// The kinds of files below `spec/`, a schema each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Document,
    Changelog,
    Amendments,
    Shared,
    Operation,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Document,
        Self::Changelog,
        Self::Amendments,
        Self::Shared,
        Self::Operation,
    ];

    /// The kind of the file at `path` below `spec/`, if it is one of ours.
    pub fn of(path: &str) -> Option<Self> {
        let [general @ .., operation] = Self::ALL;
        let general = general.into_iter().find(|kind| {
            path.strip_suffix(".yaml").is_some_and(|name| name == kind.name())
        });
        general.or_else(|| operation_key(path).map(|_| operation))
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Changelog => "changelog",
            Self::Amendments => "amendments",
            Self::Shared => "shared",
            Self::Operation => "operation",
        }
    }

    pub fn schema(self) -> Value {
        match self {
            Self::Document => schema::<Document>(),
            Self::Changelog => schema::<Vec<Revision>>(),
            Self::Amendments => schema::<Vec<Amendment>>(),
            Self::Shared => schema::<Shared>(),
            Self::Operation => schema::<Operation>(),
        }
    }
}

fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(NoNull))
        .for_deserialize();
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// What is not said is left out of a file; nobody writes `null`, although an `Option` would take it.
#[derive(Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        let Some(object) = schema.as_object_mut() else { return };
        object.remove("default");
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = &types[..] {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
            choices
                .retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
            if let [Value::Object(only)] = &choices[..] {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_are_fresh() {
        let spec_dir = crate::samples::workspace().join("spec");
        let outcome = generated::compare(&spec_dir, &files()).expect("the schemas");
        assert!(outcome.is_fresh(), "{outcome}\n{HELP}");
    }

    #[test]
    fn a_schema_is_one_of_its_draft() {
        for (name, schema) in published() {
            jsonschema::draft202012::meta::validate(&schema)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    #[test]
    fn every_key_has_a_description() {
        let mut silent = Vec::new();
        for (name, schema) in published() {
            let definitions =
                schema.get("$defs").and_then(Value::as_object).into_iter().flatten();
            for (name, part) in definitions.chain([(&name.to_owned(), &schema)]) {
                for (key, value) in part
                    .get("properties")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten()
                {
                    if value.get("description").is_none() && value.get("$ref").is_none()
                    {
                        silent.push(format!("{name}.{key}"));
                    }
                }
            }
        }
        silent.sort();
        silent.dedup();
        expect_test::expect![[r#"
            Callback.en
            Callback.parameters
            Chapter.sections
            Chapter.title
            ReturnCode.en"#]]
        .assert_eq(&silent.join("\n"));
    }
}
