//! What rules of the model look at: the parts of the model whose files have no fault of the text.

use indexmap::IndexMap;

use crate::spec::{
    self, Amendment, Direction, Document, Fact, Files, Operation, Place, Revision,
    RowAt, Rows, Shared, Spec,
};

use super::sources::{Models, Sources};

/// The model, as far as it can be read.
pub struct Context<'a> {
    pub sources: &'a Sources<'a>,
    pub document: Option<Document>,
    pub changelog: Option<Vec<Revision>>,
    pub amendments: Option<Vec<Amendment>>,
    pub shared: Option<Shared>,
    /// By key: in the document's order, then the unlisted ones.
    pub operations: IndexMap<String, Operation>,
    /// Keys of the operations that have a file, readable or not.
    pub keys: Vec<String>,
}

impl<'a> Context<'a> {
    /// `models`, which were read from `sources`.
    pub fn of(sources: &'a Sources<'a>, mut models: Models) -> Self {
        let mut operations = IndexMap::new();
        let keys: Vec<_> = sources
            .files
            .keys()
            .filter_map(|path| spec::operation_key(path))
            .map(str::to_owned)
            .collect();
        let listed = models.document.iter().flat_map(|document| &document.operations);
        for key in listed.chain(&keys) {
            if let Some(operation) = models.operations.remove(key) {
                operations.insert(key.clone(), operation);
            }
        }
        let Models { document, changelog, amendments, shared, .. } = models;
        Self { sources, document, changelog, amendments, shared, operations, keys }
    }

    /// The files as the writer lays them out.
    pub fn canonical(&self) -> Files {
        let mut files = spec::files(&self.known());
        files.retain(|path, _| match path.as_str() {
            "document.yaml" => self.document.is_some(),
            "changelog.yaml" => self.changelog.is_some(),
            "shared.yaml" => self.shared.is_some(),
            _ => true,
        });
        files
    }

    /// The whole spec, where every file could be read and every operation is listed once.
    pub fn spec(&self) -> Option<Spec> {
        let listed = &self.document.as_ref()?.operations;
        let is_there = |path: &str| self.sources.files.contains_key(path);
        let is_whole = self.is_whole()
            && listed.iter().eq(self.operations.keys())
            && (self.amendments.is_some() || !is_there("amendments.yaml"));
        is_whole.then(|| self.known())
    }

    /// What could be read; the rest is empty.
    fn known(&self) -> Spec {
        Spec {
            document: self.document.clone().unwrap_or_default(),
            changelog: self.changelog.clone().unwrap_or_default(),
            amendments: self.amendments.clone().unwrap_or_default(),
            shared: self.shared.clone().unwrap_or_default(),
            operations: self.operations.clone(),
        }
    }

    /// Whether every file could be read, so that what no file says is said nowhere.
    pub fn is_whole(&self) -> bool {
        self.document.is_some()
            && self.changelog.is_some()
            && self.shared.is_some()
            && self.operations.len() == self.keys.len()
    }

    /// The operations with the place of their file.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &Operation, Place)> {
        self.operations.iter().map(|(key, operation)| {
            (key.as_str(), operation, Place::file(spec::operation_path(key)))
        })
    }

    /// What holds of every site, with its place.
    pub fn facts(&self) -> impl Iterator<Item = (&str, &Fact, Place)> {
        let facts = self.document.iter().flat_map(|document| &document.site);
        facts.map(|(name, fact)| {
            (name.as_str(), fact, Place::file("document.yaml").to("site").to(name))
        })
    }

    /// Every row, parents before children.
    pub fn rows(&self) -> Vec<RowAt<'_>> {
        spec::rows(self.shared.as_ref(), &self.operations)
    }

    /// Every row that can have readings: those of a page object are known.
    pub fn rows_outside_pages(&self) -> impl Iterator<Item = RowAt<'_>> {
        self.rows().into_iter().filter(|at| !at.in_page)
    }

    /// Whether a row is an operation's own version of a shared row: its reading stands in `shared.yaml`.
    pub fn is_own_shared(&self, at: &RowAt) -> bool {
        at.owner != "shared"
            && at.above.is_empty()
            && self
                .shared_rows(at.direction)
                .is_some_and(|rows| rows.contains_key(at.name))
    }

    /// The rows that every table of a direction repeats.
    pub fn shared_rows(&self, direction: Direction) -> Option<&Rows> {
        self.shared.as_ref().map(|shared| shared.rows(direction))
    }
}
