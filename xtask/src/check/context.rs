//! What rules of the model look at: the parts of the model whose files have no fault of the text.

use indexmap::{IndexMap, IndexSet};

use crate::diff::Side;
use crate::spec::{
    self, Amendment, Chapter, Direction, Document, Example, Fact, Files, Operation,
    Place, Revision, RowAt, Rows, Shared, Spec,
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
    /// Every target that names a part of these.
    pub targets: IndexSet<String>,
    /// Whether a file says what types mean. Nothing can be said of rows otherwise.
    pub has_types: bool,
}

/// An operation with the place of its file, and what stands around it.
pub struct OperationAt<'a> {
    pub context: &'a Context<'a>,
    pub operation: &'a Operation,
    pub place: Place,
}

/// A wire vector of an operation.
pub struct ExampleAt<'a> {
    pub context: &'a Context<'a>,
    pub operation: &'a Operation,
    pub example: &'a Example,
    pub place: Place,
}

impl<'a> OperationAt<'a> {
    pub fn examples(&self) -> impl Iterator<Item = ExampleAt<'a>> {
        let Self { context, operation, place } = self;
        let examples = operation.examples.iter().enumerate();
        examples.map(|(index, example)| {
            let place = place.to("examples").to(index);
            ExampleAt { context, operation, example, place }
        })
    }
}

impl<'a> Context<'a> {
    /// `models`, which were read from `sources`.
    pub fn of(sources: &'a Sources<'a>, mut models: Models) -> Self {
        let mut operations = IndexMap::<_, Operation>::new();
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
        let Models { document, changelog, amendments, mut shared, .. } = models;
        let types = document.as_ref().map(|document| document.types.clone());
        let types = types.or_else(|| sources.types());
        if let Some(types) = &types {
            shared.iter_mut().for_each(|shared| shared.resolve(types));
            operations.values_mut().for_each(|operation| operation.resolve(types));
        }
        let targets = IndexSet::new();
        let mut context = Self {
            sources,
            document,
            changelog,
            amendments,
            shared,
            operations,
            keys,
            targets,
            has_types: types.is_some(),
        };
        context.targets = context.known_targets();
        context
    }

    /// Every part of the document that a target can name, in the document's order.
    fn known_targets(&self) -> IndexSet<String> {
        let mut known: IndexSet<_> = self.operations.keys().cloned().collect();
        let owners = self.operations.keys().map(String::as_str).chain(["shared"]);
        for (owner, table) in
            owners.flat_map(|it| Direction::TABLES.map(|table| (it, table)))
        {
            known.insert(format!("{owner}#{}", table.key()));
        }
        known.insert("shared#return_codes".to_owned());
        let rows = self.rows().into_iter();
        let rows = rows.filter(|at| Direction::TABLES.contains(&at.direction));
        known.extend(rows.map(|at| at.target()));
        let codes = self.shared.iter().flat_map(|shared| shared.return_codes.keys());
        known.extend(codes.map(|code| format!("shared#return_codes.{code}")));
        let chapters = self.chapters().into_iter();
        known.extend(
            chapters.map(|(above, _, it)| format!("document#{above}{}", it.title)),
        );
        known
    }

    /// Every chapter and section with its place, and the titles above it.
    pub fn chapters(&self) -> Vec<(String, Place, &Chapter)> {
        fn list<'a>(
            chapters: &'a [Chapter],
            above: &str,
            place: &Place,
            found: &mut Vec<(String, Place, &'a Chapter)>,
        ) {
            for (index, chapter) in chapters.iter().enumerate() {
                let place = place.to(index);
                found.push((above.to_owned(), place.clone(), chapter));
                let above = format!("{above}{}.", chapter.title);
                list(&chapter.sections, &above, &place.to("sections"), found);
            }
        }
        let mut found = Vec::new();
        if let Some(document) = &self.document {
            let place = Place::file("document.yaml").to("chapters");
            list(&document.chapters, "", &place, &mut found);
        }
        found
    }

    /// The files as the writer lays them out.
    pub fn canonical(&self) -> Files {
        // What could not be read is empty here, and left out of the files below.
        let spec = Spec {
            document: self.document.clone().unwrap_or_default(),
            changelog: self.changelog.clone().unwrap_or_default(),
            amendments: self.amendments.clone().unwrap_or_default(),
            shared: self.shared.clone().unwrap_or_default(),
            operations: self.operations.clone(),
        };
        let mut files = spec::files(&spec);
        files.retain(|path, _| self.sources.readable.contains(path.as_str()));
        files
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
        let rows = self.has_types.then(|| self.rows());
        rows.into_iter().flatten().filter(|at| !at.in_page)
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

/// What rules of the history look at: the state that the files came from, and the files.
pub struct History<'a> {
    pub old: &'a Side,
    pub new: Side,
}

impl<'a> History<'a> {
    /// From `old` to the files at hand; none when these cannot be read as a whole.
    pub fn of(old: &'a Side, context: &Context) -> Option<Self> {
        let new = Side::at_hand(context.sources.files.clone()).ok()?;
        Some(Self { old, new })
    }
}
