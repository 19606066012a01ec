//! The printed half of the spec anew, with the readings that people hung on it.
//!
//! A row is known by its name and where it is nested, an operation by its path. What the text no longer has leaves the
//! spec.

mod common;
mod rows;

use super::mentions;
use super::printed::{self, Document};
use crate::spec::{Chapter, Operation, ReturnCode, Revision, Spec};

/// The spec as the text wants it.
pub(super) fn merge(printed: &Document, old: &Spec) -> Spec {
    let mut spec = old.clone();
    let parts = &printed.operations;
    spec.document.chapters =
        chapters(&old.document.chapters, &printed.chapters, &mut Vec::new());
    spec.document.methods = common::methods(parts, &old.document.methods);
    spec.document.operations = parts.iter().map(printed::Operation::key).collect();
    let requests: Vec<_> = parts.iter().map(|part| &part.request).collect();
    spec.shared.request = common::rows(&old.shared.request, &requests);
    let responses: Vec<_> = parts.iter().map(|part| &part.response).collect();
    spec.shared.response = common::rows(&old.shared.response, &responses);
    let return_code = |row: &printed::ReturnCode| {
        let readings = old.shared.return_codes.get(&row.code).cloned();
        let note = row.note.clone();
        (row.code.clone(), ReturnCode { note, ..readings.unwrap_or_default() })
    };
    spec.shared.return_codes = printed.return_codes.iter().map(return_code).collect();
    let operations = parts.iter().map(|part| {
        let key = part.key();
        let before = old.operations.get(&key).cloned().unwrap_or_default();
        (key, operation(part, before, &spec))
    });
    spec.operations = operations.collect();
    spec.changelog = changelog(&printed.revisions, old);
    mentions::keep_meaning(&mut spec, &mentions::names(old));
    spec
}

/// The outline with the texts of the document; chapters whose titles have vanished are gone.
fn chapters(
    outline: &[Chapter],
    printed: &[printed::Chapter],
    above: &mut Vec<String>,
) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    for chapter in outline {
        above.push(chapter.title.clone());
        let sections = self::chapters(&chapter.sections, printed, above);
        match printed.iter().find(|found| found.path == *above) {
            Some(found) => chapters.push(Chapter {
                title: chapter.title.clone(),
                text: some(&found.text),
                table: found.table.clone(),
                sections,
            }),
            // Its sections have lost their parent, not their text.
            None => chapters.extend(sections),
        }
        above.pop();
    }
    chapters
}

fn changelog(printed: &[printed::Revision], old: &Spec) -> Vec<Revision> {
    let partners = printed::pair(printed, &Document::of(old).revisions);
    let row = |(row, partner): (&printed::Revision, Option<usize>)| {
        let readings =
            partner.map(|index| old.changelog[index].clone()).unwrap_or_default();
        Revision {
            date: row.date.clone(),
            printed_date: differing(&row.printed_date, &row.date),
            version: some(&row.version),
            author: row.author.clone(),
            text: row.text.clone(),
            ..readings
        }
    };
    printed.iter().zip(partners).map(row).collect()
}

fn operation(printed: &printed::Operation, old: Operation, spec: &Spec) -> Operation {
    let shared = &spec.shared;
    Operation {
        title: printed.title.clone(),
        purpose: differing(&printed.purpose, &printed.title),
        path: printed.clean_path(),
        printed_path: differing(&printed.path, &printed.clean_path()),
        methods: differing(&printed.methods, &spec.document.methods),
        without: common::missing(shared, printed),
        description: some(&printed.description),
        red: printed.red.clone().unwrap_or_else(|| old.red.clone()),
        request: rows::table(&printed.request, &old.request, &shared.request),
        response: rows::table(&printed.response, &old.response, &shared.response),
        ..old
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What is printed, where it differs from what it would be taken for.
fn differing(printed: &str, usual: &str) -> Option<String> {
    (printed != usual).then(|| printed.to_owned())
}
