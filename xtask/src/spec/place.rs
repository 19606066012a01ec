//! Where in a file a key or a value stands.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use indexmap::IndexMap;

use super::read::Files;
use super::source::{Data, Node, tree};

/// A key or a value of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The file below the folder of the spec.
    pub file: String,
    /// Keys and indexes from the file's root.
    steps: Vec<String>,
    /// Whether the key is meant, not the value behind it.
    key: bool,
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

    /// The items of a list that stands here, each with its place.
    pub fn items<T>(self, list: &[T]) -> impl Iterator<Item = (Self, &T)> {
        list.iter().enumerate().map(move |(index, item)| (self.to(index), item))
    }

    /// The entries of a map that stands here, each with its place.
    pub fn entries<T>(
        self,
        map: &IndexMap<String, T>,
    ) -> impl Iterator<Item = (Self, &String, &T)> {
        map.iter().map(move |(key, value)| (self.to(key), key, value))
    }

    /// The innermost name of the place.
    pub fn name(&self) -> &str {
        self.steps.last().map_or(self.file.as_str(), String::as_str)
    }

    /// Whether the file's `tree` has it.
    pub fn is_in(&self, tree: &Node) -> bool {
        let mut steps = self.steps.iter();
        steps.try_fold(tree, |node, step| Some(node.child(step)?.1)).is_some()
    }

    /// Its bytes in the file's `tree`: a block is shown by its key, and what is not there by what should hold it.
    pub fn span(&self, tree: &Node) -> Range<usize> {
        let mut node = tree;
        let mut span = first_key(node);
        for (index, step) in self.steps.iter().enumerate() {
            let Some((key, child)) = node.child(step) else { break };
            let last = index + 1 == self.steps.len();
            let scalar = matches!(child.data, Data::Scalar(_)) && !child.span.is_empty();
            span = match key {
                Some(key) if !(last && scalar && !self.key) => key.span.clone(),
                _ if scalar => child.span.clone(),
                _ => first_key(child),
            };
            node = child;
        }
        span
    }
}

/// The trees of files, each made when somebody asks for it.
#[derive(Default)]
pub struct Trees(RefCell<HashMap<String, Option<Node>>>);

impl Trees {
    /// Where `files` have `place`: the line and the column, both from 1.
    pub fn locate(&self, files: &Files, place: &Place) -> Option<(usize, usize)> {
        let text = files.get(&place.file)?;
        let mut trees = self.0.borrow_mut();
        let tree = trees.entry(place.file.clone()).or_insert_with(|| tree(text).ok());
        Some(line_and_column(text, place.span(tree.as_ref()?).start))
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

/// The line and the column of characters at a byte, both from 1.
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}
