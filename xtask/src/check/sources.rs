//! The files as trees with places, what the schema has against them, and their models. Each is read once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use serde_json::Value;

use crate::schema::Kind;
use crate::spec::kind::Types;
use crate::spec::source::{self, Broken, Data, Key, Node};
use crate::spec::{self, Files, Place, Spec, operation_key};

use super::Diagnostic;
use super::schema::Validator;

/// The schema of each kind, made ready once.
static VALIDATORS: LazyLock<[(Kind, Validator); 5]> =
    LazyLock::new(|| Kind::ALL.map(|kind| (kind, Validator::of(kind))));

/// Reads files for checks: a text is read once, in however many checks it takes part.
#[derive(Default)]
pub struct Reader(HashMap<String, HashMap<String, Rc<Source>>>);

/// A file that was read.
struct Source {
    /// None if the text is not YAML.
    tree: Option<Node>,
    /// What rules of the text have against it.
    faults: Vec<Diagnostic>,
    /// What it says, alone in an empty spec, if none of them has a word against it.
    part: Option<Spec>,
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
            if let (Some(kind), Some(part)) = (Kind::of(path), &source.part) {
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
        let mut faults = Vec::new();
        let mut fault = |rule, span, message| {
            faults.push(Diagnostic { rule, file: path.to_owned(), span, message });
        };
        let tree = match source::tree(text) {
            Ok(tree) => tree,
            Err(Broken { span, message }) => {
                let what = format!("the file is not YAML from here on: {message}");
                fault("broken-yaml", span, what + "; correct it");
                return Self { tree: None, faults, part: None };
            }
        };
        for key in repeated(&tree) {
            let what = format!("`{}` stands twice in the same map", key.text);
            fault("duplicate-key", key.span.clone(), what + "; keep one of the two");
        }
        let kind = Kind::of(path);
        let validator = VALIDATORS.iter().find(|(known, _)| Some(*known) == kind);
        if let Some((_, validator)) = validator {
            for (rule, place, (what, help)) in validator.violations(path, &tree) {
                fault(rule, place.span(&tree), format!("{what}; {help}"));
            }
        }
        let kind = kind.filter(|_| faults.is_empty());
        let part = kind.map(|kind| part(kind, path, text)).transpose();
        // The schema may let a file pass that cannot be read all the same.
        let part = part.unwrap_or_else(|error| {
            let at = error.location();
            let at = at.map_or(0, |at| source::offset(text, at.line(), at.column()));
            let (rule, file, message) =
                ("unreadable", path.to_owned(), source::message(&error));
            faults.push(Diagnostic { rule, file, span: at..at, message });
            None
        });
        Self { tree: Some(tree), faults, part }
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
    /// What rules of the text have against the files.
    pub fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        self.read.values().flat_map(|source| &source.faults)
    }

    /// Whether no rule of the text has a word against the file.
    pub fn is_readable(&self, file: &str) -> bool {
        self.read.get(file).is_some_and(|source| source.part.is_some())
    }

    fn tree(&self, file: &str) -> Option<&Node> {
        self.read.get(file)?.tree.as_ref()
    }

    /// Every text of the readable files but those of wire vectors, with its place.
    pub fn texts(&self) -> Vec<(Place, &str)> {
        let mut found = Vec::new();
        for (path, source) in &self.read {
            if let (Some(tree), Some(_)) = (&source.tree, &source.part) {
                texts(tree, Place::file(*path), &mut found);
            }
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
fn repeated(node: &Node) -> Vec<&Key> {
    match &node.data {
        Data::Scalar(_) => Vec::new(),
        Data::List(nodes) => nodes.iter().flat_map(repeated).collect(),
        Data::Map(entries) => {
            let (mut seen, mut found) = (HashSet::new(), Vec::new());
            for (key, node) in entries {
                found.extend((!seen.insert(&key.text)).then_some(key));
                found.extend(repeated(node));
            }
            found
        }
    }
}
