//! What rules of the model look at: the parts of the model whose files have no fault of the text.

use indexmap::IndexMap;

use crate::spec::{
    self, Amendment, Document, Fact, Files, Operation, Place, Revision, Row, Rows,
    Shared, Spec,
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

/// Which way the rows of a table travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Request,
    Answer,
}

/// A table, or the rows nested below one.
pub struct Table<'a> {
    pub rows: &'a Rows,
    pub place: Place,
    pub side: Side,
    /// The operation it belongs to; none for the shared rows and callbacks.
    pub operation: Option<&'a Operation>,
    /// The row it is nested below.
    pub parent: Option<&'a Row>,
    /// The rows of the page object: their readings are known.
    pub page: bool,
    /// The shared rows themselves, or a callback's.
    pub shared: bool,
}

/// A row and the table around it.
pub struct Entry<'a, 't> {
    pub name: &'a str,
    pub row: &'a Row,
    pub place: Place,
    pub table: &'t Table<'a>,
}

impl<'a> Context<'a> {
    /// `models`, which were read from `sources`.
    pub fn of(sources: &'a Sources<'a>, mut models: Models) -> Self {
        let mut operations = IndexMap::new();
        let keys: Vec<_> = sources
            .files
            .keys()
            .filter_map(|path| operation_key(path))
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
        let document = self.document.clone();
        let spec = Spec {
            changelog: self.changelog.clone().unwrap_or_default(),
            amendments: self.amendments.clone().unwrap_or_default(),
            shared: self.shared.clone().unwrap_or_else(empty_shared),
            document: document.unwrap_or_else(empty_document),
            operations: self.operations.clone(),
        };
        let mut files = spec::files(&spec);
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
        if !self.is_whole()
            || !listed.iter().eq(self.operations.keys())
            || self.amendments.is_none() && is_there("amendments.yaml")
        {
            return None;
        }
        Some(Spec {
            document: self.document.clone()?,
            changelog: self.changelog.clone()?,
            shared: self.shared.clone()?,
            amendments: self.amendments.clone().unwrap_or_default(),
            operations: self.operations.clone(),
        })
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

    /// Every table, parents before children.
    pub fn tables(&self) -> Vec<Table<'_>> {
        let mut tables = Vec::new();
        if let Some(shared) = &self.shared {
            let place = Place::file("shared.yaml");
            tables.push(
                Table::new(&shared.request, place.to("request"), Side::Request).shared(),
            );
            tables.push(
                Table::new(&shared.response, place.to("response"), Side::Answer)
                    .shared(),
            );
            for (name, callback) in &shared.callbacks {
                let place = place.to("callbacks").to(name).to("parameters");
                tables.push(
                    Table::new(&callback.parameters, place, Side::Request).shared(),
                );
            }
        }
        for (_, operation, place) in self.operations() {
            for (rows, name, side) in [
                (&operation.request, "request", Side::Request),
                (&operation.response, "response", Side::Answer),
            ] {
                tables.push(Table {
                    operation: Some(operation),
                    ..Table::new(rows, place.to(name), side)
                });
            }
        }
        let mut index = 0;
        while let Some(table) = tables.get(index) {
            let nested: Vec<_> = table
                .rows
                .iter()
                .filter(|(_, row)| !row.fields.is_empty())
                .map(|(name, row)| Table {
                    place: table.place.to(name).to("fields"),
                    rows: &row.fields,
                    side: table.side,
                    operation: table.operation,
                    parent: Some(row),
                    page: table.page || row.meaning == Some(spec::Meaning::Page),
                    shared: table.shared,
                })
                .collect();
            tables.splice(index + 1..index + 1, nested);
            index += 1;
        }
        tables
    }

    /// Whether `row` is an operation's own version of a shared row: its reading stands in `shared.yaml`.
    pub fn is_own_shared(&self, entry: &Entry) -> bool {
        !entry.table.shared
            && entry.table.parent.is_none()
            && self
                .shared_rows(entry.table.side)
                .is_some_and(|rows| rows.contains_key(entry.name))
    }

    /// The rows that every table of `side` repeats.
    pub fn shared_rows(&self, side: Side) -> Option<&Rows> {
        self.shared.as_ref().map(|shared| match side {
            Side::Request => &shared.request,
            Side::Answer => &shared.response,
        })
    }
}

impl<'a> Table<'a> {
    fn new(rows: &'a Rows, place: Place, side: Side) -> Self {
        Self {
            rows,
            place,
            side,
            operation: None,
            parent: None,
            page: false,
            shared: false,
        }
    }

    fn shared(self) -> Self {
        Self { shared: true, ..self }
    }

    /// Its rows, each with its place.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a, '_>> {
        self.rows.iter().map(|(name, row)| Entry {
            name,
            row,
            place: self.place.to(name),
            table: self,
        })
    }
}

/// The key of the operation at `path`.
pub fn operation_key(path: &str) -> Option<&str> {
    path.strip_prefix("operations/")?.strip_suffix(".yaml")
}

/// What the document itself calls the side of a table: the name of its key.
impl Side {
    pub fn key(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Answer => "response",
        }
    }
}

fn empty_shared() -> Shared {
    Shared {
        request: Rows::new(),
        response: Rows::new(),
        return_codes: IndexMap::new(),
        callbacks: IndexMap::new(),
        glossary: IndexMap::new(),
    }
}

fn empty_document() -> Document {
    Document {
        title: String::new(),
        base_path: String::new(),
        methods: String::new(),
        site: IndexMap::new(),
        chapters: Vec::new(),
        operations: Vec::new(),
    }
}
