//! The table of operations for the front page of the documentation.

use super::index::Index;
use super::print::word;
use crate::codegen::model::{Bindings, Operation, Removed};
use crate::spec::plain_title;

/// The table, with links to the requests.
pub fn file(index: &Index<'_>) -> String {
    let bindings = index.bindings;
    let rows: String =
        bindings.operations.iter().map(|operation| row(operation, bindings)).collect();
    format!(
        "# The {} operations\n\n| | function | what it does | title | path | effect | since |\n|---|---|---|---|---|---|---|\n{rows}{}",
        bindings.operations.len(),
        removed(bindings)
    )
}

fn row(operation: &Operation, bindings: &Bindings) -> String {
    let Operation { section, name, summary, title, path, request, .. } = operation;
    let request = &request.name;
    let effect = word(operation.effect);
    let since = since(operation.since.as_deref(), bindings);
    let title = plain_title(title);
    format!(
        "| {section} | [`{name}`](webcast::{request}) | {summary} | {title} | `{path}` | {effect} | {since} |\n"
    )
}

/// A table of what is there no more, if anything is.
fn removed(bindings: &Bindings) -> String {
    if bindings.removed.is_empty() {
        return String::new();
    }
    let rows: String = bindings
        .removed
        .iter()
        .map(|Removed { owner, place, since: came, revision }| {
            let operation = bindings.operations.iter().find(|it| it.key == *owner);
            let of = operation.map_or(owner, |operation| &operation.name);
            let since = since(came.as_deref(), bindings);
            let place =
                if place.is_empty() { String::new() } else { format!("`{place}`") };
            format!("| `{of}` | {place} | {since} | {revision} |\n")
        })
        .collect();
    format!(
        "\nWhat revisions of the document have removed:\n\n| function | what | since | removed |\n|---|---|---|---|\n{rows}"
    )
}

fn since(revision: Option<&str>, bindings: &Bindings) -> String {
    match (revision, bindings.revisions.first()) {
        (Some(revision), _) => revision.to_owned(),
        (None, Some(first)) => format!("before {first}"),
        (None, None) => String::new(),
    }
}
