//! The files as trees with places, what the schema has against them, and their models. Each is read once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde_json::Value;

use crate::schema::Kind;
use crate::spec::kind::Types;
use crate::spec::source::{self, Broken, Data, Key, Node};
use crate::spec::{
    self, Amendment, Document, Files, Operation, Place, Revision, Shared, operation_key,
};

use super::schema::{Validator, Violation};

/// The schema of each kind, made ready once.
static VALIDATORS: LazyLock<[(Kind, Validator); 5]> =
    LazyLock::new(|| Kind::ALL.map(|kind| (kind, Validator::of(kind))));

/// Every file of a folder.
pub struct Sources<'a> {
    pub files: &'a Files,
    /// The files that are YAML.
    pub trees: BTreeMap<&'a str, Node>,
    /// The files that are none.
    pub broken: BTreeMap<&'a str, Broken>,
    /// What the schema of each file's kind has against it.
    pub violations: Vec<Violation>,
    /// The files that the schema lets pass and that cannot be read all the same.
    pub unreadable: BTreeMap<&'a str, serde_yaml::Error>,
    /// Those that no rule of the text has a word against.
    pub readable: BTreeSet<&'a str>,
}

/// The files that no rule of the text has a word against, as parts of the model.
#[derive(Default)]
pub struct Models {
    pub document: Option<Document>,
    pub changelog: Option<Vec<Revision>>,
    pub amendments: Option<Vec<Amendment>>,
    pub shared: Option<Shared>,
    /// By key.
    pub operations: BTreeMap<String, Operation>,
}

impl Models {
    fn read(
        &mut self,
        kind: Kind,
        path: &str,
        text: &str,
    ) -> Result<(), serde_yaml::Error> {
        match kind {
            Kind::Document => self.document = Some(spec::parse(text)?),
            Kind::Changelog => self.changelog = Some(spec::parse(text)?),
            Kind::Amendments => self.amendments = Some(spec::parse(text)?),
            Kind::Shared => self.shared = Some(spec::parse(text)?),
            Kind::Operation => {
                let key = operation_key(path).unwrap_or(path);
                self.operations.insert(key.to_owned(), spec::parse(text)?);
            }
        }
        Ok(())
    }
}

impl<'a> Sources<'a> {
    pub fn of(files: &'a Files) -> (Self, Models) {
        let mut sources = Self {
            files,
            trees: BTreeMap::new(),
            broken: BTreeMap::new(),
            violations: Vec::new(),
            unreadable: BTreeMap::new(),
            readable: BTreeSet::new(),
        };
        let mut models = Models::default();
        for (path, text) in files {
            match source::tree(text) {
                Ok(tree) => sources.add(path, text, tree, &mut models),
                Err(broken) => {
                    sources.broken.insert(path, broken);
                }
            }
        }
        (sources, models)
    }

    fn add(&mut self, path: &'a str, text: &str, tree: Node, models: &mut Models) {
        let kind = Kind::of(path);
        let validator = VALIDATORS.iter().find(|(known, _)| Some(*known) == kind);
        if let Some((kind, validator)) = validator {
            let before = self.violations.len();
            validator.violations(path, &tree, &mut self.violations);
            let is_clean = self.violations.len() == before && repeated(&tree).is_empty();
            match is_clean.then(|| models.read(*kind, path, text)) {
                None => {}
                Some(Ok(())) => drop(self.readable.insert(path)),
                Some(Err(error)) => drop(self.unreadable.insert(path, error)),
            }
        }
        self.trees.insert(path, tree);
    }

    /// Every text of the readable files but those of wire vectors, with its place.
    pub fn texts(&self) -> Vec<(Place, &str)> {
        let mut found = Vec::new();
        for path in &self.readable {
            texts(&self.trees[path], Place::file(*path), &mut found);
        }
        found
    }

    /// What types mean, of a document that cannot be read as a whole.
    pub fn types(&self) -> Option<Types> {
        let (_, types) = self.trees.get("document.yaml")?.child("types")?;
        serde_json::from_value(types.to_json()).ok()
    }

    /// Whether the file of `place` has it.
    pub fn has(&self, place: &Place) -> bool {
        self.trees.get(place.file.as_str()).is_some_and(|tree| place.is_in(tree))
    }

    /// Where `place` stands.
    pub fn span(&self, place: &Place) -> Range<usize> {
        self.trees.get(place.file.as_str()).map_or(0..0, |tree| place.span(tree))
    }
}

/// The texts of `node`, which is at `place`.
fn texts<'n>(node: &'n Node, place: Place, found: &mut Vec<(Place, &'n str)>) {
    match &node.data {
        Data::Scalar(Value::String(text)) => found.push((place, text)),
        Data::Scalar(_) => {}
        Data::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                texts(node, place.to(index), found);
            }
        }
        Data::Map(entries) => {
            for (key, node) in entries.iter().filter(|(key, _)| key.text != "examples") {
                texts(node, place.to(&key.text), found);
            }
        }
    }
}

/// The keys that an earlier entry of their map has as well.
pub fn repeated(node: &Node) -> Vec<&Key> {
    match &node.data {
        Data::Scalar(_) => Vec::new(),
        Data::List(nodes) => nodes.iter().flat_map(repeated).collect(),
        Data::Map(entries) => {
            let again = |(index, (key, _)): (usize, &'_ (Key, Node))| {
                entries[..index].iter().any(|(other, _)| other.text == key.text)
            };
            let keys =
                entries.iter().enumerate().filter(|(index, it)| again((*index, it)));
            let below = entries.iter().flat_map(|(_, node)| repeated(node));
            keys.map(|(_, (key, _))| key).chain(below).collect()
        }
    }
}
