//! The files as trees with places, what the schema has against them, and their models. Each is read once.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use serde_json::Value;

use crate::schema::Kind;
use crate::spec::kind::Types;
use crate::spec::source::{self, Broken, Data, Key, Node};
use crate::spec::{self, Files, Place, Spec, operation_key};

use super::schema::{Validator, Violation};

/// The schema of each kind, made ready once.
static VALIDATORS: LazyLock<[(Kind, Validator); 5]> =
    LazyLock::new(|| Kind::ALL.map(|kind| (kind, Validator::of(kind))));

/// Reads files for checks: a text is read once, in however many checks it takes part.
#[derive(Default)]
pub struct Reader(HashMap<String, HashMap<String, Rc<Source>>>);

/// A file that was read.
struct Source {
    tree: Result<Node, Broken>,
    /// What the schema of its kind has against it.
    violations: Vec<Violation>,
    /// What it says, alone in an empty spec; none if a rule of the text has a word against it. The schema may let a file
    /// pass that cannot be read all the same.
    part: Option<Result<Spec, serde_yaml::Error>>,
}

/// Every file of a folder.
pub struct Sources<'a> {
    pub files: &'a Files,
    read: BTreeMap<&'a str, Rc<Source>>,
}

impl Reader {
    /// The files, and the model of those that no rule of the text has a word against; what is in no such file is empty.
    pub fn read<'a>(&mut self, files: &'a Files) -> (Sources<'a>, Spec) {
        let (mut read, mut spec) = (BTreeMap::new(), Spec::default());
        for (path, text) in files {
            let source = self.source(path, text);
            if let (Some(kind), Some(Ok(part))) = (Kind::of(path), &source.part) {
                add(&mut spec, kind, part);
            }
            read.insert(path.as_str(), source);
        }
        (Sources { files, read }, spec)
    }

    fn source(&mut self, path: &str, text: &str) -> Rc<Source> {
        let known = self.0.entry(path.to_owned()).or_default();
        if let Some(source) = known.get(text) {
            return Rc::clone(source);
        }
        let source = Rc::new(Source::of(path, text));
        known.insert(text.to_owned(), Rc::clone(&source));
        source
    }
}

impl Source {
    fn of(path: &str, text: &str) -> Self {
        let tree = source::tree(text);
        let (mut violations, mut part) = (Vec::new(), None);
        let kind = Kind::of(path);
        let validator = VALIDATORS.iter().find(|(known, _)| Some(*known) == kind);
        if let (Ok(tree), Some((kind, validator))) = (&tree, validator) {
            validator.violations(path, tree, &mut violations);
            let is_clean = violations.is_empty() && repeated(tree).is_empty();
            part = is_clean.then(|| self::part(*kind, path, text));
        }
        Self { tree, violations, part }
    }
}

/// A spec of nothing but the file at `path`.
fn part(kind: Kind, path: &str, text: &str) -> Result<Spec, serde_yaml::Error> {
    let mut spec = Spec::default();
    match kind {
        Kind::Document => spec.document = spec::parse(text)?,
        Kind::Changelog => spec.changelog = spec::parse(text)?,
        Kind::Amendments => spec.amendments = spec::parse(text)?,
        Kind::Shared => spec.shared = spec::parse(text)?,
        Kind::Operation => {
            let key = operation_key(path).unwrap_or(path);
            spec.operations.insert(key.to_owned(), spec::parse(text)?);
        }
    }
    Ok(spec)
}

/// Takes the `part` that a file of this kind is into `spec`.
fn add(spec: &mut Spec, kind: Kind, part: &Spec) {
    match kind {
        Kind::Document => spec.document.clone_from(&part.document),
        Kind::Changelog => spec.changelog.clone_from(&part.changelog),
        Kind::Amendments => spec.amendments.clone_from(&part.amendments),
        Kind::Shared => spec.shared.clone_from(&part.shared),
        Kind::Operation => spec.operations.extend(part.operations.clone()),
    }
}

impl Sources<'_> {
    /// The files that are YAML.
    pub fn trees(&self) -> impl Iterator<Item = (&str, &Node)> {
        let trees = self.read.iter();
        trees.filter_map(|(path, source)| Some((*path, source.tree.as_ref().ok()?)))
    }

    /// The files that are none.
    pub fn broken(&self) -> impl Iterator<Item = (&str, &Broken)> {
        let broken = self.read.iter();
        broken.filter_map(|(path, source)| Some((*path, source.tree.as_ref().err()?)))
    }

    /// What the schemas have against the files.
    pub fn violations(&self) -> impl Iterator<Item = &Violation> {
        self.read.values().flat_map(|source| &source.violations)
    }

    /// The files that the schema lets pass and that cannot be read all the same.
    pub fn unreadable(&self) -> impl Iterator<Item = (&str, &serde_yaml::Error)> {
        let read = self.read.iter();
        read.filter_map(|(path, source)| {
            Some((*path, source.part.as_ref()?.as_ref().err()?))
        })
    }

    /// Whether no rule of the text has a word against the file.
    pub fn is_readable(&self, file: &str) -> bool {
        self.read.get(file).is_some_and(|source| matches!(source.part, Some(Ok(_))))
    }

    fn tree(&self, file: &str) -> Option<&Node> {
        self.read.get(file)?.tree.as_ref().ok()
    }

    /// Every text of the readable files but those of wire vectors, with its place.
    pub fn texts(&self) -> Vec<(Place, &str)> {
        let mut found = Vec::new();
        for (path, tree) in self.trees().filter(|(path, _)| self.is_readable(path)) {
            texts(tree, Place::file(path), &mut found);
        }
        found
    }

    /// What types mean, of a document that cannot be read as a whole.
    pub fn types(&self) -> Option<Types> {
        let (_, types) = self.tree("document.yaml")?.child("types")?;
        serde_json::from_value(types.to_json()).ok()
    }

    /// Whether the file of `place` has it.
    pub fn has(&self, place: &Place) -> bool {
        self.tree(&place.file).is_some_and(|tree| place.is_in(tree))
    }

    /// Where `place` stands.
    pub fn span(&self, place: &Place) -> Range<usize> {
        self.tree(&place.file).map_or(0..0, |tree| place.span(tree))
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
