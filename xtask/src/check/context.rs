//! What rules of the model look at: the parts of the model whose files have no fault of the text.

use std::mem;

use indexmap::IndexSet;

use crate::codegen::names;
use crate::diff::Side;
use crate::schema::Kind;
use crate::spec::{
    self, Amendment, Callback, Direction, Example, Fact, Files, Operation, Place,
    ReturnCode, Revision, RowAt, Spec,
};

use super::sources::Sources;

/// The model, as far as it can be read.
pub struct Context<'a> {
    pub sources: &'a Sources<'a>,
    /// What stands in files that cannot be read is empty here. Operations stand in the document's order, then the
    /// unlisted ones.
    pub spec: Spec,
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
    pub key: &'a str,
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
        let Self { context, operation, place, .. } = self;
        let examples = place.to("examples").items(&operation.examples);
        examples.map(|(place, example)| ExampleAt { context, operation, example, place })
    }
}

impl<'a> Context<'a> {
    /// `spec`, which was read from `sources`.
    pub fn of(sources: &'a Sources<'a>, mut spec: Spec) -> Self {
        let keys = sources.files.keys().filter_map(|path| spec::operation_key(path));
        let keys: Vec<_> = keys.map(str::to_owned).collect();
        let mut found = mem::take(&mut spec.operations);
        for key in spec.document.operations.iter().chain(&keys) {
            spec.operations.extend(found.swap_remove_entry(key));
        }
        if spec.document.types.is_empty() {
            spec.document.types = sources.types().unwrap_or_default();
        }
        spec.resolve();
        let (targets, has_types) = (IndexSet::new(), !spec.document.types.is_empty());
        let mut context = Self { sources, spec, keys, targets, has_types };
        context.targets = context.known_targets();
        context
    }

    /// Every part of the document that a target can name, in the document's order.
    fn known_targets(&self) -> IndexSet<String> {
        let mut known: IndexSet<_> = self.spec.operations.keys().cloned().collect();
        let owners = self.spec.operations.keys().map(String::as_str).chain(["shared"]);
        for (owner, table) in
            owners.flat_map(|it| Direction::TABLES.map(|table| (it, table)))
        {
            known.insert(format!("{owner}#{}", table.key()));
        }
        known.insert("shared#return_codes".to_owned());
        let rows = self.spec.rows().into_iter();
        let rows = rows.filter(|at| Direction::TABLES.contains(&at.direction));
        known.extend(rows.map(|at| at.target()));
        let codes = self.spec.shared.return_codes.keys();
        known.extend(codes.map(|code| format!("shared#return_codes.{code}")));
        let chapters = self.spec.document.all_chapters().into_iter();
        known.extend(chapters.map(|at| format!("document#{}", at.path.join("."))));
        known
    }

    /// The files as the writer lays them out.
    pub fn canonical(&self) -> Files {
        let mut files = spec::files(&self.spec);
        files.retain(|path, _| self.has(path));
        files
    }

    /// Whether the file could be read.
    pub fn has(&self, file: &str) -> bool {
        self.sources.is_readable(file)
    }

    /// Whether every file could be read, so that what no file says is said nowhere.
    pub fn is_whole(&self) -> bool {
        let general = ["document.yaml", "changelog.yaml", "shared.yaml"];
        let mut files = self.sources.files.keys();
        general.iter().all(|file| self.has(file))
            && files.all(|file| self.has(file) || Kind::of(file).is_none())
    }

    pub fn operations(&self) -> impl Iterator<Item = OperationAt<'_>> {
        self.spec.operations.iter().map(|(key, operation)| {
            let place = Place::file(spec::operation_path(key));
            OperationAt { context: self, key, operation, place }
        })
    }

    /// The rows of the changelog with their places.
    pub fn revisions(&self) -> impl Iterator<Item = (Place, &Revision)> {
        Place::file("changelog.yaml").items(&self.spec.changelog)
    }

    pub fn amendments(&self) -> impl Iterator<Item = (Place, &Amendment)> {
        Place::file("amendments.yaml").items(&self.spec.amendments)
    }

    /// What the server sends to an address of the caller's, by name and with its place.
    pub fn callbacks(&self) -> impl Iterator<Item = (Place, &String, &Callback)> {
        let place = Place::file("shared.yaml").to("callbacks");
        place.entries(&self.spec.shared.callbacks)
    }

    /// The return codes with their places.
    pub fn return_codes(&self) -> impl Iterator<Item = (Place, &String, &ReturnCode)> {
        let place = Place::file("shared.yaml").to("return_codes");
        place.entries(&self.spec.shared.return_codes)
    }

    /// What holds of every site, with its place.
    pub fn facts(&self) -> impl Iterator<Item = (Place, &String, &Fact)> {
        Place::file("document.yaml").to("site").entries(&self.spec.document.site)
    }

    /// Every row that can have readings: those of a page object are known.
    pub fn rows_outside_pages(&self) -> impl Iterator<Item = RowAt<'_>> {
        let rows = self.has_types.then(|| self.spec.rows());
        rows.into_iter().flatten().filter(|at| !at.in_page)
    }

    /// Whether the row is the envelope's code, whose codes are chapter 3.5.
    pub fn is_return_code(at: &RowAt) -> bool {
        at.direction == Direction::Answer
            && at.name == "code"
            && at.row.rust_type.as_deref() == Some(names::RETURN_CODE)
    }

    /// Whether a row is an operation's own version of a shared row: its reading stands in `shared.yaml`.
    pub fn is_own_shared(&self, at: &RowAt) -> bool {
        at.owner != "shared"
            && at.above.is_empty()
            && self.spec.shared.rows(at.direction).contains_key(at.name)
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
        let spec = &context.spec;
        let is_listed = spec.document.operations.iter().eq(spec.operations.keys());
        (context.is_whole() && is_listed).then(|| {
            let files = context.sources.files.clone();
            Self { old, new: Side::at_hand_with(files, spec.clone()) }
        })
    }
}
