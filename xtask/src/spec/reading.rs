//! What is read beside what is printed: an idle key where both say the same, an erratum where they differ.

use super::kind;
use super::model::{Operation, Revision, Row};
use super::walk::Direction;

/// The keys of what the vendor's document shows, whatever they stand in; no reading has one of these names.
pub const PRINTED: [&str; 19] = [
    "author",
    "date",
    "description",
    "methods",
    "note",
    "optional",
    "path",
    "printed_date",
    "printed_name",
    "printed_optional",
    "printed_path",
    "purpose",
    "red",
    "table",
    "text",
    "title",
    "type",
    "version",
    "without",
];

/// A key of the spec that would be left out if it changed nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub key: &'static str,
    /// What the print says by itself.
    pub printed: String,
    /// What the spec makes of it.
    pub read: String,
    /// What says the same already where the key is idle.
    pub source: &'static str,
}

impl Reading {
    pub fn is_idle(&self) -> bool {
        self.printed == self.read
    }
}

/// The readings at the head of an operation; `methods` are those of the document.
pub fn of_operation(operation: &Operation, methods: Option<&str>) -> Vec<Reading> {
    let Operation { purpose, title, printed_path, path, .. } = operation;
    let found = [
        reading("purpose", purpose.as_ref(), title, "`title`"),
        reading("printed_path", printed_path.as_ref(), path, "`path`"),
        reading(
            "methods",
            operation.methods.as_ref(),
            methods.unwrap_or_default(),
            "`document.yaml`",
        ),
    ];
    found.into_iter().flatten().collect()
}

/// Those of a row of 修订记录.
pub fn of_revision(revision: &Revision) -> Option<Reading> {
    reading("printed_date", revision.printed_date.as_ref(), &revision.date, "`date`")
}

/// Those of the row `name`, as far as the vendor can see them.
pub fn of_row(name: &str, row: &Row, direction: Direction) -> Vec<Reading> {
    const NAME: &str = "the row's name";
    let must = |required: bool| if required { "required" } else { "optional" };
    let required = row.required.filter(|_| direction != Direction::Answer);
    let kinds = row.meaning.map(kind::meant).zip(kind::printed(row));
    let found = [
        reading("printed_name", row.printed_name.as_ref(), name, NAME),
        reading(
            "wire",
            Some(name),
            &kind::places_on_the_wire(name, row).join(", "),
            NAME,
        )
        .filter(|_| !row.wire.is_empty() || row.also_on.is_some()),
        kinds.and_then(|(meant, printed)| {
            reading("as", Some(printed.kind.noun()), &meant.noun(), "`type`")
        }),
        required.and_then(|required| {
            let printed = must(kind::printed_required(row));
            let printed = row.printed_optional.as_deref().unwrap_or(printed);
            reading("required", Some(printed), must(required), "`optional`")
        }),
    ];
    found.into_iter().flatten().collect()
}

fn reading(
    key: &'static str,
    printed: Option<impl ToString>,
    read: &str,
    source: &'static str,
) -> Option<Reading> {
    let printed = printed?.to_string();
    Some(Reading { key, printed, read: read.to_owned(), source })
}
