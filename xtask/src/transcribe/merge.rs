//! The printed half of the spec anew, with the readings that people hung on it.
//!
//! A row is known by its name and where it is nested, an operation by its path. What the text no longer has leaves the
//! spec; readings that leave with it are listed.

mod common;
mod hints;
pub(super) mod offers;
mod rows;
mod sections;

use indexmap::IndexMap;

use super::printed::{self, Document};
use super::readings;
use crate::spec::{Chapter, Direction, Operation, ReturnCode, Revision, Spec};

/// The spec as the text wants it, and what it cost.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) spec: Spec,
    pub(super) lost: Vec<Lost>,
}

/// Something that has left the spec.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lost {
    /// What it was: `created#request.startTime`.
    pub(super) target: String,
    /// Why it is gone, where that is not plain.
    pub(super) why: Option<&'static str>,
    /// Its readings as YAML, if it had any.
    pub(super) readings: Option<String>,
    /// What it may be called now.
    pub(super) rename: Option<String>,
}

pub(super) fn merge(printed: &Document, old: &Spec) -> Merged {
    let mut lost = Vec::new();
    let mut spec = old.clone();
    spec.document.chapters =
        chapters(&old.document.chapters, &printed.chapters, &mut Vec::new());
    spec.document.methods = common::methods(&printed.operations, &old.document.methods);
    spec.document.operations =
        printed.operations.iter().map(printed::Operation::key).collect();
    spec.changelog = changelog(&printed.revisions, old, &mut lost);
    let (before, after) =
        (sections::numbers(&old.document), sections::numbers(&spec.document));
    for row in &mut spec.changelog {
        sections::keep_meaning(row, &before, &after);
    }
    let operations = printed.operations.iter();
    let requests = operations.clone().map(|part| &part.request);
    spec.shared.request = common::rows(&old.shared.request, requests);
    let responses = operations.map(|part| &part.response);
    spec.shared.response = common::rows(&old.shared.response, responses);
    let codes = &old.shared.return_codes;
    spec.shared.return_codes = return_codes(&printed.return_codes, codes, &mut lost);
    spec.operations = self::operations(printed, old, &spec, &mut lost);
    Merged { spec, lost }
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

fn changelog(
    printed: &[printed::Revision],
    old: &Spec,
    lost: &mut Vec<Lost>,
) -> Vec<Revision> {
    let before = Document::of(old).revisions;
    let partners = printed::pair(printed, &before);
    let gone = |(index, _): &(usize, &Revision)| !partners.contains(&Some(*index));
    for (_, row) in old.changelog.iter().enumerate().filter(gone) {
        let target = format!("changelog {} {}", row.date, row.author);
        let readings = readings::of(&row.date, row);
        lost.push(Lost { target, readings, ..Lost::default() });
    }
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

fn return_codes(
    printed: &[printed::ReturnCode],
    old: &IndexMap<String, ReturnCode>,
    lost: &mut Vec<Lost>,
) -> IndexMap<String, ReturnCode> {
    let gone = |(code, _): &(&String, _)| printed.iter().all(|row| row.code != **code);
    for (code, row) in old.iter().filter(gone) {
        let target = format!("shared#return_codes.{code}");
        let readings = readings::of(code, row);
        lost.push(Lost { target, readings, ..Lost::default() });
    }
    let row = |row: &printed::ReturnCode| {
        let readings = old.get(&row.code);
        let name = readings.and_then(|readings| readings.name.clone());
        let en = readings.and_then(|readings| readings.en.clone());
        (row.code.clone(), ReturnCode { note: row.note.clone(), name, en })
    };
    printed.iter().map(row).collect()
}

fn operations(
    printed: &Document,
    old: &Spec,
    new: &Spec,
    lost: &mut Vec<Lost>,
) -> IndexMap<String, Operation> {
    let mut operations = IndexMap::new();
    for part in &printed.operations {
        let key = part.key();
        let before = old.operations.get(&key);
        operations.insert(key.clone(), operation(&key, part, before, new, lost));
    }
    let before = Document::of(old);
    for ((key, operation), part) in old.operations.iter().zip(&before.operations) {
        if !operations.contains_key(key) {
            let is_fresh =
                |other: &&printed::Operation| !old.operations.contains_key(&other.key());
            let fresh = printed.operations.iter().filter(is_fresh);
            let rename = hints::operation(part, fresh);
            let readings = readings::of(key, operation);
            lost.push(Lost { target: key.clone(), readings, rename, why: None });
        }
    }
    operations
}

fn operation(
    key: &str,
    printed: &printed::Operation,
    before: Option<&Operation>,
    spec: &Spec,
    lost: &mut Vec<Lost>,
) -> Operation {
    let empty = Operation::default();
    let old = before.unwrap_or(&empty);
    let mut table = |direction: Direction, printed: &[printed::Row]| {
        let target = format!("{key}#{}", direction.key());
        let (old, shared) = (old.rows(direction), spec.shared.rows(direction));
        rows::table(&target, printed, old, shared, lost)
    };
    let request = table(Direction::Request, &printed.request);
    let response = table(Direction::Answer, &printed.response);
    Operation {
        title: printed.title.clone(),
        purpose: differing(&printed.purpose, &printed.title),
        path: printed.clean_path(),
        printed_path: differing(&printed.path, &printed.clean_path()),
        methods: differing(&printed.methods, &spec.document.methods),
        without: common::missing(&spec.shared, printed),
        description: some(&printed.description),
        red: printed.red.clone().unwrap_or_else(|| old.red.clone()),
        request,
        response,
        ..old.clone()
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What is printed, where it differs from what it would be taken for.
fn differing(printed: &str, usual: &str) -> Option<String> {
    (printed != usual).then(|| printed.to_owned())
}
