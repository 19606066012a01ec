//! The files as trees with places, and what the schema has against them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::schema;
use crate::spec::source::{self, Broken, Node};
use crate::spec::{Files, Place};

use super::rules::structure::{self, Violation};

/// The schema of each kind, made ready once.
static VALIDATORS: LazyLock<[(schema::Kind, structure::Validator); 6]> =
    LazyLock::new(|| {
        schema::Kind::ALL.map(|kind| (kind, structure::Validator::of(kind)))
    });

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

impl<'a> Sources<'a> {
    pub fn of(files: &'a Files) -> Self {
        let mut sources = Self {
            files,
            trees: BTreeMap::new(),
            broken: BTreeMap::new(),
            violations: Vec::new(),
        };
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
                VALIDATORS.iter().find(|(known, _)| Some(*known) == kind)
            {
                validator.violations(path, &tree, &mut sources.violations);
            }
            sources.trees.insert(path, tree);
        }
        sources
    }

    /// Where `place` stands.
    pub fn span(&self, place: &Place) -> Range<usize> {
        self.trees.get(place.file.as_str()).map_or(0..0, |tree| place.span(tree))
    }
}
