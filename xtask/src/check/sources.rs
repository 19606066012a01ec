//! The files as trees with places, and what the schema has against them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::schema;
use crate::spec::Files;
use crate::spec::source::{self, Broken, Data, Node};

use super::rules::structure::{self, Violation};

/// Every file of a folder.
pub struct Sources<'a> {
    pub files: &'a Files,
    /// The files that are YAML.
    pub trees: BTreeMap<&'a str, Node>,
    /// The files that are none.
    pub broken: BTreeMap<&'a str, Broken>,
    /// What the schema of each file's kind has against it.
    pub violations: Vec<Violation>,
}

/// A key or a value of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub file: String,
    /// Keys and indexes from the file's root.
    steps: Vec<String>,
    /// Whether the key is meant, not the value behind it.
    key: bool,
}

impl<'a> Sources<'a> {
    pub fn of(files: &'a Files) -> Self {
        let mut sources = Self {
            files,
            trees: BTreeMap::new(),
            broken: BTreeMap::new(),
            violations: Vec::new(),
        };
        let validators =
            schema::Kind::ALL.map(|kind| (kind, structure::Validator::of(kind)));
        for (path, text) in files {
            let tree = match source::tree(text) {
                Ok(tree) => tree,
                Err(broken) => {
                    sources.broken.insert(path, broken);
                    continue;
                }
            };
            let kind = schema::Kind::of(path);
            if let Some((_, validator)) =
                validators.iter().find(|(known, _)| Some(*known) == kind)
            {
                validator.violations(path, &tree, &mut sources.violations);
            }
            sources.trees.insert(path, tree);
        }
        sources
    }

    /// Where `place` stands: a block is shown by its key, and what is not there by what should hold it.
    pub fn span(&self, place: &Place) -> Range<usize> {
        let Some(mut node) = self.trees.get(place.file.as_str()) else { return 0..0 };
        let mut span = first_key(node);
        for (index, step) in place.steps.iter().enumerate() {
            let Some((key, child)) = node.child(step) else { break };
            let last = index + 1 == place.steps.len();
            let scalar = matches!(child.data, Data::Scalar(_)) && !child.span.is_empty();
            span = match key {
                Some(key) if !(last && scalar && !place.key) => key.span.clone(),
                _ if scalar => child.span.clone(),
                _ => first_key(child),
            };
            node = child;
        }
        span
    }
}

/// The first bytes of a block that can be shown.
fn first_key(node: &Node) -> Range<usize> {
    match &node.data {
        Data::Map(entries) => {
            entries.first().map_or(node.span.clone(), |(key, _)| key.span.clone())
        }
        Data::List(nodes) if node.span.is_empty() => {
            nodes.first().map_or(node.span.clone(), first_key)
        }
        Data::List(_) | Data::Scalar(_) => node.span.clone(),
    }
}

impl Place {
    /// The file as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: path.into(), steps: Vec::new(), key: false }
    }

    /// The value below `step`.
    pub fn to(&self, step: impl ToString) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step.to_string());
        Self { file: self.file.clone(), steps, key: false }
    }

    /// The key itself.
    pub fn key(&self) -> Self {
        Self { key: true, ..self.clone() }
    }

    /// The value at a JSON pointer's segments.
    pub fn at<S: ToString>(file: &str, steps: impl IntoIterator<Item = S>) -> Self {
        Self {
            file: file.to_owned(),
            steps: steps.into_iter().map(|step| step.to_string()).collect(),
            key: false,
        }
    }

    /// The innermost name of the place.
    pub fn name(&self) -> &str {
        self.steps.last().map_or(self.file.as_str(), String::as_str)
    }
}
